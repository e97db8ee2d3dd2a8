// Saves paper and reading: of a program like the one above, only what is new and a little around it.

import { say } from "../../kit/language.ts";
import { WORDS } from "../words.ts";

/** The known lines that are shown before and after a new one. */
const AROUND = 2;

/**
 * Puts one line in the place of many that stand in the program above.
 *
 * @param lines a listing whose lines are marked where the program above does not have them
 */
export function foldKnown(lines: readonly HTMLElement[]): void {
  const isShown = (at: number) =>
    lines.slice(Math.max(0, at - AROUND), at + AROUND + 1)
      .some((line) => line.classList.contains("changed"));
  for (let from = 0; from < lines.length; from++) {
    let to = from;
    while (to < lines.length && !isShown(to)) to++;
    if (to - from > AROUND) fold(lines.slice(from, to), from + 1);
    from = Math.max(from, to - 1);
  }
}

function fold(lines: readonly HTMLElement[], from: number): void {
  const [first, ...others] = lines;
  const to = from + others.length;
  for (const line of others) line.remove();
  first!.className = "code-line folded";
  // The line that follows has its own number again.
  first!.style.setProperty("--lines", String(lines.length));
  first!.querySelector("code")!.textContent = say(WORDS.linesAbove, { from, to });
}
