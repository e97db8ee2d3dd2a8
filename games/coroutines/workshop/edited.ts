// Compiles programs that a learner has edited, in whatever form they are.

import { instrument } from "../runs/instrument.ts";
import { functionOf, noPython, type Program } from "../runs/run.ts";

/** Whether the line that makes a text a program of the lab is there. */
export function hasFrame(source: string): boolean {
  return /^export default .*function\*? ?\(lab\) \{$/m.test(source);
}

/** The marked program; undefined where a mark would be an error. */
function withMarks(
  source: string,
  mayMark?: (line: number) => boolean,
): Program["run"] | undefined {
  try {
    return functionOf(instrument(source, mayMark));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * Compiles an edited program. Its lines may have any form, so a line whose mark would be an error has none: it runs, and
 * only is not seen.
 *
 * @throws SyntaxError where the text itself is wrong
 */
export function compileEdited(source: string): Program {
  const whole = withMarks(source);
  if (whole) return { source, python: noPython, run: whole };
  let run = functionOf(source);
  const marks = new Set<number>();
  const lines = source.split("\n").length;
  for (let line = 1; line <= lines; line++) {
    marks.add(line);
    const more = withMarks(source, (other) => marks.has(other));
    if (more) run = more;
    else marks.delete(line);
  }
  return { source, python: noPython, run };
}
