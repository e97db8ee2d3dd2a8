import { unicodeWidth } from "@std/cli/unicode-width";

const CURSOR_HIDE = "\x1b[?25l";
const CURSOR_SHOW = "\x1b[?25h";
const ERASE_BELOW = "\x1b[J";
const ERASE_TO_LINE_END = "\x1b[K";

/** Screen rows that drawn lines take, also after the terminal became too narrow for them and wrapped them. */
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
 * What to write so that the lines at the foot of the terminal are replaced by others. Each is overwritten where
 * it stands, because erasing first would flicker. The cursor is hidden only meanwhile: whatever ends the
 * program between two pictures leaves it visible.
 *
 * @param drawn the lines that stand there now; the cursor is below them
 */
export function replaceFoot(
  drawn: readonly string[],
  lines: readonly string[],
  columns: number,
): string {
  return CURSOR_HIDE + moveUp(screenRows(drawn, columns)) +
    lines.map((line) => `${line}${ERASE_TO_LINE_END}\n`).join("") + ERASE_BELOW + CURSOR_SHOW;
}

/** What to write so that the lines at the foot go and the cursor stands where they began. */
export function eraseFoot(drawn: readonly string[], columns: number): string {
  return drawn.length === 0 ? "" : moveUp(screenRows(drawn, columns)) + ERASE_BELOW;
}
