import { gzipSync } from "node:zlib";
import { holdsIfNoneMatch, holdsIfRange } from "../../src/http/etag.ts";
import { formatContentRange, resolveRange } from "../../src/http/range.ts";
import { type Body, bodyBytes, bodySize } from "./body.ts";
import type { Gate } from "./gate.ts";

/** One answer of a script. Without any field the server behaves well. */
export interface Answer {
  /** @default 200, or 206, 304 and 416 as the request's conditions require */
  readonly status?: number;
  readonly statusText?: string;
  /** Headers to send as they are, one byte for each character (latin1), so that names and values may be hostile. */
  readonly headers?: Readonly<Record<string, string>> | readonly (readonly [string, string])[];
  /** @default the status as text for an error, otherwise nothing */
  readonly body?: Body;
  /** The ETag header, by which conditions are evaluated. */
  readonly etag?: string;
  /** The Last-Modified header, by which conditions are evaluated. */
  readonly lastModified?: string;
  /** Answers a Range request with 200 and the whole file. */
  readonly ignoresRange?: boolean;
  /** Answers 206 although If-Range does not match. */
  readonly ignoresIfRange?: boolean;
  /** Sends these bytes, to `end` exclusive, instead of the requested range. */
  readonly answersRange?: { readonly start: number; readonly end: number };
  /** The Content-Range header, regardless of the bytes sent. */
  readonly contentRange?: string;
  /**
   * The Content-Length header, regardless of the bytes sent. A value above them stalls the client, unless the answer
   * also `closes`.
   */
  readonly contentLength?: number | string;
  /** How the body ends: by its length, by chunks, or with the connection. @default "length" */
  readonly framing?: "length" | "chunked" | "close";
  /** Compresses the body with gzip regardless of the request, and ignores a range. */
  readonly isGzipped?: boolean;
  /** Ends the connection after so many bytes of the body; 0 is right after the headers. */
  readonly cutAfterBytes?: number;
  /** Ends it with FIN or RST; with RST a client may lose earlier bytes, too. @default "fin" */
  readonly cut?: "fin" | "reset";
  /** Ends the connection without an answer. */
  readonly dropsRequest?: boolean;
  /** Waits at the gate before the headers. */
  readonly holdsHeaders?: Gate;
  /** Waits at the gate after so many bytes of the body, and with `every` again after each further so many. */
  readonly holdsBody?: {
    readonly gate: Gate;
    readonly afterBytes: number;
    readonly every?: boolean;
  };
  /** Closes the connection after a regular answer. */
  readonly closes?: boolean;
}

/** A request as it arrived. */
export interface RecordedRequest {
  readonly method: string;
  /** The request target with the query. */
  readonly target: string;
  /** The path without the query. */
  readonly path: string;
  readonly headers: Headers;
  /** The request line and headers as they arrived, in latin1. */
  readonly rawHead: string;
  /** The number of the connection, from 1. */
  readonly connection: number;
  /** The number of body bytes that the system has accepted so far. */
  sentBytes: number;
  /** Whether the answer has been sent to its scripted end. */
  isAnswered: boolean;
}

/** A decided answer, as it goes over the wire. */
export interface Reply {
  readonly head: string;
  readonly body: Body;
  readonly start: number;
  readonly end: number;
  readonly isChunked: boolean;
  readonly closes: boolean;
}

type HeaderLine = readonly [string, string];

function headerLines(headers: Answer["headers"]): HeaderLine[] {
  if (headers === undefined) return [];
  return Symbol.iterator in headers ? [...headers] : Object.entries(headers);
}

function wantsUnchanged(answer: Answer, request: RecordedRequest): boolean {
  const header = request.headers.get("if-none-match");
  if (header !== null) return !holdsIfNoneMatch(header, answer.etag);
  const since = request.headers.get("if-modified-since");
  return since !== null && since === answer.lastModified;
}

interface Part {
  readonly status: number;
  readonly start: number;
  readonly end: number;
  readonly contentRange?: string;
}

/** Chooses the part of the body to send, with its status and Content-Range. */
function choosePart(answer: Answer, request: RecordedRequest, sizeBytes: number): Part {
  const whole = { status: answer.status ?? 200, start: 0, end: sizeBytes };
  const isPlain = answer.status === undefined || answer.status === 206;
  if (!isPlain || answer.ignoresRange || answer.isGzipped) return whole;
  if (wantsUnchanged(answer, request)) return { status: 304, start: 0, end: 0 };
  const ifRange = request.headers.get("if-range");
  if (ifRange !== null && !answer.ignoresIfRange && !holdsIfRange(ifRange, answer)) return whole;
  const range = resolveRange(request.headers.get("range"), sizeBytes);
  if (range.kind === "whole") return whole;
  if (range.kind === "unsatisfiable") {
    const contentRange = formatContentRange({ kind: "unsatisfiable", sizeBytes });
    return { status: 416, start: 0, end: 0, contentRange };
  }
  const part = answer.answersRange ?? range;
  const contentRange = formatContentRange({ ...range, ...part, sizeBytes });
  return { status: 206, start: part.start, end: part.end, contentRange };
}

function defaultBody(answer: Answer): Body {
  return answer.status !== undefined && answer.status >= 400 ? `status ${answer.status}\n` : "";
}

/** Decides the answer to a request. */
export function composeReply(answer: Answer, request: RecordedRequest): Reply {
  const plain = answer.body ?? defaultBody(answer);
  const body = answer.isGzipped ? new Uint8Array(gzipSync(bodyBytes(plain))) : plain;
  const part = choosePart(answer, request, bodySize(body));
  const framing = answer.framing ?? "length";
  const hasBody = request.method !== "HEAD" && part.status !== 304 && part.status !== 204;
  const closes = answer.closes === true || framing === "close";
  const contentRange = answer.contentRange ?? part.contentRange;
  const contentLength = answer.contentLength ??
    (framing === "length" && part.status !== 304 ? part.end - part.start : undefined);
  const lines: HeaderLine[] = [];
  if (answer.etag !== undefined) lines.push(["ETag", answer.etag]);
  if (answer.lastModified !== undefined) lines.push(["Last-Modified", answer.lastModified]);
  if (answer.isGzipped) lines.push(["Content-Encoding", "gzip"]);
  if (contentRange !== undefined) lines.push(["Content-Range", contentRange]);
  if (contentLength !== undefined) lines.push(["Content-Length", String(contentLength)]);
  if (framing === "chunked") lines.push(["Transfer-Encoding", "chunked"]);
  if (closes) lines.push(["Connection", "close"]);
  lines.push(...headerLines(answer.headers));
  const statusLine = `HTTP/1.1 ${part.status} ${answer.statusText ?? ""}`;
  return {
    head: [statusLine, ...lines.map(([name, value]) => `${name}: ${value}`), "", ""].join("\r\n"),
    body,
    start: part.start,
    end: hasBody ? part.end : part.start,
    isChunked: hasBody && framing === "chunked",
    closes,
  };
}
