import { join } from "node:path";

/** Each command has a permission set of its name in deno.json. */
export type CommandName = "download" | "serve";

/**
 * What V8 is told wherever coplay runs: short-lived bytes of many downloads fill whatever young space V8 is
 * given, 60 MB of it by default, and are no slower with little.
 */
export const V8_FLAGS = "--v8-flags=--max-semi-space-size=4";

/**
 * What Deno is called with to run a command from the source tree, up to the command's own arguments. The tasks
 * of deno.json are these words, too.
 *
 * @param root the source tree @default the folder Deno is started in
 */
export function sourceTreeArgs(command: CommandName, root = ""): string[] {
  return [
    "run",
    // Deno would say at every start that permission sets are experimental.
    "--quiet",
    "--no-prompt",
    `--config=${join(root, "deno.json")}`,
    `--import-map=${join(root, ".import_map.json")}`,
    `--lock=${join(root, ".import_map.lock")}`,
    `--permission-set=${command}`,
    V8_FLAGS,
    join(root, "main.ts"),
    command,
  ];
}
