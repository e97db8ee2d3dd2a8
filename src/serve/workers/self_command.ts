import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A program, its arguments, and where it is started. */
export interface SelfCommand {
  readonly path: string;
  readonly args: readonly string[];
  readonly cwd: string | undefined;
}

/**
 * This very program, wherever it lies and whatever it is called: what Linux runs under this name is what
 * is running already. It is the only program that coplay is allowed to run.
 */
export const SELF = "/proc/self/exe";

/**
 * How coplay starts itself: the binary as it is, the source tree with the flags of its own task, so
 * that there is one list of what it may do.
 */
export async function selfCommand(args: readonly string[]): Promise<SelfCommand> {
  if (Deno.build.standalone) return { path: SELF, args, cwd: undefined };
  const root = fileURLToPath(new URL("../../../", import.meta.url));
  const text = await Deno.readTextFile(join(root, "deno.json"));
  const config: { tasks: Record<string, { command: string }> } = JSON.parse(text);
  const words = config.tasks["serve"]!.command.split(/\s+/);
  const flags = words.filter((word) => word.startsWith("--"));
  return { path: SELF, args: ["run", "--quiet", ...flags, "main.ts", ...args], cwd: root };
}

/** Whether coplay may run itself. */
export async function maySpawnSelf(): Promise<boolean> {
  const { state } = await Deno.permissions.query({ name: "run", command: SELF });
  return state === "granted";
}
