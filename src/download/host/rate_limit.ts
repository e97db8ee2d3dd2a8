import type { Clock } from "../model/clock.ts";
import type { Watched } from "./idle_watch.ts";

/** The most seconds' worth of bytes to take at once after a pause, so that a burst stays far below a second's worth. */
const BURST_SECONDS = 0.25;

/** A token bucket of bytes. Bytes are counted after they have arrived; then the reader waits until the debt is paid. */
class RateLimit {
  readonly #bytesPerSecond: number;
  readonly #clock: Clock;
  #tokens: number;
  #filledMs: number;

  constructor(bytesPerSecond: number, clock: Clock) {
    this.#bytesPerSecond = bytesPerSecond;
    this.#clock = clock;
    this.#tokens = 0;
    this.#filledMs = clock.now();
  }

  /** Takes bytes that arrived. @returns the pause before the next read in milliseconds */
  take(bytes: number): number {
    const nowMs = this.#clock.now();
    const filled = this.#tokens + (nowMs - this.#filledMs) / 1000 * this.#bytesPerSecond;
    this.#tokens = Math.min(filled, this.#bytesPerSecond * BURST_SECONDS) - bytes;
    this.#filledMs = nowMs;
    return this.#tokens >= 0 ? 0 : -this.#tokens / this.#bytesPerSecond * 1000;
  }
}

/** The limits of a run: one for all transfers, and one for each origin. */
export class RateLimits {
  readonly #clock: Clock;
  readonly #global: RateLimit | undefined;
  readonly #perHostBytes: number | undefined;
  readonly #hosts = new Map<string, RateLimit>();

  constructor(
    limits: { global?: number | undefined; perHost?: number | undefined },
    clock: Clock,
  ) {
    this.#clock = clock;
    this.#global = limits.global ? new RateLimit(limits.global, clock) : undefined;
    this.#perHostBytes = limits.perHost;
  }

  /** Whether no limit applies, so that readers can skip the call. */
  get isUnlimited(): boolean {
    return this.#global === undefined && !this.#perHostBytes;
  }

  /**
   * Takes bytes that came from an origin, and waits as long as the limits require; this time does not count as the
   * server's silence.
   */
  async take(origin: string, bytes: number, watched: Watched): Promise<void> {
    const waitMs = Math.max(this.#global?.take(bytes) ?? 0, this.#host(origin)?.take(bytes) ?? 0);
    if (waitMs <= 0) return;
    watched.pause();
    await this.#wait(waitMs, watched.signal);
    watched.touch();
  }

  /** Waits, but returns early when the connection is aborted; the next read then finds the reason. */
  #wait(waitMs: number, signal: AbortSignal): Promise<void> {
    return new Promise<void>((resolve) => {
      const done = () => {
        signal.removeEventListener("abort", done);
        cancel();
        resolve();
      };
      const cancel = this.#clock.after(waitMs, done);
      if (signal.aborted) done();
      else signal.addEventListener("abort", done);
    });
  }

  #host(origin: string): RateLimit | undefined {
    if (!this.#perHostBytes) return undefined;
    let limit = this.#hosts.get(origin);
    if (!limit) this.#hosts.set(origin, limit = new RateLimit(this.#perHostBytes, this.#clock));
    return limit;
  }
}
