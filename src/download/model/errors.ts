import { TextError } from "../../cli/errors.ts";
import { messageOf, visible } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";

/**
 * Why a file did not arrive. The kinds are part of the NDJSON schema, and most have an exit code:
 *
 * - `status`: the server answered with a status that is no file (3)
 * - `network`: no connection, a lost one, a stall, a body of the wrong length (4)
 * - `tls`: the certificate or the handshake (5)
 * - `disk`: the file cannot be written (6)
 * - `checksum`: the bytes are not the ones asked for (7)
 * - `changed`: the file changed on the server while it was fetched (8)
 * - `busy`: another run is fetching this very file into this folder (9)
 * - `refused`: coplay does not do it: a redirect out of http, a downgrade, a file over `--max-size`
 * - `input`: a line or URL that cannot be used
 * - `archive`: the file arrived but cannot be unpacked safely
 * - `interrupted`: the run was told to stop
 * - `bug`: nobody expected this; it is coplay's fault
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

/** What a {@linkcode TransferError} knows beside its text. */
export interface FailureDetail {
  /** The HTTP status, for kind `status`. */
  readonly status?: number;
  /** How long the server asked to wait. */
  readonly retryAfterMs?: number;
  /** Whether trying again may help. @default {false} */
  readonly isTransient?: boolean;
  /** The bytes in the part file are of no use any more. @default {false} */
  readonly discardsPart?: boolean;
  /** All attempts from now on should ask without a range, because this server answers ranges wrongly. */
  readonly avoidsRange?: boolean;
  /** The next attempt should ask for the whole file, because it is another one now. */
  readonly asksWhole?: boolean;
  /** Nothing of an answer was seen in the time that it was given. */
  readonly isUnanswered?: boolean;
  /** Bytes came, but fewer than the user accepts, so that they are no reason to go on for ever. */
  readonly isSlow?: boolean;
  /** The system gives this process no more open files and connections; with fewer at once it may. */
  readonly isCrowded?: boolean;
  /** Another run is fetching this very file into this folder. */
  readonly isLocked?: boolean;
  /** The error that was caught. */
  readonly cause?: unknown;
}

/** One attempt, or a whole job, failed. */
export class TransferError extends TextError {
  /** The class's name. */
  override readonly name = "TransferError";
  /** What kind of failure it is, which programs can go by. */
  readonly kind: FailureKind;
  /** What else is known of it. */
  readonly detail: FailureDetail;

  /** Makes it of its kind and a text. */
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

/** The exit code for the kinds of failure of a run: 0 for none, one code for one kind, 1 for a mixture. */
export function exitCodeFor(kinds: Iterable<FailureKind>): number {
  const distinct = [...new Set(kinds)];
  if (distinct.length === 0) return 0;
  return distinct.length === 1 ? EXIT_CODES[distinct[0]!] ?? 1 : 1;
}

/** Any error as a {@linkcode TransferError}; one that nobody expected is a bug and says so. */
export function errorOf(error: unknown): TransferError {
  if (error instanceof TransferError) return error;
  const message = visible(messageOf(error));
  const text = { en: `a bug in coplay: ${message}`, zh: `coplay 的缺陷：${message}` };
  return new TransferError("bug", text, { cause: error });
}
