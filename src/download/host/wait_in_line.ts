/**
 * Waits at the end of a line until the caller before this one is served.
 *
 * @param line the waiting callers, each as the function that lets it continue
 * @param signal ends the wait: this leaves the line and throws the signal's reason
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
