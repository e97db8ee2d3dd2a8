import { visible } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";
import { ChecksumError, parseChecksum } from "../model/checksum.ts";
import type { Entry, ListItem } from "../model/job.ts";
import { LineError, parseHeader } from "./entry_text.ts";

/** A program's description of one file: a URL, or an {@linkcode Entry}, which may contain {@linkcode URL}s. */
export type GivenEntry =
  | string
  | URL
  | Omit<Entry, "urls"> & { readonly urls: readonly (string | URL)[] };

/** The length of an invalid value in messages. */
const MAX_SHOWN_CHARACTERS = 200;

/**
 * Converts a program's value to an entry. Programs may pass anything, whatever the types say, so it checks every
 * field; an invalid value becomes a wrong line.
 */
export function toEntry(given: unknown): ListItem {
  try {
    return readEntry(given);
  } catch (error) {
    if (!(error instanceof LineError || error instanceof ChecksumError)) throw error;
    return { wrong: error.text, text: shownValue(given), place: { list: "", line: 0 } };
  }
}

function readEntry(given: unknown): Entry {
  if (typeof given === "string") return { urls: [given] };
  if (given instanceof URL) return { urls: [given.href] };
  if (typeof given !== "object" || given === null) {
    throw wrong({ en: "it is neither a URL nor an entry", zh: "既不是网址也不是条目" });
  }
  const { urls, out, dir, headers, checksum } = given as Record<keyof Entry, unknown>;
  return {
    urls: readUrls(urls),
    ...(out === undefined ? {} : { out: readText("out", out) }),
    ...(dir === undefined ? {} : { dir: readText("dir", dir) }),
    ...(headers === undefined ? {} : { headers: readHeaders(headers) }),
    ...(checksum === undefined ? {} : { checksum: readChecksum(checksum) }),
  };
}

function readUrls(given: unknown): [string, ...string[]] {
  const urls = Array.isArray(given)
    ? given.map((url: unknown) => url instanceof URL ? url.href : url)
    : [];
  const [first, ...mirrors] = urls;
  if (urls.length > 0 && urls.every((url) => typeof url === "string")) {
    return [first as string, ...mirrors as string[]];
  }
  throw wrong({
    en: '"urls" must be a list of at least one URL',
    zh: "“urls”必须是至少包含一个网址的数组",
  });
}

function readText(name: string, given: unknown): string {
  if (typeof given === "string") return given;
  throw wrong({ en: `"${name}" must be a text`, zh: `“${name}”必须是字符串` });
}

/**
 * Reads headers as pairs of a name and a value.
 *
 * @throws {LineError} for anything else, and for invalid headers
 */
export function readHeaders(given: unknown): [string, string][] {
  const isPair = (pair: unknown) =>
    Array.isArray(pair) && pair.length === 2 && pair.every((part) => typeof part === "string");
  if (!Array.isArray(given) || !given.every(isPair)) {
    throw wrong({
      en: '"headers" must be a list of pairs of a name and a value',
      zh: "“headers”必须是由名称和值组成的数组",
    });
  }
  return given.map(([name, value]) => parseHeader(`${name}: ${value}`));
}

function readChecksum(given: unknown) {
  const { algorithm, hex } = (given ?? {}) as Record<string, unknown>;
  return parseChecksum(`${algorithm}:${hex}`);
}

function wrong(text: Text): LineError {
  return new LineError(text);
}

/** Formats an invalid value for a message; even formatting it may fail. */
function shownValue(given: unknown): string {
  const { urls } = (given ?? {}) as { urls?: unknown };
  const value = Array.isArray(urls) && urls.length > 0 ? urls[0] : given;
  try {
    const text = typeof value === "object" ? JSON.stringify(value) : String(value);
    return visible(text.slice(0, MAX_SHOWN_CHARACTERS));
  } catch {
    return typeof value;
  }
}
