/**
 * How long a test waits before it gives up, in milliseconds. This is no measure of speed: a busy machine may take as
 * long to start a browser.
 */
export const PATIENCE_MS = 90_000;

/** The first looks cost only a turn of the event loop; a condition that takes longer is checked less often. */
const [QUICK_LOOKS, LOOK_AGAIN_MS] = [200, 10];

/**
 * Waits for a promise with a time limit.
 *
 * @param what describes what did not come, such as `a line that matches /x/ in: …`
 * @throws after the limit, and whatever the promise rejects with
 */
export async function inTime<Value>(coming: Promise<Value>, what: () => string): Promise<Value> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`Waited in vain for ${what()}`)), PATIENCE_MS);
  // The timer alone must not keep a process alive.
  Deno.unrefTimer(timer);
  try {
    return await Promise.race([coming, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Checks a condition again and again, for events without a notification: in another process, a file, a page.
 *
 * @param what names the awaited event, such as `the second host`, or returns its description
 * @param patienceMs how long it may take
 * @throws where the condition does not become true in time
 */
export async function until(
  what: string | (() => string),
  isSo: () => boolean | undefined | Promise<boolean | undefined>,
  patienceMs = PATIENCE_MS,
): Promise<void> {
  const endMs = Date.now() + patienceMs;
  for (let looks = 1; !await isSo(); looks++) {
    if (Date.now() > endMs) {
      throw new Error(`Waited in vain for ${typeof what === "string" ? what : what()}`);
    }
    const pauseMs = looks < QUICK_LOOKS ? 0 : LOOK_AGAIN_MS;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
