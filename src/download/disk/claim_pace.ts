/** The bytes after which a fast connection claims them in the journal; this often, claims cost nothing measurable. */
const CLAIM_BYTES = 1 << 20;
/**
 * The time after which a slow connection claims its bytes. With the bytes of one chunk and those still on their way, a
 * kill costs at most a second of download.
 */
const CLAIM_MS = 500;

/** Decides when the journal claims the bytes of one connection. A kill costs the bytes that are not claimed. */
export class ClaimPace {
  #claimedMs = -Infinity;

  /**
   * Whether the bytes should be claimed now; the caller must then claim them.
   *
   * @param unclaimedBytes in the part, not 0
   * @param nowMs when the last of them arrived
   */
  isDue(unclaimedBytes: number, nowMs: number): boolean {
    if (unclaimedBytes < CLAIM_BYTES && nowMs - this.#claimedMs < CLAIM_MS) return false;
    this.#claimedMs = nowMs;
    return true;
  }
}
