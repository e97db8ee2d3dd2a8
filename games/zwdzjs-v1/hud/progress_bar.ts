import { addElement } from "../../kit/controls.ts";
import { icon } from "../../kit/icons.ts";
import { say, type Text } from "../../kit/language.ts";
import { type Level, levelIn } from "../rules/levels.ts";
import { isHuge, shareOfWait } from "../rules/waves.ts";
import type { World } from "../rules/world.ts";
import { makePortrait } from "./portrait.ts";
import { WORDS } from "../texts/words.ts";

/** The progress of a game with rules of its own. */
export interface OwnProgress {
  /** One line, or more. */
  readonly name: string;
  /** The share that is done, 0 to 1; undefined for a game that only counts. */
  readonly done?: number;
  /** The shares with a flag; the same list through the whole game. */
  readonly flags?: readonly number[];
  /** Whether each flag is a star, which is lost behind it. @default false */
  readonly starred?: boolean;
  /** What moves along the bar. @default a zombie's head */
  readonly head?: string;
}

/** A garden without an end: what it is called, and the score to beat in it. */
export interface Contest {
  readonly name: Text;
  /** Missing where not the player's own best counts, but everybody's. */
  readonly goal?: number;
}

const NO_FLAGS: readonly number[] = [];
const COUNT_ONLY = "count";

/** What a garden without an end is called, its score, and the score to beat or how far it has come. */
function linesOf({ score, wave }: World, contest: Contest = { name: WORDS.endless }): string {
  const { name, goal } = contest;
  const aim = goal === undefined
    ? say(WORDS.progressWave, { wave })
    : say(score > goal ? WORDS.progressBest : WORDS.progressEndless, { goal, wave });
  return [say(name), say(WORDS.score, { score }), aim].join("\n");
}

/** The progress of a level: a bar with a flag at each huge wave, or a score. */
export class ProgressBar {
  #root: HTMLElement;
  #name: HTMLElement;
  #bar: HTMLElement;
  #shown = "";
  /** What the bar was made for. */
  #built: unknown;
  #flags: readonly (readonly [flag: HTMLElement, share: number])[] = [];
  /** What follows the progress. */
  #moved: readonly HTMLElement[] = [];

  constructor(hud: HTMLElement) {
    this.#root = addElement("div", "progress", hud);
    this.#name = addElement("span", "progress-name", this.#root);
    this.#bar = addElement("div", "progress-bar", this.#root);
    this.#bar.setAttribute("role", "progressbar");
  }

  /** Shows the progress of a game with rules of its own. */
  show(own: OwnProgress): void {
    const { name, done } = own;
    const { flags = NO_FLAGS } = own;
    const wanted = done === undefined ? COUNT_ONLY : flags;
    if (this.#built !== wanted) this.#build(flags, { ...own, isCount: done === undefined });
    this.#built = wanted;
    const shown = `${name} ${done?.toFixed(2)}`;
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#setName(name);
    if (done !== undefined) this.#fill(done, { now: Math.round(done * 100), label: name });
  }

  /** Shows the progress of a garden; one without an end is played for its score. */
  update(world: World, contest: Contest | undefined): void {
    const level = levelIn(world);
    const endless = level.waves === Infinity;
    if (this.#built !== level) this.#buildFor(level);
    const name = endless ? linesOf(world, contest) : say(WORDS.level, { number: level.number });
    const done = endless ? 0 : Math.min(1, (world.wave + shareOfWait(world)) / level.waves);
    const shown = `${name} ${world.wave} ${done.toFixed(2)}`;
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#setName(name);
    if (endless) return;
    const label = say(WORDS.progress, { wave: world.wave, waves: level.waves });
    this.#fill(done, { now: world.wave, label });
  }

  #setName(name: string): void {
    if (this.#name.textContent !== name) this.#name.textContent = name;
  }

  /** Fills the bar. Only transforms change with each step, which costs no layout and no paint. */
  #fill(done: number, read: { now: number; label: string }): void {
    const [fill, head] = this.#moved;
    fill!.style.transform = `scaleX(${done.toFixed(2)})`;
    head!.style.transform = `translateX(${(done * 100).toFixed(0)}%)`;
    for (const [flag, share] of this.#flags) flag.classList.toggle("past", done > share);
    this.#bar.setAttribute("aria-valuenow", String(read.now));
    if (this.#bar.ariaLabel !== read.label) this.#bar.ariaLabel = read.label;
  }

  #buildFor(level: Level): void {
    this.#built = level;
    const endless = level.waves === Infinity;
    const huge = endless
      ? []
      : Array.from({ length: level.waves }, (_, at) => at + 1).filter((wave) =>
        isHuge(level, wave)
      );
    this.#build(huge.map((wave) => wave / level.waves), { isCount: endless });
    this.#bar.setAttribute("aria-valuemax", String(level.waves));
  }

  /** Makes the bar with flags at these shares of it, or none. */
  #build(
    flags: readonly number[],
    { isCount, starred, head: thing = "head calm" }: Partial<OwnProgress> & { isCount: boolean },
  ): void {
    this.#shown = "";
    this.#bar.replaceChildren();
    this.#bar.hidden = isCount;
    this.#root.classList.toggle("endless", isCount);
    if (isCount) return;
    this.#bar.setAttribute("aria-valuemax", "100");
    const fill = addElement("div", "progress-fill", this.#bar);
    this.#flags = flags.map((share) => {
      const flag = addElement("i", starred ? "flag star" : "flag", this.#bar);
      flag.style.setProperty("--at", String(share));
      if (starred) flag.innerHTML = icon("star");
      return [flag, share];
    });
    const head = addElement("i", "progress-head", this.#bar);
    head.append(makePortrait({ thing }, 28));
    this.#moved = [fill, head];
  }
}
