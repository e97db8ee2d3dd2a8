import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { fileURLToPath } from "node:url";
import { Catalogue, listGameFiles } from "../../../src/serve/catalogue/catalogue.ts";
import { TempDir } from "../../support/temp_dir.ts";
import { makeZip } from "../../support/zip_writer.ts";
import { type Tree, writeTree } from "../host_fixture.ts";
import { formatCatalogue } from "../../../src/serve/console/catalogue_rows.ts";

async function scan(folder: TempDir, tree: Tree): Promise<Catalogue> {
  await writeTree(folder.path, tree);
  const catalogue = new Catalogue([{ path: folder.path }]);
  await catalogue.scan();
  return catalogue;
}

Deno.test("catalogue shows games by order, then by name as people count", async () => {
  await using folder = await TempDir.make();
  const catalogue = await scan(folder, {
    "level 10/index.html": "",
    "level 2/index.html": "",
    "z/game.json": { order: 0, name: { en: "Last letter", zh: "最后" } },
    "z/index.html": "",
  });
  assertEquals(formatCatalogue(catalogue.shown, "en"), "0.Last letter\n1.level 2\n2.level 10\n");
  assertEquals(formatCatalogue(catalogue.shown, "zh"), "0.最后\n1.level 2\n2.level 10\n");
});

Deno.test("catalogue shows the built-in games in their order, and the user's after them", async () => {
  await using folder = await TempDir.make();
  await writeTree(folder.path, { "own/index.html": "<title>Own</title>" });
  const games = fileURLToPath(new URL("../../../games", import.meta.url));
  const catalogue = new Catalogue([{ path: games, isBuiltIn: true }, { path: folder.path }]);
  await catalogue.scan();
  assertEquals(
    formatCatalogue(catalogue.shown, "zh"),
    "0.植物大战僵尸-普通版\n1.植物大战僵尸-破解版\n2.保卫萝卜\n3.2048\n4.读心术\n5.协程实验室\n6.Own\n",
  );
  for (const { game } of catalogue.shown.slice(0, -1)) {
    assertEquals(game.fault, undefined);
    assert(game.cover && game.description, `${game.id} is introduced`);
  }
});

Deno.test("catalogue names a game by its title, and finds the only page", async () => {
  await using folder = await TempDir.make();
  const catalogue = await scan(folder, {
    "cart/mygame.html": "<html><title>My\n &amp; game &#x4e2d;</title>",
    "cart/mygame.js": "",
  });
  const names = catalogue.shown.map(({ game }) => [game.name.en, game.entry]);
  assertEquals(names, [["My & game 中", "mygame.html"]]);
});

Deno.test("catalogue finds a game by its name as it is typed, in whatever form the disk keeps it", async () => {
  await using folder = await TempDir.make();
  const kept = "cafe\u0301 \u1112\u1161\u11ab";
  const catalogue = await scan(folder, { [`${kept}/index.html`]: "" });
  assertEquals(catalogue.shown.map(({ game }) => game.id), [kept.normalize("NFC")]);
  assertEquals((await listGameFiles(catalogue.get(kept.normalize("NFC"))!)).length, 1);
});

Deno.test("catalogue sees through a folder that holds one folder", async () => {
  await using folder = await TempDir.make();
  const catalogue = await scan(folder, { "pack/inner/index.html": "<title>In</title>" });
  assertEquals(catalogue.shown.map(({ game }) => [game.id, game.name.en]), [["pack", "In"]]);
});

Deno.test("catalogue lists a broken game among good ones with its reason", async () => {
  await using folder = await TempDir.make();
  const catalogue = await scan(folder, {
    "good/index.html": "",
    "json/game.json": '{"name": "x",\n "order" 3}',
    "json/readme.txt": "",
    "lost/game.json": { base: "nowhere" },
    "ring1/game.json": { base: "ring2" },
    "ring2/game.json": { base: "ring1" },
    "two/b.html": "",
    "two/a.html": "",
    "pageless.zip": makeZip([{ name: "x.js", data: "" }]),
    "renamed.zip": "<html>",
  });
  const faults = new Map(catalogue.shown.map(({ game }) => [game.id, game.fault?.en]));
  assertEquals(faults.get("good"), undefined);
  assertStringIncludes(faults.get("json")!, "no HTML page to start with; json/game.json: not JSON");
  assertStringIncludes(faults.get("json")!, "line 2");
  assertStringIncludes(faults.get("lost")!, 'base "nowhere" does not exist');
  assertStringIncludes(faults.get("ring1")!, "ring1 -> ring2 -> ring1");
  assertStringIncludes(
    faults.get("two")!,
    "no index.html but several other pages (a.html, b.html)",
  );
  assertStringIncludes(faults.get("pageless")!, "no HTML page to start with");
  assertStringIncludes(faults.get("renamed")!, "not a zip archive");
  assertEquals(faults.size, 8);
});

Deno.test("catalogue keeps each game's number while games come, go and return", async () => {
  await using folder = await TempDir.make();
  const catalogue = await scan(folder, { "b/index.html": "", "c/index.html": "" });
  const numbers = async () => {
    await catalogue.scan();
    return catalogue.shown.map(({ number, game }) => `${number} ${game.id}`);
  };
  assertEquals(await numbers(), ["0 b", "1 c"]);
  await writeTree(folder.path, { "a/index.html": "" });
  assertEquals(await numbers(), ["0 b", "1 c", "2 a"]);
  await Deno.remove(folder.join("b"), { recursive: true });
  await writeTree(folder.path, { "d/index.html": "" });
  assertEquals(await numbers(), ["1 c", "2 a", "3 d"]);
  await writeTree(folder.path, { "b/index.html": "" });
  assertEquals(await numbers(), ["0 b", "1 c", "2 a", "3 d"]);
});

Deno.test("catalogue adds the folder to names that two games have, and only to those", async () => {
  await using folder = await TempDir.make();
  const catalogue = await scan(folder, {
    "a/index.html": "<title>Jam</title>",
    "b/index.html": "<title>JAM</title>",
    "jam/index.html": "<title>Jam</title>",
    "c/game.json": { name: { en: "One", zh: "一" } },
    "c/index.html": "",
    "d/game.json": { name: { en: "One", zh: "二" } },
    "d/index.html": "",
    "kit/game.json": { name: "一", hidden: true },
  });
  assertEquals(catalogue.shown.map(({ game: { name } }) => [name.en, name.zh]), [
    ["Jam (a)", "Jam（a）"],
    ["JAM (b)", "JAM（b）"],
    ["One (c)", "一"],
    ["One (d)", "二"],
    ["Jam", "Jam"],
  ]);
});

Deno.test("catalogue lets a hidden game be a base, unseen", async () => {
  await using folder = await TempDir.make();
  const catalogue = await scan(folder, {
    "kit/game.json": { hidden: true },
    "kit/kit/loop.js": "",
    "a/game.json": { base: "kit" },
    "a/index.html": "",
  });
  assertEquals(catalogue.shown.map(({ game }) => [game.id, game.fault]), [["a", undefined]]);
  assert(catalogue.get("kit")?.isHidden);
});

Deno.test("catalogue says what is wrong with a folder and scans the rest", async () => {
  await using folder = await TempDir.make();
  await writeTree(folder.path, { "games/a/index.html": "", "file.txt": "" });
  const catalogue = new Catalogue(
    ["missing", "file.txt", "games"].map((name) => ({ path: folder.join(name) })),
  );
  await catalogue.scan();
  assertEquals(catalogue.shown.length, 1);
  assertStringIncludes(catalogue.faults[0]!.en, "no such folder");
  assertStringIncludes(catalogue.faults[1]!.en, "not a directory");
});

Deno.test("catalogue refuses a second game of one ID and says who has it", async () => {
  await using folder = await TempDir.make();
  await writeTree(folder.path, { "x/a/index.html": "", "y/a/index.html": "" });
  const catalogue = new Catalogue([{ path: folder.join("x") }, { path: folder.join("y") }]);
  await catalogue.scan();
  const [first, second] = catalogue.shown.map(({ game }) => game.fault?.en);
  assertEquals(first, undefined);
  assertStringIncludes(second!, `already taken by ${folder.join("x", "a")}`);
});

Deno.test("catalogue notices games that come, change and go", async () => {
  await using folder = await TempDir.make();
  const catalogue = await scan(folder, { "a/index.html": "<title>one</title>" });
  assertEquals(await catalogue.scan(), false);
  await writeTree(folder.path, { "b/index.html": "" });
  assertEquals(await catalogue.scan(), true);
  await writeTree(folder.path, { "a/index.html": "<title>longer title</title>" });
  assertEquals(await catalogue.scan(), true);
  assertEquals(catalogue.shown.map(({ game }) => game.name.en), ["longer title", "b"]);
  await Deno.remove(folder.join("a"), { recursive: true });
  assertEquals(await catalogue.scan(), true);
  assertEquals(catalogue.shown.map(({ game }) => game.id), ["b"]);
});

Deno.test("catalogue takes a folder or zip that is itself a game", async () => {
  await using folder = await TempDir.make();
  const zip = makeZip([{ name: "index.html", data: "<title>Zip</title>" }]);
  await writeTree(folder.path, { "one/index.html": "<title>One</title>", "two.zip": zip });
  const catalogue = new Catalogue([{ path: folder.join("one") }, { path: folder.join("two.zip") }]);
  await catalogue.scan();
  assertEquals(catalogue.shown.map(({ game }) => [game.id, game.name.en]), [
    ["one", "One"],
    ["two", "Zip"],
  ]);
});

Deno.test("catalogue looks at the first thousand of a huge folder and says so", async () => {
  await using folder = await TempDir.make();
  const games = Array.from({ length: 1010 }, (_, at) => [`${at}/index.html`, ""] as const);
  const catalogue = await scan(folder, Object.fromEntries(games));
  assertEquals(catalogue.shown.length, 1000);
  assertStringIncludes(catalogue.faults[0]!.en, "only the first 1000");
});
