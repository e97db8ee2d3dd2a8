// Runs a program of the lab with its tools, and records the run.

import { instrument } from "./instrument.ts";
import { Coroutines } from "../library/coroutines.ts";
import { RoundRobin } from "../library/round_robin.ts";
import { TaskScheduler, type Wait } from "../library/tasks.ts";
import { Recorder, type Trace } from "../trace/recorder.ts";

/** A program's text and code, which are equal except for the marks. */
export type Program = {
  readonly source: string;
  readonly run: ProgramFunction;
};

type ProgramFunction = (
  lab: Readonly<Record<string, unknown>>,
  at: Recorder["at"],
  enter: Recorder["enter"],
  leave: Recorder["leave"],
) => unknown;

/** The settings of a program; `files` are the downloads of scene four. */
export type Numbers = Readonly<Record<string, number | boolean | readonly unknown[]>>;

/** The part of the library that a program's tools use, or the real network. */
export type Machine = "turns" | "switches" | "tasks" | "network";

/** The options of a run. */
export type RunOptions = {
  readonly machine: Machine;
  readonly numbers: Numbers;
  /** Actors to list first, in this order, even before they run. @default only main */
  readonly actors?: readonly string[];
  /** Formats the message about a file by its HTTP status. */
  readonly report: (name: string, status: number) => string;
};

const EXPORT = "export default ";

/** Compiles the text of a program, a module that exports one function. */
export function compile(source: string): Program {
  const code = instrument(source).replace(EXPORT, "return ");
  return { source, run: new Function(`"use strict"; ${code}`)() };
}

/** Runs a program on a simulated clock from its first line to its last. */
export function record(program: Program, options: RunOptions): Trace {
  if (options.machine === "turns") return recordTurns(program, options);
  if (options.machine === "switches") return recordSwitches(program, options);
  return recordTasks(program, options);
}

function start(
  program: Program,
  recorder: Recorder,
  tools: Readonly<Record<string, unknown>>,
): unknown {
  const lab = { print: recorder.print, ...tools };
  return program.run(lab, recorder.at, recorder.enter, recorder.leave);
}

function recordTurns(program: Program, { numbers }: RunOptions): Trace {
  const recorder = new Recorder({ nowMs: () => 0, idleState: "paused" });
  start(program, recorder, { numbers, RoundRobin });
  recorder.change(0, "ended");
  return recorder.trace();
}

function recordSwitches(program: Program, { numbers }: RunOptions): Trace {
  const group = new Coroutines(({ kind, from, to, value }) => {
    recorder.hand(from, to, value);
    recorder.change(recorder.actorOf(from), kind === "end" ? "ended" : "paused");
    recorder.change(recorder.actorOf(to), "running");
  });
  const recorder = new Recorder({ nowMs: () => 0, who: () => group.current });
  recorder.change(0, "running");
  start(program, recorder, { numbers, coroutine: group.make.bind(group) });
  group.close();
  recorder.change(0, "ended");
  return recorder.trace();
}

function recordTasks(program: Program, { numbers, report, actors = [] }: RunOptions): Trace {
  const scheduler: TaskScheduler = new TaskScheduler({
    observe: ({ task, state, atMs }) => recorder.change(recorder.actorOf(task.name), state, atMs),
  });
  const current = () => scheduler.current?.name ?? "main";
  const recorder: Recorder = new Recorder({ nowMs: () => scheduler.nowMs, who: current });
  const tools = {
    numbers,
    report,
    current,
    spawn: scheduler.spawn.bind(scheduler),
    join: scheduler.join.bind(scheduler),
    joinAll: scheduler.joinAll.bind(scheduler),
    sleep: scheduler.sleep.bind(scheduler),
    block: scheduler.block.bind(scheduler),
    limitTo: (limit: number) => void (scheduler.limit = limit),
  };
  for (const name of actors) recorder.actorOf(name);
  scheduler.run(() => start(program, recorder, tools) as Generator<Wait, unknown, void>);
  return recorder.trace();
}

/** Runs a program on the real clock over the real network. */
export async function recordLive(
  program: Program,
  { numbers, report, actors = [], fetch, nowMs, onMoment }: Omit<RunOptions, "machine"> & {
    readonly fetch: (name: string, init: RequestInit) => Promise<Response>;
    readonly nowMs: () => number;
    /** Called after each line, with a function that reads the run so far. */
    readonly onMoment?: (soFar: () => Trace) => void;
  },
): Promise<Trace> {
  const beginMs = nowMs();
  const recorder: Recorder = new Recorder({
    nowMs: () => nowMs() - beginMs,
    idleState: "sleeping",
    ...(onMoment && { onMoment: () => onMoment(() => recorder.trace()) }),
  });
  for (const name of actors) recorder.actorOf(name);
  await start(program, recorder, { numbers, report, fetch });
  recorder.change(0, "ended");
  return recorder.trace();
}
