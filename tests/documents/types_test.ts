import { assert, assertEquals } from "@std/assert";
import { fileURLToPath } from "node:url";
import { TempDir } from "../support/temp_dir.ts";

const TYPES = fileURLToPath(new URL("../../docs/coplay.d.ts", import.meta.url));
const DOCUMENT = new URL("../../docs/bringing_a_game.md", import.meta.url);

/** What a type checker says of a game in plain JavaScript that names coplay.d.ts; empty where all is right. */
async function checkGame(script: string): Promise<string> {
  await using folder = await TempDir.make();
  await Deno.copyFile(TYPES, folder.join("coplay.d.ts"));
  const lines = ["// @ts-check", `/// <reference path="./coplay.d.ts" />`, script, "export {};"];
  await Deno.writeTextFile(folder.join("game.js"), lines.join("\n"));
  const compilerOptions = { lib: ["dom", "esnext"], strict: true, checkJs: true };
  await Deno.writeTextFile(folder.join("deno.json"), JSON.stringify({ compilerOptions }));
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["check", "--quiet", "--no-lock", "game.js"],
    cwd: folder.path,
  }).output();
  return success ? "" : new TextDecoder().decode(stderr);
}

Deno.test("the documented lines for scores are right by the types that games may copy, and what is no score is not", async () => {
  const text = await Deno.readTextFile(DOCUMENT);
  const [, documented] = /```js\n([^`]*coplay\?\.score[^`]*)```/.exec(text) ?? [];
  assert(documented);
  const wrong = [
    '"12", { best: "high" }',
    "12",
    '12, { best: "up" }',
    '12, { best: "low", level: 3 }',
  ];
  const script = [
    documented,
    "/** @type {number | undefined} */ let seed = globalThis.coplay?.round?.seed;",
    ...wrong.map((call) => `// @ts-expect-error\nglobalThis.coplay?.score(${call});`),
  ];
  assertEquals(await checkGame(script.join("\n")), "");
});
