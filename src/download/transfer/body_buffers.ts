import { networkError, shortBody } from "../host/network_error.ts";

/** What a paced body is read in, so that no portion is a burst. */
const SMOOTH_BYTES = 64 * 1024;
/** The smallest buffer; larger ones double, so that files of a kind share them. */
const LEAST_BYTES = 32 * 1024;

/**
 * Memory that small bodies are read into, one after another. New memory for each costs as much as all else that
 * fetch does for a small file: it is cleared, mapped page by page, and collected as garbage.
 */
export class BodyBuffers {
  readonly #free: ArrayBuffer[] = [];

  /**
   * Reads a body of so many bytes.
   *
   * @returns its bytes, to be {@linkcode giveBack given back}
   * @throws {TransferError} of kind `network`, also where it is shorter
   */
  async read(
    body: ReadableStream<Uint8Array> | null,
    { size, onBytes, isSmooth }: {
      size: number;
      /** Hears how many bytes have come; the next ones wait for its end. */
      onBytes: (count: number) => Promise<void> | void;
      /** Whether bytes are to come in small portions, so that they can be paced. */
      isSmooth: boolean;
    },
  ): Promise<Uint8Array<ArrayBuffer>> {
    const reader = body?.getReader({ mode: "byob" });
    // Room for one byte too many, which is how the end of a body is seen.
    let buffer = this.#take(size + 1);
    let at = 0;
    try {
      while (reader && at <= size) {
        const room = isSmooth ? Math.min(SMOOTH_BYTES, size + 1 - at) : size + 1 - at;
        // The reader takes the memory over and hands it back with the bytes.
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

  /** One that is too small is let go: the files to come are more likely like this one. */
  #take(bytes: number): ArrayBuffer {
    const free = this.#free.pop();
    if (free && free.byteLength >= bytes) return free;
    let length = LEAST_BYTES;
    while (length < bytes) length *= 2;
    return new ArrayBuffer(length);
  }

  /** The bytes are used up: their memory serves another body. */
  giveBack({ buffer }: Uint8Array<ArrayBuffer>): void {
    this.#free.push(buffer);
  }
}
