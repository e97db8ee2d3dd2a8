import { connectionFreed } from "../host/freed_connection.ts";
import type { ChunkReader } from "./chunk_reader.ts";
import type { Segment } from "./board.ts";
import type { Answer, Conversation } from "../host/requester.ts";

/** The answer of one connection, while it is read. */
export class Source {
  readonly #reader: ChunkReader;
  readonly origin: string;
  readonly conversation: Conversation;
  /** The end of the range that this answer brings, exclusive; `Infinity` where it is unknown. */
  readonly end: number;
  #at: number;
  #ahead: Uint8Array | undefined;
  #isOver = false;

  /** @param at the position of the answer's first byte in the file */
  constructor(
    reader: ChunkReader,
    { at, end, origin, conversation }: {
      at: number;
      end: number;
      origin: string;
      conversation: Conversation;
    },
  ) {
    this.#reader = reader;
    this.#at = at;
    this.end = end;
    this.origin = origin;
    this.conversation = conversation;
  }

  /** The position in the file of the next byte to {@linkcode read}. */
  get at(): number {
    return this.#at;
  }

  /** Whether bytes have arrived that the caller has not taken yet. */
  get isAhead(): boolean {
    return this.#ahead !== undefined;
  }

  /** Whether the answer has ended. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /**
   * @returns bytes that are valid until the next call; `undefined` at the end
   * @throws {TransferError} of kind `network`
   */
  async read(): Promise<Uint8Array | undefined> {
    const bytes = this.#ahead ?? await this.#reader.read();
    this.#ahead = undefined;
    if (bytes) this.#at += bytes.length;
    else this.#isOver = true;
    return bytes;
  }

  /** Puts back the last bytes of a read. */
  unread(bytes: Uint8Array): void {
    this.#ahead = bytes;
    this.#at -= bytes.length;
  }

  /** Cancels the rest of the answer; an answer that broke off has none. */
  async cancel(): Promise<void> {
    this.#isOver = true;
    await this.#reader.cancel().catch(() => {});
    await connectionFreed();
  }
}

/** A large body under way, as its helpers see it. */
export interface LargeBody {
  /** How long coplay has written and digested its bytes so far, in milliseconds. */
  readonly busyMs: number;
  /** Requests a segment. @throws {TransferError} where the answer is not proven to belong to the same file */
  askFor(segment: Segment, answer: Answer, conversation: Conversation): Promise<Source>;
  /** Reads an answer's bytes into a segment. @throws {TransferError} when it ends early */
  pump(segment: Segment, source: Source): Promise<void>;
}
