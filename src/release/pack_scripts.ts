import { createHash } from "node:crypto";
import { join } from "node:path";
import { SCRIPT_NAMES } from "../serve/browser/script_names.ts";

/**
 * Writes the module that replaces `serve/browser/script_source.ts` in the binary and contains the scripts as text.
 *
 * @param bundled the folder with the bundle of each script
 */
export async function writeScripts(bundled: string, to: string): Promise<void> {
  const texts: Record<string, string> = {};
  for (const name of SCRIPT_NAMES) {
    // Modules are strict by themselves, so the bundle has no directive.
    texts[name] = `"use strict";${await Deno.readTextFile(join(bundled, `${name}.js`))}`;
  }
  const all = JSON.stringify(texts);
  const version = createHash("sha256").update(all).digest("base64url").slice(0, 10);
  await Deno.writeTextFile(
    to,
    `const texts = ${all};
export const scriptVersion = () => ${JSON.stringify(version)};
export const readScript = (name) => Promise.resolve(texts[name]);
`,
  );
}
