import { createHash, timingSafeEqual } from "node:crypto";
import type { Text } from "../../cli/language.ts";
import { isFromOtherSite } from "../request/origin.ts";
import { ORDER_TEXTS } from "./texts.ts";

/** What the gate lets in by. */
export interface AdminGateOptions {
  readonly token: string;
  /** Names that this machine goes by, beside its addresses. */
  readonly hostnames: readonly string[];
  /** Whether a proxy may give the host any other name. @default false */
  readonly hasProxy?: boolean;
  /** Lets time pass. @default {setTimeout} */
  readonly pause?: (delayMs: number) => Promise<void>;
}

/** Why a request is not let in. */
export interface Refusal {
  readonly status: 401 | 403 | 421;
  readonly why: Text;
}

/** So many wrong tokens of one address are mistypings. */
const FREE_FAILURES = 5;
const FIRST_DELAY_MS = 250;
/** A host that stops waits for no longer than this. */
const MAX_DELAY_MS = 4000;
/** Failures are forgotten beyond so many addresses, those of the oldest first. */
const MAX_ADDRESSES = 10_000;

/** The origin of a page that has one of its own, as the operator's page does. */
export const OWN_ORIGIN = "null";

/**
 * Decides who may give orders: whoever has the token, wherever they are. A proxy or a tunnel on this machine makes
 * everybody come from it, so that an address says nothing. The right token is never made to wait; the answer to a
 * wrong one is, the longer the more an address has sent.
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

  /** Undefined for a request that is let in. */
  async refuse(request: Request, address: string): Promise<Refusal | undefined> {
    return this.refuseHost(request) ?? refuseSite(request) ??
      await this.#refuseToken(request, address);
  }

  /** Refuses what comes by a name that somebody else has made point here. */
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

  /** @returns how long the answer is to wait */
  #countFailure(address: string): number {
    const count = (this.#failures.get(address) ?? 0) + 1;
    this.#failures.delete(address);
    this.#failures.set(address, count);
    const [oldest] = this.#failures.keys();
    if (this.#failures.size > MAX_ADDRESSES) this.#failures.delete(oldest!);
    if (count <= FREE_FAILURES) return 0;
    return Math.min(FIRST_DELAY_MS * 2 ** (count - FREE_FAILURES - 1), MAX_DELAY_MS);
  }

  /** An address is nobody's to point elsewhere; of names only our own are. */
  #isOwnName(hostname: string): boolean {
    return hostname.startsWith("[") || /^\d+\.\d+\.\d+\.\d+$/.test(hostname) ||
      hostname === "localhost" || this.#hostnames.has(hostname);
  }
}

/** Refuses what a page of another site asks; one without an origin may be the operator's, and shows it by the token. */
function refuseSite(request: Request): Refusal | undefined {
  if (request.headers.get("origin") === OWN_ORIGIN) return undefined;
  return isFromOtherSite(request) ? OTHER_SITE : undefined;
}

function passTime(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
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
