/** A weight of 0 to 1 with at most three decimals (RFC 9110 §12.4.2). */
const ELEMENT_REGEXP =
  /^([!#$%&'*+.^_`|~\w-]+)(?:[ \t]*;[ \t]*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?$/i;

/** The names RFC 9110 §8.4.1 keeps for old clients. */
const ALIASES: Readonly<Record<string, string>> = { "x-gzip": "gzip", "x-compress": "compress" };

/** Weights by coding. An element that is malformed accepts nothing, which is always safe. */
function parseWeights(header: string): Map<string, number> {
  const weights = new Map<string, number>();
  for (const element of header.split(",")) {
    const match = ELEMENT_REGEXP.exec(element.trim());
    if (match === null) continue;
    const name = match[1]!.toLowerCase();
    const coding = ALIASES[name] ?? name;
    if (!weights.has(coding)) weights.set(coding, match[2] === undefined ? 1 : Number(match[2]));
  }
  return weights;
}

/** The smallest weight there is: the plain bytes may always be sent, but are asked for last. */
const IDENTITY_WEIGHT = 0.0001;

/**
 * Ranks what a client accepts of what we offer (RFC 9110 §12.5.3): by weight, and by our own order
 * where it has no preference. `identity` counts as offered, last, also where it is not named.
 *
 * @param header null or undefined, no header, asks for nothing, so it gets the plain bytes
 * @returns best first; empty where the client refuses all of it, `identity` too
 */
export function rankEncodings<Coding extends string>(
  header: string | null | undefined,
  offered: readonly Coding[],
): (Coding | "identity")[] {
  const weights = parseWeights(header ?? "");
  const others = weights.get("*");
  const all: (Coding | "identity")[] = [...offered];
  if (!all.includes("identity")) all.push("identity");
  return all
    .map((coding) => {
      const fallback = others ?? (coding === "identity" ? IDENTITY_WEIGHT : 0);
      return { coding, weight: weights.get(coding) ?? fallback };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ coding }) => coding);
}
