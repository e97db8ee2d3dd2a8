/**
 * Where the browser scripts come from when coplay runs from its source: each is linked when it is first asked for,
 * so that starting costs nothing. release/compile.ts puts the bundled scripts in the place of this module.
 */
import { createHash } from "node:crypto";
import type { ScriptName } from "./script_names.ts";

const FOLDER = new URL("./scripts/", import.meta.url);

let version: string | undefined;

/** Changes when any script does. */
export function scriptVersion(): string {
  return version ??= digestFolder(FOLDER);
}

/** The text of a script, ready to stand in a page: classic, and without a name that the page could see. */
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
