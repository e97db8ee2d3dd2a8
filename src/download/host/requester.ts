import type { CookieJar } from "../../http/cookie_jar.ts";
import type { NetrcEntry } from "../../http/netrc.ts";
import {
  hideProxiesFromDeno,
  type Proxies,
  type Proxy,
  unusableProxyText,
} from "../../http/proxies.ts";
import type { Clock } from "../model/clock.ts";
import type { DownloadConfig } from "../model/config.ts";
import type { PublicAddresses } from "../../http/public_addresses.ts";
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
import {
  type HeaderLine,
  HeaderMaker,
  type Limits,
  type Login,
  loginFor,
  type RequestHeaders,
} from "./request_headers.ts";

/** The most tries of a login: the password itself, a digest of it, and one more digest where the nonce was too old. */
const MAX_LOGIN_TRIES = 3;

/** Options of all requests of a run. */
export interface RequesterOptions extends Pick<DownloadConfig, "perHost" | "jobs"> {
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
  /** Finds the addresses that may be connected to; undefined allows all. */
  readonly publicOnly?: PublicAddresses | undefined;
  /** The proxies to use; with undefined, Deno reads the environment itself. */
  readonly proxies: Proxies | undefined;
  readonly clock: Clock;
}

/** A request for a resource. */
export interface Question extends Limits {
  readonly url: URL;
  readonly method?: "GET" | "HEAD";
  /** The user's headers for this file. */
  readonly headers?: readonly HeaderLine[];
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
  /** The URL's origin, which costs something to read. */
  readonly origin: string;
  readonly question: Question;
  readonly isTrusted: boolean;
  readonly proxy: Proxy | undefined;
}

/** Sends requests, and follows redirects by coplay's rules. */
export class Requester {
  readonly #options: RequesterOptions;
  readonly #headers: HeaderMaker;
  readonly #hasProxies: boolean;
  readonly clients: Clients;
  readonly #logins = new Logins();

  constructor(options: RequesterOptions) {
    this.#options = options;
    this.#headers = new HeaderMaker(options);
    this.clients = new Clients(options);
    this.#hasProxies = options.proxies !== undefined && !options.proxies.isEmpty;
    if (this.#hasProxies) hideProxiesFromDeno();
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
    const { lease, watched } = conversation;
    let url = question.url;
    let isTrusted = question.isTrusted ?? true;
    for (let hops = 0;; hops++) {
      const { origin } = url;
      const proxy = this.#hasProxies ? await this.#proxyFor(url) : undefined;
      if (origin !== lease.origin) {
        watched.pause();
        await lease.moveTo(origin, watched.signal);
      }
      watched.touch();
      watched.expectAnswer();
      const response = await this.#fetch({ url, origin, question, isTrusted, proxy }, conversation);
      if (response.headers.has("set-cookie")) {
        this.#options.jar.setFrom(response.headers, url, this.#options.clock.now());
      }
      const next = response.ok ? undefined : await this.#nextHop(response, url);
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
    // It would connect by itself, past the proxy or the addresses that are allowed.
    if (proxy || this.#options.publicOnly) return undefined;
    const hop = { url, origin: url.origin, question, isTrusted, proxy };
    const login = this.#loginOf(hop);
    const authorization = login && this.#logins.authorization({ url, method: "GET", login });
    try {
      return await look((await this.#headersOf(hop, authorization)).lines);
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
    const proxy = await proxies?.forUrl(url);
    if (proxy === undefined || !("problem" in proxy)) return proxy;
    throw new TransferError("network", unusableProxyText(proxy));
  }

  /** Sends one request. */
  #fetch(hop: Hop, conversation: Conversation): Promise<Response> {
    const login = this.#loginOf(hop);
    return login === undefined
      ? this.#send(hop, undefined, conversation)
      : this.#logIn(hop, login, conversation);
  }

  /** Sends one request, and repeats it where the server asks for another authentication scheme. */
  async #logIn(hop: Hop, login: Login, conversation: Conversation): Promise<Response> {
    const request = { url: hop.url, method: hop.question.method ?? "GET", login };
    for (let triesLeft = MAX_LOGIN_TRIES;; triesLeft--) {
      const authorization = this.#logins.authorization(request);
      const response = await this.#send(hop, authorization, conversation);
      if (response.status !== 401 || triesLeft === 1) return response;
      if (!await this.#logins.learn(response, request, authorization)) return response;
      await response.body?.cancel();
    }
  }

  /** Finds the login; undefined where the URL and netrc have none, or where the user gave an Authorization header. */
  #loginOf({ url, question, isTrusted }: Hop): Login | undefined {
    const { headers, netrc } = this.#options;
    const login = loginFor(url, { first: question.url, netrc });
    if (login === undefined || !isTrusted) return login;
    const given = [...headers, ...question.headers ?? []];
    return given.some(([name]) => name.toLowerCase() === "authorization") ? undefined : login;
  }

  async #send(
    hop: Hop,
    authorization: string | undefined,
    { watched, lease }: Conversation,
  ): Promise<Response> {
    const { question, origin, proxy } = hop;
    const { caCerts, family, publicOnly } = this.#options;
    const { signal } = watched;
    const method = question.method ?? "GET";
    const url = hop.url.username || hop.url.password ? withoutUser(hop.url) : hop.url;
    const { lines: headers, forFetch } = await this.#headersOf(hop, authorization);
    let response: Response;
    try {
      response = await this.clients.fetch(url, {
        method,
        headers: forFetch,
        redirect: "manual",
        signal,
      }, { origin, isSegment: question.isSegment ?? false, proxy, lease });
      if (mayBeUnpacked(response)) {
        const same = {
          url,
          method,
          headers,
          caCerts,
          family,
          publicOnly,
          hasProxy: !!proxy,
          signal,
        };
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

  #headersOf(
    { url, question, isTrusted }: Hop,
    authorization: string | undefined,
  ): RequestHeaders | Promise<RequestHeaders> {
    const own = question.headers ?? [];
    return this.#headers.make({ url, isTrusted, authorization, own, limits: question });
  }
}

function withoutUser(url: URL): URL {
  const bare = new URL(url);
  bare.username = "";
  bare.password = "";
  return bare;
}
