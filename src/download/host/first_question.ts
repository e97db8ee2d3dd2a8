import type { Clock } from "../model/clock.ts";

/**
 * The longest wait for a host's first answer. Over a satellite, with a round trip of 600 ms, a connection, its handshake
 * and an answer take this long. A server that takes longer over one file must not hold up the others.
 */
const LONGEST_WAIT_MS = 3000;

/**
 * Lets one request go first while it is unknown whether a host speaks HTTP/2, which would then carry all others over
 * the first one's connection.
 */
export class FirstQuestions {
  readonly #clock: Clock;
  readonly #asking = new Map<string, Promise<void>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Sends a request. While the same host's first request is unanswered, it only waits for that, up to the longest wait.
   *
   * @returns the answer; `undefined` where it has only waited
   */
  async ask<Answer>(host: string, ask: () => Promise<Answer>): Promise<Answer | undefined> {
    const first = this.#asking.get(host);
    if (first !== undefined) {
      await first;
      return undefined;
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
