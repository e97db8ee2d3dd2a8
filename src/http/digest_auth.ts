/**
 * Digest access authentication (RFC 7616), the client's half: the password itself never travels.
 *
 * Of the packages that offer it, digest-fetch reads several challenges as one and guesses at random without a secret,
 * http-auth-utils refuses challenges with a charset and quotes what must not be quoted, and digest-header knows MD5 only.
 */
import { createHash } from "node:crypto";
import { toHeaderBytes } from "./header_value.ts";
import { unescapeQuoted } from "./parameters.ts";

/** What a server wants to be proven. */
export interface DigestChallenge {
  readonly realm: string;
  readonly nonce: string;
  readonly opaque: string | undefined;
  /** As the server wrote it; undefined where it did not, which means MD5. */
  readonly algorithm: string | undefined;
  /** Whether the proof counts requests (`qop=auth`); very old servers do not ask for it. */
  readonly isCounted: boolean;
  /** The proof was right, and only its nonce is too old: the same password will do. */
  readonly isStale: boolean;
}

/** What node:crypto calls the algorithms of RFC 7616 §6.1. */
const HASHES: Readonly<Record<string, string>> = {
  "MD5": "md5",
  "SHA-256": "sha256",
  "SHA-512-256": "sha512-256",
};

// A scheme, or a `name=value` with or without a scheme before it; elements are separated by commas (RFC 9110 §11.6.1).
const ELEMENT_REGEXP =
  /[\s,]*(?:([\w-]+)[ \t]+(?=[\w-]+[ \t]*=))?([\w-]+)(?:[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([^\s,]*)))?/gy;

/** The first of the challenges in WWW-Authenticate headers that can be answered; undefined where none can. */
export function findDigestChallenge(header: string): DigestChallenge | undefined {
  return splitChallenges(header).map(readChallenge).find((challenge) => challenge !== undefined);
}

interface RawChallenge {
  readonly scheme: string;
  readonly parameters: Map<string, string>;
}

function splitChallenges(header: string): RawChallenge[] {
  const challenges: RawChallenge[] = [];
  for (const [, scheme, name = "", quoted, token] of header.matchAll(ELEMENT_REGEXP)) {
    const value = quoted === undefined ? token : unescapeQuoted(quoted);
    if (scheme !== undefined || value === undefined) {
      challenges.push({ scheme: (scheme ?? name).toLowerCase(), parameters: new Map() });
    }
    if (value !== undefined) challenges.at(-1)?.parameters.set(name.toLowerCase(), value);
  }
  return challenges;
}

function readChallenge({ scheme, parameters }: RawChallenge): DigestChallenge | undefined {
  const [realm, nonce, qop] = ["realm", "nonce", "qop"].map((name) => parameters.get(name));
  const algorithm = parameters.get("algorithm");
  if (scheme !== "digest" || realm === undefined || nonce === undefined) return undefined;
  if (hashOf(algorithm) === undefined) return undefined;
  const isCounted = qop !== undefined;
  // auth-int, alone, would have to cover a body.
  if (isCounted && !qop.toLowerCase().split(/[\s,]+/).includes("auth")) return undefined;
  const isStale = parameters.get("stale")?.toLowerCase() === "true";
  return { realm, nonce, opaque: parameters.get("opaque"), algorithm, isCounted, isStale };
}

function hashOf(algorithm = "MD5"): string | undefined {
  return HASHES[algorithm.toUpperCase().replace(/-SESS$/, "")];
}

/** What a proof is made of beside the challenge. */
export interface DigestRequest {
  readonly login: string;
  readonly password: string;
  readonly method: string;
  /** As in the request line: path and query. */
  readonly target: string;
  /** How many requests were proven with this nonce, this one included. */
  readonly count: number;
  /** A text that nobody can guess, new for each request. */
  readonly cnonce: string;
}

/** The Authorization header that answers a challenge (RFC 7616 §3.4). */
export function digestAuthorization(challenge: DigestChallenge, request: DigestRequest): string {
  const { realm, nonce, opaque, algorithm, isCounted } = challenge;
  const { method, target, cnonce } = request;
  const hash = (...parts: string[]) =>
    createHash(hashOf(algorithm)!).update(parts.join(":"), "latin1").digest("hex");
  const login = toHeaderBytes(request.login);
  const count = request.count.toString(16).padStart(8, "0");
  let secret = hash(login, realm, toHeaderBytes(request.password));
  if (algorithm?.toLowerCase().endsWith("-sess")) secret = hash(secret, nonce, cnonce);
  const what = hash(method, target);
  const response = isCounted
    ? hash(secret, nonce, count, cnonce, "auth", what)
    : hash(secret, nonce, what);
  const fields = [
    `username=${quote(login)}`,
    `realm=${quote(realm)}`,
    `nonce=${quote(nonce)}`,
    `uri=${quote(target)}`,
    ...(algorithm === undefined ? [] : [`algorithm=${algorithm}`]),
    ...(isCounted ? ["qop=auth", `nc=${count}`, `cnonce=${quote(cnonce)}`] : []),
    `response="${response}"`,
    ...(opaque === undefined ? [] : [`opaque=${quote(opaque)}`]),
  ];
  return `Digest ${fields.join(", ")}`;
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}
