import { unicodeWidth } from "@std/cli/unicode-width";

const CURSOR_HIDE = "\x1b[?25l";
const CURSOR_SHOW = "\x1b[?25h";
const ERASE_BELOW = "\x1b[J";
const ERASE_TO_LINE_END = "\x1b[K";

/** Counts the screen rows of drawn lines, including those that a narrower terminal has wrapped. */
function screenRows(lines: readonly string[], columns: number): number {
  return lines.reduce((sum, line) => {
    // deno-lint-ignore no-control-regex
    const width = unicodeWidth(line.replace(/\x1b\[[\d;]*m/g, ""));
    return sum + Math.max(1, Math.ceil(width / Math.max(1, columns)));
  }, 0);
}

function moveUp(rows: number): string {
  return rows === 0 ? "" : `\x1b[${rows}A\r`;
}

/**
 * Returns the text that replaces the lines at the bottom of the terminal. It overwrites each in place, because
 * erasing first would flicker, and hides the cursor only meanwhile, so that a program that ends between two drawings
 * leaves it visible.
 *
 * @param drawn the lines there now; the cursor is below them
 */
export function replaceFoot(
  drawn: readonly string[],
  lines: readonly string[],
  columns: number,
): string {
  return CURSOR_HIDE + moveUp(screenRows(drawn, columns)) +
    lines.map((line) => `${line}${ERASE_TO_LINE_END}\n`).join("") + ERASE_BELOW + CURSOR_SHOW;
}

/** Returns the text that erases the lines at the bottom and puts the cursor where they began. */
export function eraseFoot(drawn: readonly string[], columns: number): string {
  return drawn.length === 0 ? "" : moveUp(screenRows(drawn, columns)) + ERASE_BELOW;
}
