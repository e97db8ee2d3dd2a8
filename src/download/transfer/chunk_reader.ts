import { networkError } from "../host/network_error.ts";

/** Enough for a slow line, of which there may be hundreds. */
const FIRST_BYTES = 64 * 1024;
/** As much as fetch has ready at once on a fast one, at most. */
const MOST_BYTES = 512 * 1024;

/**
 * Reads a body into one buffer, again and again. A stream's own chunks are new memory each, of 64 KiB at most, which
 * costs twice the CPU on a fast line; the buffer grows while reads fill it.
 */
export class ChunkReader {
  readonly #reader: ReadableStreamBYOBReader | undefined;
  readonly #mostBytes: number;
  #buffer = new ArrayBuffer(FIRST_BYTES);

  /** @param isSmooth whether bytes are to come in small portions, so that they can be paced */
  constructor(body: ReadableStream<Uint8Array> | null, { isSmooth }: { isSmooth: boolean }) {
    this.#reader = body?.getReader({ mode: "byob" });
    this.#mostBytes = isSmooth ? FIRST_BYTES : MOST_BYTES;
  }

  /**
   * @returns bytes that hold until the next call; `undefined` at the end
   * @throws {TransferError} of kind `network`
   */
  async read(): Promise<Uint8Array | undefined> {
    try {
      const result = await this.#reader?.read(new Uint8Array(this.#buffer));
      if (!result?.value || result.done) return undefined;
      const { value } = result;
      const isFull = value.length === value.buffer.byteLength && value.length < this.#mostBytes;
      this.#buffer = isFull ? new ArrayBuffer(2 * value.length) : value.buffer;
      return value;
    } catch (error) {
      throw networkError(error);
    }
  }

  /** Lets go of the rest. */
  async cancel(): Promise<void> {
    await this.#reader?.cancel();
  }
}
