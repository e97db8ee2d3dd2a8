import type { Change } from "./changes.ts";

interface Range {
  readonly start: number;
  readonly end: number;
}

/** What needs no blank beside it, because it makes no other token with what stands there; so do the ends of a text. */
const ALONE = ["(", ")", "[", "]", "{", "}", ",", ";", ""];

/**
 * What lies between the tokens of a script. Comments can go, and most blanks: types leave as many as they had
 * characters. Line ends stay, for statements end by them, and errors name lines.
 */
export class TokenGaps {
  readonly #code: string;
  readonly #wide: Range[] = [];
  #at = 0;

  constructor(code: string) {
    this.#code = code;
  }

  /** Takes the next token, as acorn's `onToken` gives it. */
  readonly take = ({ start, end }: Range): void => {
    // A single character is a blank or a line end: the least that may be needed.
    if (start - this.#at > 1) this.#wide.push({ start: this.#at, end: start });
    this.#at = end;
  };

  /** Returns the given changes, which begin and end with tokens, and those that close each gap outside of them. */
  close(others: readonly Change[]): Change[] {
    const changes = [...others];
    const open = others.toSorted((a, b) => a.start - b.start).values();
    let other = open.next().value;
    for (const { start, end } of this.#wide) {
      while (other && other.end <= start) other = open.next().value;
      const from = other && other.start < end ? other.end : start;
      if (from < end) changes.push({ start: from, end, text: this.#least(from, end) });
    }
    return changes;
  }

  /** The least that must stand in a gap. */
  #least(start: number, end: number): string {
    const lines = this.#code.slice(start, end).match(/\r\n|[\n\r\u2028\u2029]/g);
    if (lines) return "\n".repeat(lines.length);
    const beside = [this.#code.charAt(start - 1), this.#code.charAt(end)];
    return beside.some((character) => ALONE.includes(character)) ? "" : " ";
  }
}
