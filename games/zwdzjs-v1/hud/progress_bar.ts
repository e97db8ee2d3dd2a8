import { addElement } from "../../kit/controls.ts";
import { say } from "../../kit/language.ts";
import { type Level, levelIn } from "../rules/levels.ts";
import { isHuge, shareOfWait } from "../rules/waves.ts";
import type { World } from "../rules/world.ts";
import { makePortrait } from "./portrait.ts";
import { WORDS } from "../texts/words.ts";

/** The progress of a game with rules of its own. */
export interface OwnProgress {
  /** One line, or two. */
  readonly name: string;
  /** The share that is done, 0 to 1; undefined for a game that only counts. */
  readonly done?: number;
  /** The shares with a flag; the same list through the whole game. */
  readonly flags?: readonly number[];
}

const NO_FLAGS: readonly number[] = [];
const COUNT_ONLY = "count";

/** The progress of a level: a bar with a flag at each huge wave, or a score. */
export class ProgressBar {
  #root: HTMLElement;
  #name: HTMLElement;
  #bar: HTMLElement;
  #shown = "";
  /** What the bar was made for. */
  #built: unknown;

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
    if (this.#built !== wanted) this.#build(flags, done === undefined);
    this.#built = wanted;
    const shown = `${name} ${done?.toFixed(2)}`;
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#name.textContent = name;
    if (done !== undefined) this.#fill(done, { now: Math.round(done * 100), label: name });
  }

  /** Shows the progress of a garden; one without an end also has a score to beat. */
  update(world: World, goal = 0): void {
    const level = levelIn(world);
    const endless = level.waves === Infinity;
    if (this.#built !== level) this.#buildFor(level);
    const name = endless
      ? `${say(WORDS.score, { score: world.score })}\n${
        say(world.score > goal ? WORDS.progressBest : WORDS.progressEndless, {
          goal,
          wave: world.wave,
        })
      }`
      : say(WORDS.level, { number: level.number });
    const done = endless ? 0 : Math.min(1, (world.wave + shareOfWait(world)) / level.waves);
    const shown = `${name} ${world.wave} ${done.toFixed(2)}`;
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#name.textContent = name;
    if (endless) return;
    const label = say(WORDS.progress, { wave: world.wave, waves: level.waves });
    this.#fill(done, { now: world.wave, label });
  }

  #fill(done: number, read: { now: number; label: string }): void {
    this.#bar.style.setProperty("--done", done.toFixed(2));
    this.#bar.setAttribute("aria-valuenow", String(read.now));
    this.#bar.setAttribute("aria-label", read.label);
  }

  #buildFor(level: Level): void {
    this.#built = level;
    const endless = level.waves === Infinity;
    const huge = endless
      ? []
      : Array.from({ length: level.waves }, (_, at) => at + 1).filter((wave) =>
        isHuge(level, wave)
      );
    this.#build(huge.map((wave) => wave / level.waves), endless);
    this.#bar.setAttribute("aria-valuemax", String(level.waves));
  }

  /** Makes the bar with flags at these shares of it, or none. */
  #build(flags: readonly number[], isCount: boolean): void {
    this.#shown = "";
    this.#bar.replaceChildren();
    this.#bar.hidden = isCount;
    this.#root.classList.toggle("endless", isCount);
    if (isCount) return;
    this.#bar.setAttribute("aria-valuemax", "100");
    addElement("div", "progress-fill", this.#bar);
    for (const share of flags) {
      const flag = addElement("i", "flag", this.#bar);
      flag.style.setProperty("--at", String(share));
    }
    const head = addElement("i", "progress-head", this.#bar);
    head.append(makePortrait({ thing: "head calm" }, 34));
  }
}
