import { TextError } from "../../cli/errors.ts";
import { messageOf, visible } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";

/**
 * Why a file did not arrive. The kinds are part of the NDJSON schema, and most have an exit code:
 *
 * - `status`: the server answered with an error status (3)
 * - `network`: no connection, a lost one, a stall, or a body of the wrong length (4)
 * - `tls`: the certificate or the handshake failed (5)
 * - `disk`: the file cannot be written (6)
 * - `checksum`: the bytes do not match the checksum (7)
 * - `changed`: the file changed on the server during the transfer (8)
 * - `busy`: another run is fetching this file into this folder (9)
 * - `refused`: coplay refuses it: a redirect to another protocol, a downgrade, a file over `--max-size`
 * - `input`: a line or URL is invalid
 * - `archive`: the file arrived but cannot be unpacked safely
 * - `interrupted`: the run was told to stop
 * - `bug`: an unexpected error, which is coplay's fault
 */
export type FailureKind =
  | "status"
  | "network"
  | "tls"
  | "disk"
  | "checksum"
  | "changed"
  | "busy"
  | "refused"
  | "input"
  | "archive"
  | "interrupted"
  | "bug";

/** Details of a {@linkcode TransferError} besides its text. */
export interface FailureDetail {
  /** The HTTP status, for kind `status`. */
  readonly status?: number;
  /** How long the server asked to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /** Whether a retry may help. @default {false} */
  readonly isTransient?: boolean;
  /** Whether the bytes in the part file are useless. @default {false} */
  readonly discardsPart?: boolean;
  /** Whether later attempts must ask without a range, because this server answers ranges wrongly. */
  readonly avoidsRange?: boolean;
  /** Whether the next attempt must ask for the whole file, because it has changed. */
  readonly asksWhole?: boolean;
  /** Whether no answer came in time. */
  readonly isUnanswered?: boolean;
  /** Whether bytes came, but more slowly than the user accepts; such progress does not reset the retries. */
  readonly isSlow?: boolean;
  /** Whether the system refuses more open files and connections; with fewer at once it may not. */
  readonly isCrowded?: boolean;
  /** Whether another run is fetching this file into this folder. */
  readonly isLocked?: boolean;
  /** The error that was caught. */
  readonly cause?: unknown;
}

/** An attempt, or a whole job, failed. */
export class TransferError extends TextError {
  /** The class's name. */
  override readonly name = "TransferError";
  /** The kind of failure, for programs. */
  readonly kind: FailureKind;
  /** Further details. */
  readonly detail: FailureDetail;

  /**
   * Makes the error of one failure.
   *
   * @param kind the kind of failure
   * @param text what went wrong, in every language
   * @param detail further details
   */
  constructor(kind: FailureKind, text: Text, detail: FailureDetail = {}) {
    super(text, detail.cause === undefined ? {} : { cause: detail.cause });
    this.kind = kind;
    this.detail = detail;
  }
}

const EXIT_CODES: Readonly<Partial<Record<FailureKind, number>>> = {
  status: 3,
  network: 4,
  tls: 5,
  disk: 6,
  checksum: 7,
  changed: 8,
  busy: 9,
};

/** Returns the exit code for a run's kinds of failure: 0 for none, a kind's own code for one, 1 for several. */
export function exitCodeFor(kinds: Iterable<FailureKind>): number {
  const distinct = [...new Set(kinds)];
  if (distinct.length === 0) return 0;
  return distinct.length === 1 ? EXIT_CODES[distinct[0]!] ?? 1 : 1;
}

/** Wraps any error in a {@linkcode TransferError}; an unexpected one becomes a bug. */
export function errorOf(error: unknown): TransferError {
  if (error instanceof TransferError) return error;
  const message = visible(messageOf(error));
  const text = { en: `a bug in coplay: ${message}`, zh: `coplay 的缺陷：${message}` };
  return new TransferError("bug", text, { cause: error });
}
