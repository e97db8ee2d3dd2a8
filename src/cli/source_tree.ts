import { join } from "node:path";

/** A command, which is also the name of its permission set in deno.json. */
export type CommandName = "download" | "serve";

/**
 * The V8 flags of every coplay process. The short-lived bytes of many downloads fill whatever young generation V8
 * has, 60 MB by default. Half as much as this takes 8 MB less, but what 64 files under way need outlives it and is
 * copied: the garbage collector then takes half as long again. Twice as much takes 14 MB more and gains little.
 */
export const V8_FLAGS = "--v8-flags=--max-semi-space-size=8";

/** The map and lock that the tasks have chosen; a copy of the package from JSR has none, and needs none. */
function importMapArgs(root: string): string[] {
  const map = join(root, ".import_map.json");
  if (root !== "" && !isFile(map)) return ["--no-lock"];
  return [`--import-map=${map}`, `--lock=${join(root, ".import_map.lock")}`];
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

/**
 * Returns Deno's arguments to run a command from the source tree, up to the command's own. The tasks of deno.json
 * use the same ones.
 *
 * @param root the source tree @default the current folder
 */
export function sourceTreeArgs(command: CommandName, root = ""): string[] {
  return [
    "run",
    // Otherwise Deno prints at every start that permission sets are experimental.
    "--quiet",
    "--no-prompt",
    `--config=${join(root, "deno.json")}`,
    ...importMapArgs(root),
    `--permission-set=${command}`,
    V8_FLAGS,
    join(root, "main.ts"),
    command,
  ];
}
