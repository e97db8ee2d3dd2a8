// Stands in for @std/streams/text-line-stream 1.1.2 where JSR is out of reach.

/** Options of {@linkcode TextLineStream}. */
export interface TextLineStreamOptions {
  /**
   * Whether a lone carriage return ends a line too.
   *
   * @default {false}
   */
  allowCR?: boolean;
}

/** Cuts text into lines at `\n` and `\r\n`, which the lines are without. */
export class TextLineStream extends TransformStream<string, string> {
  #rest = "";

  constructor(options: TextLineStreamOptions = {}) {
    // A return at the very end of a chunk may be half of "\r\n", so it waits for the next one.
    const lineEnd = options.allowCR ? /\r\n|\n|\r(?!$)/ : /\r?\n/;
    super({
      transform: (chunk, controller) => {
        const end = options.allowCR ? /[\r\n]/ : /\n/;
        // Most chunks of a long line end none: they are only appended.
        if (!end.test(chunk) && !this.#rest.endsWith("\r")) {
          this.#rest += chunk;
          return;
        }
        const lines = (this.#rest + chunk).split(lineEnd);
        this.#rest = lines.pop() ?? "";
        for (const line of lines) controller.enqueue(line);
      },
      flush: (controller) => {
        if (this.#rest === "") return;
        const last = options.allowCR ? this.#rest.replace(/\r$/, "") : this.#rest;
        controller.enqueue(last);
      },
    });
  }
}
