import { parseParameters, unescapeQuoted } from "./parameters.ts";

/** A media type with its parameters (RFC 9110 §8.3.1). */
export interface MediaType {
  /** `text/html`, in lower case. */
  readonly type: string;
  /** By their names in lower case; the first of two with one name counts. */
  readonly parameters: ReadonlyMap<string, string>;
}

const TOKEN = "[!#$%&'*+.^_`|~\\w-]+";
const TYPE_REGEXP = new RegExp(`^(${TOKEN}/${TOKEN})[ \\t]*(?:;(.*))?$`, "s");
const TOKEN_REGEXP = new RegExp(`^${TOKEN}$`);

/** Parses a Content-Type header; undefined where it does not begin with `type/subtype`. */
export function parseMediaType(header: string): MediaType | undefined {
  const match = TYPE_REGEXP.exec(header.trim());
  if (match === null) return undefined;
  const parameters = new Map<string, string>();
  for (const { name, rawValue } of parseParameters(match[2] ?? "")) {
    if (!parameters.has(name)) parameters.set(name, unescapeQuoted(rawValue));
  }
  return { type: match[1]!.toLowerCase(), parameters };
}

/** Formats a media type as a header has it, with quotes only where a value needs them. */
export function formatMediaType(mediaType: MediaType): string {
  const parameters = [...mediaType.parameters].map(([name, value]) => {
    const isToken = TOKEN_REGEXP.test(value);
    return `; ${name}=${isToken ? value : `"${value.replace(/["\\]/g, "\\$&")}"`}`;
  });
  return mediaType.type + parameters.join("");
}
