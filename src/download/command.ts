import type { Io } from "../cli/io.ts";

/** Runs `coplay download`. */
export function run(_args: readonly string[], _io: Io): Promise<number> {
  return Promise.resolve(0);
}
