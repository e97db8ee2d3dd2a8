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

/** The most tries of a login: the password itself, a digest of it, and one more digest where the nonce was too old. */
const MAX_LOGIN_TRIES = 3;

/** Options of all requests of a run. */
export interface RequesterOptions {
  readonly userAgent: string;
  /** The user's headers for every request, dropped on another origin. */
  readonly headers: readonly HeaderLine[];
  readonly jar: CookieJar;
  readonly netrc: readonly NetrcEntry[];
  /** Certificates in PEM form to trust besides the built-in ones. */
  readonly caCerts: readonly string[];
  /** Whether to use only IPv4 or IPv6 addresses. */
  readonly family?: 4 | 6 | undefined;
  readonly allowsDowngrade: boolean;
  /** The proxies to use; with undefined, Deno reads the environment itself. */
  readonly proxies: Proxies | undefined;
  readonly clock: Clock;
}

/** A request for a resource. */
export interface Question {
  readonly url: URL;
  readonly method?: "GET" | "HEAD";
  /** The user's headers for this file. */
  readonly headers?: readonly HeaderLine[];
  /** The range to request; `end` is exclusive. */
  readonly range?: { readonly start: number; readonly end?: number | undefined } | undefined;
  readonly ifRange?: string | undefined;
  /** The condition of the request: If-None-Match or If-Modified-Since. */
  readonly condition?: HeaderLine | undefined;
  /**
   * Whether to send the user's headers; they are not sent to a place behind an earlier redirect to another origin.
   *
   * @default {true}
   */
  readonly isTrusted?: boolean;
  /** Whether to use its own connection, even where HTTP/2 would share one. */
  readonly isSegment?: boolean;
}

/** The objects that a request needs while it is under way. */
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
  /** Whether the user's headers were sent in all requests of the chain. */
  readonly isTrusted: boolean;
}

/** One request of a chain of redirects. */
interface Hop {
  readonly url: URL;
  readonly question: Question;
  readonly isTrusted: boolean;
  readonly proxy: Proxy | undefined;
}

/** Sends requests, and follows redirects by coplay's rules. */
export class Requester {
  readonly #options: RequesterOptions;
  readonly #base: readonly HeaderLine[];
  readonly clients: Clients;
  readonly #logins = new Logins();

  constructor(options: RequesterOptions) {
    this.#options = options;
    this.#base = [
      ["accept", "*/*"],
      // Only this exact text turns off Deno's decoding, so that the bytes are counted as the server sent them.
      ["accept-encoding", "identity"],
    ];
    this.clients = new Clients(options);
    if (options.proxies && !options.proxies.isEmpty) hideProxiesFromDeno();
  }

  /**
   * Keeps no idle connection from now on, because the system allows no more open files and each connection is one.
   * Requests under way continue.
   */
  spareConnections(): void {
    this.clients.spare();
  }

  /** Closes idle connections. */
  close(): void {
    this.clients.close();
  }

  /**
   * Sends a request, and follows redirects to an answer that is none.
   *
   * @throws {TransferError} when no answer arrives or coplay does not follow a redirect
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
      // Headers that were dropped once stay dropped, even where the chain returns to the first origin.
      isTrusted &&= next.origin === question.url.origin;
      conversation.onRedirect?.(url, next, response.status);
      url = next;
    }
  }

  /**
   * Looks at the end of an HTTP/2 stream that brings such an answer, by fetching the whole answer again.
   *
   * @returns `undefined` where it cannot be seen
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

  /** Looks for an error in the chunks of such an answer. @returns `undefined` where none is seen */
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

  /** Looks at details that fetch hides. The code for it is rarely needed, so it is loaded only here. */
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
      // If the look fails, what fetch reported stands.
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

  /** Sends one request, and repeats it where the server asks for another authentication scheme. */
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

  /** Finds the login; undefined where the URL and netrc have none, or where the user gave an Authorization header. */
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
        // Deno would join equal names of a record; it sends a list line by line.
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

/** Makes the range and condition headers. They hold nothing of the user's, so every redirect keeps them. */
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
