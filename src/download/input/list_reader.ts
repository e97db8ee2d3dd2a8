import type { Text } from "../../cli/language.ts";
import { visible } from "../../cli/io.ts";
import { ChecksumError } from "../model/checksum.ts";
import type { ListItem, Place } from "../model/job.ts";
import { type Draft, LineError, readJson, readOption, readUrls } from "./entry_text.ts";
import { LineCutter } from "./line_cutter.ts";
import { GuessingDecoder } from "../../encoding/text_decoder.ts";

/** The longest line, enough for JSON with many mirrors; a file without line ends is no list. */
const MAX_LINE_CHARACTERS = 1 << 20;
/** The length of a wrong line in messages. */
const MAX_SHOWN_CHARACTERS = 200;
/** The most faults of one entry that are reported. */
const MAX_TOLD_FAULTS = 5;

/**
 * Reads a list as a stream, line by line. Each line is plain, aria2's or NDJSON; one list may mix them, because each
 * shows its form: JSON begins with a brace, an option of the entry above is indented, mirrors follow tabs. Only
 * comments and blank lines are skipped silently.
 *
 * @param name the list's name in messages
 */
export async function* readList(
  bytes: ReadableStream<Uint8Array>,
  name: string,
): AsyncGenerator<ListItem> {
  const decoder = new GuessingDecoder();
  const reader = new EntryReader(name, decoder);
  let isSaid = false;
  for await (const lines of linesOf(bytes, decoder)) {
    if (decoder.isGuessed && !isSaid) yield guessNotice(name, decoder.shownEncoding);
    isSaid ||= decoder.isGuessed;
    const binaryAt = lines.findIndex((line) => line.includes("\0"));
    for (const line of binaryAt < 0 ? lines : lines.slice(0, binaryAt + 1)) {
      reader.take(line);
      for (const item of reader.drain()) yield item;
    }
    // Every further line of a binary file would be another error.
    if (binaryAt >= 0) break;
  }
  reader.end();
  yield* reader.drain();
}

/** Reads the comments of a list, as they are written. */
export async function* readComments(bytes: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  for await (const lines of linesOf(bytes, new GuessingDecoder())) {
    yield* lines.filter((line) => line.trimStart().startsWith("#"));
  }
}

/** Splits a text into lines, in batches as its pieces arrive. */
async function* linesOf(
  bytes: ReadableStream<Uint8Array>,
  decoder: GuessingDecoder,
): AsyncGenerator<string[]> {
  const cutter = new LineCutter(MAX_LINE_CHARACTERS);
  for await (const chunk of bytes) yield cutter.take(decoder.decode(chunk));
  yield [...cutter.take(decoder.end()), ...cutter.end()];
}

function guessNotice(list: string, encoding: string): ListItem {
  const name = visible(list);
  return {
    notice: {
      en: `${name} is not UTF-8 and is read as ${encoding}`,
      zh: `${name} 不是 UTF-8，按 ${encoding} 读取`,
    },
  };
}

/** @throws {LineError} for what cannot be a line of a list */
function requireText(line: string, encoding: string): void {
  if (line.includes("\0")) {
    throw new LineError({
      en: `this is not ${encoding} text, so the rest of the list is left out`,
      zh: `这不是 ${encoding} 文本，列表的其余部分已忽略`,
    });
  }
  // Invalid bytes have become the replacement character.
  if (line.includes("\ufffd")) {
    throw new LineError({
      en: `this is not ${encoding} text`,
      zh: `这不是 ${encoding} 文本`,
    });
  }
  if (line.length > MAX_LINE_CHARACTERS) {
    throw new LineError({ en: "the line is too long", zh: "该行过长" });
  }
}

/** A fault in a line of the current entry. */
interface Fault {
  readonly line: number;
  readonly text: Text;
}

/** Assembles entries from lines; aria2's options follow the entry they belong to. */
class EntryReader {
  readonly #list: string;
  readonly #decoder: GuessingDecoder;
  #line = 0;
  /** The lines of the current entry, as written; none before the first. */
  #lines: string[] = [];
  #characters = 0;
  #firstLine = 0;
  /** The current entry; undefined where its first line is wrong. */
  #draft: Draft | undefined;
  #faults: Fault[] = [];
  #ready: ListItem[] = [];

  constructor(list: string, decoder: GuessingDecoder) {
    this.#list = list;
    this.#decoder = decoder;
  }

  /** Returns the finished items. It uses arrays, not generators: a list has a million lines, most of one entry. */
  drain(): readonly ListItem[] {
    if (this.#ready.length === 0) return this.#ready;
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }

  /** Takes the next line. */
  take(line: string): void {
    this.#line++;
    const trimmed = line.trim();
    if (trimmed === "" || trimmed.startsWith("#")) return;
    const isJson = trimmed.startsWith("{");
    const isOption = this.#lines.length > 0 && /^[ \t]/.test(line) && !isJson;
    if (!isOption) this.#begin();
    this.#keep(line);
    try {
      requireText(line, this.#decoder.shownEncoding);
      if (!isOption) this.#draft = isJson ? readJson(trimmed) : readUrls(trimmed);
      else if (this.#draft) readOption(this.#draft, trimmed);
    } catch (error) {
      if (!(error instanceof LineError || error instanceof ChecksumError)) throw error;
      this.#faults.push({ line: this.#line, text: error.text });
      if (isOption && /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed)) this.#refuseUrl(trimmed);
    }
  }

  #begin(): void {
    this.end();
    this.#firstLine = this.#line;
  }

  /** Stores a line for the list of failures, up to a limit that no real entry reaches. */
  #keep(line: string): void {
    const isRoom = this.#characters <= MAX_LINE_CHARACTERS;
    this.#characters += line.length;
    if (isRoom) this.#lines.push(shownLine(line));
    if (!isRoom || this.#lines.length === 1 || this.#characters <= MAX_LINE_CHARACTERS) return;
    const text = { en: "the entry is too long", zh: "该条目过长" };
    this.#faults.push({ line: this.#line, text });
  }

  /** Refuses an indented URL: its author meant a file of its own, so it counts as one that failed. */
  #refuseUrl(url: string): void {
    this.#lines.pop();
    this.#ready.push({
      wrong: {
        en: "an indented line is an option of the URL above; take the spaces before this one away",
        zh: "缩进行是上一个网址的选项；请去掉该行开头的空格",
      },
      text: shownLine(url),
      place: this.#place(this.#line),
    });
  }

  /** Finishes the current entry; one with a wrong line is left out as a whole. */
  end(): void {
    if (this.#lines.length === 0) return;
    const place = this.#place(this.#firstLine);
    if (this.#draft && this.#faults.length === 0) this.#ready.push({ ...this.#draft, place });
    else {
      const text = this.#draft?.urls[0] ?? this.#lines[0]!.trim();
      this.#ready.push({ wrong: this.#wrongText(), text, place, lines: this.#lines });
    }
    this.#draft = undefined;
    this.#lines = [];
    this.#characters = 0;
    this.#faults = [];
  }

  /** Describes the entry's faults, with line numbers for those after its first line. */
  #wrongText(): Text {
    const told = this.#faults.slice(0, MAX_TOLD_FAULTS).map(({ line, text }) => {
      if (line === this.#firstLine) return text;
      const where = `${visible(this.#list)}:${line}`;
      return { en: `${where} is wrong: ${text.en}`, zh: `${where} 有误：${text.zh}` };
    });
    return {
      en: told.map(({ en }) => en).join("; "),
      zh: told.map(({ zh }) => zh).join("；"),
    };
  }

  #place(line: number): Place {
    return { list: this.#list, line };
  }
}

function shownLine(line: string): string {
  return line.length > MAX_LINE_CHARACTERS ? `${line.slice(0, MAX_SHOWN_CHARACTERS)}…` : line;
}
