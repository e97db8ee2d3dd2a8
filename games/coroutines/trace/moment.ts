// The visible state of a run at one of its moments.

import { type ActorState, isOver, type Print, type Trace } from "./recorder.ts";

/** A time in which an actor was in one state. */
export type Span = {
  readonly actor: number;
  readonly state: ActorState;
  /** The position in lines that have run. */
  readonly fromStep: number;
  readonly toStep: number;
  readonly fromMs: number;
  readonly toMs: number;
};

/** The events before the line of a moment runs. */
export type View = {
  readonly position: number;
  /** The line that runs next; undefined at the end. */
  readonly line: number | undefined;
  readonly actor: number;
  readonly nowMs: number;
  /** The state of each actor; undefined for one that has not begun. */
  readonly states: readonly (ActorState | undefined)[];
  readonly spans: readonly Span[];
  readonly output: readonly Print[];
  /** The last line of each actor that is not running. */
  readonly bookmarks: readonly { readonly actor: number; readonly line: number }[];
};

/** Computes the state of a run just before the line of its moment `position`. */
export function viewAt(trace: Trace, position: number): View {
  const { line, actor, atMs } = trace.moments[position]!;
  const spans: Span[] = [];
  const open = new Map<number, Span>();
  for (const change of trace.changes) {
    if (change.moment >= position) break;
    const fromStep = change.moment + 1;
    close(change.actor, fromStep, change.atMs);
    open.set(change.actor, {
      actor: change.actor,
      state: change.state,
      fromStep,
      toStep: fromStep,
      fromMs: change.atMs,
      toMs: change.atMs,
    });
  }
  const states = trace.actors.map((_, at) => open.get(at)?.state);
  for (const at of trace.actors.keys()) close(at, position, atMs);
  // No event reports the actor that starts.
  states[0] ??= "running";
  return {
    position,
    line,
    actor,
    nowMs: atMs,
    states,
    spans,
    output: trace.output.filter(({ moment }) => moment < position),
    bookmarks: bookmarksOf(trace, position, states),
  };

  function close(at: number, toStep: number, toMs: number): void {
    const span = open.get(at);
    if (span && !isOver(span.state)) spans.push({ ...span, toStep, toMs });
  }
}

function bookmarksOf(
  trace: Trace,
  position: number,
  states: readonly (ActorState | undefined)[],
): View["bookmarks"] {
  const found: { actor: number; line: number }[] = [];
  const running = trace.moments[position]!.actor;
  for (const [actor, state] of states.entries()) {
    if (actor === running || state === undefined || isOver(state)) continue;
    const last = trace.moments.findLast((moment, at) => at < position && moment.actor === actor);
    if (last?.line !== undefined) found.push({ actor, line: last.line });
  }
  return found;
}

/** The most actors except `main` that were waiting at the same time. */
export function mostWaiting(trace: Trace): number {
  const waiting = new Set<number>();
  let most = 0;
  for (const { actor, state } of trace.changes) {
    if ((state === "sleeping" || state === "parallel") && actor > 0) waiting.add(actor);
    else if (isOver(state)) waiting.delete(actor);
    most = Math.max(most, waiting.size);
  }
  return most;
}
