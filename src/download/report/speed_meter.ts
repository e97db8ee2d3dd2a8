/** Older samples count less; after this long, a third as much. */
const MEMORY_MS = 2000;

/** A speed that follows changes within a few seconds and does not flicker. */
export class SpeedMeter {
  #lastBytes: number | undefined;
  #lastMs: number;
  #speed = 0;
  #weight = 0;
  #changedMs: number | undefined;

  /** @param beganMs when there was nothing yet; @default with the first measurement */
  constructor(beganMs?: number) {
    this.#lastBytes = beganMs === undefined ? undefined : 0;
    this.#lastMs = beganMs ?? 0;
  }

  /** @param bytes counted so far @param nowMs any steady clock @returns bytes a second */
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
    // The first samples weigh in full, so that the meter does not climb slowly from nothing.
    const weight = this.#weight * fade + (1 - fade);
    this.#speed = (this.#speed * this.#weight * fade + speed * (1 - fade)) / weight;
    this.#weight = weight;
    this.#lastBytes = bytes;
    this.#lastMs = nowMs;
    return this.#speed;
  }

  /** How long the count has not changed, as far as it was measured, in milliseconds. */
  stillMs(nowMs: number): number {
    return nowMs - (this.#changedMs ?? nowMs);
  }
}
