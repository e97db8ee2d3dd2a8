import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { answerHostFile, hostFileUrl } from "../../../src/serve/browser/host_files.ts";
import { SCRIPT_NAMES } from "../../../src/serve/browser/script_names.ts";
import { TempDir } from "../../support/temp_dir.ts";

const FOLDER = new URL("../../../src/serve/browser/scripts/", import.meta.url);

async function ask(target: string, headers = {}): Promise<Response> {
  const name = new URL(target, "http://host").pathname.slice("/.coplay/".length);
  return await answerHostFile(name, new Request(`http://host${target}`, { headers }))!;
}

Deno.test("every script is classic: it parses as one, and keeps its names to itself", async () => {
  for (const name of SCRIPT_NAMES) {
    const answer = await ask(hostFileUrl(`${name}.js`));
    assertEquals(answer.headers.get("content-type"), "text/javascript; charset=utf-8");
    const text = await answer.text();
    // This throws if a keyword of modules remains.
    new Function(text);
    assert(text.startsWith(`"use strict";(()=>{`), name);
    assert(text.trimEnd().endsWith("})();"), name);
  }
});

Deno.test("every module of the folder is a script or a part of one", async () => {
  const entries = await Array.fromAsync(Deno.readDir(FOLDER));
  const files = entries.filter(({ isFile }) => isFile).map(({ name }) => name).sort();
  assertEquals(files, SCRIPT_NAMES.map((name) => `${name}.ts`));
});

Deno.test("a browser keeps a script for as long as its version is the same", async () => {
  const url = hostFileUrl("apart.js");
  const answer = await ask(url, { "accept-encoding": "gzip" });
  assertEquals(
    answer.headers.get("cache-control"),
    "public, max-age=31536000, immutable, no-transform",
  );
  const text = gunzipSync(await answer.bytes()).toString();
  const bare = await ask("/.coplay/apart.js");
  assertEquals(bare.headers.get("cache-control"), "no-cache, no-transform");
  assertEquals(await bare.text(), text);
  assertNotEquals(hostFileUrl("page.css").split("?")[1], url.split("?")[1]);
  assertEquals(answerHostFile("nothing.js", new Request("http://host/")), undefined);
});

Deno.test("scripts use only what a browser has", async () => {
  await using folder = await TempDir.make();
  const config = folder.join("deno.json");
  const { compilerOptions } = JSON.parse(
    await Deno.readTextFile(new URL("../../../deno.json", import.meta.url)),
  );
  const lib = ["dom", "dom.iterable", "dom.asynciterable", "esnext"];
  await Deno.writeTextFile(
    config,
    JSON.stringify({ compilerOptions: { ...compilerOptions, lib } }),
  );
  const entries = SCRIPT_NAMES.map((name) => fileURLToPath(new URL(`${name}.ts`, FOLDER)));
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["check", "--quiet", "--no-lock", "--config", config, ...entries],
  }).output();
  assert(success, new TextDecoder().decode(stderr));
});
