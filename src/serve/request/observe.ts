import { splitTarget, UPLOADS_PATH } from "../address/paths.ts";
import type { AccessEntry } from "./access_log.ts";
import { sizeOf } from "./answer_size.ts";
import { addressOf, type Handler, type RequestInfo } from "./handler_type.ts";
import type { Metrics } from "./metrics.ts";

/** The metrics and the log that record answers. */
export interface Observers {
  readonly metrics: Metrics;
  /** Logs a request; undefined without a log. */
  readonly log: ((entry: AccessEntry) => void) | undefined;
}

/** Makes a handler whose answers are counted and logged. */
export function observe(handler: Handler, { metrics, log }: Observers): Handler {
  return (request, info) => {
    const startMs = performance.now();
    const note = (response: Response) => {
      const sizeBytes = request.method === "HEAD" ? 0 : sizeOf(response);
      const durationMs = performance.now() - startMs;
      metrics.count({ status: response.status, sizeBytes, durationMs });
      if (log) log(describe({ request, response, info, sizeBytes, durationMs }));
      return response;
    };
    const answer = refuseUnread(request) ?? handler(request, info);
    return answer instanceof Promise ? answer.then(note) : note(answer);
  };
}

/** No file has a longer address. */
const MAX_URL_LENGTH = 8192;

/**
 * A name, an IPv4 or a bracketed IPv6 address, and a port (RFC 9110 §7.2, RFC 3986 §3.2.2). Deno puts the Host
 * header before the path, so a slash in it would become part of the path.
 */
const HOST_REGEXP = /^(?:\[[\da-f:.]+\]|(?:[\w.~!$&'()*+,;=-]|%[\da-f]{2})*)(?::(\d{0,5}))?$/i;

const MAX_PORT = 65_535;

/** The longest body that a route accepts, in bytes: that of an order. Only an uploaded game is larger. */
const MAX_BODY_BYTES = 64 * 1024;

/**
 * Refuses a request that no route could accept, before its body is read. The route itself limits a body without a
 * Content-Length.
 */
function refuseUnread(request: Request): Response | undefined {
  const host = request.headers.get("host");
  if (host !== null && !isHost(host)) return refuse(400);
  if (request.url.length > MAX_URL_LENGTH) return refuse(414);
  if (request.method === "GET" || request.method === "HEAD") return undefined;
  if (request.method === "PUT" && splitTarget(request.url).path.startsWith(UPLOADS_PATH)) {
    return undefined;
  }
  const length = Number(request.headers.get("content-length") ?? 0);
  return length > MAX_BODY_BYTES ? refuse(413) : undefined;
}

function isHost(text: string): boolean {
  const match = HOST_REGEXP.exec(text);
  return match !== null && Number(match[1] ?? 0) <= MAX_PORT;
}

function refuse(status: 400 | 413 | 414): Response {
  return new Response(null, { status, headers: { connection: "close" } });
}

function describe(
  { request, response, info, sizeBytes, durationMs }: {
    request: Request;
    response: Response;
    info: RequestInfo | undefined;
    sizeBytes: number | undefined;
    durationMs: number;
  },
): AccessEntry {
  const { path, query } = splitTarget(request.url);
  return {
    address: addressOf(info),
    timeMs: Date.now(),
    method: request.method,
    target: path + query,
    status: response.status,
    sizeBytes,
    durationMs,
    referer: request.headers.get("referer"),
    agent: request.headers.get("user-agent"),
  };
}
