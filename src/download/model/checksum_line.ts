import { visible } from "../../cli/io.ts";
import {
  checkedHex,
  type Checksum,
  ChecksumError,
  DIGEST_HEX_LENGTHS,
  digestName,
} from "./checksum.ts";

/** One line of a checksums file: a file's name and its checksum. */
export interface ChecksumLine {
  readonly name: string;
  readonly checksum: Checksum;
  /** Whether the algorithm is known only from the number of digits. */
  readonly isByLength: boolean;
}

/** sha256sum escapes a name with a backslash, a line feed or a carriage return in it. */
function unescapeName(name: string): string {
  return name.replace(
    /\\([\\nr])/g,
    (_, letter) => ({ n: "\n", r: "\r" })[letter as string] ?? "\\",
  );
}

/** `SHA256 (NAME) = HEX`, as BSD and `openssl dgst` write it, and `sha256:HEX  NAME`. */
const TAGGED_FORMS = [
  /^\s*(?<escape>\\?)(?<tag>[A-Za-z0-9-]+) ?\((?<name>.*)\) ?= ?(?<hex>[0-9A-Fa-f]+)\s*$/s,
  /^\s*(?<escape>\\?)(?<tag>[A-Za-z0-9-]+)[:=](?<hex>[0-9A-Fa-f]{32,128})[ \t]+\*?(?<name>.+)$/s,
];
/** `HEX  NAME` or `HEX *NAME`, as sha256sum writes it, also behind a tab. */
const PLAIN_FORM =
  /^\s*(?<escape>\\?)(?<hex>[0-9A-Fa-f]{32,128})(?: [ *]?|\t[ \t]*\*?)(?<name>.+)$/s;

/**
 * Parses one line of a checksums file, in any form of sha256sum, BSD's programs and openssl.
 *
 * @returns undefined for a blank line or a comment
 * @throws {ChecksumError} for anything else
 */
export function parseChecksumLine(line: string): ChecksumLine | undefined {
  const text = line.replace(/\r$/, "");
  if (/^\s*(#|$)/.test(text)) return undefined;
  const tagged = TAGGED_FORMS.map((form) => form.exec(text)?.groups).find((groups) => groups);
  const groups = tagged ?? PLAIN_FORM.exec(text)?.groups;
  const { escape, tag, name, hex } = groups ?? {};
  const algorithm = tag === undefined ? algorithmOfLength(hex?.length) : digestName(tag);
  if (name === undefined || hex === undefined || algorithm === undefined) throw noChecksum(text);
  return {
    name: escape === "" ? name : unescapeName(name),
    checksum: checkedHex(algorithm, hex),
    isByLength: tag === undefined,
  };
}

function noChecksum(text: string): ChecksumError {
  return new ChecksumError({
    en: `"${visible(text.slice(0, 80))}" is not a line of checksums`,
    zh: `“${visible(text.slice(0, 80))}”不是校验和行`,
  });
}

function algorithmOfLength(length: number | undefined) {
  return (Object.keys(DIGEST_HEX_LENGTHS) as (keyof typeof DIGEST_HEX_LENGTHS)[]).find((name) =>
    DIGEST_HEX_LENGTHS[name] === length
  );
}
