/** Callbacks of a {@linkcode LineEditor}. */
export interface LineEditorOptions {
  /** Called after keys were pressed. */
  readonly onChange?: () => void;
  /** Called for an arrow key: -1 for up, 1 for down. */
  readonly onMove?: (by: -1 | 1) => void;
  /** Returns the line that a typed text stands for, such as the game that the arrow keys chose. */
  readonly onEnter?: (text: string) => string;
}

/** An escape sequence, a line end of two characters, or one character. */
// deno-lint-ignore no-control-regex
const KEY_REGEXP = /\x1b(?:\[[\d;?]*[@-~]|O[@-~])|\r\n|[^]/gu;

const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/**
 * Assembles lines from keys. A terminal that sends whole lines is read by the same rules, so that it may switch
 * between the two at any moment.
 */
export class LineEditor {
  #text = "";
  readonly #options: LineEditorOptions;

  constructor(options: LineEditorOptions = {}) {
    this.#options = options;
  }

  /** The text typed since the last line. */
  get text(): string {
    return this.#text;
  }

  /** Takes text from the terminal. Returns the lines that it completes. */
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
        const line = this.#options.onEnter?.(this.#text) ?? this.#text;
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
