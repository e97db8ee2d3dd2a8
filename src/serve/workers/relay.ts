import { timingSafeEqual } from "node:crypto";
import { UNLOGGED } from "../listen/unlogged.ts";
import { addressOf, type Handler, type RequestInfo } from "../request/handler_type.ts";
import type { RelayAddress, WorkerAnswer } from "./worker_orders.ts";

/** How the coordinator handles its workers' requests. */
export interface RelayOptions {
  /** Answers players' requests to the host itself. */
  readonly handler: Handler;
  /** Answers plain http on a host that speaks https. */
  readonly plainHandler?: Handler | undefined;
  readonly onAnswer: (answer: WorkerAnswer) => void;
}

const LOOPBACK = "127.0.0.1";
const KEY = "coplay-key";
const ORIGINAL_URL = "coplay-url";
const CLIENT = "coplay-client";
const PLAIN = "coplay-plain";
const OWN_HEADERS = [KEY, ORIGINAL_URL, CLIENT, PLAIN];

/** Headers of one connection, which a proxy must not pass on (RFC 9110 §7.6.1). */
const HOP_HEADERS = ["connection", "keep-alive", "transfer-encoding"];

/**
 * The coordinator's end of the relay. Players, orders and the host's pages exist once, whichever worker a request
 * reaches, so workers pass on every request for anything but a game's files.
 */
export class Relay {
  readonly address: RelayAddress;
  readonly #server: Deno.HttpServer<Deno.NetAddr>;
  readonly #key: Uint8Array;
  readonly #options: RelayOptions;

  constructor(options: RelayOptions) {
    this.#options = options;
    const key = crypto.randomUUID();
    this.#key = new TextEncoder().encode(key);
    this.#server = Deno.serve(
      { ...UNLOGGED, port: 0, hostname: LOOPBACK },
      (request) => this.#answer(request),
    );
    this.address = { port: this.#server.addr.port, key };
  }

  async close(): Promise<void> {
    await this.#server.shutdown();
  }

  async #answer(request: Request): Promise<Response> {
    const { headers, method, body } = request;
    if (!this.#hasKey(headers.get(KEY) ?? "")) return new Response(null, { status: 421 });
    const url = headers.get(ORIGINAL_URL);
    if (url === null) {
      this.#options.onAnswer(await request.json());
      return new Response(null, { status: 204 });
    }
    const info = { remoteAddr: readClient(headers.get(CLIENT) ?? "") };
    const isPlain = headers.has(PLAIN);
    const own = new Headers(headers);
    for (const name of OWN_HEADERS) own.delete(name);
    const original = new Request(url, { method, headers: own, body });
    const { handler, plainHandler } = this.#options;
    return await (isPlain && plainHandler || handler)(original, info);
  }

  #hasKey(key: string): boolean {
    const given = new TextEncoder().encode(key);
    return given.length === this.#key.length && timingSafeEqual(given, this.#key);
  }
}

function readClient(hostname: string): Deno.NetAddr {
  return { transport: "tcp", hostname, port: 0 };
}

/** The worker's end: passes a request to the coordinator, and streams its answer back. */
export async function relay(
  request: Request,
  { to, info, isPlain = false }: {
    to: RelayAddress;
    info: RequestInfo | undefined;
    isPlain?: boolean;
  },
): Promise<Response> {
  const headers = new Headers(request.headers);
  for (const name of [...HOP_HEADERS, ...OWN_HEADERS]) headers.delete(name);
  headers.set(KEY, to.key);
  headers.set(ORIGINAL_URL, request.url);
  headers.set(CLIENT, addressOf(info));
  headers.set("accept-encoding", "identity");
  if (isPlain) headers.set(PLAIN, "1");
  const { method, body } = request;
  const init: RequestInit = { method, headers, body, redirect: "manual" };
  const answer = await fetch(`http://${LOOPBACK}:${to.port}/`, init);
  const back = new Headers(answer.headers);
  for (const name of HOP_HEADERS) back.delete(name);
  return new Response(answer.body, { status: answer.status, headers: back });
}

/** Reports the result of an order to the coordinator. */
export async function sendAnswer(to: RelayAddress, answer: WorkerAnswer): Promise<void> {
  const response = await fetch(`http://${LOOPBACK}:${to.port}/`, {
    method: "POST",
    headers: { [KEY]: to.key },
    body: JSON.stringify(answer),
  });
  await response.body?.cancel();
}
