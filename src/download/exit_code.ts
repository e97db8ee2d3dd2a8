import { Interrupt, type Io, SIGNAL_EXIT } from "../cli/io.ts";
import { exitCodeFor } from "./model/errors.ts";
import type { Summary } from "./model/events.ts";

/** Returns the exit code of a run. */
export function exitCodeOf(summary: Summary, io: Io): number {
  if (!summary.isInterrupted) return exitCodeFor(summary.failures.keys());
  const { reason } = io.signal;
  return SIGNAL_EXIT[reason instanceof Interrupt ? reason.signal : "SIGINT"];
}
