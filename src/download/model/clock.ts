/** Time, as far as downloads need it; tests hand in their own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back once after a delay; the answer takes the call back. */
  after(delayMs: number, callback: () => void): () => void;
}

/** Timers count in 32 bits; a longer one would fire at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** The machine's clock. */
export const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  after(delayMs, callback) {
    // setTimeout brings Node's timers with it, and loading them takes longer than a small file. A signal's time
    // is the runtime's own; it keeps the process alive only as long as somebody listens.
    const end = AbortSignal.timeout(Math.min(Math.max(0, Math.ceil(delayMs)), LONGEST_MS));
    const call = () => callback();
    end.addEventListener("abort", call, { once: true });
    return () => end.removeEventListener("abort", call);
  },
};
