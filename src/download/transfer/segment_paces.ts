import type { Segment } from "./board.ts";
import type { Clock } from "../model/clock.ts";
import type { Source } from "./source.ts";

/** The share of the others' mean speed below which a connection is slow; it must be slow several times in a row. */
const SLOW_RATIO = 0.25;
const SLOW_TIMES = 3;

/** The speed of a helper. */
interface Pace {
  readonly abort: () => void;
  lastAt: number;
  /** Bytes since the last comparison. */
  bytes: number;
  slowTimes: number;
}

/** Measures the speeds of one file's connections between comparisons. */
export class SegmentPaces {
  readonly #clock: Clock;
  readonly #helpers = new Map<Segment, Pace>();
  #first:
    | { readonly source: Source; readonly startAt: number; readonly startMs: number }
    | undefined;
  #firstLastAt = 0;
  #firstSlowTimes = 0;
  /** The speed of the first connection while it was read, in bytes per millisecond. */
  #firstSpeed = 0;
  #noUseTimes = 0;
  #lookedMs = 0;
  #isFirstWaiting = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Begins to measure the first connection. */
  begin(source: Source): void {
    this.#first = { source, startAt: source.at, startMs: this.#clock.now() };
    this.#firstLastAt = source.at;
    this.#lookedMs = this.#clock.now();
  }

  /** Whether the first answer waits while helpers fetch later ranges. */
  set isFirstWaiting(isWaiting: boolean) {
    if (isWaiting && !this.#isFirstWaiting && this.#first) {
      const { source, startAt, startMs } = this.#first;
      this.#firstSpeed = (source.at - startAt) / Math.max(1, this.#clock.now() - startMs);
    }
    this.#isFirstWaiting = isWaiting;
  }

  /** Whether the first connection is much slower than the helpers. */
  get isFirstSlow(): boolean {
    return this.#firstSlowTimes >= SLOW_TIMES;
  }

  /** Adds a helper that starts a segment. */
  add(segment: Segment, abort: () => void): void {
    this.#helpers.set(segment, { abort, lastAt: segment.at, bytes: 0, slowTimes: 0 });
  }

  /** Removes a helper after its segment. */
  remove(segment: Segment): void {
    this.#helpers.delete(segment);
  }

  /** Aborts all helpers. */
  abortAll(): void {
    for (const { abort } of this.#helpers.values()) abort();
  }

  /**
   * Compares the bytes since the last call.
   *
   * @returns the helpers that are too slow, and whether the first connection alone would end sooner than all together
   */
  compare(): { readonly slow: readonly { abort(): void }[]; readonly isOfNoUse: boolean } {
    const elapsedMs = Math.max(1, this.#clock.now() - this.#lookedMs);
    this.#lookedMs += elapsedMs;
    for (const [segment, pace] of this.#helpers) {
      pace.bytes = segment.at - pace.lastAt;
      pace.lastAt = segment.at;
    }
    const paces = [...this.#helpers.values()];
    const reading = this.#isFirstWaiting ? undefined : this.#firstBytes();
    const all = paces.map(({ bytes }) => bytes).concat(reading ?? []);
    const sum = all.reduce((total, bytes) => total + bytes, 0);
    const isSlow = (bytes: number) => {
      const others = (sum - bytes) / Math.max(1, all.length - 1);
      return all.length > 1 && bytes < others * SLOW_RATIO;
    };
    for (const pace of paces) pace.slowTimes = isSlow(pace.bytes) ? pace.slowTimes + 1 : 0;
    const isFirstSlow = reading !== undefined && isSlow(reading);
    this.#firstSlowTimes = isFirstSlow ? this.#firstSlowTimes + 1 : 0;
    this.#noUseTimes = this.#isFirstWaiting && this.#isFirstSooner(elapsedMs)
      ? this.#noUseTimes + 1
      : 0;
    return {
      slow: paces.filter(({ slowTimes }) => slowTimes >= SLOW_TIMES),
      isOfNoUse: this.#noUseTimes >= SLOW_TIMES,
    };
  }

  #firstBytes(): number | undefined {
    if (!this.#first) return undefined;
    const { at } = this.#first.source;
    const bytes = at - this.#firstLastAt;
    this.#firstLastAt = at;
    return bytes;
  }

  /** Whether the first connection would end before the helpers, even if it had to read what they have brought. */
  #isFirstSooner(elapsedMs: number): boolean {
    if (!this.#first || this.#firstSpeed === 0) return false;
    const { source } = this.#first;
    let endAt = source.at;
    let othersMs = 0;
    for (const [segment, { bytes }] of this.#helpers) {
      endAt = Math.max(endAt, segment.end);
      const leftBytes = segment.end - segment.at;
      if (leftBytes > 0) othersMs = Math.max(othersMs, leftBytes / (bytes / elapsedMs));
    }
    return endAt <= source.end && (endAt - source.at) / this.#firstSpeed < othersMs;
  }
}
