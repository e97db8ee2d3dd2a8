/**
 * Cuts text that comes in pieces into lines, all of a piece at once: a stream of single lines costs more than
 * all else that is done with a line. Of a line that is too long only its beginning is kept, one character more than
 * is allowed: by that its reader sees that it is too long, and a file without line ends is never held in memory.
 */
export class LineCutter {
  readonly #maxCharacters: number;
  #rest = "";

  constructor(maxCharacters: number) {
    this.#maxCharacters = maxCharacters;
  }

  /** Takes the next piece. @returns the lines that end in it, without their ends */
  take(piece: string): string[] {
    const lines = piece.split("\n");
    lines[0] = this.#join(lines[0]!);
    this.#rest = this.#cap(lines.pop()!);
    return lines.map((line) => this.#cap(line.endsWith("\r") ? line.slice(0, -1) : line));
  }

  /** @returns the last line, if there is one that nothing ends */
  end(): string[] {
    return this.#rest === "" ? [] : [this.#rest];
  }

  /** More of a line that is too long already is not even put together. */
  #join(more: string): string {
    return this.#rest.length > this.#maxCharacters ? this.#rest : this.#rest + more;
  }

  #cap(line: string): string {
    return line.length > this.#maxCharacters ? line.slice(0, this.#maxCharacters + 1) : line;
  }
}
