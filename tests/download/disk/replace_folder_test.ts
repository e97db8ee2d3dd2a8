import { assertEquals, assertRejects } from "@std/assert";
import { mendReplacement, replaceFolder } from "../../../src/download/disk/replace_folder.ts";
import { replacementPaths } from "../../../src/download/disk/part_paths.ts";
import { TempDir } from "../../support/temp_dir.ts";
import { testUnless } from "../../support/test_unless.ts";

/** Makes a folder with one file that identifies it. */
async function makeFolder(path: string, text: string): Promise<void> {
  await Deno.mkdir(path);
  await Deno.writeTextFile(`${path}/version`, text);
}

async function versionOf(folder: TempDir): Promise<string> {
  return await Deno.readTextFile(folder.join("game", "version"));
}

Deno.test("a folder takes another's place, and nothing of the old one is left", async () => {
  await using folder = await TempDir.make();
  const target = { dir: folder.path, name: "game" };
  const { fresh } = replacementPaths(target);
  await makeFolder(folder.join("game"), "old");
  await makeFolder(fresh, "new");
  await replaceFolder(fresh, target);
  assertEquals([await versionOf(folder), await folder.names()], ["new", ["game"]]);
});

Deno.test("a folder whose replacement fails stays where it was", async () => {
  await using folder = await TempDir.make();
  const target = { dir: folder.path, name: "game" };
  await makeFolder(folder.join("game"), "old");
  const missing = replacementPaths(target).fresh;
  await assertRejects(() => replaceFolder(missing, target), Deno.errors.NotFound);
  assertEquals([await versionOf(folder), await folder.names()], ["old", ["game"]]);
});

Deno.test("a folder that a kill left aside is restored, or removed if its replacement is there", async () => {
  await using folder = await TempDir.make();
  const target = { dir: folder.path, name: "game" };
  const { old } = replacementPaths(target);
  await makeFolder(old, "old");
  await mendReplacement(target);
  assertEquals([await versionOf(folder), await folder.names()], ["old", ["game"]]);
  await makeFolder(old, "older");
  await mendReplacement(target);
  assertEquals([await versionOf(folder), await folder.names()], ["old", ["game"]]);
  await mendReplacement(target);
});

testUnless(
  Deno.build.os === "windows" ? "Windows locks no folders" : undefined,
  "a folder that another run is just replacing is left to it",
  async () => {
    await using folder = await TempDir.make();
    const target = { dir: folder.path, name: "game" };
    const { old } = replacementPaths(target);
    await makeFolder(old, "old");
    using held = await Deno.open(old);
    await held.lock(true);
    await mendReplacement(target);
    assertEquals(await folder.names(), [".game.coplay-old"]);
  },
);
