/** The current time and timers, which tests replace. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back once after a delay in milliseconds; returns a function that cancels it. */
  after(delayMs: number, callback: () => void): () => void;
}

/** The longest timer: delays are 32-bit numbers, and a longer one would fire at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** The machine's clock. */
export const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  after(delayMs, callback) {
    // setTimeout loads Node's timers, which takes longer than a small file. An AbortSignal's timeout is the
    // runtime's own; it keeps the process alive only while it has a listener.
    const end = AbortSignal.timeout(Math.min(Math.max(0, Math.ceil(delayMs)), LONGEST_MS));
    const call = () => callback();
    end.addEventListener("abort", call, { once: true });
    return () => end.removeEventListener("abort", call);
  },
};
