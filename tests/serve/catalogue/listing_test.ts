import { assertEquals, assertStringIncludes } from "@std/assert";
import { Catalogue } from "../../../src/serve/catalogue/catalogue.ts";
import { TempDir } from "../../support/temp_dir.ts";
import { makeZip } from "../../support/zip_writer.ts";
import { HostFixture, type Tree, writeTree } from "../host_fixture.ts";

const JAM: Tree = {
  "twine.html": "<title>A Story</title>",
  "cart.html": "<title>PICO-8 Cartridge</title><script src=cart.js></script>",
  "cart.js": "the cart",
  "readme beside/README.txt": "",
  "readme beside/game/index.html": "<title>Beside</title>",
  "deep/notes.md": "",
  "deep/dist/web/index.html": "<title>Deep</title>",
  "wrapper/one/index.html": "",
  "wrapper/two/index.html": "",
  "readme.zip": makeZip([
    { name: "README.md", data: "" },
    { name: "build/index.html", data: "<title>Zipped</title>" },
    { name: "build/docs/index.html", data: "<title>Manual</title>" },
  ]),
  "packed.tar.gz": "x",
  "packed.tar": "x",
  "packed.tar.zst": "x",
  "old.7z": "x",
  "old.RAR": "x",
  "flash.swf": "x",
  "film/game.swf": "x",
  "film/readme.txt": "",
  "story.sb3": "x",
  "music/a.ogg": "x",
  "inside/build.zip": makeZip([{ name: "index.html", data: "" }]),
  "notes.txt": "not a game",
  "picture.png": "not a game",
};

async function scan(folder: TempDir, tree: Tree): Promise<Catalogue> {
  await writeTree(folder.path, tree);
  const catalogue = new Catalogue([{ path: folder.path }]);
  await catalogue.scan();
  return catalogue;
}

Deno.test("what lies in a folder of games is in the catalogue, played or with the reason why not", async () => {
  await using folder = await TempDir.make();
  const catalogue = await scan(folder, JAM);
  const games = new Map(catalogue.shown.map(({ game }) => [game.id, game]));
  const played = [...games.values()].filter(({ fault }) => !fault);
  assertEquals(played.map(({ id, name, entry }) => [id, name.en, entry]).sort(), [
    ["cart", "cart", "cart.html"],
    ["deep", "Deep", "dist/web/index.html"],
    ["readme beside", "Beside", "game/index.html"],
    ["readme", "Zipped", "build/index.html"],
    ["twine", "A Story", "twine.html"],
  ]);
  const reasons: Record<string, string> = {
    "packed.tar.gz": "pack it again as a zip",
    "packed.tar": "pack it again as a zip",
    "packed.tar.zst": "pack it again as a zip",
    "old.7z": "pack it again as a zip",
    "old.RAR": "pack it again as a zip",
    "flash.swf": "Ruffle",
    "film": "Ruffle",
    "story.sb3": "TurboWarp",
    "music": "no HTML page",
    "inside": "no page but an archive, build.zip",
    "wrapper": "several games (one, two)",
  };
  for (const [id, why] of Object.entries(reasons)) {
    assertStringIncludes(games.get(id)?.fault?.en ?? "", why, id);
  }
  assertEquals(games.size, 5 + Object.keys(reasons).length);
});

Deno.test("a lone page gets the files that are named after it, and nothing else of the folder", async () => {
  await using host = await HostFixture.make(JAM);
  await host.host.publish(host.game("cart"));
  assertEquals(await host.read("/games/cart/cart.js"), "the cart");
  for (const path of ["notes.txt", "twine.html", "music/a.ogg", "film/game.swf"]) {
    assertEquals((await host.ask(`/games/cart/${path}`)).status, 404, path);
  }
});

Deno.test("a folder of one page with its files, named itself, is one game", async () => {
  await using folder = await TempDir.make();
  const catalogue = await scan(folder, {
    "play.html": "<title>P</title>",
    "js/a.js": "",
    "b.js": "",
  });
  assertEquals(catalogue.shown.map(({ game }) => [game.name.en, game.entry]), [["P", "play.html"]]);
});

Deno.test("a folder of one page beside a game in a wrapper is a folder of games", async () => {
  await using folder = await TempDir.make();
  const catalogue = await scan(folder, {
    "story.html": "",
    "wrapper/readme.txt": "",
    "wrapper/game/index.html": "",
  });
  assertEquals(catalogue.shown.map(({ game }) => [game.id, game.fault]), [
    ["story", undefined],
    ["wrapper", undefined],
  ]);
});

Deno.test("an overlay's page is its base's, whatever pages lie deeper inside", async () => {
  await using folder = await TempDir.make();
  const catalogue = await scan(folder, {
    "base/index.html": "",
    "over/game.json": { base: "base" },
    "over/help/index.html": "",
  });
  assertEquals(catalogue.get("over")?.entry, "index.html");
});

Deno.test("an entry that does not exist is a fault, a cover that does not exist a notice", async () => {
  await using folder = await TempDir.make();
  const catalogue = await scan(folder, {
    "entry/game.json": { entry: "web/play.html" },
    "entry/index.html": "",
    "cased/game.json": { entry: "Web/Play.html", cover: "Art/Cover.PNG" },
    "cased/web/play.html": "",
    "cased/art/cover.png": "",
    "cover/game.json": { cover: "gone.png" },
    "cover/index.html": "",
    "over/game.json": { base: "cased", entry: "web/play.html", cover: "art/cover.png" },
  });
  const game = (id: string) => catalogue.get(id)!;
  assertEquals(
    game("entry").fault?.en,
    'game.json names "web/play.html" as entry, and there is no such file',
  );
  assertEquals(
    [game("cased").fault, game("cased").entry, game("cased").cover],
    [undefined, "web/play.html", "art/cover.png"],
  );
  assertEquals([game("cover").fault, game("cover").cover], [undefined, undefined]);
  assertStringIncludes(game("cover").notices[0]!.en, '"gone.png" as cover, and there is no such');
  assertEquals([game("over").fault, game("over").cover], [undefined, "art/cover.png"]);
});

Deno.test("a page beside Flash is told that it needs Ruffle, and only where it has none", async () => {
  await using folder = await TempDir.make();
  const catalogue = await scan(folder, {
    "bare/index.html": "<embed src=a.swf>",
    "bare/a.swf": "",
    "with/index.html": "<script src=lib/ruffle.js></script><embed src=a.swf>",
    "with/a.swf": "",
    "with/lib/ruffle.js": "",
  });
  const notices = catalogue.shown.map(({ game }) => game.notices.map(({ en }) => en).join());
  assertStringIncludes(notices[0]!, "no Ruffle");
  assertEquals(notices[1], "");
});

Deno.test("a game's own game.json is served, and coplay's card is not, in each layer for itself", async () => {
  await using host = await HostFixture.make({
    "a/index.html": "",
    "a/game.json": { levels: [1] },
    "b/index.html": "",
    "b/game.json": { name: "B" },
    "over/game.json": { base: "a" },
  });
  for (const [id, expected] of [["a", '{"levels":[1]}'], ["over", '{"levels":[1]}']] as const) {
    await host.host.publish(host.game(id));
    assertEquals(await host.read(`/games/${id}/game.json`), expected, id);
  }
  await host.host.publish(host.game("b"));
  assertEquals((await host.ask("/games/b/game.json")).status, 404);
});
