import { TextError } from "../../cli/errors.ts";
import { visible } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";
import { type Checksum, ChecksumError, parseChecksum } from "../model/checksum.ts";
import type { Entry, Place, WrongLine } from "../model/job.ts";
import { LineCutter } from "./line_cutter.ts";

/** A line that cannot be understood, before its place is known. */
export class LineError extends TextError {
  override readonly name = "LineError";
}

type Draft = {
  urls: [string, ...string[]];
  out?: string;
  dir?: string;
  headers?: [string, string][];
  checksum?: Checksum;
};

/** No line of a list is longer, not even a JSON one with many mirrors; a file without line ends is no list. */
const MAX_LINE_CHARACTERS = 1 << 20;
/** Of a wrong line, as much as helps to find it. */
const MAX_SHOWN_CHARACTERS = 200;

/**
 * Reads a list as a stream, a line at a time. Each line is plain, of aria2's form, or NDJSON; the forms may be
 * mixed, because a line shows by itself what it is: JSON begins with a brace, an option of the entry above is
 * indented, mirrors stand behind tabs.
 *
 * @param name the list's name in messages
 */
export async function* readList(
  bytes: ReadableStream<Uint8Array>,
  name: string,
): AsyncGenerator<Entry | WrongLine> {
  const reader = new EntryReader(name);
  for await (const lines of linesOf(bytes)) {
    const binaryAt = lines.findIndex((line) => line.includes("\0"));
    for (const line of binaryAt < 0 ? lines : lines.slice(0, binaryAt + 1)) {
      reader.take(line);
      for (const item of reader.drain()) yield item;
    }
    // UTF-16 and binary files: every further line would be one more error.
    if (binaryAt >= 0) break;
  }
  reader.end();
  yield* reader.drain();
}

/** The lines of a text, as many at a time as happen to come. */
async function* linesOf(bytes: ReadableStream<Uint8Array>): AsyncGenerator<string[]> {
  const cutter = new LineCutter(MAX_LINE_CHARACTERS);
  const decoder = new TextDecoder();
  for await (const chunk of bytes) yield cutter.take(decoder.decode(chunk, { stream: true }));
  yield [...cutter.take(decoder.decode()), ...cutter.end()];
}

/** @throws {LineError} for what cannot be a line of a list */
function requireText(line: string): void {
  if (line.includes("\0")) {
    throw new LineError({
      en: "this is not UTF-8 text, so the rest of the list is left out",
      zh: "这不是 UTF-8 文本，列表的其余部分已忽略",
    });
  }
  // What is not UTF-8 decodes to the replacement character.
  if (line.includes("\ufffd")) {
    throw new LineError({ en: "this is not UTF-8 text", zh: "这不是 UTF-8 文本" });
  }
  if (line.length > MAX_LINE_CHARACTERS) {
    throw new LineError({ en: "the line is too long", zh: "该行过长" });
  }
}

/** Puts entries together out of lines; aria2's options follow the entry they belong to. */
class EntryReader {
  readonly #list: string;
  #line = 0;
  #draft: Draft | undefined;
  #draftLine = 0;
  #isLeftOut = false;
  #problems: WrongLine[] = [];
  #ready: (Entry | WrongLine)[] = [];

  constructor(list: string) {
    this.#list = list;
  }

  /** What is complete. Arrays, not generators: a list has a million lines, and most give one entry. */
  drain(): readonly (Entry | WrongLine)[] {
    if (this.#ready.length === 0) return this.#ready;
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }

  /** Takes the next line. */
  take(rawLine: string): void {
    this.#line++;
    const line = this.#line === 1 ? rawLine.replace(/^\ufeff/, "") : rawLine;
    const trimmed = line.trim();
    if (trimmed === "" || trimmed.startsWith("#")) return;
    const isIndented = /^[ \t]/.test(line);
    // Options of an entry that cannot be read go with it.
    if (isIndented && this.#isLeftOut) return;
    const owner = isIndented ? this.#draft : undefined;
    if (!owner) this.end();
    this.#isLeftOut = false;
    try {
      requireText(line);
      if (owner) {
        readOption(owner, trimmed);
        return;
      }
      this.#draft = trimmed.startsWith("{") ? readJson(trimmed) : readUrls(trimmed);
      this.#draftLine = this.#line;
    } catch (error) {
      if (!(error instanceof LineError || error instanceof ChecksumError)) throw error;
      const text = trimmed.length > MAX_SHOWN_CHARACTERS
        ? `${trimmed.slice(0, MAX_SHOWN_CHARACTERS)}…`
        : trimmed;
      this.#problems.push({ wrong: error.text, text, place: this.#place(this.#line) });
      this.#isLeftOut = !this.#draft;
      if (this.#isLeftOut) this.end();
    }
  }

  /** Hands over the entry that no further line can add to. An entry with a wrong option is left out. */
  end(): void {
    const draft = this.#draft;
    this.#draft = undefined;
    if (this.#problems.length > 0) {
      this.#ready.push(...this.#problems);
      this.#problems = [];
    } else if (draft) {
      this.#ready.push({ ...draft, place: this.#place(this.#draftLine) });
    }
  }

  #place(line: number): Place {
    return { list: this.#list, line };
  }
}

function readUrls(line: string): Draft {
  if (!line.includes("\t")) return { urls: [line] };
  const [url, ...mirrors] = line.split("\t").map((part) => part.trim()).filter((part) =>
    part !== ""
  );
  return { urls: [url!, ...mirrors] };
}

/** aria2's options that change what is fetched or where it goes; its many others do not concern coplay. */
const KNOWN_OPTIONS = new Set(["out", "dir", "header", "checksum"]);

function readOption(draft: Draft, line: string): void {
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
 * Reads `Name: value` (RFC 9110 §5).
 *
 * @throws {LineError} without a colon, with a name that is no token, or with a control character
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
  // deno-lint-ignore no-control-regex
  if (/[\u0000-\u0008\u000a-\u001f\u007f]/.test(value)) {
    throw new LineError({
      en: `the header ${name} must not hold line breaks or control characters`,
      zh: `请求头 ${name} 不能包含换行或控制字符`,
    });
  }
  return [name, value];
}

/** Reads one line of NDJSON, as {@linkcode formatEntry} writes it. @throws {LineError} */
export function readEntryLine(line: string): Entry {
  return readJson(line);
}

function readJson(line: string): Draft {
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

/** Headers are an object of texts, or a list of `Name: value`. */
function readJsonHeaders(value: unknown): [string, string][] | undefined {
  if (value === undefined || value === null) return undefined;
  const lines = Array.isArray(value)
    ? value
    : typeof value === "object"
    ? Object.entries(value).map(([name, content]) => `${name}: ${content}`)
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

/** Writes an entry in the NDJSON form that {@linkcode readList} reads, so that it can be run again. */
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
  // As it stands, this letter would look like bytes that are no UTF-8.
  return `${line.replaceAll("\ufffd", "\\ufffd")}\n`;
}
