import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { V8_FLAGS } from "../cli/source_tree.ts";
import { permissionFlags, type PermissionSet } from "./permissions.ts";
import type { Program } from "./program.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The Deno that compiles, where it is not the one that runs this; its runtime must be installed. */
const COMPILER = Deno.env.get("COMPILE_DENO") || Deno.execPath();

/** How to compile. */
export interface ExecutableOptions {
  readonly output: string;
  /** Further arguments of `deno compile`, such as `--target aarch64-apple-darwin`. */
  readonly args: readonly string[];
  /** Whether Deno's own messages are shown. @default {true} */
  readonly isTold?: boolean;
}

/** Compiles the program into an executable. Returns whether that worked; Deno has said why not. */
export async function compileExecutable(
  program: Program,
  { output, args, isTold = true }: ExecutableOptions,
): Promise<boolean> {
  const { permissions } = JSON.parse(await Deno.readTextFile(join(ROOT, "deno.json")));
  const sets: readonly PermissionSet[] = [permissions.download, permissions.serve];
  await Deno.mkdir(dirname(output), { recursive: true });
  const { success } = await new Deno.Command(COMPILER, {
    cwd: ROOT,
    args: [
      "compile",
      "--no-config",
      "--no-lock",
      "--no-npm",
      "--no-check",
      // A prompt of Deno would block the program until the user answers it.
      "--no-prompt",
      // The cache would be in the machine's temporary folder, where another user could replace it.
      "--no-code-cache",
      // Worker processes share a port.
      "--unstable-net",
      V8_FLAGS,
      ...permissionFlags(sets),
      ...program.included.map((path) => `--include=${path}`),
      `--output=${output}`,
      ...args,
      program.main,
    ],
    stdout: isTold ? "inherit" : "null",
    stderr: isTold ? "inherit" : "null",
  }).spawn().status;
  return success;
}
