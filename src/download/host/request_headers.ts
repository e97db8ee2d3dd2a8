import { findNetrcEntry, type NetrcEntry } from "../../http/netrc.ts";
import { toHeaderBytes } from "../../http/header_value.ts";
import { TransferError } from "../model/errors.ts";
import { userHeaderProblem } from "../model/user_header.ts";

/** One header line; several of one name may stand in a list of them. */
export type HeaderLine = readonly [name: string, value: string];

/** Where the headers of a request come from. */
export interface HeaderSources {
  /** coplay's own. */
  readonly base: readonly HeaderLine[];
  /** What the jar holds for the URL. */
  readonly cookie: string | undefined;
  readonly authorization: string | undefined;
  /** Those of the run and those of the file, where the user's headers go along. */
  readonly user: readonly (readonly HeaderLine[])[];
  /** The range, which nobody else decides. */
  readonly range: readonly HeaderLine[];
}

/**
 * The headers of one request. A name that the user gives takes the place of coplay's own, and one of the file that of
 * the run's; what is given several times is sent several times, in that order. Cookies of the jar go beside the user's.
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

/** A user name, and the password that goes with it. */
export interface Login {
  readonly login: string;
  readonly password: string;
}

/**
 * Who asks: the user in the URL itself, else netrc's for that very host.
 *
 * @param first the URL that the question began with; netrc's never go over a connection made plain by a redirect
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

/** RFC 7617, with UTF-8 for what is beyond ASCII. */
export function basicAuthorization({ login, password }: Login): string {
  return `Basic ${btoa(toHeaderBytes(`${login}:${password}`))}`;
}
