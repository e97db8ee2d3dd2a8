import { isUtf8 } from "../cli/is_utf8.ts";
import { guessLegacyEncoding, guessNameEncoding } from "./guess.ts";

/** The names of the encodings, as {@linkcode TextDecoder} has them and as people do. */
const SHOWN_NAMES = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16",
  "utf-16be": "UTF-16",
  gbk: "GBK",
  big5: "Big5",
  "euc-kr": "EUC-KR",
  shift_jis: "Shift_JIS",
} as const;

type Encoding = keyof typeof SHOWN_NAMES;

/** The bytes that show an encoding at a text's start: a byte order mark, or a letter and a zero of UTF-16. */
const START_BYTES = 4;
/** The most bytes held back for a line before the encoding is guessed. */
const MAX_HELD_BYTES = 1 << 20;
/** The most bytes that a guess uses; more make it slower and no better. */
const MAX_SAMPLE_BYTES = 1 << 16;

const NOTHING: Uint8Array<ArrayBuffer> = new Uint8Array();
/** Maps every byte to a character, which quickly shows the non-ASCII ones. */
const LATIN = new TextDecoder("latin1");

/**
 * Decodes a text of undeclared encoding as a stream. It is UTF-8, unless a byte order mark says UTF-16, or its first
 * non-ASCII bytes are not UTF-8 but make sense in the code page of Chinese, Japanese or Korean Windows. Invalid
 * bytes become U+FFFD.
 */
export class GuessingDecoder {
  #encoding: Encoding | undefined;
  #decoder: TextDecoder | undefined;
  #held: Uint8Array<ArrayBuffer> = NOTHING;
  #isBegun = false;
  #isGuessed = false;

  /** The name of the encoding, for people. */
  get shownEncoding(): string {
    return SHOWN_NAMES[this.#encoding ?? "utf-8"];
  }

  /** Whether the encoding was guessed and is not UTF-8. */
  get isGuessed(): boolean {
    return this.#isGuessed;
  }

  /** Decodes the next bytes, except those held back until the encoding is known. */
  decode(bytes: Uint8Array): string {
    if (this.#decoder) return this.#decoder.decode(bytes, { stream: true });
    this.#held = joined(this.#held, bytes);
    return this.#readHeld(false);
  }

  /** Decodes the held-back bytes at the end of the text. */
  end(): string {
    return this.#decoder ? this.#decoder.decode() : this.#readHeld(true);
  }

  #readHeld(isEnd: boolean): string {
    const held = this.#held;
    if (!this.#isBegun) {
      if (held.length < START_BYTES && !isEnd) return "";
      this.#isBegun = true;
      const marked = markedEncoding(held);
      if (marked) {
        this.#isGuessed = marked !== "utf-8" && held[0]! < 0x80 && held[1]! < 0x80;
        return this.#take(marked, isEnd);
      }
    }
    const latin = LATIN.decode(held);
    // ASCII is the same in all encodings.
    if (!/[^\0-\x7f]/.test(latin)) {
      this.#held = NOTHING;
      return latin;
    }
    const firstHigh = held.findIndex((byte) => byte >= 0x80);
    const lineEnd = Math.max(held.lastIndexOf(0x0a), held.lastIndexOf(0x0d));
    const isHeldBack = lineEnd < firstHigh && held.length < MAX_HELD_BYTES && !isEnd;
    if (isHeldBack) return "";
    const guess = guessEncoding(isEnd || lineEnd < firstHigh ? held : held.subarray(0, lineEnd));
    this.#isGuessed = guess !== "utf-8";
    return this.#take(guess, isEnd);
  }

  #take(encoding: Encoding, isEnd: boolean): string {
    this.#encoding = encoding;
    // GB 18030 extends GBK to all of Unicode.
    this.#decoder = new TextDecoder(encoding === "gbk" ? "gb18030" : encoding);
    const held = this.#held;
    this.#held = NOTHING;
    return this.#decoder.decode(held, { stream: !isEnd });
  }
}

/** Decodes a whole text; see {@linkcode GuessingDecoder}. */
export function decodeText(bytes: Uint8Array): { text: string; guessed: string | undefined } {
  const decoder = new GuessingDecoder();
  const text = decoder.decode(bytes) + decoder.end();
  return { text, guessed: decoder.isGuessed ? decoder.shownEncoding : undefined };
}

function joined(head: Uint8Array<ArrayBuffer>, tail: Uint8Array): Uint8Array<ArrayBuffer> {
  if (head.length === 0 && tail.buffer instanceof ArrayBuffer) {
    return tail as Uint8Array<ArrayBuffer>;
  }
  const whole = new Uint8Array(head.length + tail.length);
  whole.set(head);
  whole.set(tail, head.length);
  return whole;
}

/** Detects an encoding by its first bytes: a byte order mark, or the zeros of ASCII in UTF-16. */
function markedEncoding(start: Uint8Array): Encoding | undefined {
  const [a = 1, b = 1, c = 1, d = 1] = start;
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  const isLetter = (byte: number) => byte >= 0x20 && byte < 0x7f;
  if (isLetter(a) && b === 0 && isLetter(c) && d === 0) return "utf-16le";
  return a === 0 && isLetter(b) && c === 0 && isLetter(d) ? "utf-16be" : undefined;
}

/** Guesses the encoding from lines with non-ASCII bytes; where most are UTF-8, the others are damaged. */
function guessEncoding(sample: Uint8Array<ArrayBuffer>): Encoding {
  const lines = [...highLines(sample.subarray(0, MAX_SAMPLE_BYTES))];
  const broken = lines.filter((line) => !isUtf8(line));
  if (broken.length === 0) return guessNameEncoding(lines) === "gbk" ? "gbk" : "utf-8";
  if (broken.length < lines.length - broken.length) return "utf-8";
  const guess = guessLegacyEncoding(lines);
  // A text that fits none of these languages is binary, or in an encoding that no list uses.
  return guess === "cp437" ? "utf-8" : guess;
}

function* highLines(text: Uint8Array<ArrayBuffer>): Generator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < text.length;) {
    const found = text.indexOf(0x0a, at);
    const end = found < 0 ? text.length : found;
    const line = text.subarray(at, end);
    if (line.some((byte) => byte >= 0x80)) yield line;
    at = end + 1;
  }
}
