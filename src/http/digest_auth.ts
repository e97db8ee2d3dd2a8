/**
 * Digest access authentication (RFC 7616), the client's half: the password itself is never sent.
 *
 * Of the packages that offer it, digest-fetch reads several challenges as one and makes nonces without secure
 * randomness, http-auth-utils rejects challenges with a charset and quotes values that must not be quoted, and
 * digest-header supports MD5 only.
 */
import { createHash } from "node:crypto";
import { toHeaderBytes } from "./header_value.ts";
import { unescapeQuoted } from "./parameters.ts";

/** A server's challenge to prove knowledge of a password. */
export interface DigestChallenge {
  readonly realm: string;
  readonly nonce: string;
  readonly opaque: string | undefined;
  /** The server's spelling; undefined where it names none, which means MD5. */
  readonly algorithm: string | undefined;
  /** Whether the response counts requests (`qop=auth`), as all but very old servers ask. */
  readonly isCounted: boolean;
  /** Whether only the nonce was too old, so that the same password may be tried again. */
  readonly isStale: boolean;
}

/** Node:crypto's names for the algorithms of RFC 7616 §6.1. */
const HASHES: Readonly<Record<string, string>> = {
  "MD5": "md5",
  "SHA-256": "sha256",
  "SHA-512-256": "sha512-256",
};

// A scheme, or a `name=value` with or without a scheme before it; commas separate elements (RFC 9110 §11.6.1).
const ELEMENT_REGEXP =
  /[\s,]*(?:([\w-]+)[ \t]+(?=[\w-]+[ \t]*=))?([\w-]+)(?:[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([^\s,]*)))?/gy;

/** Returns the first challenge in WWW-Authenticate headers that coplay can answer; undefined where there is none. */
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
  // `auth-int` alone would have to cover the body.
  if (isCounted && !qop.toLowerCase().split(/[\s,]+/).includes("auth")) return undefined;
  const isStale = parameters.get("stale")?.toLowerCase() === "true";
  return { realm, nonce, opaque: parameters.get("opaque"), algorithm, isCounted, isStale };
}

function hashOf(algorithm = "MD5"): string | undefined {
  return HASHES[algorithm.toUpperCase().replace(/-SESS$/, "")];
}

/** The parts of a response that the challenge does not contain. */
export interface DigestRequest {
  readonly login: string;
  readonly password: string;
  readonly method: string;
  /** The path and query of the request line. */
  readonly target: string;
  /** The number of requests with this nonce, including this one. */
  readonly count: number;
  /** A random text that nobody can guess, new for each request. */
  readonly cnonce: string;
}

/** Makes the Authorization header that answers a challenge (RFC 7616 §3.4). */
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
