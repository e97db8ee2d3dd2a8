const encoder = new TextEncoder();

/** A stream of the process, or a file. */
export interface Sink {
  writeSync(bytes: Uint8Array): number;
  isTerminal(): boolean;
}

/**
 * Writes text as far as possible and never throws, because a failed message must not stop the work that it reports.
 * It remembers the first error, such as a full disk, and goes on writing, as there may be room again later.
 */
export class TextSink {
  readonly #sink: Sink;
  readonly #isTerminal: boolean;
  #failure: unknown;
  /** Whether the last line was written only in part. */
  #isTorn = false;

  constructor(sink: Sink) {
    this.#sink = sink;
    this.#isTerminal = sink.isTerminal();
  }

  /** The first error that lost output; undefined where none was lost. */
  get failure(): unknown {
    return this.#failure;
  }

  /** Writes the text, or as much of it as possible. */
  write(text: string): void {
    this.writeBytes(encoder.encode(this.#isTorn ? `\n${text}` : text));
  }

  /** Writes bytes. Returns whether all of them were written. */
  writeBytes(bytes: Uint8Array): boolean {
    let at = 0;
    while (at < bytes.length) {
      try {
        at += this.#sink.writeSync(bytes.subarray(at));
        this.#isTorn = false;
      } catch (error) {
        // The pipe is full at the moment.
        if (error instanceof Deno.errors.WouldBlock) continue;
        this.#isTorn ||= at > 0;
        // A reader that has closed the pipe wants no more, so nothing is lost.
        if (!this.#isGone(error)) this.#failure ??= error;
        return false;
      }
    }
    return true;
  }

  /** Whether the reader is gone: it closed its end of the pipe, or the terminal is closed. */
  #isGone(error: unknown): boolean {
    return this.#isTerminal || error instanceof Deno.errors.BrokenPipe ||
      error instanceof Deno.errors.ConnectionReset;
  }
}
