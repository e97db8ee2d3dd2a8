import { assertEquals, assertNotEquals } from "@std/assert";
import { pathToFileURL } from "node:url";
import { writeScripts } from "../../src/release/pack_scripts.ts";
import { SCRIPT_NAMES } from "../../src/serve/browser/script_names.ts";
import type * as ScriptSource from "../../src/serve/browser/script_source.ts";
import { TempDir } from "../support/temp_dir.ts";

/** Packs scripts with a text, and loads the result as the binary does. */
async function pack(folder: TempDir, text: string): Promise<typeof ScriptSource> {
  for (const name of SCRIPT_NAMES) await Deno.writeTextFile(folder.join(`${name}.js`), text);
  const module = folder.join(`${text.length}.mjs`);
  await writeScripts(folder.path, module);
  return await import(pathToFileURL(module).href);
}

Deno.test("packed scripts replace those of the source, and their version follows their text", async () => {
  await using folder = await TempDir.make();
  const first = await pack(folder, '(()=>{"`$\\n"})();\n');
  for (const name of SCRIPT_NAMES) {
    assertEquals(await first.readScript(name), `"use strict";${'(()=>{"`$\\n"})();\n'}`);
  }
  const other = await pack(folder, "(()=>{})();");
  assertNotEquals(other.scriptVersion(), first.scriptVersion());
});
