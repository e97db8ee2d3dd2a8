import { type Io, say } from "./io.ts";
import type { Text } from "./language.ts";

/** Whether coplay can ask its user: the question is visible, and the user can type. */
export function canAsk(io: Pick<Io, "stdin" | "stderr" | "isInBackground">): boolean {
  return io.stdin.isTerminal && io.stderr.isTerminal && !io.isInBackground;
}

/**
 * Asks a question and returns the line typed, without spaces around it; undefined where the input has ended.
 *
 * @throws {Interrupt} where the user or the system asks to stop
 */
export async function ask(io: Io, question: Text): Promise<string | undefined> {
  io.stderr.write(say(io, question));
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  const stop = () => reject(io.signal.reason);
  if (io.signal.aborted) stop();
  io.signal.addEventListener("abort", stop, { once: true });
  try {
    const line = await Promise.race([io.stdin.readLine(), stopped]);
    if (line === undefined) io.stderr.write("\n");
    return line?.trim();
  } finally {
    io.signal.removeEventListener("abort", stop);
  }
}
