import { findNetrcEntry, type NetrcEntry } from "../../http/netrc.ts";
import { toHeaderBytes } from "../../http/header_value.ts";
import { TransferError } from "../model/errors.ts";
import { userHeaderProblem } from "../model/user_header.ts";

/** A header line; a list may hold several of one name. */
export type HeaderLine = readonly [name: string, value: string];

/** The sources of a request's headers. */
export interface HeaderSources {
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
export function requestHeaders(sources: HeaderSources): HeaderLine[] {
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
