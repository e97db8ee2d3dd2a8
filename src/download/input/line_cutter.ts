/** Further line ends of Unicode, which names within JSON may contain. */
const SEPARATOR_REGEXP = /[\u0085\u2028\u2029]/;

function cutAtSeparators(line: string): string[] {
  const isCut = SEPARATOR_REGEXP.test(line) && !line.trimStart().startsWith("{");
  return isCut ? line.split(SEPARATOR_REGEXP) : [line];
}

/**
 * Cuts a text into lines at line feeds, carriage returns or both. It returns all lines of a piece at once, because a
 * stream of single lines costs more than all else that happens to a line. It keeps only the beginning of a line that
 * is too long, one character over the limit, which shows the reader that it is: a file without line ends never fills
 * the memory.
 */
export class LineCutter {
  readonly #maxCharacters: number;
  #rest = "";
  /** Whether a line feed next belongs to the last line's end. */
  #isAfterReturn = false;

  constructor(maxCharacters: number) {
    this.#maxCharacters = maxCharacters;
  }

  /** Takes the next piece. @returns the lines that end in it, without their line ends */
  take(piece: string): string[] {
    if (piece === "") return [];
    const own = this.#isAfterReturn && piece.startsWith("\n") ? piece.slice(1) : piece;
    this.#isAfterReturn = piece.endsWith("\r");
    const lines = (own.includes("\r") ? own.replace(/\r\n?/g, "\n") : own).split("\n");
    lines[0] = this.#join(lines[0]!);
    this.#rest = this.#cap(lines.pop()!);
    return lines.flatMap((line) => cutAtSeparators(this.#cap(line)));
  }

  /** @returns the last line, if the text does not end with a line end */
  end(): string[] {
    return this.#rest === "" ? [] : cutAtSeparators(this.#rest);
  }

  /** Appends to a line, but not to one that is too long already. */
  #join(more: string): string {
    return this.#rest.length > this.#maxCharacters ? this.#rest : this.#rest + more;
  }

  #cap(line: string): string {
    return line.length > this.#maxCharacters ? line.slice(0, this.#maxCharacters + 1) : line;
  }
}
