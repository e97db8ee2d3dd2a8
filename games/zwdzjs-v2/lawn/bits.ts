/** The characters of a code: each stands for six bits and survives chats, links and school books. */
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const CHAR_BITS = 6;

/** Writes numbers of so many bits one after the other. */
export class BitWriter {
  #bits: number[] = [];

  put(value: number, width: number): void {
    for (let at = width - 1; at >= 0; at--) this.#bits.push((value >> at) & 1);
  }

  /** Writes a number of any size; those below 2 to the power of `width` take one bit more than that. */
  putOpen(value: number, width: number): void {
    for (let left = value >> width; left > 0; left--) this.#bits.push(1);
    this.#bits.push(0);
    this.put(value & ((1 << width) - 1), width);
  }

  /** The characters for all bits so far. */
  text(): string {
    let text = "";
    for (let at = 0; at < this.#bits.length; at += CHAR_BITS) {
      let value = 0;
      for (let bit = at; bit < at + CHAR_BITS; bit++) value = value * 2 + (this.#bits[bit] ?? 0);
      text += ALPHABET[value];
    }
    return text;
  }
}

/** Reads what a BitWriter wrote. Beyond the end all bits are 0, and `isPast` tells so. */
export class BitReader {
  #text: string;
  #at = 0;

  /** @param text consists of characters of the alphabet only */
  constructor(text: string) {
    this.#text = text;
  }

  /** Whether more bits were read than there are. */
  get isPast(): boolean {
    return this.#at > this.#text.length * CHAR_BITS;
  }

  #next(): number {
    const char = ALPHABET.indexOf(this.#text[Math.floor(this.#at / CHAR_BITS)] ?? "A");
    return (char >> (CHAR_BITS - 1 - (this.#at++ % CHAR_BITS))) & 1;
  }

  take(width: number): number {
    let value = 0;
    for (let at = 0; at < width; at++) value = value * 2 + this.#next();
    return value;
  }

  takeOpen(width: number): number {
    let high = 0;
    while (this.#next() === 1) high++;
    return high * 2 ** width + this.take(width);
  }
}

/** Whether a text consists of the characters of codes only. */
export function isCodeText(text: string): boolean {
  return [...text].every((char) => ALPHABET.includes(char));
}
