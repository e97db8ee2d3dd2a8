import { assert, assertEquals } from "@std/assert";
import { unicodeWidth } from "@std/cli/unicode-width";
import { Catalogue } from "../../../src/serve/catalogue/catalogue.ts";
import { showCatalogue } from "../../../src/serve/console/catalogue_rows.ts";
import { FakeIo } from "../../support/fake_io.ts";
import { TempDir } from "../../support/temp_dir.ts";
import { writeTree } from "../host_fixture.ts";

async function scanMany(folder: TempDir): Promise<Catalogue> {
  const games = Array.from({ length: 40 }, (_, at) => [
    [`g${at}/index.html`, "<title>" + (at % 2 ? `第${at}个游戏的名字` : `Game ${at}`) + "</title>"],
    [`bad${at % 6}/game.json`, { base: "nowhere" }],
  ]).flat();
  await writeTree(folder.path, Object.fromEntries(games));
  const catalogue = new Catalogue([{ path: folder.path }]);
  await catalogue.scan();
  return catalogue;
}

Deno.test("forty games and what is broken fit a terminal of 80 by 24 with the question below", async () => {
  await using folder = await TempDir.make();
  const catalogue = await scanMany(folder);
  for (const language of ["en", "zh"] as const) {
    const io = new FakeIo({ isTerminal: true, language });
    showCatalogue(catalogue, { io });
    const rows = io.text("stderr").trimEnd().split("\n");
    assert(rows.length <= 23, rows.join("\n"));
    for (const row of rows) assert(unicodeWidth(row) < 80, row);
    for (const { number, game } of catalogue.shown) {
      const isListed = rows.some((row) => row.includes(`${number}.${game.name[language]}`));
      assertEquals(isListed || game.fault !== undefined, true, game.name[language]);
    }
    assert(rows.at(-1)!.includes(language === "en" ? "cannot be published" : "无法发布"));
    const whole = new FakeIo({ isTerminal: true, language });
    showCatalogue(catalogue, { io: whole, isWhole: true });
    assertEquals(whole.text("stderr").match(/nowhere/g)?.length, 6);
  }
});

Deno.test("a pipe gets a line a game, with the reason of each that is broken", async () => {
  await using folder = await TempDir.make();
  const io = new FakeIo();
  showCatalogue(await scanMany(folder), { io });
  assertEquals(io.text("stderr").match(/^\d+\./gm)?.length, 46);
  assertEquals(io.text("stderr").match(/nowhere/g)?.length, 6);
});
