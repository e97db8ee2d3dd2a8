import { TextLineStream } from "@std/streams/text-line-stream";
import type { LineEditor } from "./line_editor.ts";

/** The operator's answers, a line at a time; undefined once the input has ended. */
export class Answers {
  /** Reads the next lines; none where there are only keys so far, undefined at the end. */
  readonly #read: () => Promise<readonly string[] | undefined>;
  readonly #hasKeys: boolean;
  readonly #lines: string[] = [];
  #waiting: ((line: string | undefined) => void) | undefined;
  #keepsReading = false;
  #isReading = false;
  #hasEnded = false;

  /** @param editor makes lines from keys where the terminal sends keys */
  constructor(readable: ReadableStream<Uint8Array>, editor?: LineEditor) {
    const bytes = readable as ReadableStream<Uint8Array<ArrayBuffer>>;
    this.#hasKeys = editor !== undefined;
    this.#read = editor ? readKeys(bytes, editor) : readLines(bytes);
  }

  /** The next line. */
  next(): Promise<string | undefined> {
    return new Promise((resolve) => {
      if (this.#lines.length > 0 || this.#hasEnded) return resolve(this.#lines.shift());
      this.#waiting = resolve;
      void this.#readOn();
    });
  }

  /**
   * From now on, reads keys without being asked, so that they are shown, and Ctrl-C is heard where it is a key, also
   * while an order is carried out. Before, a pending read would keep Windows' console from sending keys one by one.
   * The lines of a pipe wait.
   */
  keepReading(): void {
    this.#keepsReading = this.#hasKeys;
    void this.#readOn();
  }

  async #readOn(): Promise<void> {
    if (this.#isReading) return;
    this.#isReading = true;
    while (!this.#hasEnded && (this.#waiting || this.#keepsReading)) {
      // Where the terminal is gone, the input has ended.
      const lines = await this.#read().catch(() => undefined);
      this.#hasEnded = lines === undefined;
      this.#lines.push(...lines ?? []);
      this.#handOver();
    }
    this.#isReading = false;
  }

  #handOver(): void {
    if (!this.#waiting || (this.#lines.length === 0 && !this.#hasEnded)) return;
    this.#waiting(this.#lines.shift());
    this.#waiting = undefined;
  }
}

function readKeys(bytes: ReadableStream<Uint8Array<ArrayBuffer>>, editor: LineEditor) {
  const reader = bytes.getReader();
  const decoder = new TextDecoder();
  return async () => {
    const { value, done } = await reader.read();
    return done ? undefined : editor.feed(decoder.decode(value, { stream: true }));
  };
}

function readLines(bytes: ReadableStream<Uint8Array<ArrayBuffer>>) {
  const reader = bytes.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream())
    .getReader();
  return async () => {
    const { value, done } = await reader.read();
    return done ? undefined : [value];
  };
}
