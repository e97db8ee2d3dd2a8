// @ts-types="@types/negotiator"
import Negotiator from "negotiator";

/** The library's second argument, which its types lack: our order where the client has no preference. */
interface Ranker {
  encodings(available: string[], options: { preferred: string[] }): string[];
}

/** A malformed weight (RFC 9110 §12.4.2), which the library would accept: above 1, or below 0. */
const WRONG_WEIGHT_REGEXP = /;[ \t]*q=(?!(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)[ \t]*$)/i;

/** Old names of codings, which RFC 9110 §8.4.1 keeps for old clients. */
const OLD_NAMES_REGEXP = /\bx-(?=gzip\b|compress\b)/gi;

/**
 * Ranks the offered codings that a client accepts (RFC 9110 §12.5.3): by weight, and by our order where it has no
 * preference. An element with a malformed weight accepts nothing. `identity` is always offered, as the last.
 *
 * @param header null or undefined, for no header, means the plain bytes
 * @returns the codings, the best first; empty where the client refuses all, `identity` too
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
