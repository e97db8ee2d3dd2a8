// Runs a program of the lab with its tools, and records the run.

import { instrument } from "./instrument.ts";
import { type Client, serverTools } from "./clients.ts";
import { threadTool } from "./cores.ts";
import { Coroutines } from "../library/coroutines.ts";
import { RoundRobin } from "../library/round_robin.ts";
import { TaskScheduler, type Wait } from "../library/tasks.ts";
import { type ActorState, Recorder, type Trace } from "../trace/recorder.ts";

/** A program's text and code, which are equal except for the marks. */
export type Program = {
  readonly source: string;
  /** Reads the same program in Python. */
  readonly python: () => Promise<string>;
  readonly run: ProgramFunction;
};

type ProgramFunction = (
  lab: Readonly<Record<string, unknown>>,
  at: Recorder["at"],
  enter: Recorder["enter"],
  leave: Recorder["leave"],
) => unknown;

/** The settings of a program; `files` are the downloads, `clients` those of the server. */
export type Numbers = Readonly<Record<string, number | boolean | readonly unknown[]>>;

/** The part of the library that a program's tools use, or the real network and clock. */
export type Machine = "turns" | "switches" | "tasks" | "real";

/** The options of a run. */
export type RunOptions = {
  readonly machine: Machine;
  readonly numbers: Numbers;
  /** Actors to list first, in this order, even before they run. @default only main */
  readonly actors?: readonly string[];
  readonly report: Report;
  /** The most lines of the run. @default many */
  readonly mostMoments?: number;
};

/** The end of a program that threw. */
export class RunFailure extends Error {
  override readonly name = "RunFailure";
  /** The run so far, whose last line is the one that threw. */
  readonly trace: Trace;

  constructor(cause: unknown, trace: Trace) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.trace = trace;
  }
}

/** Formats a message about a file by its HTTP status, or about a client by what happened. */
export type Report = (name: string, what: number | string) => string;

const HTTP_OK = 200;
const EXPORT = "export default ";

/** Stands for the Python of a program that has none, such as an edited one. */
export function noPython(): Promise<string> {
  return Promise.resolve("");
}

/** Compiles the text of a program, a module that exports one function. */
export function compile(source: string, python = noPython): Program {
  return { source, python, run: functionOf(instrument(source)) };
}

/** Makes the function of a program's text, which may be marked. @throws SyntaxError */
export function functionOf(code: string): ProgramFunction {
  return new Function(`"use strict"; ${code.replace(EXPORT, "return ")}`)();
}

/** Runs a program on a simulated clock from its first line to its last. @throws RunFailure */
export function record(program: Program, options: RunOptions): Trace {
  if (options.machine === "turns") return recordTurns(program, options);
  if (options.machine === "switches") return recordSwitches(program, options);
  return recordTasks(program, options);
}

/** Returns the recorder's trace after a run; where the run throws, tells how far it came. */
function finish(recorder: Recorder, run: () => void): Trace {
  try {
    run();
  } catch (error) {
    throw error instanceof RunFailure ? error : new RunFailure(error, recorder.trace());
  }
  return recorder.trace();
}

/** The recorder's options that come from those of the run. */
function limitOf({ mostMoments }: RunOptions): { mostMoments?: number } {
  return mostMoments === undefined ? {} : { mostMoments };
}

/** A program's tool to spawn; a body that was called already is told in the line that gives it. */
function spawnTool(scheduler: TaskScheduler): TaskScheduler["spawn"] {
  return (name, body) => {
    if (typeof body === "function") return scheduler.spawn(name, body);
    throw new TypeError(`Cannot spawn "${name}": its body is no function`);
  };
}

/** A program's tool to report, which also marks the actor of a file that did not arrive. */
export function reportTo(recorder: Recorder, report: Report): Report {
  return (name, what) => {
    if (typeof what === "number" && what !== HTTP_OK) recorder.fail(name);
    return report(name, what);
  };
}

/** Calls a program with its tools. */
export function start(
  program: Program,
  recorder: Recorder,
  tools: Readonly<Record<string, unknown>>,
): unknown {
  const lab = { print: recorder.print, ...tools };
  return program.run(lab, recorder.at, recorder.enter, recorder.leave);
}

function recordTurns(program: Program, options: RunOptions): Trace {
  const recorder = new Recorder({ nowMs: () => 0, idleState: "paused", ...limitOf(options) });
  return finish(recorder, () => {
    start(program, recorder, { numbers: options.numbers, RoundRobin });
    recorder.change(0, "ended");
  });
}

function recordSwitches(program: Program, options: RunOptions): Trace {
  const { numbers } = options;
  const group = new Coroutines(({ kind, from, to, value }) => {
    recorder.hand(from, to, value);
    recorder.change(recorder.actorOf(from), kind === "end" ? "ended" : "paused");
    recorder.change(recorder.actorOf(to), "running");
  });
  const recorder = new Recorder({
    nowMs: () => 0,
    who: () => group.current,
    ...limitOf(options),
  });
  recorder.change(0, "running");
  return finish(recorder, () => {
    start(program, recorder, { numbers, coroutine: group.make.bind(group) });
    group.close();
    recorder.change(0, "ended");
  });
}

function recordTasks(program: Program, options: RunOptions): Trace {
  const { numbers, report, actors = [] } = options;
  let failure: RunFailure | undefined;
  let nextWait: ActorState = "sleeping";
  const scheduler: TaskScheduler = new TaskScheduler({
    observe({ task, state, atMs }) {
      const seen = state === "sleeping" ? nextWait : state;
      if (state === "sleeping") nextWait = "sleeping";
      const { outcome } = task;
      if (outcome?.kind === "failed") recorder.fail(task.name);
      recorder.change(recorder.actorOf(task.name), seen, atMs);
      if (outcome?.kind === "failed") failure ??= new RunFailure(outcome.error, recorder.trace());
    },
  });
  const current = () => scheduler.current?.name ?? "main";
  const recorder: Recorder = new Recorder({
    nowMs: () => scheduler.nowMs,
    who: current,
    ...limitOf(options),
  });
  const tools = {
    numbers,
    report: reportTo(recorder, report),
    current,
    spawn: spawnTool(scheduler),
    join: scheduler.join.bind(scheduler),
    joinAll: scheduler.joinAll.bind(scheduler),
    sleep: scheduler.sleep.bind(scheduler),
    block: scheduler.block.bind(scheduler),
    compute: scheduler.compute.bind(scheduler),
    inThread: threadTool(Number(numbers.cores ?? 1), {
      scheduler,
      onWait: (state) => void (nextWait = state),
    }),
    limitTo: (limit: number) => void (scheduler.limit = limit),
  };
  for (const name of actors) recorder.actorOf(name);
  const clients = (numbers.clients ?? []) as readonly Client[];
  Object.assign(tools, serverTools(clients, { scheduler, recorder }));
  return finish(recorder, () => {
    try {
      scheduler.run(() => start(program, recorder, tools) as Generator<Wait, unknown, void>);
    } catch (error) {
      throw failure ?? error;
    }
    // The first task that failed says most, whoever saw it fail.
    if (failure) throw failure;
  });
}
