import { guessLegacyEncoding, guessNameEncoding } from "../../archive/entry_name.ts";

/** The encodings a text is read in, as {@linkcode TextDecoder} names them, and as people do. */
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

/** So many bytes show how a text begins: a mark, or a letter and a zero of UTF-16. */
const START_BYTES = 4;
/** A line is waited for no longer than this before its encoding is guessed. */
const MAX_HELD_BYTES = 1 << 20;
/** Lines that a guess looks at; more of them make it slower and no better. */
const MAX_SAMPLE_BYTES = 1 << 16;

const NOTHING: Uint8Array<ArrayBuffer> = new Uint8Array();
/** Gives every byte a character, so that it shows quickly which of them are ASCII. */
const LATIN = new TextDecoder("latin1");

/**
 * Decodes a text that does not say its encoding, as a stream: UTF-8 unless a mark at its beginning says UTF-16, or its
 * first bytes that are no ASCII are not UTF-8 but do make sense in the code page of a Chinese, Japanese or Korean
 * Windows. What cannot be decoded becomes U+FFFD.
 */
export class GuessingDecoder {
  #encoding: Encoding | undefined;
  #decoder: TextDecoder | undefined;
  #held: Uint8Array<ArrayBuffer> = NOTHING;
  #isBegun = false;
  #isGuessed = false;

  /** What the text is read as, for people. */
  get shownEncoding(): string {
    return SHOWN_NAMES[this.#encoding ?? "utf-8"];
  }

  /** Whether another encoding than UTF-8 was taken though nothing says so. */
  get isGuessed(): boolean {
    return this.#isGuessed;
  }

  /** Decodes the next bytes, or as many as can be told yet. */
  decode(bytes: Uint8Array): string {
    if (this.#decoder) return this.#decoder.decode(bytes, { stream: true });
    this.#held = joined(this.#held, bytes);
    return this.#readHeld(false);
  }

  /** Decodes what was held back when nothing more comes. */
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
    // ASCII is the same in all of them.
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
    // GB 18030 is GBK with the rest of Unicode.
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

/** What the first bytes say: a byte order mark, or the zeros that ASCII has in UTF-16. */
function markedEncoding(start: Uint8Array): Encoding | undefined {
  const [a = 1, b = 1, c = 1, d = 1] = start;
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  const isLetter = (byte: number) => byte >= 0x20 && byte < 0x7f;
  if (isLetter(a) && b === 0 && isLetter(c) && d === 0) return "utf-16le";
  return a === 0 && isLetter(b) && c === 0 && isLetter(d) ? "utf-16be" : undefined;
}

/** Looks at the lines that are no ASCII; where most of them are UTF-8, the others are broken. */
function guessEncoding(sample: Uint8Array<ArrayBuffer>): Encoding {
  const lines = [...highLines(sample.subarray(0, MAX_SAMPLE_BYTES))];
  const broken = lines.filter((line) => !isUtf8(line));
  if (broken.length === 0) return guessNameEncoding(lines) === "gbk" ? "gbk" : "utf-8";
  if (broken.length < lines.length - broken.length) return "utf-8";
  const guess = guessLegacyEncoding(lines);
  // What fits no language of these is no text, or of a kind that nobody writes lists in.
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

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
