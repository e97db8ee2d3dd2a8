import { fileURLToPath } from "node:url";
import { sourceTreeArgs } from "../../cli/source_tree.ts";

/** A program with its arguments. */
export interface SelfCommand {
  readonly path: string;
  readonly args: readonly string[];
}

/**
 * The running program itself, wherever its file is and whatever its name (Linux). It is the only program that
 * coplay's permissions allow it to run.
 */
const SELF = "/proc/self/exe";

/**
 * How coplay starts another `coplay serve`. The binary contains its permissions; the source tree gets those of its
 * task.
 */
export function serveCommand(args: readonly string[]): SelfCommand {
  if (Deno.build.standalone) return { path: SELF, args: ["serve", ...args] };
  const root = fileURLToPath(new URL("../../../", import.meta.url));
  return { path: SELF, args: [...sourceTreeArgs("serve", root), ...args] };
}

/** Whether coplay may run itself. */
export async function maySpawnSelf(): Promise<boolean> {
  const { state } = await Deno.permissions.query({ name: "run", command: SELF });
  return state === "granted";
}
