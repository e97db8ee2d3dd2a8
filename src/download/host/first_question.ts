import type { Clock } from "../model/clock.ts";

/**
 * How long others wait for a host's first answer, at most: a handshake over the slowest lines. A server that only thinks
 * long about one file must not hold up the other files.
 */
const LONGEST_WAIT_MS = 1000;

/**
 * Lets one request go ahead of the others where nobody knows yet whether a host speaks HTTP/2, which would then carry
 * all of them over the connection of the first.
 */
export class FirstQuestions {
  readonly #clock: Clock;
  readonly #asking = new Map<string, Promise<void>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Asks; or where somebody asks the same host already, when that one has had its answer, or none. */
  async ask<Answer>(host: string, ask: () => Promise<Answer>): Promise<Answer> {
    const first = this.#asking.get(host);
    if (first !== undefined) {
      await first;
      return await ask();
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#asking.set(host, promise);
    const cancel = this.#clock.after(LONGEST_WAIT_MS, resolve);
    try {
      return await ask();
    } finally {
      cancel();
      this.#asking.delete(host);
      resolve();
    }
  }
}
