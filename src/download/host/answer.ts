import { visible } from "../../cli/io.ts";
import { parseContentRange } from "../../http/range.ts";
import { parseRetryAfter } from "../../http/retry_after.ts";
import { TransferError } from "../model/errors.ts";
import {
  declaredLength,
  ifRangeValue,
  isSameFile,
  isSomethingElse,
  type Validators,
  validatorsOf,
} from "../model/validators.ts";

/** Statuses that a later attempt may cure; CDNs send 520 to 524 when their origin does not respond. */
const TRANSIENT_STATUSES = new Set([408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524]);

/** Whether a later attempt may cure this status. */
export function isTransientStatus(status: number): boolean {
  return TRANSIENT_STATUSES.has(status);
}

/**
 * The transfer codings that Deno decodes or that change nothing; Deno passes every other coding on undecoded.
 * "identity" stands for none (RFC 2616 §3.6).
 */
const KNOWN_TRANSFER_CODING = /^\s*(?:chunked|identity)\s*$/i;

/** The request that an answer belongs to. */
export interface Asked {
  /** The first byte of the requested range; `undefined` without a Range. */
  readonly from: number | undefined;
  /** The end of the requested range, exclusive; `undefined` for the file's end. */
  readonly end?: number | undefined;
  /** The number of bytes that the part holds from the file's beginning. */
  readonly heldBytes?: number | undefined;
  /** The journal's validators of the file that the part belongs to. */
  readonly known: Validators | undefined;
  /** Whether the answer must state the length of the whole file. @default {false} */
  readonly needsTotal?: boolean;
  /** Whether a file of the same length counts as the same file (`--resume=unsafe`). */
  readonly isUnsafe: boolean;
  readonly nowMs: number;
}

/** The meaning of an answer for a job. */
export type Meaning =
  /** The body is the whole file. */
  | { readonly kind: "whole"; readonly validators: Validators }
  /** The body is the file from {@linkcode Asked.from} to `end` (exclusive). */
  | {
    readonly kind: "rest";
    readonly from: number;
    readonly end: number;
    readonly validators: Validators;
  }
  /** The part already holds the whole file. */
  | { readonly kind: "complete"; readonly validators: Validators }
  | { readonly kind: "failed"; readonly error: TransferError };

function changed(): Meaning {
  return {
    kind: "failed",
    error: new TransferError("changed", {
      en: "the file has changed on the server",
      zh: "文件在服务器上已被修改",
    }, { isTransient: true, asksWhole: true }),
  };
}

/** Recognizes content that is not the file, such as a login page. The file may still exist, so the part is kept. */
function somethingElse(headers: Headers, { known, nowMs }: Asked): Meaning | undefined {
  if (!known) return undefined;
  const now = validatorsOf(headers, nowMs);
  if (!isSomethingElse(known, now)) return undefined;
  const [was, is] = [known.mediaType, now.mediaType].map((type) =>
    visible(type ?? "").slice(0, 40)
  );
  const isKept = ifRangeValue(known) !== undefined;
  return {
    kind: "failed",
    error: new TransferError("changed", {
      en:
        `the server now answers with ${is} where it began with ${was}, perhaps because a login or a link has expired` +
        (isKept ? "; what was fetched is kept, and --resume none starts over" : ""),
      zh: `服务器最初返回 ${was}，现在返回 ${is}，可能是登录或链接已过期` +
        (isKept ? "；已下载的部分会保留，使用 --resume none 可重新开始" : ""),
    }),
  };
}

/**
 * Makes the error for an unknown transfer coding, whose bytes would be stored as if they were the file (RFC 9112 §6.1).
 */
function unknownCoding(coding: string): Meaning {
  const shown = visible(coding).slice(0, 80);
  return {
    kind: "failed",
    error: new TransferError("network", {
      en: `the server sends the file in a transfer coding that was not asked for: ${shown}`,
      zh: `服务器使用了未请求的传输编码发送文件：${shown}`,
    }),
  };
}

function wrongRange(): Meaning {
  return {
    kind: "failed",
    error: new TransferError("network", {
      en: "the server sent another range than the one asked for",
      zh: "服务器返回的范围与请求的不一致",
    }, { isTransient: true, avoidsRange: true }),
  };
}

/** Interprets an answer's status and headers; it reads neither body nor disk (RFC 9110 §14 and §15). */
export function interpretAnswer(
  answer: { readonly status: number; readonly headers: Headers },
  asked: Asked,
): Meaning {
  const { status, headers } = answer;
  const coding = headers.get("transfer-encoding");
  if (coding !== null && !KNOWN_TRANSFER_CODING.test(coding)) return unknownCoding(coding);
  if (status === 200 || status === 203) {
    return somethingElse(headers, asked) ?? whole(headers, asked.nowMs);
  }
  if (status === 206) return interpretPartial(headers, asked);
  if (status === 416 && asked.from !== undefined) return interpretUnsatisfiable(headers, asked);
  return { kind: "failed", error: statusError(status, headers, asked.nowMs) };
}

/**
 * Describes a whole file. The validators are read from the headers only on request, because small files never need
 * them.
 */
function whole(headers: Headers, nowMs: number): Meaning {
  let validators: Validators | undefined;
  return {
    kind: "whole",
    get validators() {
      return validators ??= validatorsOf(headers, nowMs);
    },
  };
}

function interpretPartial(headers: Headers, asked: Asked): Meaning {
  const range = parseContentRange(headers.get("content-range") ?? "");
  if (asked.from === undefined || range?.kind !== "part" || range.start !== asked.from) {
    return somethingElse(headers, asked) ?? wrongRange();
  }
  if (asked.end !== undefined && range.end > asked.end) return wrongRange();
  if (asked.needsTotal && range.sizeBytes === undefined) return wrongRange();
  // If the length contradicts the range, the position of the bytes is unknown.
  const length = declaredLength(headers);
  if (length !== null && length !== range.end - range.start) return wrongRange();
  const validators = validatorsOf(headers, asked.nowMs, range.sizeBytes ?? null);
  if (!asked.known || !isSameFile(asked.known, validators, asked.isUnsafe)) {
    return somethingElse(headers, asked) ?? changed();
  }
  return {
    kind: "rest",
    from: range.start,
    end: range.end,
    validators: { ...validators, size: range.sizeBytes ?? asked.known.size },
  };
}

/**
 * Interprets 416. If the part holds exactly as many bytes as the server's file, it is the whole file, provided that the
 * answer proves that it is about the same file: servers that ignore If-Range also send 416 for a changed file.
 */
function interpretUnsatisfiable(headers: Headers, asked: Asked): Meaning {
  const range = parseContentRange(headers.get("content-range") ?? "");
  const size = range?.kind === "unsatisfiable" ? range.sizeBytes : undefined;
  const { known, heldBytes, isUnsafe } = asked;
  if (size === undefined || size !== heldBytes || !known) return changed();
  const now = validatorsOf(headers, asked.nowMs, size);
  return isSameFile(known, now, isUnsafe)
    ? { kind: "complete", validators: { ...known, size } }
    : changed();
}

/** Makes the error for a status that brings no file. */
function statusError(status: number, headers: Headers, nowMs: number): TransferError {
  const retryAfter = headers.get("retry-after");
  const retryAfterMs = retryAfter === null ? undefined : parseRetryAfter(retryAfter, nowMs);
  return new TransferError("status", {
    en: `the server answered ${status}`,
    zh: `服务器返回 ${status}`,
  }, {
    status,
    isTransient: isTransientStatus(status),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

/**
 * Whether the end of an answer's body looks the same as a break: the body has no length, and may have come over HTTP/2,
 * where hyper treats a stream that was reset with CANCEL or NO_ERROR as complete (hyperium/hyper#3681). Deno does not
 * tell the version of HTTP. Over HTTP/1.1, chunks show the end; without them, TLS's close_notify does.
 */
export function hidesEnd(url: URL, headers: Headers): boolean {
  return url.protocol === "https:" && declaredLength(headers) === null &&
    !headers.has("transfer-encoding");
}
