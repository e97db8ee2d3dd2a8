import { fileURLToPath } from "node:url";
import { sourceTreeArgs } from "../../cli/source_tree.ts";

/** A program and its arguments. */
export interface SelfCommand {
  readonly path: string;
  readonly args: readonly string[];
}

/**
 * This very program, wherever it lies and whatever it is called: what Linux runs under this name is what
 * is running already. It is the only program that coplay is allowed to run.
 */
const SELF = "/proc/self/exe";

/**
 * How coplay starts another `coplay serve`: the binary as it is, and what it may do is inside it; the source
 * tree with the permissions of its task.
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
