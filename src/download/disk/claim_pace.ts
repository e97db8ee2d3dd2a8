/** On a fast line a stretch is claimed in the journal after so many bytes, which costs nothing that can be measured. */
const CLAIM_BYTES = 1 << 20;
/** On a slow one after so long: with what a chunk holds, and what is on its way, that is a second's worth at most. */
const CLAIM_MS = 500;

/** Tells when the bytes of one connection are to be claimed: what is not claimed is what a kill costs. */
export class ClaimPace {
  #claimedMs = -Infinity;

  /**
   * Whether they are to be claimed now, which is taken to happen then.
   *
   * @param unclaimedBytes that are in the part, not 0
   * @param nowMs when the last of them came
   */
  isDue(unclaimedBytes: number, nowMs: number): boolean {
    if (unclaimedBytes < CLAIM_BYTES && nowMs - this.#claimedMs < CLAIM_MS) return false;
    this.#claimedMs = nowMs;
    return true;
  }
}
