import { truncatedError } from "./archive_error.ts";

/** Reads a stream of chunks by counts of bytes, holding one chunk at a time. */
export class ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #chunk = new Uint8Array();

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** Whether there is a byte left; fetches the next chunk where need be. */
  async hasMore(): Promise<boolean> {
    while (this.#chunk.length === 0) {
      const { done, value } = await this.#chunks.next();
      if (done) return false;
      this.#chunk = value as Uint8Array<ArrayBuffer>;
    }
    return true;
  }

  /** At least one byte and at most `limitBytes`; undefined at the end. */
  async readSome(limitBytes: number): Promise<Uint8Array | undefined> {
    if (!await this.hasMore()) return undefined;
    const piece = this.#chunk.subarray(0, limitBytes);
    this.#chunk = this.#chunk.subarray(piece.length);
    return piece;
  }

  /**
   * Exactly `length` bytes, or undefined at the end.
   *
   * @throws {ArchiveError} of kind `truncated` where the end comes in between
   */
  async read(length: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const bytes = new Uint8Array(length);
    let at = 0;
    while (at < length) {
      const piece = await this.readSome(length - at);
      if (piece === undefined) {
        if (at === 0) return undefined;
        throw truncatedError();
      }
      bytes.set(piece, at);
      at += piece.length;
    }
    return bytes;
  }

  /** Like {@linkcode read}, where the end would be too early. */
  async need(length: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = await this.read(length);
    if (bytes === undefined) throw truncatedError();
    return bytes;
  }

  /** The next `length` bytes piece by piece. */
  async *pieces(length: number): AsyncGenerator<Uint8Array> {
    for (let left = length; left > 0;) {
      const piece = await this.readSome(left);
      if (piece === undefined) throw truncatedError();
      left -= piece.length;
      yield piece;
    }
  }

  /** The next `length` bytes, which will come again; fewer at the end. */
  async peek(length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(length);
    let at = 0;
    for (let piece; at < length && (piece = await this.readSome(length - at)) !== undefined;) {
      bytes.set(piece, at);
      at += piece.length;
    }
    this.unread(bytes.subarray(0, at));
    return bytes.subarray(0, at);
  }

  /** Takes bytes back that were read last. */
  unread(bytes: Uint8Array): void {
    const chunk = new Uint8Array(bytes.length + this.#chunk.length);
    chunk.set(bytes);
    chunk.set(this.#chunk, bytes.length);
    this.#chunk = chunk;
  }

  /** Ends the stream early. */
  async cancel(): Promise<void> {
    await this.#chunks.return?.();
  }
}
