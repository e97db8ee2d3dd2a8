/**
 * How long a test waits for anything before it gives up, in milliseconds. It is no measure of speed: a machine
 * that is busy with other things may need as long to start a browser.
 */
export const PATIENCE_MS = 90_000;

/** At first a look costs nothing but a turn of the event loop; what takes longer need not be looked at as often. */
const [QUICK_LOOKS, LOOK_AGAIN_MS] = [200, 10];

/**
 * Waits for what must come.
 *
 * @param what tells what did not come, such as `a line that matches /x/ in: …`
 * @throws where it does not come in time, and what it throws itself
 */
export async function inTime<Value>(coming: Promise<Value>, what: () => string): Promise<Value> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`Waited in vain for ${what()}`)), PATIENCE_MS);
  // A program that has nothing else to do any more need not stay for this.
  Deno.unrefTimer(timer);
  try {
    return await Promise.race([coming, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Looks until something is so, for what cannot tell by itself: another process, a file, a page.
 *
 * @param what is waited for, such as `the second host`, or tells it
 * @throws where it does not become so in time
 */
export async function until(
  what: string | (() => string),
  isSo: () => boolean | undefined | Promise<boolean | undefined>,
): Promise<void> {
  const endMs = Date.now() + PATIENCE_MS;
  for (let looks = 1; !await isSo(); looks++) {
    if (Date.now() > endMs) {
      throw new Error(`Waited in vain for ${typeof what === "string" ? what : what()}`);
    }
    const pauseMs = looks < QUICK_LOOKS ? 0 : LOOK_AGAIN_MS;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
