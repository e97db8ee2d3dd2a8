/** What {@linkcode LineEditor} tells of. */
export interface LineEditorOptions {
  /** The line has changed. */
  readonly onChange?: () => void;
  /** An arrow key: up is -1, down is 1. */
  readonly onMove?: (by: -1 | 1) => void;
  /** Takes the place of an empty line, where something is chosen otherwise. */
  readonly onEmpty?: () => string;
}

/** A key that sends more than one character, the two of a line end, or one character. */
// deno-lint-ignore no-control-regex
const KEY_REGEXP = /\x1b(?:\[[\d;?]*[@-~]|O[@-~])|\r\n|[^]/gu;

const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/**
 * Makes lines of keys. A terminal that sends whole lines by itself is read by the same rules, so that it
 * may be switched between the two at any moment.
 */
export class LineEditor {
  #text = "";
  readonly #options: LineEditorOptions;

  constructor(options: LineEditorOptions = {}) {
    this.#options = options;
  }

  /** What has been typed since the last line. */
  get text(): string {
    return this.#text;
  }

  /** Takes what the terminal sent. Returns the lines that it ends. */
  feed(sent: string): string[] {
    const lines: string[] = [];
    for (const [key] of sent.matchAll(KEY_REGEXP)) {
      const line = this.#press(key);
      if (line !== undefined) lines.push(line);
    }
    this.#options.onChange?.();
    return lines;
  }

  #press(key: string): string | undefined {
    switch (key) {
      case "\r":
      case "\n":
      case "\r\n": {
        const line = this.#text || (this.#options.onEmpty?.() ?? "");
        this.#text = "";
        return line;
      }
      case "\x1b[A":
      case "\x1bOA":
        this.#options.onMove?.(-1);
        break;
      case "\x1b[B":
      case "\x1bOB":
        this.#options.onMove?.(1);
        break;
      case "\x7f":
      case "\b":
        this.#text = [...GRAPHEMES.segment(this.#text)].slice(0, -1)
          .map(({ segment }) => segment).join("");
        break;
      // Ctrl-U and Escape.
      case "\x15":
      case "\x1b":
        this.#text = "";
        break;
      default:
        if (!/^\p{Cc}/u.test(key)) this.#text += key;
    }
    return undefined;
  }
}
