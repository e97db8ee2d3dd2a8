import type { Attempt } from "./attempt.ts";
import type { Board, Segment } from "./board.ts";
import type { Answer, Conversation } from "../host/requester.ts";

/** One connection's answer, and what it may be used for. */
export interface Source {
  readonly body: ReadableStream<Uint8Array> | null;
  /** Where the file's bytes end that this answer brings, exclusive; `Infinity` where it does not say. */
  readonly end: number;
  readonly origin: string;
  readonly conversation: Conversation;
}

/** A large body that is being taken, as the connections see it that share the work. */
export interface LargeBody {
  readonly attempt: Attempt;
  readonly board: Board;
  /** How long bytes have been written and digested so far, in milliseconds. */
  readonly busyMs: number;
  /** Whether another connection could help: ranges are offered, and the file can be told from a changed one. */
  canSplit(answer: Answer): boolean;
  /** Asks for a segment again or anew. @throws {TransferError} where the answer is of no use */
  askFor(segment: Segment, answer: Answer, conversation: Conversation): Promise<Source>;
  /** Reads one answer's body into its segment. @throws {TransferError} when it ends early */
  pump(segment: Segment, source: Source): Promise<void>;
}
