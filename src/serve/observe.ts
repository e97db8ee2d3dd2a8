import type { AccessEntry } from "./access_log.ts";
import { addressOf } from "./addresses.ts";
import type { Handler, RequestInfo } from "./handler.ts";
import { splitTarget } from "./handler.ts";
import type { Metrics } from "./metrics.ts";

/** Who watches the answers. */
export interface Observers {
  readonly metrics: Metrics;
  /** Hears of every request; undefined where nobody wants a log. */
  readonly log: ((entry: AccessEntry) => void) | undefined;
}

/** A handler whose answers are counted and written down. */
export function observe(handler: Handler, { metrics, log }: Observers): Handler {
  return (request, info) => {
    const startMs = performance.now();
    const note = (response: Response) => {
      const sizeBytes = bodySize(request, response);
      const durationMs = performance.now() - startMs;
      metrics.count({ status: response.status, sizeBytes, durationMs });
      if (log) log(describe({ request, response, info, sizeBytes, durationMs }));
      return response;
    };
    const answer = refuseUnread(request) ?? handler(request, info);
    return answer instanceof Promise ? answer.then(note) : note(answer);
  };
}

/** An address longer than this is no file's. */
const MAX_URL_LENGTH = 8192;

/** The longest body that anything here takes is an order's. */
const MAX_BODY_BYTES = 64 * 1024;

/**
 * Refuses what nobody here wants to read, before it is sent. A body of unknown length is read by who
 * takes one, and no further than it may be long.
 */
function refuseUnread({ url, method, headers }: Request): Response | undefined {
  if (url.length > MAX_URL_LENGTH) return refuse(414);
  if (method === "GET" || method === "HEAD") return undefined;
  const length = Number(headers.get("content-length") ?? 0);
  return length > MAX_BODY_BYTES ? refuse(413) : undefined;
}

function refuse(status: 413 | 414): Response {
  return new Response(null, { status, headers: { connection: "close" } });
}

/** Asking for `response.body` would make a stream of bytes that Deno sends faster as they are. */
function bodySize(request: Request, { status, headers }: Response): number | undefined {
  if (request.method === "HEAD" || status === 204 || (status >= 300 && status < 400)) return 0;
  const length = headers.get("content-length");
  return length === null ? undefined : Number(length);
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
