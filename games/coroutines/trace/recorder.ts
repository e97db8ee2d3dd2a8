// Writes down what a program does while it runs: which line, who, when, what it says.

import type { TaskState } from "../library/tasks.ts";

/** What one of those who run is doing. `paused` has let go and waits for its turn. */
export type ActorState = TaskState | "paused";

/** A line about to run. */
export type Moment = {
  /** Counted from 1; undefined when all is over. */
  readonly line: number | undefined;
  /** Who runs it: a place in {@linkcode Trace.actors}. */
  readonly actor: number;
  readonly atMs: number;
};

/** Somebody's state changes, as an effect of the line of a moment. */
export type Change = {
  readonly actor: number;
  readonly state: ActorState;
  readonly atMs: number;
  readonly moment: number;
};

/** A value goes from one to another, as an effect of the line of a moment. */
export type Handover = {
  readonly from: number;
  readonly to: number;
  readonly value: string;
  readonly moment: number;
};

/** A line of output, as an effect of the line of a moment. */
export type Print = {
  readonly actor: number;
  readonly text: string;
  readonly atMs: number;
  readonly moment: number;
};

/** A whole run. */
export type Trace = {
  /** The first is `main`. */
  readonly actors: readonly string[];
  /** At least one: the last is the end, where no line runs. */
  readonly moments: readonly Moment[];
  readonly changes: readonly Change[];
  readonly handovers: readonly Handover[];
  readonly output: readonly Print[];
  readonly endMs: number;
};

/** More lines than any of the lab's programs runs at its largest numbers: what runs on is a mistake. */
const MOST_MOMENTS = 20_000;

/** What a recorder has to know of the program. */
export type RecorderOptions = {
  readonly nowMs: () => number;
  /** Who runs. @default the function that the line stands in, by the name it was called with */
  readonly who?: () => string;
  /** What those do that do not run, where nobody else tells. */
  readonly idleState?: ActorState;
  /** Called with each moment. */
  readonly onMoment?: () => void;
};

/** Collects a trace. Its functions are handed to the marked program. */
export class Recorder {
  readonly #options: RecorderOptions;
  readonly #actors: string[] = ["main"];
  readonly #moments: Moment[] = [];
  readonly #changes: Change[] = [];
  readonly #handovers: Handover[] = [];
  readonly #output: Print[] = [];
  #running = 0;

  constructor(options: RecorderOptions) {
    this.#options = options;
  }

  /** A line is about to run. @param awaits whether it lets go of the thread until something has come */
  readonly at = (line: number, me: number, awaits = false): void => {
    if (this.#moments.length >= MOST_MOMENTS) throw new Error("Cannot go on: it runs without end");
    this.#run(this.#options.who ? this.actorOf(this.#options.who()) : me);
    this.#moments.push({ line, actor: this.#running, atMs: this.#options.nowMs() });
    if (awaits) this.change(this.#running, this.#running === 0 ? "joining" : "sleeping");
    this.#options.onMoment?.();
  };

  /** A function begins; one that was called with a name is an actor. */
  readonly enter = (given: ArrayLike<unknown>): number =>
    typeof given[0] === "string" ? this.actorOf(given[0]) : 0;

  /** A function ends. */
  readonly leave = (me: number): void => {
    if (me > 0) this.change(me, "ended");
  };

  /** The program says something. */
  readonly print = (text: unknown): void => {
    this.#output.push({
      actor: this.#running,
      text: String(text),
      atMs: this.#options.nowMs(),
      moment: this.#lastMoment,
    });
  };

  /** The place of somebody among the actors. */
  actorOf(name: string): number {
    const known = this.#actors.indexOf(name);
    return known >= 0 ? known : this.#actors.push(name) - 1;
  }

  /** Somebody's state changes. */
  change(actor: number, state: ActorState, atMs = this.#options.nowMs()): void {
    this.#changes.push({ actor, state, atMs, moment: this.#lastMoment });
  }

  /** A value goes from one to another. */
  hand(from: string, to: string, value: unknown): void {
    this.#handovers.push({
      from: this.actorOf(from),
      to: this.actorOf(to),
      value: String(value),
      moment: this.#lastMoment,
    });
  }

  /** The run so far, as if it ended here. */
  trace(): Trace {
    const atMs = this.#options.nowMs();
    const end = { line: undefined, actor: 0, atMs };
    return {
      actors: [...this.#actors],
      moments: [...this.#moments, end],
      changes: [...this.#changes],
      handovers: [...this.#handovers],
      output: [...this.#output],
      endMs: atMs,
    };
  }

  get #lastMoment(): number {
    return Math.max(0, this.#moments.length - 1);
  }

  /** Notes a change of who runs, where the program's own scheduler does not. */
  #run(actor: number): void {
    const idleState = this.#options.idleState;
    if (idleState) {
      const before = this.#running;
      if (actor !== before && this.#stateOf(before) === "running") this.change(before, idleState);
      if (this.#stateOf(actor) !== "running") this.change(actor, "running");
    }
    this.#running = actor;
  }

  #stateOf(actor: number): ActorState | undefined {
    return this.#changes.findLast((change) => change.actor === actor)?.state;
  }
}
