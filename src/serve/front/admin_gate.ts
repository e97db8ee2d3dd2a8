import { createHash, timingSafeEqual } from "node:crypto";
import type { Text } from "../../cli/language.ts";
import { isFromOtherSite } from "../request/origin.ts";
import { ORDER_TEXTS } from "./texts.ts";

/** The token and the names that an {@linkcode AdminGate} checks. */
export interface AdminGateOptions {
  readonly token: string;
  /** This machine's names, besides its addresses. */
  readonly hostnames: readonly string[];
  /** Whether a proxy may name the host otherwise. @default false */
  readonly hasProxy?: boolean;
  /** Waits so many milliseconds. @default {setTimeout} */
  readonly pause?: (delayMs: number) => Promise<void>;
}

/** The answer to a request that the gate refuses. */
export interface Refusal {
  readonly status: 401 | 403 | 421;
  readonly why: Text;
}

/** This many wrong tokens from one address may be typing errors, and are answered at once. */
const FREE_FAILURES = 5;
const FIRST_DELAY_MS = 250;
/** The longest delay in milliseconds: a host that stops must wait for it. */
const MAX_DELAY_MS = 4000;
/** The most addresses whose failures are kept; the oldest is forgotten first. */
const MAX_ADDRESSES = 10_000;

/** The `Origin` that browsers send for a page with an opaque origin, such as the operator's. */
export const OWN_ORIGIN = "null";

/**
 * Admits clients that have the token, from any address: behind a proxy or a tunnel on this machine every client has
 * the same one. The gate never delays the right token; it delays its answer to a wrong one, longer with each failure
 * of that address.
 */
export class AdminGate {
  readonly #digest: Uint8Array;
  readonly #hostnames: ReadonlySet<string>;
  readonly #hasProxy: boolean;
  readonly #pause: (delayMs: number) => Promise<void>;
  readonly #failures = new Map<string, number>();

  constructor({ token, hostnames, hasProxy = false, pause = passTime }: AdminGateOptions) {
    this.#digest = digest(token);
    this.#hostnames = new Set(hostnames.map((name) => name.toLowerCase()));
    this.#hasProxy = hasProxy;
    this.#pause = pause;
  }

  /** Returns why the gate refuses a request; undefined where it admits it. */
  async refuse(request: Request, address: string): Promise<Refusal | undefined> {
    return this.refuseHost(request) ?? refuseSite(request) ??
      await this.#refuseToken(request, address);
  }

  /** Refuses a request for a hostname that is not ours: an attacker can point their own name here (DNS rebinding). */
  refuseHost({ url }: Request): Refusal | undefined {
    return this.#hasProxy || this.#isOwnName(new URL(url).hostname) ? undefined : WRONG_HOST;
  }

  async #refuseToken({ headers }: Request, address: string): Promise<Refusal | undefined> {
    const [, token] = /^Bearer +(\S+)$/i.exec(headers.get("authorization") ?? "") ?? [];
    if (token === undefined) return NO_TOKEN;
    if (timingSafeEqual(digest(token), this.#digest)) {
      this.#failures.delete(address);
      return undefined;
    }
    const delayMs = this.#countFailure(address);
    if (delayMs > 0) await this.#pause(delayMs);
    return WRONG_TOKEN;
  }

  /** @returns how many milliseconds to delay the answer */
  #countFailure(address: string): number {
    const count = (this.#failures.get(address) ?? 0) + 1;
    this.#failures.delete(address);
    this.#failures.set(address, count);
    const [oldest] = this.#failures.keys();
    if (this.#failures.size > MAX_ADDRESSES) this.#failures.delete(oldest!);
    if (count <= FREE_FAILURES) return 0;
    return Math.min(FIRST_DELAY_MS * 2 ** (count - FREE_FAILURES - 1), MAX_DELAY_MS);
  }

  /** Accepts every IP address, because DNS cannot redirect one, and only our own names. */
  #isOwnName(hostname: string): boolean {
    return hostname.startsWith("[") || /^\d+\.\d+\.\d+\.\d+$/.test(hostname) ||
      hostname === "localhost" || this.#hostnames.has(hostname);
  }
}

/** Refuses requests of another site's page. The operator's page sends `null` and proves itself by the token. */
function refuseSite(request: Request): Refusal | undefined {
  if (request.headers.get("origin") === OWN_ORIGIN) return undefined;
  return isFromOtherSite(request) ? OTHER_SITE : undefined;
}

function passTime(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}

/** Hashes a token, so that the comparison reveals neither its length nor its content. */
function digest(token: string): Uint8Array {
  return createHash("sha256").update(token).digest();
}

/** Makes a token that can be read out and typed: 80 bits, without characters that look alike. */
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
