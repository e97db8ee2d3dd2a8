import { truncatedError } from "./archive_error.ts";

/** Reads counted bytes from a stream of chunks, of which it holds one at a time. */
export class ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #chunk = new Uint8Array();

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** Whether a byte is left; reads the next chunk if need be. */
  async hasMore(): Promise<boolean> {
    while (this.#chunk.length === 0) {
      const { done, value } = await this.#chunks.next();
      if (done) return false;
      this.#chunk = value as Uint8Array<ArrayBuffer>;
    }
    return true;
  }

  /** Reads between one and `limitBytes` bytes; undefined at the end. */
  async readSome(limitBytes: number): Promise<Uint8Array | undefined> {
    if (!await this.hasMore()) return undefined;
    const piece = this.#chunk.subarray(0, limitBytes);
    this.#chunk = this.#chunk.subarray(piece.length);
    return piece;
  }

  /**
   * Reads exactly `length` bytes; undefined at the end.
   *
   * @throws {ArchiveError} of kind `truncated` where the stream ends in between
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

  /** Like {@linkcode read}, but throws at the end too. */
  async need(length: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = await this.read(length);
    if (bytes === undefined) throw truncatedError();
    return bytes;
  }

  /** Reads the next `length` bytes piece by piece. */
  async *pieces(length: number): AsyncGenerator<Uint8Array> {
    for (let left = length; left > 0;) {
      const piece = await this.readSome(left);
      if (piece === undefined) throw truncatedError();
      left -= piece.length;
      yield piece;
    }
  }

  /** Returns the next `length` bytes without consuming them; fewer at the end. */
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

  /** Puts back the bytes that were read last. */
  unread(bytes: Uint8Array): void {
    const chunk = new Uint8Array(bytes.length + this.#chunk.length);
    chunk.set(bytes);
    chunk.set(this.#chunk, bytes.length);
    this.#chunk = chunk;
  }

  /** Cancels the stream before its end. */
  async cancel(): Promise<void> {
    await this.#chunks.return?.();
  }
}
