const LINE_END = 10;

/**
 * The input of a terminal, for several readers one after another: single lines for questions, and the rest as a
 * stream. A read that is under way when its reader goes away is the next reader's.
 */
export class LineInput {
  readonly #open: () => Promise<ReadableStream<Uint8Array>>;
  #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  #reading: Promise<Uint8Array | undefined> | undefined;
  /** The bytes that have been read but not used. */
  #kept: Uint8Array = new Uint8Array();

  /** @param open called at the first read */
  constructor(open: () => Promise<ReadableStream<Uint8Array>>) {
    this.#open = open;
  }

  /** Reads one line, without its end; undefined where the input has ended. */
  async readLine(): Promise<string | undefined> {
    let line = new Uint8Array();
    for (;;) {
      const bytes = await this.#next();
      if (bytes === undefined) return line.length > 0 ? new TextDecoder().decode(line) : undefined;
      const end = bytes.indexOf(LINE_END);
      this.#kept = end < 0 ? new Uint8Array() : bytes.subarray(end + 1);
      line = new Uint8Array([...line, ...(end < 0 ? bytes : bytes.subarray(0, end))]);
      if (end >= 0) return new TextDecoder().decode(line).replace(/\r$/, "");
    }
  }

  /** Makes a stream of what follows. It reads no more than it is asked for. */
  rest(): ReadableStream<Uint8Array> {
    let isGone = false;
    return new ReadableStream({
      pull: async (controller) => {
        const bytes = await this.#next(() => isGone);
        if (isGone) return;
        if (bytes) controller.enqueue(bytes);
        else controller.close();
      },
      cancel: () => void (isGone = true),
    }, { highWaterMark: 0 });
  }

  /** @param isGone tells whether the reader no longer wants what it asked for */
  async #next(isGone: () => boolean = () => false): Promise<Uint8Array | undefined> {
    if (this.#kept.length > 0) {
      const kept = this.#kept;
      this.#kept = new Uint8Array();
      return kept;
    }
    const bytes = await (this.#reading ??= this.#read());
    if (!isGone()) this.#reading = undefined;
    return bytes;
  }

  async #read(): Promise<Uint8Array | undefined> {
    this.#reader ??= (await this.#open()).getReader();
    return (await this.#reader.read()).value;
  }
}
