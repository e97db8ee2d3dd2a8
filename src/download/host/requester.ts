import type { CookieJar } from "../../http/cookie.ts";
import { findNetrcEntry, type NetrcEntry } from "../../http/netrc.ts";
import { formatRange } from "../../http/range.ts";
import { visible } from "../../cli/io.ts";
import type { Clock } from "../model/clock.ts";
import { TransferError } from "../model/errors.ts";
import type { Lease } from "./host_slots.ts";
import type { Watched } from "./idle_watch.ts";
import { networkError } from "./network_error.ts";
import { shownUrl } from "../model/shown_url.ts";

/** As many as curl's and browsers' users have met; a longer chain is a loop. */
const MAX_REDIRECTS = 20;
const REDIRECT_STATUSES = new Set([301, 302, 303, 307, 308]);

/** How requests are made, the same for all of a run. */
export interface RequesterOptions {
  readonly userAgent: string;
  /** Headers of the user for every request, dropped on another origin. */
  readonly headers: readonly (readonly [string, string])[];
  readonly jar: CookieJar;
  readonly netrc: readonly NetrcEntry[];
  /** Certificates to trust beside the built-in ones, in PEM. */
  readonly caCerts: readonly string[];
  /** Use this family of addresses only. */
  readonly family?: 4 | 6 | undefined;
  readonly allowsDowngrade: boolean;
  readonly clock: Clock;
}

/** One thing to ask for. */
export interface Question {
  readonly url: URL;
  readonly method?: "GET" | "HEAD";
  /** Headers of the user for this file. */
  readonly headers?: readonly (readonly [string, string])[];
  /** Ask for this range; `end` is exclusive. */
  readonly range?: { readonly start: number; readonly end?: number | undefined } | undefined;
  readonly ifRange?: string | undefined;
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

type HeaderRecord = Record<string, string>;

/** Asks servers, following redirects by coplay's own rules. */
export class Requester {
  readonly #options: RequesterOptions;
  readonly #base: HeaderRecord;
  #client: Deno.HttpClient;
  #segmentClient: Deno.HttpClient | undefined;
  /** Whether connections are closed as soon as nobody uses them. */
  #isSparing = false;

  constructor(options: RequesterOptions) {
    this.#options = options;
    this.#base = {
      accept: "*/*",
      // Only this exact text turns Deno's own decoding off; the bytes are then counted as they were sent.
      "accept-encoding": "identity",
      "user-agent": options.userAgent,
    };
    this.#client = this.#createClient({});
  }

  #createClient(more: Deno.CreateHttpClientOptions): Deno.HttpClient {
    const { caCerts, family } = this.#options;
    return Deno.createHttpClient({
      ...more,
      ...(this.#isSparing ? { poolMaxIdlePerHost: 0 } : {}),
      ...(caCerts.length > 0 ? { caCerts: [...caCerts] } : {}),
      ...(family ? { localAddress: family === 4 ? "0.0.0.0" : "::" } : {}),
    });
  }

  /** HTTP/2 would put every segment on one connection and so gain nothing. */
  #clientFor(question: Question): Deno.HttpClient {
    if (!question.isSegment) return this.#client;
    return this.#segmentClient ??= this.#createClient({ http2: false });
  }

  /**
   * Keeps no connection from now on that nobody uses: the system allows no more open files, and each of them is one.
   * Requests under way go on.
   */
  spareConnections(): void {
    if (this.#isSparing) return;
    this.close();
    this.#isSparing = true;
    this.#client = this.#createClient({});
    this.#segmentClient = undefined;
  }

  /** Closes idle connections. */
  close(): void {
    this.#client.close();
    this.#segmentClient?.close();
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
      conversation.watched.pause();
      await conversation.lease.moveTo(url.origin, conversation.watched.signal);
      conversation.watched.touch();
      const response = await this.#fetch(url, question, { isTrusted, conversation });
      if (response.headers.has("set-cookie")) {
        this.#options.jar.setFrom(response.headers, url, this.#options.clock.now());
      }
      const location = response.headers.get("location");
      if (!REDIRECT_STATUSES.has(response.status) || location === null) {
        return { response, url, isTrusted };
      }
      await response.body?.cancel();
      if (hops === MAX_REDIRECTS) throw tooManyRedirects();
      const next = this.#nextUrl(url, location);
      // What was dropped once stays dropped, also where the chain comes back.
      isTrusted &&= next.origin === question.url.origin;
      conversation.onRedirect?.(url, next, response.status);
      url = next;
    }
  }

  async #fetch(
    url: URL,
    question: Question,
    { isTrusted, conversation }: { isTrusted: boolean; conversation: Conversation },
  ): Promise<Response> {
    const client = this.#clientFor(question);
    try {
      const response = await fetch(url.username || url.password ? withoutUser(url) : url, {
        method: question.method ?? "GET",
        headers: this.#headers(url, question, isTrusted),
        redirect: "manual",
        signal: conversation.watched.signal,
        client,
      });
      conversation.watched.hold(response);
      return response;
    } catch (error) {
      throw networkError(error);
    }
  }

  #headers(url: URL, question: Question, isTrusted: boolean): HeaderRecord {
    const headers = { ...this.#base };
    const cookie = this.#options.jar.header(url, this.#options.clock.now());
    if (cookie !== undefined) headers["cookie"] = cookie;
    const authorization = this.#authorization(url, question.url);
    if (authorization !== undefined) headers["authorization"] = authorization;
    if (isTrusted) {
      for (const [name, value] of this.#options.headers) headers[name.toLowerCase()] = value;
      for (const [name, value] of question.headers ?? []) headers[name.toLowerCase()] = value;
    }
    if (question.range) {
      headers["range"] = formatRange(question.range.start, question.range.end);
      if (question.ifRange !== undefined) headers["if-range"] = question.ifRange;
    }
    return headers;
  }

  /** The user in the URL itself, else netrc's for that very host; never netrc's on a connection made plain by a redirect. */
  #authorization(url: URL, first: URL): string | undefined {
    const login = decodePart(url.username);
    if (login !== "" && url.password !== "") return basic(login, decodePart(url.password));
    if (first.protocol === "https:" && url.protocol === "http:") return undefined;
    const entry = this.#options.netrc.length === 0
      ? undefined
      : findNetrcEntry(this.#options.netrc, url.hostname, login === "" ? undefined : login);
    if (entry?.password !== undefined) {
      return basic(entry.login ?? login, entry.password);
    }
    return login === "" ? undefined : basic(login, "");
  }

  #nextUrl(from: URL, location: string): URL {
    let next: URL;
    try {
      next = new URL(asUtf8(location), from);
    } catch {
      throw refused({
        en: `the server redirects to something that is no URL: "${visible(location)}"`,
        zh: `服务器重定向到的不是有效网址：“${visible(location)}”`,
      });
    }
    if (next.protocol !== "http:" && next.protocol !== "https:") {
      throw refused({
        en: `the server redirects to ${visible(next.protocol)} which is not http or https`,
        zh: `服务器重定向到 ${visible(next.protocol)}，不是 http 或 https`,
      });
    }
    if (from.protocol === "https:" && next.protocol === "http:" && !this.#options.allowsDowngrade) {
      throw refused({
        en: `the server redirects from https to plain ${
          shownUrl(next)
        }; --allow-downgrade permits it`,
        zh: `服务器从 https 重定向到不加密的 ${shownUrl(next)}；使用 --allow-downgrade 可允许`,
      });
    }
    return next;
  }
}

function refused(text: { en: string; zh: string }): TransferError {
  return new TransferError("refused", text);
}

function tooManyRedirects(): TransferError {
  return refused({
    en: `the server redirects more than ${MAX_REDIRECTS} times`,
    zh: `服务器重定向超过 ${MAX_REDIRECTS} 次`,
  });
}

function withoutUser(url: URL): URL {
  const bare = new URL(url);
  bare.username = "";
  bare.password = "";
  return bare;
}

function decodePart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function basic(login: string, password: string): string {
  const bytes = new TextEncoder().encode(`${login}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

/** Header bytes reach us as Latin-1; servers that put raw UTF-8 in Location mean UTF-8. */
function asUtf8(text: string): string {
  if (!/[\u0080-\u00ff]/.test(text)) return text;
  try {
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return text;
  }
}
