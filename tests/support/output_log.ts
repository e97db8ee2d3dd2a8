import { inTime } from "./until.ts";

/** What a process has written to one of its streams so far. */
export class OutputLog {
  #text = "";
  #hasEnded = false;
  #wake: (() => void)[] = [];
  /** Resolves with all of it when the stream has ended. */
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
   * Waits for the first line that matches; a prompt that has no line end yet is a line too, and so is what a lone
   * carriage return begins.
   *
   * @param from how many characters of its text are not looked at @default 0
   * @throws where the stream ends without one, or falls silent, with all that it said
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
