import { createHash, timingSafeEqual } from "node:crypto";
import type { Text } from "../../cli/language.ts";
import { isLoopback } from "../address/machine_addresses.ts";
import { isFromOtherSite } from "../request/origin.ts";
import { ORDER_TEXTS } from "./texts.ts";

/** What the gate lets in by. */
export interface AdminGateOptions {
  readonly token: string;
  /** Names that this machine goes by, beside its addresses. */
  readonly hostnames: readonly string[];
  /** Milliseconds of a clock that is never put back. @default {performance.now} */
  readonly now?: () => number;
}

/** Why a request is not let in. */
export interface Refusal {
  readonly status: 401 | 403 | 421 | 429;
  readonly why: Text;
  /** For 429: how long to wait. */
  readonly retrySeconds?: number;
}

/** So many wrong tokens of one address are mistypings. */
const FREE_FAILURES = 5;
const MAX_WAIT_MS = 5 * 60_000;
/** Failures are forgotten beyond so many addresses, those of the oldest first. */
const MAX_ADDRESSES = 10_000;

/**
 * Decides who may give orders. Whoever has the token may, and programs on this machine. A browser on
 * this machine needs the token too: it runs games, and their scripts must not switch them.
 */
export class AdminGate {
  readonly #digest: Uint8Array;
  readonly #hostnames: ReadonlySet<string>;
  readonly #now: () => number;
  readonly #failures = new Map<string, { count: number; untilMs: number }>();

  constructor({ token, hostnames, now = () => performance.now() }: AdminGateOptions) {
    this.#digest = digest(token);
    this.#hostnames = new Set(hostnames.map((name) => name.toLowerCase()));
    this.#now = now;
  }

  /** Undefined for a request that is let in. */
  refuse(request: Request, address: string): Refusal | undefined {
    return this.refuseSite(request) ?? this.#refuseToken(request, address);
  }

  /** Refuses what a page of another site asks, also one that made its name point here. */
  refuseSite(request: Request): Refusal | undefined {
    if (!this.#isOwnName(new URL(request.url).hostname)) return WRONG_HOST;
    return isFromOtherSite(request) ? OTHER_SITE : undefined;
  }

  #refuseToken(request: Request, address: string): Refusal | undefined {
    const failure = this.#failures.get(address);
    const waitMs = (failure?.untilMs ?? 0) - this.#now();
    if (waitMs > 0) return { ...TOO_MANY, retrySeconds: Math.ceil(waitMs / 1000) };
    const [, token] = /^Bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
    if (token === undefined) {
      return isLoopback(address) && !isBrowser(request) ? undefined : NO_TOKEN;
    }
    if (timingSafeEqual(digest(token), this.#digest)) {
      this.#failures.delete(address);
      return undefined;
    }
    this.#countFailure(address, failure?.count ?? 0);
    return WRONG_TOKEN;
  }

  #countFailure(address: string, before: number): void {
    const count = before + 1;
    const waitMs = count < FREE_FAILURES ? 0 : 1000 * 2 ** (count - FREE_FAILURES);
    const untilMs = this.#now() + Math.min(waitMs, MAX_WAIT_MS);
    this.#failures.delete(address);
    this.#failures.set(address, { count, untilMs });
    const [oldest] = this.#failures.keys();
    if (this.#failures.size > MAX_ADDRESSES) this.#failures.delete(oldest!);
  }

  /** An address is nobody's to point elsewhere; of names only our own are. */
  #isOwnName(hostname: string): boolean {
    return hostname.startsWith("[") || /^\d+\.\d+\.\d+\.\d+$/.test(hostname) ||
      hostname === "localhost" || this.#hostnames.has(hostname);
  }
}

/** Browsers cannot leave these headers out; programs have no reason to send them. */
function isBrowser({ headers }: Request): boolean {
  return ["sec-fetch-site", "sec-fetch-mode", "origin", "referer"]
    .some((name) => headers.has(name)) || /^Mozilla\//.test(headers.get("user-agent") ?? "");
}

/** Digests are of one length, so that comparing them tells nothing of the token's. */
function digest(token: string): Uint8Array {
  return createHash("sha256").update(token).digest();
}

/** A token that can be read out and typed: 80 bits in characters that look like no other. */
export function makeToken(): string {
  const alphabet = "23456789abcdefghijkmnpqrstuvwxyz";
  const letters = [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => alphabet[byte % alphabet.length]);
  return letters.join("").replace(/(.{4})(?!$)/g, "$1-");
}

const WRONG_HOST: Refusal = { status: 421, why: ORDER_TEXTS.wrongHost };
const OTHER_SITE: Refusal = { status: 403, why: ORDER_TEXTS.otherSite };
const NO_TOKEN: Refusal = { status: 401, why: ORDER_TEXTS.noToken };
const WRONG_TOKEN: Refusal = { status: 401, why: ORDER_TEXTS.wrongToken };
const TOO_MANY: Refusal = { status: 429, why: ORDER_TEXTS.tooMany };
