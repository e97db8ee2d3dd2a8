import { inTime } from "./until.ts";

/** The output of a process on one of its streams. */
export class OutputLog {
  #text = "";
  #hasEnded = false;
  #wake: (() => void)[] = [];
  /** Resolves with the whole output when the stream has ended. */
  readonly ended: Promise<string>;

  constructor(stream: ReadableStream<Uint8Array<ArrayBuffer>>) {
    this.ended = this.#collect(stream);
  }

  async #collect(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<string> {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) {
      this.#text += text;
      this.#notify();
    }
    this.#hasEnded = true;
    this.#notify();
    return this.#text;
  }

  #notify(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }

  get text(): string {
    return this.#text;
  }

  /**
   * Waits for the first matching line. A prompt without a line end is a line too, and a lone carriage return begins
   * one.
   *
   * @param from the number of characters to skip @default 0
   * @throws an error with the whole output where the stream ends or falls silent without a match
   */
  async match(pattern: RegExp, from = 0): Promise<RegExpExecArray> {
    const what = () => `a line that matches ${pattern} in:\n${this.#text}`;
    return await inTime(this.#find(pattern, from, what), what);
  }

  async #find(pattern: RegExp, from: number, what: () => string): Promise<RegExpExecArray> {
    for (;;) {
      for (const line of this.#text.slice(from).split(/\r\n|\r|\n/)) {
        const match = new RegExp(pattern, pattern.flags.replace("g", "")).exec(line);
        if (match !== null) return match;
      }
      if (this.#hasEnded) throw new Error(`The output has ended without ${what()}`);
      await new Promise<void>((resolve) => this.#wake.push(resolve));
    }
  }
}
