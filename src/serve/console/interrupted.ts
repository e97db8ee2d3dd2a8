import type { Io } from "../../cli/io.ts";

/** Rejects as soon as the operator or the system asks to stop. */
export function interrupted({ signal }: Pick<Io, "signal">): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
  });
}
