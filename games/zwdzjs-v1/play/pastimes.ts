import { levelName, reportScore } from "../../kit/classroom.ts";
import { addText } from "../../kit/controls.ts";
import { say } from "../../kit/language.ts";
import { freshSeed } from "../../kit/random.ts";
import type { Shell } from "../../kit/shell.ts";
import { addStars } from "../../kit/stars.ts";
import type { Bout, BoutResult, Pastime } from "../bout.ts";
import type { Mark, Records } from "../records.ts";
import { WORDS } from "../texts/words.ts";

/** Where a player goes from a pastime. */
export interface Way {
  /** Back to where it was chosen. */
  readonly onLeave: () => void;
  /** On to the next one, after it has been won. */
  readonly onNext?: () => void;
}

/** The place of a bout. */
export interface Lawn {
  show(bout: Bout): void;
  /** Shows the demonstration in its place. */
  clear(): void;
}

/** The pastime that is being played. */
interface Running extends Way {
  readonly pastime: Pastime;
  readonly bout: Bout;
}

/** Plays games of their own: starts them, ends them and keeps their marks. */
export class Pastimes {
  readonly records: Records;
  #shell: Shell;
  #lawn: Lawn;
  #running: Running | undefined;

  constructor(shell: Shell, records: Records, lawn: Lawn) {
    this.#shell = shell;
    this.records = records;
    this.#lawn = lawn;
  }

  /** The bout on the lawn; undefined while a plain garden is played. */
  get bout(): Bout | undefined {
    return this.#running?.bout;
  }

  /** Begins a game. */
  play(pastime: Pastime, way: Way): void {
    this.#shell.screens.closeAll();
    const losses = this.records.of(pastime.id).losses;
    const bout = pastime.begin({ seed: freshSeed(), losses });
    this.#running = { ...way, pastime, bout };
    this.#lawn.show(bout);
  }

  /** Begins the same game anew. */
  again(): void {
    const { pastime, bout: _, ...way } = this.#running!;
    this.play(pastime, way);
  }

  /** Goes back to where the game was chosen. */
  leave(): void {
    const { onLeave } = this.#running!;
    this.#running = undefined;
    this.#lawn.clear();
    onLeave();
  }

  /** Forgets the game, because a plain garden is shown. */
  forget(): void {
    this.#running = undefined;
  }

  /** Keeps the mark of an ended game, and shows how it ended. */
  finish(): void {
    const { pastime, bout, onNext } = this.#running!;
    const result = bout.result();
    const won = bout.world.outcome === "won";
    const { stars = 0, score = 0 } = result;
    const last = this.records.of(pastime.id);
    const mark = this.records.add(pastime.id, { won, stars, score });
    if (result.score !== undefined) {
      const level = pastime.list ?? levelName(pastime.name);
      reportScore(result.score, { best: "high", level });
    }
    const goesOn = won && onNext !== undefined;
    this.#shell.showEnd({
      won,
      title: result.title,
      build: (panel) => buildEnd(panel, { result, last, mark }),
      actions: [
        ...(goesOn
          ? [{ label: WORDS.next, icon: "next", primary: true, run: onNext } as const]
          : []),
        { label: WORDS.again, icon: "restart", primary: !goesOn, run: () => this.again() },
        { label: WORDS.back, icon: "back", run: () => this.leave() },
      ],
    });
  }
}

/** Shows stars, score and what there is to say. */
function buildEnd(
  panel: HTMLElement,
  { result, last, mark }: { result: BoutResult; last: Mark; mark: Mark },
): void {
  if (result.stars !== undefined) addStars(panel, result.stars).classList.add("large");
  const { score } = result;
  if (score !== undefined) {
    addText(panel, "h2", () => say(WORDS.score, { score }));
    const isBest = score > 0 && score > last.best;
    addText(panel, "p", () => isBest ? say(WORDS.newBest) : say(WORDS.best, { score: mark.best }));
  }
  for (const line of result.lines) addText(panel, "p", line).className = "soft";
}
