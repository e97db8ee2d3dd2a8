import { assertEquals, assertStringIncludes } from "@std/assert";
import { Catalogue } from "../../../src/serve/catalogue/catalogue.ts";
import { fitsTyped, pickGame } from "../../../src/serve/catalogue/pick_game.ts";
import { TempDir } from "../../support/temp_dir.ts";
import { type Tree, writeTree } from "../host_fixture.ts";

/** By number: 0 zero, 1 "1", 2 "2048", 3 Jam entry 2, 4 Jam entry 20, 5 torn, 6 土豆. */
const GAMES: Tree = {
  "zero/game.json": { order: -1, name: { en: "First", zh: "第一" }, base: "1" },
  "1/index.html": "",
  "2048/index.html": "",
  "jam1/index.html": "<title>Jam entry 2</title>",
  "jam2/index.html": "<title>Jam entry 20</title>",
  "torn/game.json": { base: "nowhere" },
  "z/index.html": "<title>土豆大战</title>",
  "unseen/game.json": { hidden: true },
  "unseen/index.html": "",
};

async function scan(folder: TempDir): Promise<Catalogue> {
  await writeTree(folder.path, GAMES);
  const catalogue = new Catalogue([{ path: folder.path }]);
  await catalogue.scan();
  return catalogue;
}

const PICKED: readonly [answer: string, picked: string][] = [
  ["2048", "2048"],
  ["0", "zero"],
  ["2", "2048"],
  ["1", "1"],
  ["#3", "jam1"],
  ["＃３", "jam1"],
  [" 第一 ", "zero"],
  ["FIRST", "zero"],
  ["entry 2", "jam1"],
  ["ENTRY 20", "jam2"],
  ["20", "none"],
  ["大战", "z"],
  ["jam", "several"],
  ["entry", "several"],
  ["torn", "broken"],
  ["tor", "broken"],
  ["unseen", "unseen"],
  ["unsee", "none"],
  ["", "none"],
  ["-1", "none"],
  ["nope", "none"],
];

for (const [answer, expected] of PICKED) {
  Deno.test(`"${answer}" picks ${expected}`, async () => {
    await using folder = await TempDir.make();
    const picked = pickGame(await scan(folder), answer);
    assertEquals(picked.kind === "game" ? picked.game.id : picked.kind, expected);
  });
}

Deno.test("an answer that several games fit is told which", async () => {
  await using folder = await TempDir.make();
  const picked = pickGame(await scan(folder), "jam");
  assertEquals(picked.kind, "several");
  if (picked.kind === "game") return;
  assertEquals(picked.why.en, '"jam" fits 2 games: 3 Jam entry 2, 4 Jam entry 20');
  assertStringIncludes(picked.why.zh, "“jam”对应 2 个游戏：3 Jam entry 2");
});

Deno.test("the list follows what is typed: the start of a number, or a part of a name", async () => {
  await using folder = await TempDir.make();
  const { shown } = await scan(folder);
  const fitting = (typed: string) =>
    shown.filter((game) => fitsTyped(game, typed)).map(({ number }) => number);
  assertEquals(fitting("2"), [2, 3, 4]);
  assertEquals(fitting("JAM"), [3, 4]);
  assertEquals(fitting("战"), [6]);
  assertEquals(fitting("x"), []);
});
