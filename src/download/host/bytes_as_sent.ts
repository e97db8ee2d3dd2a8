import type { ClientRequest, IncomingMessage } from "node:http";
import type { AgentOptions } from "node:https";
import { isOlder } from "../../cli/process/runtime.ts";
import { TransferError } from "../model/errors.ts";
import { networkError } from "./network_error.ts";
import type { HeaderLine } from "./request_headers.ts";

/** The first Deno whose fetch leaves bodies packed that a server packs unasked. */
const KEEPS_BYTES_SINCE = "2.9.0";

/** What is asked for once more, in the same words. */
export interface SameRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: readonly HeaderLine[];
  readonly caCerts: readonly string[];
  readonly family?: 4 | 6 | undefined;
  /** A proxy is not gone through here. */
  readonly hasProxy: boolean;
  readonly signal: AbortSignal;
}

/**
 * Whether Deno may have unpacked a body: before 2.9 its fetch unpacks gzip and Brotli also where it was asked not to,
 * and takes the length and the coding off the headers, so that it looks like any answer without a length.
 *
 * @param deno the version that runs @default this one
 */
export function mayBeUnpacked(response: Response, deno: string = Deno.version.deno): boolean {
  return response.ok && response.body !== null && !response.headers.has("content-length") &&
    isOlder(deno, KEEPS_BYTES_SINCE);
}

/**
 * Asks once more for what {@linkcode mayBeUnpacked}, by Node's HTTP client, which never unpacks anything. Both answers
 * must be of one file: a link that is good for one request would lead to something else.
 *
 * @returns the answer with its bytes as they were sent
 * @throws {TransferError} also where that cannot be had
 */
export async function askForBytesAsSent(first: Response, request: SameRequest): Promise<Response> {
  await first.body?.cancel();
  if (request.hasProxy) throw cannotTell();
  const message = await ask(request);
  const headers = headersOf(message);
  const isSame = message.statusCode === first.status &&
    ["etag", "last-modified", "content-type", "content-range"].every((name) =>
      headers.get(name) === first.headers.get(name)
    );
  if (isSame) {
    const body = bodyOf(message, request.signal);
    return new Response(body, { status: first.status, headers });
  }
  message.destroy();
  throw cannotTell();
}

function cannotTell(): TransferError {
  const { deno } = Deno.version;
  return new TransferError("refused", {
    en:
      `the server does not say how long the file is, and Deno ${deno}, which coplay runs on, may have ` +
      `unpacked it; with Deno ${KEEPS_BYTES_SINCE} or newer it can be fetched`,
    zh: `服务器未说明文件长度，而 coplay 所用的 Deno ${deno} 可能已将其解压；使用 Deno ` +
      `${KEEPS_BYTES_SINCE} 或更新的版本即可下载`,
  });
}

async function ask(request: SameRequest): Promise<IncomingMessage> {
  const { url, method, caCerts, family, signal } = request;
  // Loading it takes longer than a small file, so it waits until it is wanted.
  const { request: send, Agent } = url.protocol === "https:"
    ? await import("node:https")
    : await import("node:http");
  const ca = [...caCerts];
  const options = {
    method,
    headers: recordOf(request.headers),
    // An old Deno stumbles over certificates where there is no agent to keep them.
    ...(ca.length > 0
      ? { ca, agent: new Agent({ ca } as AgentOptions) }
      : { agent: false as const }),
    ...(family ? { family } : {}),
  };
  return await new Promise((resolve, reject) => {
    const sent: ClientRequest = send(url, options, resolve);
    sent.on("error", (error) => reject(networkError(error)));
    // An old Deno does not tell a request by its own option that it is given up.
    const giveUp = () => {
      reject(networkError(signal.reason));
      sent.destroy();
    };
    signal.addEventListener("abort", giveUp, { once: true });
    if (signal.aborted) giveUp();
    else sent.end();
  });
}

/** Several lines of one name are a list. */
function recordOf(lines: readonly HeaderLine[]): Record<string, string | string[]> {
  const byName = Map.groupBy(lines, ([name]) => name);
  return Object.fromEntries([...byName].map(([name, same]) => {
    const values = same.map(([, value]) => value);
    return [name, values.length === 1 ? values[0]! : values];
  }));
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    headers.append(rawHeaders[at]!, rawHeaders[at + 1]!);
  }
  return headers;
}

/** A body that is read into the reader's own memory, as those of fetch are. */
function bodyOf(
  message: IncomingMessage,
  signal: AbortSignal,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    type: "bytes",
    start(controller) {
      message.on("data", (chunk: Uint8Array) => {
        controller.enqueue(new Uint8Array(chunk));
        if ((controller.desiredSize ?? 0) <= 0) message.pause();
      });
      message.once("end", () => {
        controller.close();
        // Whoever waits with memory of their own is told by that.
        controller.byobRequest?.respond(0);
      });
      const fail = (error: unknown) => {
        controller.error(error);
        message.destroy();
      };
      message.once("error", fail);
      message.once("aborted", () => fail(new Error("connection reset")));
      message.once("close", hearLostBodies(fail));
      signal.addEventListener("abort", () => fail(signal.reason), { once: true });
    },
    pull: () => void message.resume(),
    cancel: () => void message.destroy(),
  });
}

/**
 * Such an old Deno tells no reader of a body that its connection was lost: a promise of its own fails, and with it the
 * program. Whose it was it does not say, so all are taken for lost that are being read; each is gone on with.
 *
 * @returns ends the hearing
 */
function hearLostBodies(fail: (error: unknown) => void): () => void {
  const hear = (event: PromiseRejectionEvent) => {
    if (!/reading a body/.test(String(event.reason))) return;
    event.preventDefault();
    fail(event.reason);
  };
  globalThis.addEventListener("unhandledrejection", hear);
  return () => globalThis.removeEventListener("unhandledrejection", hear);
}
