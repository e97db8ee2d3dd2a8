import type { CookieJar } from "../../http/cookie_jar.ts";
import type { NetrcEntry } from "../../http/netrc.ts";
import {
  hideProxiesFromDeno,
  type Proxies,
  type Proxy,
  unusableProxyText,
} from "../../http/proxies.ts";
import { formatRange } from "../../http/range.ts";
import type { Clock } from "../model/clock.ts";
import { TransferError } from "../model/errors.ts";
import { askForBytesAsSent, mayBeUnpacked } from "./bytes_as_sent.ts";
import { Clients } from "./clients.ts";
import type { Lease } from "./host_slots.ts";
import type { Watched } from "./idle_watch.ts";
import { Logins } from "./logins.ts";
import type { Text } from "../../cli/language.ts";
import type { StreamEnd } from "./http2_look.ts";
import { networkError } from "./network_error.ts";
import { proxyError, proxyWantsPassword } from "./proxy_error.ts";
import { MAX_REDIRECTS, redirectTarget, tooManyRedirects } from "./redirects.ts";
import { type HeaderLine, type Login, loginFor, requestHeaders } from "./request_headers.ts";

/** The password itself, a digest of it, and that again where its nonce was too old. */
const MAX_LOGIN_TRIES = 3;

/** How requests are made, the same for all of a run. */
export interface RequesterOptions {
  readonly userAgent: string;
  /** Headers of the user for every request, dropped on another origin. */
  readonly headers: readonly HeaderLine[];
  readonly jar: CookieJar;
  readonly netrc: readonly NetrcEntry[];
  /** Certificates to trust beside the built-in ones, in PEM. */
  readonly caCerts: readonly string[];
  /** Use this family of addresses only. */
  readonly family?: 4 | 6 | undefined;
  readonly allowsDowngrade: boolean;
  /** Which proxies to go through; undefined leaves that to Deno, which reads the environment by itself. */
  readonly proxies: Proxies | undefined;
  readonly clock: Clock;
}

/** One thing to ask for. */
export interface Question {
  readonly url: URL;
  readonly method?: "GET" | "HEAD";
  /** Headers of the user for this file. */
  readonly headers?: readonly HeaderLine[];
  /** Ask for this range; `end` is exclusive. */
  readonly range?: { readonly start: number; readonly end?: number | undefined } | undefined;
  readonly ifRange?: string | undefined;
  /** Ask only for what is no longer as it was: If-None-Match or If-Modified-Since. */
  readonly condition?: HeaderLine | undefined;
  /**
   * Whether the user's headers go along: not to where a redirect to another origin has led before.
   * @default {true}
   */
  readonly isTrusted?: boolean;
  /** Use a connection of its own, also where HTTP/2 would share one. */
  readonly isSegment?: boolean;
}

/** What a question needs while it is under way. */
export interface Conversation {
  readonly lease: Lease;
  readonly watched: Watched;
  readonly onRedirect?: (from: URL, to: URL, status: number) => void;
}

/** An answer that is no redirect. */
export interface Answer {
  readonly response: Response;
  /** The URL that gave it. */
  readonly url: URL;
  /** Whether the user's headers went along all the way. */
  readonly isTrusted: boolean;
}

/** A request on its way: what is asked, of whom, and through what. */
interface Hop {
  readonly url: URL;
  readonly question: Question;
  readonly isTrusted: boolean;
  readonly proxy: Proxy | undefined;
}

/** Asks servers, following redirects by coplay's own rules. */
export class Requester {
  readonly #options: RequesterOptions;
  readonly #base: readonly HeaderLine[];
  readonly clients: Clients;
  readonly #logins = new Logins();

  constructor(options: RequesterOptions) {
    this.#options = options;
    this.#base = [
      ["accept", "*/*"],
      // Only this exact text turns Deno's own decoding off; the bytes are then counted as they were sent.
      ["accept-encoding", "identity"],
    ];
    this.clients = new Clients(options);
    if (options.proxies && !options.proxies.isEmpty) hideProxiesFromDeno();
  }

  /**
   * Keeps no connection from now on that nobody uses: the system allows no more open files, and each of them is one.
   * Requests under way go on.
   */
  spareConnections(): void {
    this.clients.spare();
  }

  /** Closes idle connections. */
  close(): void {
    this.clients.close();
  }

  /**
   * Asks, and follows redirects until an answer comes that is none.
   *
   * @throws {TransferError} when no answer comes or a redirect leads where coplay does not go
   */
  async ask(question: Question, conversation: Conversation): Promise<Answer> {
    let url = question.url;
    let isTrusted = question.isTrusted ?? true;
    for (let hops = 0;; hops++) {
      const proxy = await this.#proxyFor(url);
      conversation.watched.pause();
      await conversation.lease.moveTo(url.origin, conversation.watched.signal);
      conversation.watched.touch();
      conversation.watched.expectAnswer();
      const response = await this.#fetch({ url, question, isTrusted, proxy }, conversation);
      if (response.headers.has("set-cookie")) {
        this.#options.jar.setFrom(response.headers, url, this.#options.clock.now());
      }
      const next = await this.#nextHop(response, url);
      if (next === undefined) return { response, url, isTrusted };
      if (hops === MAX_REDIRECTS) throw tooManyRedirects();
      // What was dropped once stays dropped, also where the chain comes back.
      isTrusted &&= next.origin === question.url.origin;
      conversation.onRedirect?.(url, next, response.status);
      url = next;
    }
  }

  /**
   * Looks how the stream of HTTP/2 ends that such an answer comes over. It is the whole answer once more.
   *
   * @returns `undefined` where that cannot be seen
   */
  async lookAtEnd(
    answer: Answer,
    question: Question,
    signal: AbortSignal,
  ): Promise<StreamEnd | undefined> {
    return await this.#look(answer, question, async (headers) => {
      const { lookAtStream } = await import("./http2_look.ts");
      return await lookAtStream(answer.url, headers, { ...this.#options, signal });
    });
  }

  /** Looks what is wrong with the chunks that such an answer comes in. @returns `undefined` where nothing is, or can be seen */
  async lookAtChunks(
    answer: Answer,
    question: Question,
    signal: AbortSignal,
  ): Promise<Text | undefined> {
    return await this.#look(answer, question, async (headers) => {
      const { lookAtChunks } = await import("./chunks_look.ts");
      return await lookAtChunks(answer.url, headers, { ...this.#options, signal });
    });
  }

  /** Has a look of our own, past fetch, at what it hides; what is hardly ever needed is loaded when it is. */
  async #look<Seen>(
    { url, isTrusted }: Answer,
    question: Question,
    look: (headers: readonly HeaderLine[]) => Promise<Seen>,
  ): Promise<Seen | undefined> {
    const proxy = await this.#proxyFor(url);
    if (proxy) return undefined;
    const hop = { url, question, isTrusted, proxy };
    const login = this.#loginOf(hop);
    const authorization = login && this.#logins.authorization({ url, method: "GET", login });
    try {
      return await look(await this.#headers({ ...hop, authorization }));
    } catch {
      // What cannot be seen is judged by what fetch said.
      return undefined;
    }
  }

  async #nextHop(response: Response, from: URL): Promise<URL | undefined> {
    try {
      const next = redirectTarget(response, from, this.#options);
      if (next !== undefined) await response.body?.cancel();
      return next;
    } catch (error) {
      await response.body?.cancel();
      throw error;
    }
  }

  async #proxyFor(url: URL): Promise<Proxy | undefined> {
    const { proxies } = this.#options;
    if (proxies === undefined || proxies.isEmpty) return undefined;
    const proxy = await proxies.forUrl(url);
    if (proxy === undefined || !("problem" in proxy)) return proxy;
    throw new TransferError("network", unusableProxyText(proxy));
  }

  /** Asks once, and where the server wants the password proven in another way, once more in that one. */
  async #fetch(hop: Hop, conversation: Conversation): Promise<Response> {
    const { url, question } = hop;
    const login = this.#loginOf(hop);
    for (let triesLeft = MAX_LOGIN_TRIES;; triesLeft--) {
      const request = login && { url, method: question.method ?? "GET", login };
      const authorization = request && this.#logins.authorization(request);
      const response = await this.#send({ ...hop, authorization }, conversation);
      if (response.status !== 401 || request === undefined || triesLeft === 1) return response;
      if (!await this.#logins.learn(response, request, authorization!)) return response;
      await response.body?.cancel();
    }
  }

  /** Who asks; undefined where the URL and netrc name nobody, or the user proves it with a header of their own. */
  #loginOf({ url, question, isTrusted }: Hop): Login | undefined {
    const { headers, netrc } = this.#options;
    const given = isTrusted ? [...headers, ...question.headers ?? []] : [];
    if (given.some(([name]) => name.toLowerCase() === "authorization")) return undefined;
    return loginFor(url, { first: question.url, netrc });
  }

  async #send(
    hop: Hop & { readonly authorization: string | undefined },
    { watched, lease }: Conversation,
  ): Promise<Response> {
    const { question, proxy } = hop;
    const { caCerts, family } = this.#options;
    const { signal } = watched;
    const method = question.method ?? "GET";
    const url = hop.url.username || hop.url.password ? withoutUser(hop.url) : hop.url;
    const headers = await this.#headers(hop);
    let response: Response;
    try {
      response = await this.clients.fetch(url, {
        method,
        // Deno would join the lines of a record; a list it sends line by line.
        headers: headers as [string, string][],
        redirect: "manual",
        signal,
      }, { isSegment: question.isSegment ?? false, proxy, lease });
      if (mayBeUnpacked(response)) {
        const same = { url, method, headers, caCerts, family, hasProxy: !!proxy, signal };
        response = await askForBytesAsSent(response, same);
      }
    } catch (error) {
      throw proxy ? await proxyError(error, proxy, { url, caCerts, signal }) : networkError(error);
    }
    watched.hold(response);
    if (response.status !== 407 || !proxy) return response;
    await response.body?.cancel();
    throw proxyWantsPassword(proxy);
  }

  async #headers(
    { url, question, isTrusted, authorization }: Hop & {
      readonly authorization: string | undefined;
    },
  ): Promise<HeaderLine[]> {
    const { jar, clock, headers, userAgent } = this.#options;
    return requestHeaders({
      base: this.#base,
      cookie: jar.isEmpty ? undefined : await jar.header(url, clock.now()),
      authorization,
      user: [
        [["user-agent", userAgent]],
        ...(isTrusted ? [headers, question.headers ?? []] : []),
      ],
      range: limitingHeaders(question),
    });
  }
}

/** What a question is limited to. Nothing in it is the user's, so it goes along every redirect. */
function limitingHeaders({ range, ifRange, condition }: Question): HeaderLine[] {
  if (condition) return [condition];
  if (!range) return [];
  const lines: HeaderLine[] = [["range", formatRange(range.start, range.end)]];
  return ifRange === undefined ? lines : [...lines, ["if-range", ifRange]];
}

function withoutUser(url: URL): URL {
  const bare = new URL(url);
  bare.username = "";
  bare.password = "";
  return bare;
}
