// Puts a mark before each line of a program, so that it reports which line runs. Nothing else is changed.

/**
 * The parameters of a marked program. `$at(line, me)` reports that a line is about to run (and, with `true`, that it
 * awaits); `$enter(arguments)` begins a function, `$leave(me)` ends it.
 */
const PARAMETERS = "$at, $enter, $leave";

/** A function that may be an actor: a named generator or async function. */
const FUNCTION_REGEXP = /^(\s*)(?:async function|function\*) \w+\(.*\) \{$/;
const PROGRAM_REGEXP = /^(export default .*\()(\w+)(\) \{)$/;
/** Lines that are no statements: an end, a comment, a method of an object. */
const SKIPPED_REGEXP = /^(?:[})]|\/\/|export |\w+\(.*\) \{$)/;

/**
 * Marks a program. It must have one statement on each line, as `deno fmt` writes it. The result has the same lines,
 * each with its mark.
 *
 * @param mayMark whether the line of a number may have a mark; a program has parameters for marks in any case
 */
export function instrument(
  source: string,
  mayMark: (line: number) => boolean = () => true,
): string {
  const ends: string[] = [];
  let previous = "";
  const lines = source.split("\n").map((line, at) => {
    const place = { number: at + 1, previous, ends };
    const marked = PROGRAM_REGEXP.test(line) || mayMark(at + 1) ? markLine(line, place) : line;
    if (line.trim()) previous = line.trim();
    return marked;
  });
  return lines.join("\n");
}

type Place = {
  /** The line's number, from 1. */
  readonly number: number;
  /** The last line before it that is not empty. */
  readonly previous: string;
  /** The last lines of the open functions, which have the same indents as their first lines. */
  readonly ends: string[];
};

function markLine(line: string, { number, previous, ends }: Place): string {
  const program = PROGRAM_REGEXP.exec(line);
  if (program) return `${program[1]}${program[2]}, ${PARAMETERS}${program[3]} const $me = 0;`;
  const opened = FUNCTION_REGEXP.exec(line);
  if (opened) {
    ends.push(`${opened[1]}}`);
    return `${line} const $me = $enter(arguments); try {`;
  }
  if (line === ends.at(-1)) {
    ends.pop();
    return line.replace("}", "} finally { $leave($me); } }");
  }
  const text = line.trim();
  if (!text || SKIPPED_REGEXP.test(text) || !/[;{}]$/.test(previous)) return line;
  return line.slice(0, line.indexOf(text)) + markStatement(
    text,
    // Where a program awaits, only the mark reports that it waits.
    /\bawait\b/.test(text) ? `$at(${number}, $me, true)` : `$at(${number}, $me)`,
  );
}

/** Marks a statement; a loop reports each round, any other statement reports once before it runs. */
function markStatement(text: string, mark: string): string {
  const loop = /^(?:for|while) \(/.exec(text);
  if (!loop) return `${mark}; ${text}`;
  const open = loop[0].length;
  const close = closingOf(text, open);
  const [head, rest] = [text.slice(open, close), text.slice(close + 1)];
  if (text.startsWith("while")) return `while (${mark}, ${head})${rest}`;
  const parts = head.split("; ");
  if (parts.length === 3) return `for (${parts[0]}; ${mark}, ${parts[1]}; ${parts[2]})${rest}`;
  return `for (${head}) { ${mark};${rest.slice(2)}`;
}

/** Finds the bracket that closes the one before `from`. */
function closingOf(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === "(") depth++;
    if (text[at] === ")" && --depth === 0) return at;
  }
  throw new SyntaxError(`Cannot mark a loop that does not close on its line: ${text}`);
}
