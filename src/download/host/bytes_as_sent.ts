import type { ClientRequest, IncomingMessage } from "node:http";
import type { AgentOptions } from "node:https";
import { isOlder } from "../../cli/process/runtime.ts";
import type { PublicAddresses } from "../../http/public_addresses.ts";
import { TransferError } from "../model/errors.ts";
import { networkError } from "./network_error.ts";
import type { HeaderLine } from "./request_headers.ts";

/** The first Deno whose fetch does not decode a body that the server compressed without being asked. */
const KEEPS_BYTES_SINCE = "2.9.0";

/** The request to repeat unchanged. */
export interface SameRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: readonly HeaderLine[];
  readonly caCerts: readonly string[];
  readonly family?: 4 | 6 | undefined;
  /** Whether the first request went through a proxy; this one cannot. */
  readonly hasProxy: boolean;
  /** Finds the addresses that may be connected to; undefined allows all. */
  readonly publicOnly?: PublicAddresses | undefined;
  readonly signal: AbortSignal;
}

/**
 * Whether Deno may have decoded a body. Before 2.9 its fetch also decodes gzip and Brotli where the request forbids it,
 * and removes the length and the content coding from the headers, so that the answer looks like any other without a
 * length.
 *
 * @param deno the running version @default this one
 */
export function mayBeUnpacked(response: Response, deno: string = Deno.version.deno): boolean {
  return response.ok && response.body !== null && !response.headers.has("content-length") &&
    isOlder(deno, KEEPS_BYTES_SINCE);
}

/**
 * Repeats a request whose body {@linkcode mayBeUnpacked} with Node's HTTP client, which never decodes. Both answers
 * must be of one file, because a link that is valid for only one request would lead to another.
 *
 * @returns the answer with its bytes as the server sent them
 * @throws {TransferError} also where they cannot be fetched
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
  const { url, method, headers, caCerts, family, signal } = request;
  const address = await publicAddress(request);
  // Loading this takes longer than fetching a small file, so it is loaded only here.
  const { request: send, Agent } = url.protocol === "https:"
    ? await import("node:https")
    : await import("node:http");
  const ca = [...caCerts];
  const options = {
    method,
    headers: recordOf(address ? [...headers, ["host", url.host]] : headers),
    // An old Deno fails with certificates unless an agent keeps them.
    ...(ca.length > 0
      ? { ca, agent: new Agent({ ca } as AgentOptions) }
      : { agent: false as const }),
    ...(family ? { family } : {}),
    ...(address ? { hostname: address, servername: url.hostname } : {}),
  };
  return await new Promise((resolve, reject) => {
    const sent: ClientRequest = send(url, options, resolve);
    sent.on("error", (error) => reject(networkError(error)));
    // An old Deno does not tell a request through its `signal` that it was aborted.
    const giveUp = () => {
      reject(networkError(signal.reason));
      sent.destroy();
    };
    signal.addEventListener("abort", giveUp, { once: true });
    if (signal.aborted) giveUp();
    else sent.end();
  });
}

/** Collects several headers of one name in a list. */
/** Finds the address to connect to; undefined leaves that to the system. */
async function publicAddress(
  { url, family, publicOnly }: SameRequest,
): Promise<string | undefined> {
  const found = await publicOnly?.find(url, family);
  if (found === undefined || "addresses" in found) return found?.addresses[0];
  throw "refusal" in found ? new TransferError("refused", found.refusal) : found.failure;
}

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

/** Reads a body into the reader's own buffer, as fetch's bodies allow. */
function bodyOf(
  message: IncomingMessage,
  signal: AbortSignal,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  excuseOwnEnds();
  return new ReadableStream({
    type: "bytes",
    start(controller) {
      message.on("data", (chunk: Uint8Array) => {
        controller.enqueue(new Uint8Array(chunk));
        if ((controller.desiredSize ?? 0) <= 0) message.pause();
      });
      message.once("end", () => {
        controller.close();
        // A reader that waits with its own buffer learns of the end only by this.
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
 * Listens for lost connections. Such an old Deno does not tell a body's reader that its connection was lost. Instead an
 * unrelated promise rejects, which would end the program. It does not name the connection, so all bodies being read
 * count as lost; each can be resumed.
 *
 * @returns a function that stops the listening
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

let excusesOwnEnds = false;

/**
 * Excuses the read that ends with a message that is destroyed. In such an old Deno its promise rejects, a moment after
 * the message has closed and with nothing that waits for it, which would end the program.
 */
function excuseOwnEnds(): void {
  if (excusesOwnEnds) return;
  excusesOwnEnds = true;
  globalThis.addEventListener("unhandledrejection", (event) => {
    if (event.reason instanceof Deno.errors.Interrupted) event.preventDefault();
  });
}
