// Records what a program does while it runs: the lines, the actors, the times, the output.

import type { TaskState } from "../library/tasks.ts";

/**
 * The state of an actor. `paused` means that it has yielded and waits for its turn, `parallel` that it computes in a
 * thread of its own, `failed` that it has ended without what it was for.
 */
export type ActorState = TaskState | "paused" | "parallel" | "failed";

/** Whether an actor in this state does nothing any more. */
export function isOver(state: ActorState): boolean {
  return state === "ended" || state === "failed";
}

/** A line about to run. */
export type Moment = {
  /** The line's number, from 1; undefined at the end. */
  readonly line: number | undefined;
  /** The index of its actor in {@linkcode Trace.actors}. */
  readonly actor: number;
  readonly atMs: number;
};

/** A change of an actor's state by the line of a moment. */
export type Change = {
  readonly actor: number;
  readonly state: ActorState;
  readonly atMs: number;
  readonly moment: number;
};

/** A value that one actor passes to another in the line of a moment. */
export type Handover = {
  readonly from: number;
  readonly to: number;
  readonly value: string;
  readonly moment: number;
};

/** A line of output from the line of a moment. */
export type Print = {
  readonly actor: number;
  readonly text: string;
  readonly atMs: number;
  readonly moment: number;
};

/** A whole run. */
export type Trace = {
  /** The names of the actors; the first is `main`. */
  readonly actors: readonly string[];
  /** The moments, at least one: the last is the end, where no line runs. */
  readonly moments: readonly Moment[];
  readonly changes: readonly Change[];
  readonly handovers: readonly Handover[];
  readonly output: readonly Print[];
  readonly endMs: number;
};

const MOST_MOMENTS = 20_000;

/** The options of a recorder. */
export type RecorderOptions = {
  readonly nowMs: () => number;
  /** Returns the running actor. @default the function of the line, by the name it was called with */
  readonly who?: () => string;
  /** The state of actors that do not run, where no other part reports it. */
  readonly idleState?: ActorState;
  /** Called with each moment. */
  readonly onMoment?: () => void;
  /** The most lines of a run. @default 20000; the lab's programs need fewer even with their largest numbers */
  readonly mostMoments?: number;
};

/** The end of a program that runs more lines than a run may have. */
export class EndlessError extends Error {
  override readonly name = "EndlessError";

  constructor() {
    super("Cannot go on: it runs without end");
  }
}

/** Collects a trace. The marked program calls its functions. */
export class Recorder {
  readonly #options: RecorderOptions;
  readonly #actors: string[] = ["main"];
  readonly #moments: Moment[] = [];
  readonly #changes: Change[] = [];
  readonly #handovers: Handover[] = [];
  readonly #output: Print[] = [];
  readonly #outside: Omit<Change, "moment">[] = [];
  /** The actors whose end is a failure. */
  readonly #failed = new Set<number>();
  #running = 0;

  constructor(options: RecorderOptions) {
    this.#options = options;
  }

  /** Records a line that is about to run. @param awaits whether it then waits and frees the thread */
  readonly at = (line: number, me: number, awaits = false): void => {
    const { mostMoments = MOST_MOMENTS } = this.#options;
    if (this.#moments.length >= mostMoments) throw new EndlessError();
    this.#run(this.#options.who ? this.actorOf(this.#options.who()) : me);
    this.#moments.push({ line, actor: this.#running, atMs: this.#options.nowMs() });
    if (awaits) this.change(this.#running, this.#running === 0 ? "joining" : "sleeping");
    this.#options.onMoment?.();
  };

  /** Records the start of a function; one that was called with a name is an actor. */
  readonly enter = (given: ArrayLike<unknown>): number =>
    typeof given[0] === "string" ? this.actorOf(given[0]) : 0;

  /** Records the end of a function. */
  readonly leave = (me: number): void => {
    if (me > 0) this.change(me, "ended");
  };

  /** Records a line of output. */
  readonly print = (text: unknown): void => {
    // A line without a mark may print, too.
    const { who } = this.#options;
    this.#output.push({
      actor: who ? this.actorOf(who()) : this.#running,
      text: String(text),
      atMs: this.#options.nowMs(),
      moment: this.#lastMoment,
    });
  };

  /** The index of the running actor. */
  get running(): number {
    return this.#running;
  }

  /** Returns the index of an actor. */
  actorOf(name: string): number {
    const known = this.#actors.indexOf(name);
    return known >= 0 ? known : this.#actors.push(name) - 1;
  }

  /** Records a change of an actor's state. */
  change(actor: number, state: ActorState, atMs = this.#options.nowMs()): void {
    const seen = state === "ended" && this.#failed.has(actor) ? "failed" : state;
    this.#changes.push({ actor, state: seen, atMs, moment: this.#lastMoment });
  }

  /** From now on the end of an actor counts as a failure. */
  fail(name: string): void {
    this.#failed.add(this.actorOf(name));
  }

  /** Records a change that no line of the program makes, such as a client that arrives; at any time before the trace is read. */
  changeFromOutside(name: string, state: ActorState, atMs: number): void {
    this.#outside.push({ actor: this.actorOf(name), state, atMs });
  }

  /** Records a value that one actor passes to another. */
  hand(from: string, to: string, value: unknown): void {
    this.#handovers.push({
      from: this.actorOf(from),
      to: this.actorOf(to),
      value: String(value),
      moment: this.#lastMoment,
    });
  }

  /** Returns the run so far, as if it ended here. */
  trace(): Trace {
    const atMs = this.#options.nowMs();
    const end = { line: undefined, actor: 0, atMs };
    return {
      actors: [...this.#actors],
      moments: [...this.#moments, end],
      changes: this.#allChanges(),
      handovers: [...this.#handovers],
      output: [...this.#output],
      endMs: atMs,
    };
  }

  /** All changes in order; those from outside follow the last line that ran before their time. */
  #allChanges(): Change[] {
    const changes = [...this.#changes];
    for (const change of this.#outside) {
      const moment = Math.max(0, this.#moments.findLastIndex(({ atMs }) => atMs < change.atMs));
      const at = changes.findIndex((other) =>
        other.moment > moment || (other.moment === moment && other.atMs > change.atMs)
      );
      changes.splice(at < 0 ? changes.length : at, 0, { ...change, moment });
    }
    return changes;
  }

  get #lastMoment(): number {
    return Math.max(0, this.#moments.length - 1);
  }

  /** Records a change of the running actor, where the program's scheduler does not. */
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
