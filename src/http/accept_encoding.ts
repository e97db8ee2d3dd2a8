// @ts-types="@types/negotiator"
import Negotiator from "negotiator";

/** What the library takes beyond its published types: our order, where the client has no preference. */
interface Ranker {
  encodings(available: string[], options: { preferred: string[] }): string[];
}

/** A weight that is none (RFC 9110 §12.4.2), of which the library would make one: beyond 1, or below 0. */
const WRONG_WEIGHT_REGEXP = /;[ \t]*q=(?!(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)[ \t]*$)/i;

/** The names that RFC 9110 §8.4.1 keeps for old clients. */
const OLD_NAMES_REGEXP = /\bx-(?=gzip\b|compress\b)/gi;

/**
 * Ranks what a client accepts of what we offer (RFC 9110 §12.5.3): by weight, and by our own order
 * where it has no preference. An element whose weight is malformed accepts nothing. `identity` counts as offered, last, also where it is not named.
 *
 * @param header null or undefined, no header, asks for nothing, so it gets the plain bytes
 * @returns best first; empty where the client refuses all of it, `identity` too
 */
export function rankEncodings<Coding extends string>(
  header: string | null | undefined,
  offered: readonly Coding[],
): (Coding | "identity")[] {
  const all: (Coding | "identity")[] = [...offered];
  if (!all.includes("identity")) all.push("identity");
  const elements = (header ?? "").split(",").filter((text) => !WRONG_WEIGHT_REGEXP.test(text));
  const accepted = elements.join().replace(OLD_NAMES_REGEXP, "");
  const client: Ranker = new Negotiator({ headers: { "accept-encoding": accepted } });
  return client.encodings(all, { preferred: all }) as (Coding | "identity")[];
}
