import type { Handler } from "../request/handler_type.ts";
import { endWithin, STOP_MS } from "./end_within.ts";
import { LongAnswers } from "./long_answers.ts";
import { UNLOGGED } from "./unlogged.ts";

/** Where a server listens, and how long it waits. */
export interface RenewingServerOptions {
  readonly port: number;
  readonly hostname: string;
  /**
   * The interval at which idle connections are closed, in milliseconds; 0 for never. @default 60000 where Deno can;
   * see {@linkcode CAN_RENEW}
   */
  readonly renewMs?: number | undefined;
  /** How long answers under way may take when the host stops, in milliseconds. @default {@linkcode STOP_MS} */
  readonly stopMs?: number | undefined;
  /** How long to read on in a body after its request is answered, in milliseconds. @default 2000 */
  readonly bodyMs?: number | undefined;
}

/** The wait after a failure before the server listens again. */
const PAUSE_MS = 50;

/** A client's time to send its headers, or its next request; nginx allows as much for both. */
const RENEW_MS = 60_000;

/** A renewal waits until no request has come for this long, at most for as long as its interval. */
const QUIET_MS = 25;

/** The most long answers that a renewal may leave to retired servers, which cannot be ended any more. */
const MAX_LEFT = 300;

/** The most retired servers that may linger with connections unknown here, such as readers of a short answer. */
const MAX_STUCK = 10;

/** Whether two servers of one process can listen on a port. */
const CAN_SHARE_PORT = Deno.build.os === "linux" && hasUnstableNet();

/** Deno ends a process that asks for a shared port without --unstable-net, which also defines this class. */
function hasUnstableNet(): boolean {
  return "listenDatagram" in Deno;
}

/**
 * Whether a server can be renewed: older Denos that shut down keep connections that have sent a part of their
 * headers.
 */
export const CAN_RENEW = canRenew();

function canRenew(): boolean {
  const [major = 0, minor = 0] = Deno.version.deno.split(".").map(Number);
  return CAN_SHARE_PORT && (major > 2 || minor >= 9);
}

/** One Deno.serve on the port, until it is renewed. */
class Term {
  readonly server: Deno.HttpServer<Deno.NetAddr>;
  /** The number of long answers under way. */
  longAnswers = 0;
  /** The number of requests received. */
  requests = 0;
  #ending: Promise<void> | undefined;

  constructor(server: Deno.HttpServer<Deno.NetAddr>) {
    this.server = server;
  }

  /** Takes no more connections, closes idle ones, and lets answers under way finish. */
  end(): Promise<void> {
    return this.#ending ??= this.server.shutdown().catch(() => {});
  }
}

/**
 * Deno.serve with the limits that it has no options for.
 *
 * - Every minute a new server starts on the same port and the old one shuts down, which closes every connection
 *   that is idle or has not sent its headers, but cuts off no answer. Measured: under full load a renewal costs one
 *   or two clients a connection, which they open again, so it waits for a quiet moment.
 * - It limits the number of long answers, because a server that is shutting down cannot cut off those that no
 *   client reads.
 * - Deno.serve fails, with all its connections, when the process has no file descriptor left. It is then started
 *   again, which also frees the host of clients that never read.
 */
export class RenewingServer {
  readonly addr: Deno.NetAddr;
  readonly #handler: Handler;
  readonly #stopMs: number;
  readonly #bodyMs: number;
  readonly #longAnswers = new LongAnswers();
  readonly #retired = new Set<Term>();
  #renewal: ReturnType<typeof setTimeout> | undefined;
  #term: Term;
  #isStopping = false;

  /** @throws {Deno.errors.AddrInUse} or another error of Deno.listen */
  constructor(handler: Handler, options: RenewingServerOptions) {
    const { port, hostname, stopMs = STOP_MS, bodyMs = 2000 } = options;
    const { renewMs = CAN_RENEW ? RENEW_MS : 0 } = options;
    this.#handler = handler;
    this.#stopMs = stopMs;
    this.#bodyMs = bodyMs;
    this.#term = this.#start({ port, hostname });
    this.addr = this.#term.server.addr;
    if (renewMs > 0) this.#planRenewal(renewMs);
  }

  /** Closes every connection that is idle or has not sent its headers, unless too many long answers would be left. */
  renew(): void {
    if (!this.#mayRenew()) return;
    try {
      const before = this.#term;
      this.#term = this.#start(this.addr);
      this.#retired.add(before);
      void before.end().then(() => this.#retired.delete(before));
    } catch {
      // No file descriptor is left for a new server: the old one goes on, or has failed and will start again.
    }
  }

  /** Takes no more connections, and lets answers under way finish within the time limit. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    clearTimeout(this.#renewal);
    const ends = [this.#term, ...this.#retired].map((term) => term.end());
    // Answers that no client reads end with the process.
    const { promise: isGivenUp, resolve: giveUp } = Promise.withResolvers<void>();
    await endWithin(this.#stopMs, Promise.race([Promise.all(ends), isGivenUp]), giveUp);
  }

  #start({ port, hostname }: { port: number; hostname: string }): Term {
    const options = { ...UNLOGGED, port, hostname, reusePort: CAN_SHARE_PORT };
    const term: Term = new Term(
      Deno.serve(options, (request, info) => this.#answer(request, { info, term })),
    );
    void this.#restartAfter(term);
    return term;
  }

  #answer(
    request: Request,
    { info, term }: { info: Deno.ServeHandlerInfo<Deno.NetAddr>; term: Term },
  ): Response | Promise<Response> {
    term.requests++;
    if (this.#longAnswers.isFullFor(info)) {
      return new Response(null, {
        status: 503,
        headers: { "retry-after": "5", connection: "close" },
      });
    }
    const follow = (response: Response) => {
      if (request.method !== "GET" && request.method !== "HEAD") this.#dropBody(request);
      const ended = this.#longAnswers.follow(response, info);
      if (ended) {
        term.longAnswers++;
        void ended.then(() => term.longAnswers--);
      }
      return response;
    };
    const answer = this.#handler(request, info);
    return answer instanceof Promise ? answer.then(follow) : follow(answer);
  }

  /**
   * Reads on for a moment, so that a client which is still sending gets to read its answer. Since Deno 2.9 a
   * connection with an unread body never ends, not even with its server.
   */
  #dropBody({ body }: Request): void {
    if (!body || body.locked) return;
    const reader = body.getReader();
    const timer = setTimeout(() => reader.cancel().catch(() => {}), this.#bodyMs);
    const read = async () => {
      while (!(await reader.read()).done);
    };
    read().catch(() => {}).finally(() => clearTimeout(timer));
  }

  async #restartAfter(term: Term): Promise<void> {
    const hasFailed = await term.server.finished.then(() => false, () => true);
    while (hasFailed && !this.#isStopping && term === this.#term) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      try {
        if (!this.#isStopping) this.#term = this.#start(this.addr);
      } catch {
        // Not even the port gets a file descriptor yet.
      }
    }
  }

  #planRenewal(renewMs: number): void {
    const renewInQuiet = (leftMs: number, requests?: number) => {
      const { requests: now } = this.#term;
      if (now !== requests && leftMs > 0) {
        this.#renewal = setTimeout(renewInQuiet, QUIET_MS, leftMs - QUIET_MS, now);
      } else {
        this.renew();
        this.#planRenewal(renewMs);
      }
    };
    this.#renewal = setTimeout(renewInQuiet, renewMs, renewMs);
  }

  /** Whether the answers that a renewal leaves to the old server will end by themselves. */
  #mayRenew(): boolean {
    const stuck = [...this.#retired].filter(({ longAnswers }) => longAnswers === 0);
    return stuck.length < MAX_STUCK && this.#longAnswers.downloads <= MAX_LEFT;
  }
}
