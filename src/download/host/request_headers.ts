import type { CookieJar } from "../../http/cookie_jar.ts";
import { findNetrcEntry, type NetrcEntry } from "../../http/netrc.ts";
import { toHeaderBytes } from "../../http/header_value.ts";
import { formatRange } from "../../http/range.ts";
import type { Clock } from "../model/clock.ts";
import { TransferError } from "../model/errors.ts";
import { userHeaderProblem } from "../model/user_header.ts";

/** A header line; a list may hold several of one name. */
export type HeaderLine = readonly [name: string, value: string];

/** Limits of a request: a range with its proof, or a condition. They hold nothing of the user's. */
export interface Limits {
  /** The range to request; `end` is exclusive. */
  readonly range?: { readonly start: number; readonly end?: number | undefined } | undefined;
  readonly ifRange?: string | undefined;
  /** The condition of the request: If-None-Match or If-Modified-Since. */
  readonly condition?: HeaderLine | undefined;
}

/** The headers of one request, also in the form that fetch takes. */
export interface RequestHeaders {
  readonly lines: readonly HeaderLine[];
  readonly forFetch: Readonly<Record<string, string>> | [string, string][];
}

/** What the headers of a request depend on. */
export interface HeaderQuestion {
  readonly url: URL;
  /** Whether to send the user's headers. */
  readonly isTrusted: boolean;
  readonly authorization: string | undefined;
  /** The user's headers for this file. */
  readonly own: readonly HeaderLine[];
  readonly limits: Limits;
}

/** What all headers of a run depend on. */
interface RunOptions {
  readonly userAgent: string;
  readonly headers: readonly HeaderLine[];
  readonly jar: CookieJar;
  readonly clock: Clock;
}

/** Makes the headers of a run's requests. */
export class HeaderMaker {
  readonly #options: RunOptions;
  /**
   * The headers of requests that differ in nothing but the URL, with the user's and without. Making them anew took a
   * tenth of the memory that a small file takes.
   */
  readonly #usual = new Map<boolean, RequestHeaders>();

  constructor(options: RunOptions) {
    this.#options = options;
  }

  /** @throws {TransferError} for a header that cannot be sent */
  make(question: HeaderQuestion): RequestHeaders | Promise<RequestHeaders> {
    const { isTrusted, authorization, own, limits } = question;
    const isUsual = this.#options.jar.isEmpty && authorization === undefined &&
      own.length === 0 && limits.range === undefined && limits.condition === undefined;
    if (!isUsual) return this.#makeNew(question);
    let usual = this.#usual.get(isTrusted);
    if (!usual) this.#usual.set(isTrusted, usual = this.#combine(question, undefined));
    return usual;
  }

  async #makeNew(question: HeaderQuestion): Promise<RequestHeaders> {
    const { jar, clock } = this.#options;
    const cookie = jar.isEmpty ? undefined : await jar.header(question.url, clock.now());
    return this.#combine(question, cookie);
  }

  #combine(
    { isTrusted, authorization, own, limits }: HeaderQuestion,
    cookie: string | undefined,
  ): RequestHeaders {
    const { headers, userAgent } = this.#options;
    const lines = requestHeaders({
      base: BASE,
      cookie,
      authorization,
      user: [[["user-agent", userAgent]], ...(isTrusted ? [headers, own] : [])],
      range: limitingHeaders(limits),
    });
    return { lines, forFetch: forFetch(lines) };
  }
}

const BASE: readonly HeaderLine[] = [
  ["accept", "*/*"],
  // Only this exact text turns off Deno's decoding, so that the bytes are counted as the server sent them.
  ["accept-encoding", "identity"],
];

/** Deno reads a record in half the time of a list, but joins lines of one name, which a list keeps apart. */
function forFetch(lines: readonly HeaderLine[]): RequestHeaders["forFetch"] {
  const record: Record<string, string> = Object.fromEntries(lines);
  return Object.keys(record).length === lines.length ? record : lines as [string, string][];
}

/** Makes the range and condition headers. They hold nothing of the user's, so every redirect keeps them. */
function limitingHeaders({ range, ifRange, condition }: Limits): HeaderLine[] {
  if (condition) return [condition];
  if (!range) return [];
  const lines: HeaderLine[] = [["range", formatRange(range.start, range.end)]];
  return ifRange === undefined ? lines : [...lines, ["if-range", ifRange]];
}

/** The sources of a request's headers. */
interface HeaderSources {
  /** coplay's own. */
  readonly base: readonly HeaderLine[];
  /** The jar's cookies for the URL. */
  readonly cookie: string | undefined;
  readonly authorization: string | undefined;
  /** The user's headers of the run and of the file, where they may be sent. */
  readonly user: readonly (readonly HeaderLine[])[];
  /** The range or condition, which no other source may replace. */
  readonly range: readonly HeaderLine[];
}

/**
 * Makes the headers of one request. A user's header replaces coplay's own of that name, and a file's header the run's.
 * Several values of one name are sent as several lines in their order. The jar's cookies are added to the user's.
 *
 * @throws {TransferError} for a header that cannot be sent
 */
function requestHeaders(sources: HeaderSources): HeaderLine[] {
  const { base, cookie, authorization, user, range } = sources;
  let lines: HeaderLine[] = [...base];
  if (authorization !== undefined) lines.push(["authorization", authorization]);
  for (const given of user) {
    if (given.length === 0) continue;
    const names = new Set(given.map(([name]) => name.toLowerCase()));
    lines = [...lines.filter(([name]) => !names.has(name)), ...given.map(toSend)];
  }
  if (cookie !== undefined) lines.push(["cookie", cookie]);
  return [...lines, ...range];
}

function toSend([name, value]: HeaderLine): HeaderLine {
  const problem = userHeaderProblem(name, value);
  if (problem) throw new TransferError("input", problem);
  return [name.toLowerCase(), toHeaderBytes(value)];
}

/** A user name and its password. */
export interface Login {
  readonly login: string;
  readonly password: string;
}

/**
 * Finds the login: the user in the URL itself, or netrc's entry for that very host.
 *
 * @param first the first URL of the chain; netrc's login is never sent over a connection that a redirect made plain
 */
export function loginFor(
  url: URL,
  { first, netrc }: { readonly first: URL; readonly netrc: readonly NetrcEntry[] },
): Login | undefined {
  const login = decodePart(url.username);
  if (url.password !== "") return { login, password: decodePart(url.password) };
  if (first.protocol === "https:" && url.protocol === "http:") return undefined;
  const entry = netrc.length === 0
    ? undefined
    : findNetrcEntry(netrc, url.hostname, login === "" ? undefined : login);
  if (entry?.password !== undefined) {
    return { login: entry.login ?? login, password: entry.password };
  }
  return login === "" ? undefined : { login, password: "" };
}

function decodePart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Makes a Basic credential (RFC 7617), with UTF-8 for characters beyond ASCII. */
export function basicAuthorization({ login, password }: Login): string {
  return `Basic ${btoa(toHeaderBytes(`${login}:${password}`))}`;
}
