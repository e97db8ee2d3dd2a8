import { networkError } from "../host/network_error.ts";

/** The first buffer: enough for a slow line, because there may be hundreds of them. */
const FIRST_BYTES = 64 * 1024;
/** The largest buffer: fetch has at most so much ready at once on a fast line. */
const MOST_BYTES = 512 * 1024;

/**
 * Reads a body into one buffer again and again. A stream's own chunks are new memory of at most 64 KiB each, which
 * costs twice the CPU time on a fast line. The buffer grows while reads fill it.
 */
export class ChunkReader {
  readonly #reader: ReadableStreamBYOBReader | undefined;
  readonly #mostBytes: number;
  #buffer = new ArrayBuffer(FIRST_BYTES);

  /** @param isSmooth whether to read small portions, so that the rate limit can delay each */
  constructor(body: ReadableStream<Uint8Array> | null, { isSmooth }: { isSmooth: boolean }) {
    this.#reader = body?.getReader({ mode: "byob" });
    this.#mostBytes = isSmooth ? FIRST_BYTES : MOST_BYTES;
  }

  /**
   * @returns bytes that are valid until the next call; `undefined` at the end
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

  /** Cancels the rest of the body. */
  async cancel(): Promise<void> {
    await this.#reader?.cancel();
  }
}
