/**
 * How long a test waits for anything before it gives up, in milliseconds. It is no measure of speed: a machine
 * that is busy with other things may need as long to start a browser.
 */
export const PATIENCE_MS = 90_000;

const LOOK_AGAIN_MS = 10;

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
 * @param what is waited for, such as `the second host`
 * @throws where it does not become so in time
 */
export async function until(
  what: string,
  isSo: () => boolean | undefined | Promise<boolean | undefined>,
): Promise<void> {
  const endMs = Date.now() + PATIENCE_MS;
  while (!await isSo()) {
    if (Date.now() > endMs) throw new Error(`Waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}
