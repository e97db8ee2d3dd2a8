// One run of an edited program, and how it ended.

import { fill } from "../../kit/fill.ts";
import { type Machine, type Numbers, record, RunFailure } from "../runs/run.ts";
import { EndlessError, type Trace } from "../trace/recorder.ts";
import { compileEdited, hasFrame } from "./edited.ts";

/** What to run; it can be sent to another thread. */
export type Order = {
  readonly source: string;
  readonly machine: Machine;
  readonly numbers: Numbers;
  readonly actors: readonly string[];
  /** The messages about files and clients, by what happened; `other` for any other. */
  readonly messages: Readonly<Record<string, string>>;
};

/** How a run ended. */
export type Attempt =
  | { readonly kind: "ran"; readonly trace: Trace }
  /** A line threw; the last line of the trace. */
  | { readonly kind: "threw"; readonly trace: Trace; readonly line: number; readonly why: string }
  /** It ran many lines, and was stopped. */
  | { readonly kind: "endless"; readonly trace: Trace; readonly lines: number }
  | { readonly kind: "syntax"; readonly why: string }
  /** The line that makes it a program of the lab is gone. */
  | { readonly kind: "frame" };

/** Enough to see what goes on and on, and few enough to draw. */
const MOST_LINES = 600;
/** The longest text that a program may print in one line. */
const LONGEST_PRINT = 200;

/** Runs an edited program. It does not return where a loop without an end has no marks: run it where it can be ended. */
export function attempt(order: Order): Attempt {
  if (!hasFrame(order.source)) return { kind: "frame" };
  const { machine, numbers, actors, messages } = order;
  try {
    const program = compileEdited(order.source);
    const report = (name: string, what: number | string) =>
      fill(messages[what] ?? messages.other ?? "", { name, status: what });
    const options = { machine, numbers, actors, report, mostMoments: MOST_LINES };
    return { kind: "ran", trace: shorten(record(program, options)) };
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: "syntax", why: error.message };
    if (!(error instanceof RunFailure)) throw error;
    const trace = shorten(error.trace);
    const lines = trace.moments.length - 1;
    if (error.cause instanceof EndlessError) return { kind: "endless", trace, lines };
    const line = trace.moments[lines - 1]?.line ?? 1;
    return { kind: "threw", trace, line, why: error.message };
  }
}

/** Cuts long texts, so that no print fills the page or the memory. */
function shorten(trace: Trace): Trace {
  const output = trace.output.map((print) => ({
    ...print,
    text: print.text.length > LONGEST_PRINT ? `${print.text.slice(0, LONGEST_PRINT)}…` : print.text,
  }));
  return { ...trace, output };
}
