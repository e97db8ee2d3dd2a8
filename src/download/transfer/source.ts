import { connectionFreed } from "../host/freed_connection.ts";
import type { ChunkReader } from "./chunk_reader.ts";
import type { Segment } from "./board.ts";
import type { Answer, Conversation } from "../host/requester.ts";

/** One connection's answer, as it is read. */
export class Source {
  readonly #reader: ChunkReader;
  readonly origin: string;
  readonly conversation: Conversation;
  /** Where the file's bytes end that this answer brings, exclusive; `Infinity` where it does not say. */
  readonly end: number;
  #at: number;
  #ahead: Uint8Array | undefined;
  #isOver = false;

  /** @param at the place in the file of the answer's first byte */
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

  /** The place in the file of the next byte that {@linkcode read} gives. */
  get at(): number {
    return this.#at;
  }

  /** Whether bytes have come that nobody has taken yet. */
  get isAhead(): boolean {
    return this.#ahead !== undefined;
  }

  /** Whether it may bring more. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /**
   * @returns bytes that hold until the next call; `undefined` at the end
   * @throws {TransferError} of kind `network`
   */
  async read(): Promise<Uint8Array | undefined> {
    const bytes = this.#ahead ?? await this.#reader.read();
    this.#ahead = undefined;
    if (bytes) this.#at += bytes.length;
    else this.#isOver = true;
    return bytes;
  }

  /** Gives back the last bytes that were read. */
  unread(bytes: Uint8Array): void {
    this.#ahead = bytes;
    this.#at -= bytes.length;
  }

  /** Lets go of the rest. An answer that broke off has none. */
  async cancel(): Promise<void> {
    this.#isOver = true;
    await this.#reader.cancel().catch(() => {});
    await connectionFreed();
  }
}

/** A large body that is being taken, as those see it who share the work. */
export interface LargeBody {
  /** How long bytes have been written and digested so far, in milliseconds. */
  readonly busyMs: number;
  /** Asks for a segment. @throws {TransferError} where the answer is not proven to be of the same file */
  askFor(segment: Segment, answer: Answer, conversation: Conversation): Promise<Source>;
  /** Reads an answer's bytes into a segment. @throws {TransferError} when it ends early */
  pump(segment: Segment, source: Source): Promise<void>;
}
