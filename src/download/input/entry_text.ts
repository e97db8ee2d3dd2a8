import { TextError } from "../../cli/errors.ts";
import { visible } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";
import { type Checksum, parseChecksum } from "../model/checksum.ts";
import type { Entry } from "../model/job.ts";
import { userHeaderProblem } from "../model/user_header.ts";

/** A line is invalid; its place is not known yet. */
export class LineError extends TextError {
  override readonly name = "LineError";
}

/** The fields of an entry read so far. */
export type Draft = {
  urls: [string, ...string[]];
  out?: string;
  dir?: string;
  headers?: [string, string][];
  checksum?: Checksum;
};

/** Parses a URL and, after tabs, its mirrors. */
export function readUrls(line: string): Draft {
  if (!line.includes("\t")) return { urls: [line] };
  const [url, ...mirrors] = line.split("\t").map((part) => part.trim()).filter((part) =>
    part !== ""
  );
  return { urls: [url!, ...mirrors] };
}

/** The options of aria2 that change the request or the target; coplay ignores its many others. */
const KNOWN_OPTIONS = new Set(["out", "dir", "header", "checksum"]);

/** Adds an indented `NAME=VALUE` to an entry. @throws {LineError} or {@linkcode ChecksumError} where it is invalid */
export function readOption(draft: Draft, line: string): void {
  const equals = line.indexOf("=");
  const name = line.slice(0, Math.max(equals, 0)).trim();
  const value = line.slice(equals + 1).trim();
  if (equals < 0 || !/^[a-z][a-z0-9-]*$/.test(name)) {
    throw new LineError({
      en: "an indented line must be NAME=VALUE",
      zh: "缩进行的格式必须是 名称=值",
    });
  }
  if (!KNOWN_OPTIONS.has(name)) return;
  if (name === "out") draft.out = value;
  else if (name === "dir") draft.dir = value;
  else if (name === "header") (draft.headers ??= []).push(parseHeader(value));
  else draft.checksum = parseChecksum(value);
}

/**
 * Parses `Name: value` (RFC 9110 §5).
 *
 * @throws {LineError} without a colon, for an invalid name or one that only coplay may set, and for a control
 * character
 */
export function parseHeader(text: string): [string, string] {
  const colon = text.indexOf(":");
  const name = text.slice(0, Math.max(colon, 0)).trim();
  const value = text.slice(colon + 1).trim();
  if (colon < 0 || !/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) {
    throw new LineError({
      en: `a header must be "Name: value", not "${visible(text)}"`,
      zh: `请求头的格式应为“名称: 值”，而不是“${visible(text)}”`,
    });
  }
  const problem = userHeaderProblem(name, value);
  if (problem) throw new LineError(problem);
  return [name, value];
}

/** Parses a line of NDJSON as {@linkcode formatEntry} writes it. @throws {LineError} where it is invalid */
export function readEntryLine(line: string): Entry {
  return readJson(line);
}

/** Parses a line of NDJSON. @throws {LineError} or {@linkcode ChecksumError} where it is invalid */
export function readJson(line: string): Draft {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new LineError({ en: "this is not valid JSON", zh: "这不是有效的 JSON" });
  }
  const object = value as Record<string, unknown>;
  const url = text(object, "url");
  if (url === undefined) {
    throw new LineError({ en: '"url" is missing', zh: "缺少“url”" });
  }
  const mirrors = object["mirrors"] ?? [];
  if (!Array.isArray(mirrors) || mirrors.some((mirror) => typeof mirror !== "string")) {
    throw wrongField("mirrors", { en: "a list of texts", zh: "字符串数组" });
  }
  const draft: Draft = { urls: [url, ...mirrors as string[]] };
  const out = text(object, "out");
  const dir = text(object, "dir");
  const checksum = text(object, "checksum");
  if (out !== undefined) draft.out = out;
  if (dir !== undefined) draft.dir = dir;
  if (checksum !== undefined) draft.checksum = parseChecksum(checksum);
  const headers = readJsonHeaders(object["headers"]);
  if (headers) draft.headers = headers;
  return draft;
}

function text(object: Record<string, unknown>, name: string): string | undefined {
  const value = object[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw wrongField(name, { en: "a text", zh: "字符串" });
  return value;
}

/** Reads headers from an object of texts or lists of texts, or from a list of `Name: value`. */
function readJsonHeaders(value: unknown): [string, string][] | undefined {
  if (value === undefined || value === null) return undefined;
  const lines = Array.isArray(value)
    ? value
    : typeof value === "object"
    ? Object.entries(value).flatMap(([name, contents]) =>
      [contents].flat().map((content) =>
        ["string", "number"].includes(typeof content) ? `${name}: ${content}` : undefined
      )
    )
    : [undefined];
  if (lines.some((line) => typeof line !== "string")) {
    throw wrongField("headers", { en: "an object of texts", zh: "由字符串组成的对象" });
  }
  return (lines as string[]).map(parseHeader);
}

function wrongField(name: string, wanted: Text): LineError {
  return new LineError({
    en: `"${name}" must be ${wanted.en}`,
    zh: `“${name}”必须是${wanted.zh}`,
  });
}

/** Formats an entry as NDJSON that {@linkcode readJson} reads, so that it can be run again. */
export function formatEntry(entry: Entry): string {
  const [url, ...mirrors] = entry.urls;
  const line = JSON.stringify({
    url,
    ...(mirrors.length > 0 ? { mirrors } : {}),
    ...(entry.out === undefined ? {} : { out: entry.out }),
    ...(entry.dir === undefined ? {} : { dir: entry.dir }),
    ...(entry.headers
      ? { headers: entry.headers.map(([name, value]) => `${name}: ${value}`) }
      : {}),
    ...(entry.checksum ? { checksum: `${entry.checksum.algorithm}:${entry.checksum.hex}` } : {}),
  });
  // Unescaped, this character would look like bytes that are not UTF-8.
  return `${line.replaceAll("\ufffd", "\\ufffd")}\n`;
}

/** Formats an entry as lines for the list of failures: its URLs, or NDJSON where it has more fields. */
export function entryLines(entry: Entry): readonly string[] {
  const { urls, out, dir, headers, checksum } = entry;
  const saysMore = [out, dir, headers, checksum].some((value) => value !== undefined);
  return [saysMore ? formatEntry(entry).trimEnd() : urls.join("\t")];
}
