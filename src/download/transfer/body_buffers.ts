import { networkError, shortBody } from "../host/network_error.ts";

/** The buffer for a rate-limited body: small, so that no read is a burst. */
const SMOOTH_BYTES = 64 * 1024;
/** The smallest buffer. Larger ones have doubled sizes, so that files of similar sizes share them. */
const LEAST_BYTES = 32 * 1024;

/**
 * Memory into which small bodies are read, one after another. New memory for each body would cost as much as everything
 * else that fetch does for a small file: it must be cleared, mapped page by page, and garbage-collected.
 */
export class BodyBuffers {
  readonly #free: ArrayBuffer[] = [];

  /**
   * Reads a body of a known size.
   *
   * @returns its bytes; the caller must {@linkcode giveBack give them back}
   * @throws {TransferError} of kind `network`, also where the body is shorter
   */
  async read(
    body: ReadableStream<Uint8Array> | null,
    { size, onBytes, isSmooth }: {
      size: number;
      /** Receives the number of bytes that arrived; the next read waits for it. */
      onBytes: (count: number) => Promise<void> | void;
      /** Whether to read small portions, so that the rate limit can delay each. */
      isSmooth: boolean;
    },
  ): Promise<Uint8Array<ArrayBuffer>> {
    const reader = body?.getReader({ mode: "byob" });
    // The buffer has room for one extra byte, because a read shows the body's end only if it has room.
    let buffer = this.#take(size + 1);
    let at = 0;
    try {
      while (reader && at <= size) {
        const room = isSmooth ? Math.min(SMOOTH_BYTES, size + 1 - at) : size + 1 - at;
        // The reader transfers the memory away, and returns it with the bytes.
        const { value, done } = await reader.read(new Uint8Array(buffer, at, room));
        if (!value) break;
        buffer = value.buffer;
        if (done) break;
        at += value.length;
        const pause = onBytes(value.length);
        if (pause) await pause;
      }
    } catch (error) {
      throw networkError(error);
    }
    if (at !== size) throw shortBody(at, size);
    return new Uint8Array(buffer, 0, size);
  }

  /**
   * Takes a buffer from the pool. A buffer that is too small is dropped, because the next files are more likely of this
   * size.
   */
  #take(bytes: number): ArrayBuffer {
    const free = this.#free.pop();
    if (free && free.byteLength >= bytes) return free;
    let length = LEAST_BYTES;
    while (length < bytes) length *= 2;
    return new ArrayBuffer(length);
  }

  /** Returns the memory of used bytes to the pool. */
  giveBack({ buffer }: Uint8Array<ArrayBuffer>): void {
    this.#free.push(buffer);
  }
}
