/** How long answers under way may take when the host stops, in milliseconds. */
export const STOP_MS = 8000;

/**
 * Waits for something to end by itself, and ends it after a time limit.
 *
 * @param limitMs the time limit in milliseconds
 * @param end ends it
 */
export async function endWithin(
  limitMs: number,
  ended: Promise<unknown>,
  end: () => void,
): Promise<void> {
  const timer = setTimeout(end, limitMs);
  await ended.finally(() => clearTimeout(timer));
}
