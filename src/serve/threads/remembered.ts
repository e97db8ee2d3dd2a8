import type { Outcome } from "./guarded_thread.ts";

/** A game has dozens of modules, and switching back must be quick. */
const MAX_TEXTS = 1000;
/** What a hundred large games have. */
const MAX_CHARACTERS = 32 * 1024 * 1024;

/** After how long a text that took too long may be tried again; after each time twice as long. */
const FIRST_PAUSE_MS = 2000;
/** A text that is made to be slow has at most a three hundredth of the thread. */
const MAX_PAUSE_MS = 10 * 60_000;

/** What is known of a text. */
export type Known<Answer> =
  | Exclude<Outcome<Answer>, { kind: "late" }>
  /** It took too long, and is tried again where it is asked for in so many milliseconds or later. */
  | { readonly kind: "late"; readonly againMs: number };

interface Entry<Answer> {
  readonly length: number;
  outcome?: Promise<Outcome<Answer>>;
  pauseMs: number;
  /** When it is tried again. */
  againAtMs: number;
}

/**
 * Keeps what was found out about texts; of too many or too long ones those found out first are forgotten. That a text
 * took too long may be the fault of a busy machine, and is kept for a pause only. The pauses grow, so that a text whose
 * own fault it is does not keep the thread from others.
 */
export class Remembered<Answer> {
  readonly #entries = new Map<string, Entry<Answer>>();
  readonly #now: () => number;
  #length = 0;

  /** @param now the time in milliseconds */
  constructor(now = () => performance.now()) {
    this.#now = now;
  }

  /**
   * Returns the answer for a text, which is asked for once, and again only where it took too long.
   *
   * @param key identifies the text
   * @param length how long the text is, in characters
   */
  async get(
    key: string,
    { length, ask }: { length: number; ask: () => Promise<Outcome<Answer>> },
  ): Promise<Known<Answer>> {
    const entry = this.#entries.get(key) ?? this.#add(key, length);
    if (!entry.outcome || this.#now() >= entry.againAtMs) entry.outcome = this.#ask(entry, ask);
    const outcome = await entry.outcome;
    if (outcome.kind !== "late") return outcome;
    return { kind: "late", againMs: Math.max(0, entry.againAtMs - this.#now()) };
  }

  async #ask(
    entry: Entry<Answer>,
    ask: () => Promise<Outcome<Answer>>,
  ): Promise<Outcome<Answer>> {
    entry.againAtMs = Infinity;
    const outcome = await ask();
    if (outcome.kind === "late") {
      entry.againAtMs = this.#now() + entry.pauseMs;
      entry.pauseMs = Math.min(2 * entry.pauseMs, MAX_PAUSE_MS);
    }
    return outcome;
  }

  #add(key: string, length: number): Entry<Answer> {
    const added: Entry<Answer> = { length, pauseMs: FIRST_PAUSE_MS, againAtMs: Infinity };
    this.#entries.set(key, added);
    this.#length += length;
    for (const [oldest, { length }] of this.#entries) {
      if (this.#entries.size <= MAX_TEXTS && this.#length <= MAX_CHARACTERS) break;
      this.#entries.delete(oldest);
      this.#length -= length;
    }
    return added;
  }
}
