/**
 * Waits at the end of a line until the one in front is called.
 *
 * @param line who waits, as what is called to let them go on
 * @param signal gives up: the place in the line is gone, and this throws the signal's reason
 */
export async function waitInLine(line: (() => void)[], signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  line.push(resolve);
  const giveUp = () => {
    const at = line.indexOf(resolve);
    if (at >= 0) line.splice(at, 1);
    reject(signal.reason);
  };
  signal.addEventListener("abort", giveUp, { once: true });
  try {
    await promise;
  } finally {
    signal.removeEventListener("abort", giveUp);
  }
}
