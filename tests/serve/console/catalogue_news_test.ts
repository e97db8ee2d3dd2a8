import { assertEquals } from "@std/assert";
import { Catalogue } from "../../../src/serve/catalogue/catalogue.ts";
import { CatalogueNews } from "../../../src/serve/console/catalogue_news.ts";
import { FakeIo } from "../../support/fake_io.ts";
import { TempDir } from "../../support/temp_dir.ts";
import { type Tree, writeTree } from "../host_fixture.ts";

/** A folder of games whose changes the console reports. */
async function watch(folder: TempDir, tree: Tree) {
  await writeTree(folder.path, tree);
  const catalogue = new Catalogue([{ path: folder.path }]);
  await catalogue.scan();
  const io = new FakeIo();
  const news = new CatalogueNews(catalogue, io);
  const told = async (change: Tree) => {
    await writeTree(folder.path, change);
    io.writes.length = 0;
    await catalogue.scan();
    news.tell();
    return io.text("stderr");
  };
  return { told, news };
}

const GAMES: Tree = { "a/index.html": "<title>A</title>", "b/index.html": "<title>B</title>" };

Deno.test("a change of the catalogue is one line, whatever the length of the catalogue", async () => {
  await using folder = await TempDir.make();
  const { told } = await watch(folder, GAMES);
  assertEquals(await told({}), "");
  assertEquals(await told({ "0/index.html": "<title>Early</title>" }), "New: 2 Early\n");
  assertEquals(await told({ "a/index.html": "<title>Alpha</title>" }), "Renamed: 0 Alpha\n");
  await Deno.remove(folder.join("b"), { recursive: true });
  assertEquals(await told({}), "Gone: 1 B\n");
  assertEquals(
    await told({ "a/game.json": { base: "nowhere" } }),
    'Cannot be published: 0 Alpha (its base "nowhere" does not exist)\n',
  );
  assertEquals(await told({ "a/game.json": {} }), "Can be published now: 0 Alpha\n");
});

Deno.test("many new games are named in one line as far as it goes", async () => {
  await using folder = await TempDir.make();
  const { told } = await watch(folder, GAMES);
  const many = Array.from({ length: 40 }, (_, at) => [`n${at}/index.html`, ""] as const);
  assertEquals(
    await told(Object.fromEntries(many)),
    "New: 2 n0, 3 n1, 4 n2, 5 n3, 6 n4, 7 n5 and 34 more\n",
  );
});

Deno.test("news that come while a question is open leave it open below them", async () => {
  await using folder = await TempDir.make();
  const { told, news } = await watch(folder, GAMES);
  news.question = "Which? ";
  assertEquals(await told({ "c/index.html": "" }), "\nNew: 2 c\nWhich? ");
});
