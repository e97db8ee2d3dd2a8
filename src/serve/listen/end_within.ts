/** How long answers under way may take when the host stops, in milliseconds. */
export const STOP_MS = 8000;

/**
 * Waits for an end that comes by itself, for a while.
 *
 * @param limitMs after which it is made to come, in milliseconds
 * @param end makes it come
 */
export async function endWithin(
  limitMs: number,
  ended: Promise<unknown>,
  end: () => void,
): Promise<void> {
  const timer = setTimeout(end, limitMs);
  await ended.finally(() => clearTimeout(timer));
}
