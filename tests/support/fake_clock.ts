import type { Clock } from "../../src/download/model/clock.ts";

interface Timer {
  readonly atMs: number;
  readonly callback: () => void;
}

/** A clock that stands still until the test advances it. */
export class FakeClock implements Clock {
  #nowMs: number;
  #timers: Timer[] = [];

  /** @param nowMs its first time, in milliseconds since 1970 */
  constructor(nowMs = Date.UTC(2026, 0, 1)) {
    this.#nowMs = nowMs;
  }

  readonly now = (): number => this.#nowMs;

  readonly after = (delayMs: number, callback: () => void): () => void => {
    const timer = { atMs: this.#nowMs + delayMs, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  };

  /** The number of pending callbacks. */
  get pending(): number {
    return this.#timers.length;
  }

  /** The time until the next callback; `undefined` without one. */
  get nextDelayMs(): number | undefined {
    const first = this.#first();
    return first && first.atMs - this.#nowMs;
  }

  #first(): Timer | undefined {
    return this.#timers.reduce<Timer | undefined>(
      (first, timer) => first && first.atMs <= timer.atMs ? first : timer,
      undefined,
    );
  }

  /** Advances the clock, and calls all callbacks that become due, each at its time. */
  advance(byMs: number): void {
    const untilMs = this.#nowMs + byMs;
    for (let timer; (timer = this.#first()) !== undefined && timer.atMs <= untilMs;) {
      this.#timers.splice(this.#timers.indexOf(timer), 1);
      this.#nowMs = Math.max(this.#nowMs, timer.atMs);
      timer.callback();
    }
    this.#nowMs = untilMs;
  }
}
