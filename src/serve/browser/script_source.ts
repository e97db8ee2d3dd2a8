/**
 * Links each browser script at its first request when coplay runs from source, so that starting costs nothing.
 * release/compile.ts replaces this module with the bundled scripts.
 */
import { createHash } from "node:crypto";
import type { ScriptName } from "./script_names.ts";

const FOLDER = new URL("./scripts/", import.meta.url);

let version: string | undefined;

/** Changes when any script does. */
export function scriptVersion(): string {
  return version ??= digestFolder(FOLDER);
}

/** Reads the text of a script, ready for a page: a classic script without global names. */
export async function readScript(name: ScriptName): Promise<string> {
  const { linkScript } = await import("./link_script.ts");
  return await linkScript(new URL(`${name}.ts`, FOLDER));
}

function digestFolder(folder: URL): string {
  const hash = createHash("sha256");
  for (const file of listModules(folder)) hash.update(Deno.readFileSync(file));
  return hash.digest("base64url").slice(0, 10);
}

function listModules(folder: URL): URL[] {
  const entries = [...Deno.readDirSync(folder)].sort((a, b) => a.name < b.name ? -1 : 1);
  return entries.flatMap(({ name, isDirectory }) =>
    isDirectory ? listModules(new URL(`${name}/`, folder)) : [new URL(name, folder)]
  );
}
