import type { Io } from "../../cli/io.ts";
import type { CommandConfig } from "../ask/decide.ts";
import { BarReporter } from "./bars.ts";
import type { FailedList } from "./failed_list.ts";
import { LineReporter } from "./lines.ts";
import { NdjsonReporter } from "./ndjson.ts";
import type { Reporter } from "./reporter.ts";

/** Combines several reporters into one. */
function together(reporters: readonly Reporter[]): Reporter {
  const wanted = reporters.flatMap(({ progressMs }) => progressMs ?? []);
  return {
    progressMs: wanted.length > 0 ? Math.min(...wanted) : undefined,
    event(event) {
      for (const reporter of reporters) reporter.event(event);
    },
  };
}

/**
 * Makes the reporter that the command line asks for.
 *
 * @param parts `expected` is the number of files, where the input could be counted
 */
export function chooseReporter(
  config: CommandConfig,
  io: Io,
  { expected, failedList }: {
    expected: number | undefined;
    failedList: FailedList | undefined;
  },
): Reporter {
  const reporters: Reporter[] = [];
  if (failedList) reporters.push(failedList);
  if (config.show === "json") reporters.push(new NdjsonReporter(io.stdout));
  else if (config.show === "bars") {
    reporters.push(new BarReporter(io, { expected, idleMs: config.download.idleMs }));
  } else {
    const hasProgress = config.show === "lines";
    reporters.push(new LineReporter(io, { isQuiet: config.isQuiet, hasProgress, expected }));
  }
  return together(reporters);
}
