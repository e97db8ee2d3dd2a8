// Runs a program on the real clock, with the real network and real threads.

import { Recorder, type Trace } from "../trace/recorder.ts";
import { countPrimes } from "./primes.ts";
import { type Program, reportTo, type RunOptions, start } from "./run.ts";

/** The options of a real run. */
export type LiveOptions = Omit<RunOptions, "machine"> & {
  readonly fetch: (name: string, init: RequestInit) => Promise<Response>;
  /** Counts primes in a thread of its own. @default in this one */
  readonly countElsewhere?: (from: number, to: number) => Promise<number>;
  readonly nowMs: () => number;
  /** Called after each line, with a function that reads the run so far. */
  readonly onMoment?: (soFar: () => Trace) => void;
};

/** Runs a program for real, from its first line to its last. */
export async function recordLive(program: Program, options: LiveOptions): Promise<Trace> {
  const { numbers, report, actors = [], fetch, nowMs, onMoment } = options;
  const beginMs = nowMs();
  const recorder: Recorder = new Recorder({
    nowMs: () => nowMs() - beginMs,
    idleState: "sleeping",
    ...(onMoment && { onMoment: () => onMoment(() => recorder.trace()) }),
  });
  for (const name of actors) recorder.actorOf(name);
  const tools = { numbers, report: reportTo(recorder, report), fetch };
  await start(program, recorder, { ...tools, ...primeTools(recorder, options) });
  recorder.change(0, "ended");
  return recorder.trace();
}

function primeTools(
  recorder: Recorder,
  { countElsewhere = (from, to) => Promise.resolve(countPrimes(from, to)) }: LiveOptions,
): Readonly<Record<string, unknown>> {
  return {
    sleep: (ms: number) => new Promise((resolve) => setTimeout(resolve, ms)),
    countPrimes(from: number, to: number): number {
      recorder.change(recorder.running, "computing");
      const primes = countPrimes(from, to);
      recorder.change(recorder.running, "running");
      return primes;
    },
    inWorker(from: number, to: number): Promise<number> {
      recorder.change(recorder.running, "parallel");
      return countElsewhere(from, to);
    },
  };
}
