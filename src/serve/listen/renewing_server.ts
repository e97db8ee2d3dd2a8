import type { Handler } from "../request/handler_type.ts";
import { endWithin, STOP_MS } from "./end_within.ts";
import { LongAnswers } from "./long_answers.ts";
import { UNLOGGED } from "./unlogged.ts";

/** Where a server listens, and for how long it waits. */
export interface RenewingServerOptions {
  readonly port: number;
  readonly hostname: string;
  /** How often connections that say nothing are ended; 0 for never. @default 60000 where Deno can; see {@linkcode CAN_RENEW} */
  readonly renewMs?: number | undefined;
  /** How long answers under way may take when the host stops. @default {@linkcode STOP_MS} */
  readonly stopMs?: number | undefined;
  /** How long a body may go on that nobody reads and that is answered already. @default 2000 */
  readonly bodyMs?: number | undefined;
}

/** How long after a failure the port is taken again. */
const PAUSE_MS = 50;

/** Headers and the next request of a connection must have come within this; nginx allows as much for both. */
const RENEW_MS = 60_000;

/** Nobody is asking for anything now, when nobody has for this long. It is waited for as long again. */
const QUIET_MS = 25;

/** Answers under way that a renewal may leave to servers that can no longer be ended. */
const MAX_LEFT = 300;

/** Servers that may linger with connections that this one knows nothing of, such as readers of a short answer. */
const MAX_STUCK = 10;

/** Whether two servers of one process can listen on a port. */
const CAN_SHARE_PORT = Deno.build.os === "linux" && hasUnstableNet();

/** Deno ends a process that asks for a shared port without its flag for that, which brings this with it. */
function hasUnstableNet(): boolean {
  return "listenDatagram" in Deno;
}

/** Whether a server can be renewed: older ones that shut down leave connections open that have sent a part of their headers. */
export const CAN_RENEW = canRenew();

function canRenew(): boolean {
  const [major = 0, minor = 0] = Deno.version.deno.split(".").map(Number);
  return CAN_SHARE_PORT && (major > 2 || minor >= 9);
}

/** One Deno.serve on the port. */
class Term {
  readonly server: Deno.HttpServer<Deno.NetAddr>;
  /** How many long answers it is giving. */
  longAnswers = 0;
  /** How many requests it has been asked. */
  requests = 0;
  #ending: Promise<void> | undefined;

  constructor(server: Deno.HttpServer<Deno.NetAddr>) {
    this.server = server;
  }

  /** Takes no more connections, ends those that ask for nothing, and lets answers under way finish. */
  end(): Promise<void> {
    return this.#ending ??= this.server.shutdown().catch(() => {});
  }
}

/**
 * Deno.serve, with the limits that it has no options for.
 *
 * - It is renewed every minute: another one starts on the same port, and this one shuts down, which ends
 *   every connection that is idle or has not sent its headers, and no answer. Measured: under full load
 *   a renewal costs one or two clients a connection, which they make again, so it waits for a quiet moment.
 * - Only so many long answers are given at a time, because a server that has begun to shut down can no
 *   longer be made to end those that nobody reads.
 * - It ends for good, with all its connections, when the process has no file left for another one: then
 *   it is started again, which is also what frees the host of readers that never read.
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

  /** @throws {Deno.errors.AddrInUse} and what else Deno.listen throws */
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

  /** Ends every connection that is idle or has not sent its headers, unless that would leave too much behind. */
  renew(): void {
    if (!this.#mayRenew()) return;
    try {
      const before = this.#term;
      this.#term = this.#start(this.addr);
      this.#retired.add(before);
      void before.end().then(() => this.#retired.delete(before));
    } catch {
      // There is no file left for it: the one that is goes on, or has failed and is started again.
    }
  }

  /** Takes no more connections and lets answers under way finish, for a while. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    clearTimeout(this.#renewal);
    const ends = [this.#term, ...this.#retired].map((term) => term.end());
    // What nobody reads ends with the process.
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
   * Reads on for a moment, so that a client which still sends gets to read its answer, then no longer. Since Deno
   * 2.9 a connection whose body nobody reads is never ended, not even by the server's end.
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
        // There is not even a file for the port yet.
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

  /** Only what will end by itself is left behind, where it cannot be ended any more. */
  #mayRenew(): boolean {
    const stuck = [...this.#retired].filter(({ longAnswers }) => longAnswers === 0);
    return stuck.length < MAX_STUCK && this.#longAnswers.downloads <= MAX_LEFT;
  }
}
