/** The time after which a sample counts a third. */
const MEMORY_MS = 2000;

/** Measures a speed that follows changes within a few seconds and does not flicker. */
export class SpeedMeter {
  #lastBytes: number | undefined;
  #lastMs: number;
  #speed = 0;
  #weight = 0;
  #changedMs: number | undefined;

  /** @param beganMs when the count was 0; @default at the first measurement */
  constructor(beganMs?: number) {
    this.#lastBytes = beganMs === undefined ? undefined : 0;
    this.#lastMs = beganMs ?? 0;
  }

  /** @param bytes the count so far @param nowMs any steady clock @returns bytes per second */
  measure(bytes: number, nowMs: number): number {
    if (bytes !== this.#lastBytes) this.#changedMs = nowMs;
    if (this.#lastBytes === undefined) {
      this.#lastBytes = bytes;
      this.#lastMs = nowMs;
      return 0;
    }
    const elapsedMs = nowMs - this.#lastMs;
    if (elapsedMs <= 0) return this.#speed;
    const speed = Math.max(0, bytes - this.#lastBytes) / elapsedMs * 1000;
    const fade = Math.exp(-elapsedMs / MEMORY_MS);
    // The first samples count fully, so that the speed does not climb slowly from zero.
    const weight = this.#weight * fade + (1 - fade);
    this.#speed = (this.#speed * this.#weight * fade + speed * (1 - fade)) / weight;
    this.#weight = weight;
    this.#lastBytes = bytes;
    this.#lastMs = nowMs;
    return this.#speed;
  }

  /** Returns how long the measured count has not changed, in milliseconds. */
  stillMs(nowMs: number): number {
    return nowMs - (this.#changedMs ?? nowMs);
  }
}
