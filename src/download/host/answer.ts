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

/** Statuses that a later attempt may cure; 520 to 524 are what CDNs say when their origin does not answer. */
const TRANSIENT_STATUSES = new Set([408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524]);

/** Whether a later attempt may cure this status. */
export function isTransientStatus(status: number): boolean {
  return TRANSIENT_STATUSES.has(status);
}

/** Deno takes chunks apart itself and hands on every other coding as it came; "identity" was none (RFC 2616 §3.6). */
const KNOWN_TRANSFER_CODING = /^\s*(?:chunked|identity)\s*$/i;

/** What coplay had asked for. */
export interface Asked {
  /** The first byte asked for by a Range; `undefined` when the whole file was asked for. */
  readonly from: number | undefined;
  /** Where the range that was asked for ends, exclusive; `undefined` for the file's end. */
  readonly end?: number | undefined;
  /** How much of the file's beginning the part holds. */
  readonly heldBytes?: number | undefined;
  /** What the journal knows of the file that the part holds bytes of. */
  readonly known: Validators | undefined;
  /** The answer must say how long the whole file is. @default {false} */
  readonly needsTotal?: boolean;
  /** `--resume=unsafe`: a file of the same length is taken for the same file. */
  readonly isUnsafe: boolean;
  readonly nowMs: number;
}

/** What an answer means for a job. */
export type Meaning =
  /** The body is the whole file. */
  | { readonly kind: "whole"; readonly validators: Validators }
  /** The body is the file from {@linkcode Asked.from} on, up to `end` (exclusive). */
  | {
    readonly kind: "rest";
    readonly from: number;
    readonly end: number;
    readonly validators: Validators;
  }
  /** The part holds all of the file already. */
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

/** What came is not the file, which may be there all the same: what was fetched of it is kept. */
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

/** What nobody asked for, and what would be stored as if it were the file (RFC 9112 §6.1). */
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

/** Reads an answer's status and headers; it touches neither body nor disk. RFC 9110 §14 and §15. */
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

/** Small files never look at their validators, so these are read off the headers only when asked for. */
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
  // A length that contradicts the range leaves open which bytes these are.
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
 * No such range. Where the part holds just as much as the server has, it is the whole file, if the answer proves
 * that it is about the same one: servers that ignore If-Range answer so for a changed file, too.
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

/** An answer that is no file. */
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
 * Whether nobody can tell the end of an answer's body from a break: it has no length, and perhaps came over HTTP/2,
 * where hyper takes a stream that was reset with CANCEL or NO_ERROR for one that ended (hyperium/hyper#3681). Deno does
 * not say which version of HTTP it was. Over HTTP/1.1 chunks tell, and else TLS does, which says goodbye.
 */
export function hidesEnd(url: URL, headers: Headers): boolean {
  return url.protocol === "https:" && declaredLength(headers) === null &&
    !headers.has("transfer-encoding");
}
