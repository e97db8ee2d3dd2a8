import { assert, assertEquals } from "@std/assert";
import { LAN_NAME } from "../../support/chromium.ts";
import { browserTest as test } from "../../support/programs.ts";
import { makeZip } from "../../support/zip_writer.ts";
import { TempDir } from "../../support/temp_dir.ts";
import { HostFixture, type Tree } from "../host_fixture.ts";
import { exportLove, NPM_GAMES, npmPackageFolder } from "./npm_package.ts";
import { SchoolNetwork } from "./school_network.ts";

/** Reads files of a package, by their paths in a game. */
async function takeFiles(folder: string, paths: Readonly<Record<string, string>>): Promise<Tree> {
  const entries = Object.entries(paths).map(async ([to, from]) =>
    [to, await Deno.readFile(`${folder}/${from}`)] as const
  );
  return Object.fromEntries(await Promise.all(entries));
}

/** Reads all files of a folder, under a path. */
async function takeFolder(folder: string, under: string): Promise<Tree> {
  const tree: Record<string, Uint8Array<ArrayBuffer>> = {};
  for await (const entry of Deno.readDir(folder)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) Object.assign(tree, await takeFolder(path, `${under}${entry.name}/`));
    else tree[under + entry.name] = await Deno.readFile(path);
  }
  return tree;
}

async function publish(tree: Tree): Promise<SchoolNetwork> {
  const host = await HostFixture.publishing(tree, { packs: true });
  await host.host.games.prepared;
  return await SchoolNetwork.start(host);
}

test("a chess engine with threads finds its move where the browser isolates it", async () => {
  const folder = await npmPackageFolder(NPM_GAMES.stockfish);
  const files = ["stockfish.js", "stockfish.wasm", "stockfish.worker.js"];
  await using network = await publish({
    ...await takeFiles(folder, Object.fromEntries(files.map((name) => [`a/${name}`, name]))),
    "a/index.html": `<link rel="icon" href="data:,"><script src="stockfish.js"></script><script>
      console.log("isolated", crossOriginIsolated);
      if (crossOriginIsolated) Stockfish().then((engine) => {
        engine.addMessageListener((line) => console.log(line));
        engine.postMessage("position startpos moves f2f3 e7e5 g2g4");
        engine.postMessage("go depth 6");
      });
    </script>`,
  });
  await using local = await network.visit("localhost");
  await local.saying("bestmove d8h4");
  assertEquals(local.encodings.get("/games/a/stockfish.wasm"), "br");
  await using lan = await network.visit(LAN_NAME);
  await lan.saying("isolated false");
  assertEquals(lan.refused, []);
});

const LUA = `
function love.load() print("loaded in " .. love.getVersion()) end
local frames = 0
function love.update()
  frames = frames + 1
  if frames == 3 then print("three frames") end
end
function love.draw() love.graphics.rectangle("fill", 20, 20, 60, 60) end
`;

async function exportedLove(isCompat: boolean): Promise<Tree> {
  await using folder = await TempDir.make();
  await Deno.writeFile(folder.join("game.love"), makeZip([{ name: "main.lua", data: LUA }]));
  await exportLove(folder.join("game.love"), { to: folder.join("out"), isCompat });
  return await takeFolder(folder.join("out"), "a/");
}

test("a LÖVE game with threads runs by localhost", async () => {
  await using network = await publish(await exportedLove(false));
  assertEquals(network.host.host.published.current?.store.profile.engine, "LÖVE.js");
  await using visit = await network.visit("localhost");
  await visit.saying("three frames");
});

test("a LÖVE game without threads runs on plain http of a school network", async () => {
  await using network = await publish(await exportedLove(true));
  await using visit = await network.visit(LAN_NAME);
  await visit.saying("three frames");
  assertEquals(visit.encodings.get("/games/a/love.wasm"), "gzip");
  assertEquals(await visit.page.evaluate("isSecureContext"), false);
});

/** A Flash movie with one red frame of 320 by 240, version 6 (SWF file format, chapter 2). */
const FILM = new Uint8Array([
  ...[0x46, 0x57, 0x53, 6, 0x2b, 0, 0, 0],
  ...[0x70, 0, 0x0c, 0x80, 0, 0, 0x96, 0, 0, 0x18, 1, 0],
  ...[0x43, 0x02, 0xff, 0, 0, 0x40, 0, 0, 0],
]);
new DataView(FILM.buffer).setUint32(4, FILM.length, true);

test("Ruffle plays a Flash film on plain http of a school network", async () => {
  const folder = await npmPackageFolder(NPM_GAMES.ruffle);
  const tree: Record<string, Uint8Array<ArrayBuffer> | string> = {};
  for await (const { name } of Deno.readDir(folder)) {
    if (/\.(?:js|wasm)$/.test(name)) {
      tree[`a/ruffle/${name}`] = await Deno.readFile(`${folder}/${name}`);
    }
  }
  await using network = await publish({
    ...tree,
    "a/film.swf": FILM,
    "a/index.html": `<link rel="icon" href="data:,"><script src="ruffle/ruffle.js"></script><script>
      window.RufflePlayer.config = { autoplay: "on", unmuteOverlay: "hidden" };
      addEventListener("load", () => {
        const player = window.RufflePlayer.newest().createPlayer();
        player.addEventListener("loadedmetadata", () =>
          console.log("film", player.metadata.width, player.metadata.height));
        document.body.append(player);
        player.load("film.swf");
      });
    </script>`,
  });
  await using visit = await network.visit(LAN_NAME);
  await visit.saying("film 320 240");
  assertEquals(visit.refused, []);
  const wasm = [...visit.encodings].filter(([path]) => path.endsWith(".wasm"));
  assert(wasm.length > 0 && wasm.every(([, encoding]) => encoding === "gzip"));
});

test("Box2D runs from a zip on plain http of a school network", async () => {
  const folder = await npmPackageFolder(NPM_GAMES.box2d);
  const page = `<link rel="icon" href="data:,"><script type="module">
    import Box2D from "./Box2D.js";
    const { b2Vec2, b2World, b2BodyDef } = await Box2D();
    const world = new b2World(new b2Vec2(0, -10));
    world.CreateBody(new b2BodyDef());
    console.log("bodies", world.GetBodyCount(), "gravity", world.GetGravity().get_y());
  </script>`;
  const zip = makeZip([
    { name: "physics/index.html", data: page },
    { name: "physics/Box2D.js", data: await Deno.readFile(`${folder}/dist/es/Box2D.js`) },
    { name: "physics/Box2D.wasm", data: await Deno.readFile(`${folder}/dist/es/Box2D.wasm`) },
  ]);
  await using network = await publish({ "a.zip": zip });
  await using visit = await network.visit(LAN_NAME);
  await visit.saying("bodies 1 gravity -10");
  assertEquals(visit.encodings.get("/games/a/Box2D.wasm"), "gzip");
});
