/** A game has dozens of modules, and switching back must be quick. */
const MAX_TEXTS = 1000;
/** What a hundred large games have. */
const MAX_CHARACTERS = 32 * 1024 * 1024;

interface Entry<Answer> {
  readonly answer: Promise<Answer>;
  readonly length: number;
}

/** Keeps what was found out about texts; of too many or too long ones those found out first are forgotten. */
export class Remembered<Answer> {
  readonly #entries = new Map<string, Entry<Answer>>();
  #length = 0;

  /**
   * Returns the answer for a text, which is asked for once.
   *
   * @param key identifies the text
   * @param length how long the text is, in characters
   */
  get(
    key: string,
    { length, ask }: { length: number; ask: () => Promise<Answer> },
  ): Promise<Answer> {
    const known = this.#entries.get(key);
    if (known) return known.answer;
    const answer = ask();
    this.#entries.set(key, { answer, length });
    this.#length += length;
    for (const [oldest, { length }] of this.#entries) {
      if (this.#entries.size <= MAX_TEXTS && this.#length <= MAX_CHARACTERS) break;
      this.#entries.delete(oldest);
      this.#length -= length;
    }
    return answer;
  }
}
