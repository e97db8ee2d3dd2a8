const encoder = new TextEncoder();

/** What text can be written to: a stream of the process, or a file. */
export interface Sink {
  writeSync(bytes: Uint8Array): number;
  isTerminal(): boolean;
}

/**
 * Writes text as far as that can be done, and never fails: nothing that is told may stop the work that it is told of.
 * What a full disk, say, has swallowed is kept in mind. Later text is written all the same, as there may be room again.
 */
export class TextSink {
  readonly #sink: Sink;
  readonly #isTerminal: boolean;
  #failure: unknown;
  /** A line was written in part only. */
  #isTorn = false;

  constructor(sink: Sink) {
    this.#sink = sink;
    this.#isTerminal = sink.isTerminal();
  }

  /** What kept something from being written, the first time; `undefined` where everything was. */
  get failure(): unknown {
    return this.#failure;
  }

  /** Writes all of it, or as much as possible. */
  write(text: string): void {
    this.writeBytes(encoder.encode(this.#isTorn ? `\n${text}` : text));
  }

  /** Writes what is no text. Returns whether all of it was written. */
  writeBytes(bytes: Uint8Array): boolean {
    let at = 0;
    while (at < bytes.length) {
      try {
        at += this.#sink.writeSync(bytes.subarray(at));
        this.#isTorn = false;
      } catch (error) {
        // A pipe that is full for now.
        if (error instanceof Deno.errors.WouldBlock) continue;
        this.#isTorn ||= at > 0;
        // A reader who has gone away wants no more, and that is no loss.
        if (!this.#isGone(error)) this.#failure ??= error;
        return false;
      }
    }
    return true;
  }

  /** Whether nobody is there to read any more: a pipe whose other end was closed, or a terminal that is no more. */
  #isGone(error: unknown): boolean {
    return this.#isTerminal || error instanceof Deno.errors.BrokenPipe ||
      error instanceof Deno.errors.ConnectionReset;
  }
}
