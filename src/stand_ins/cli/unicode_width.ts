// Stands in for @std/cli/unicode-width 1.0.32 where JSR is out of reach: the widths are those of
// npm's get-east-asian-width.
import { eastAsianWidth } from "get-east-asian-width";

/**
 * Characters that a terminal shows in the cell of the one before them, or not at all: controls,
 * marks, joiners (not the soft hyphen), and the Hangul vowels and finals of a composed syllable.
 */
const TAKES_NO_CELL = /^(?!\xAD)[\p{Cc}\p{Mn}\p{Me}\p{Cf}\u1160-\u11FF]$/u;

/** How many terminal columns the text takes, counting character by character. */
export function unicodeWidth(str: string): number {
  let width = 0;
  for (const char of str) {
    if (!TAKES_NO_CELL.test(char)) width += eastAsianWidth(char.codePointAt(0) ?? 0);
  }
  return width;
}
