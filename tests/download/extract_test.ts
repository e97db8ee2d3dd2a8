import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { runCoplay } from "../support/coplay.ts";
import { ScriptedServer } from "../support/scripted_server.ts";
import { TempDir } from "../support/temp_dir.ts";
import { makeZip } from "../support/zip_writer.ts";

Deno.test("changes to an archive's names are reported", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  const entries = [{ name: "index.html", data: "hi" }, { name: "a:b.txt", data: "x" }];
  server.on("/game.zip", { body: makeZip(entries) });
  const args = ["download", "--extract", "-d", "games", server.url("/game.zip")];
  const result = await runCoplay(args, { cwd: folder.path });
  assertEquals([result.code, result.stdout], [0, "Downloaded game (unpacked)\n"]);
  assertMatch(result.stderr, /^game: "a:b.txt" has a name .* became "a_b.txt"$/m);
  assertEquals(await folder.names("games", "game"), ["a_b.txt", "index.html"]);
});

for (const mode of ["rename", "skip", "update", "overwrite", "fail"]) {
  Deno.test(`an archive that cannot be unpacked is kept once with --if-exists ${mode}`, async () => {
    await using server = await ScriptedServer.start();
    await using folder = await TempDir.make();
    const dir = folder.join("games");
    const pages = ["log in", "log in, please", "log in at last"];
    server.on("/game.zip", ...pages.map((text) => ({ body: `<html>${text}${" ".repeat(600)}` })));
    const args = ["download", "--extract", "--if-exists", mode, "-d", dir, server.url("/game.zip")];
    const results = [];
    for (const _ of pages) results.push(await runCoplay(args, { cwd: folder.path }));
    assertEquals(results.map(({ code }) => code), [1, 1, 1]);
    assertStringIncludes(results[0]!.stdout, "the archive is kept as game.zip");
    const visible = (await folder.names("games")).filter((name) => !name.startsWith("."));
    assertEquals(visible, ["game.zip"]);
    const isNewest = (await Deno.readTextFile(`${dir}/game.zip`)).includes("at last");
    assertEquals(isNewest, ["overwrite", "update"].includes(mode));
    const hidden = (await folder.names("games")).filter((name) => /part|journal/.test(name));
    assertEquals(hidden, []);
  });
}
