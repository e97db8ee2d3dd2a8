import { assertEquals } from "@std/assert";
import zlib from "node:zlib";
import type { EngineAnswer, EngineTree } from "./engine_tree.ts";
import { ENGINE_TREES } from "./engine_trees.ts";
import { findSecureNeeds } from "../../../src/serve/assets/secure_needs.ts";
import { HostFixture, type Tree } from "../host_fixture.ts";

const HTTPS = "gzip, deflate, br, zstd";
const HTTP = "gzip, deflate";

function unpack(bytes: Uint8Array, encoding: string | null): Uint8Array {
  if (encoding === "br") return new Uint8Array(zlib.brotliDecompressSync(bytes));
  if (encoding === "gzip") return new Uint8Array(zlib.gunzipSync(bytes));
  return bytes;
}

async function check(host: HostFixture, expected: EngineAnswer, accepted: string): Promise<void> {
  const { path, status = 200, type, encoding = "", plainEncoding = encoding } = expected;
  const headers = { "accept-encoding": accepted };
  const answer = await host.ask(`/games/a/${path}`, { headers });
  const body = await answer.bytes();
  const about = `${path} for ${accepted}`;
  assertEquals(answer.status, status, about);
  if (status !== 200) return;
  const sent = answer.headers.get("content-encoding");
  assertEquals(sent ?? "", accepted === HTTPS ? encoding : plainEncoding, about);
  if (type) assertEquals(answer.headers.get("content-type"), type, about);
  assertEquals(answer.headers.get("content-length"), String(body.length), about);
  if (expected.content) assertEquals(unpack(body, sent), expected.content, about);
}

/** Puts a tree into the game `a`. */
function asGame({ files }: EngineTree): Tree {
  return Object.fromEntries(Object.entries(files).map(([path, file]) => [`a/${path}`, file]));
}

for (const tree of ENGINE_TREES) {
  Deno.test(`${tree.name} runs as it was exported`, async () => {
    await using host = await HostFixture.publishing(asGame(tree), { packs: true });
    await host.host.games.prepared;
    const { profile } = host.host.published.current!.store;
    assertEquals(profile.engine, tree.engine);
    assertEquals(profile.needsIsolation, tree.isIsolated);
    for (const answer of tree.answers) {
      await check(host, answer, HTTPS);
      await check(host, answer, HTTP);
    }
  });
}

const THREADS: Tree = {
  "a/index.html": "<script>const GODOT_THREADS_ENABLED = true;</script>",
  "a/index.js": "",
  "a/sub/index.html": "",
  "b/index.html": "",
};

Deno.test("an isolated game is isolated in every answer, the game beside it in none", async () => {
  await using host = await HostFixture.publishing(THREADS, { hasLobby: true });
  const tag = (await host.ask("/games/a/index.js")).headers.get("etag")!;
  const asked: [target: string, headers: Record<string, string>, status: number][] = [
    ["/games/a/", {}, 200],
    ["/games/a/index.js", { "if-none-match": tag }, 304],
    ["/games/a/index.html", { range: "bytes=0-1" }, 206],
    ["/games/a/index.html", { range: "bytes=999-" }, 416],
    ["/games/a/index.js", { "if-match": '"x"' }, 412],
    ["/games/a/missing.js", {}, 404],
    ["/games/a/sub", {}, 301],
    ["/games/a", {}, 301],
  ];
  for (const [target, headers, status] of asked) {
    const answer = await host.ask(target, { headers });
    assertEquals(answer.status, status, target);
    assertEquals(answer.headers.get("cross-origin-opener-policy"), "same-origin", target);
    assertEquals(answer.headers.get("cross-origin-embedder-policy"), "require-corp", target);
    assertEquals(answer.headers.get("cross-origin-resource-policy"), "cross-origin", target);
  }
  const other = await host.ask("/games/b/");
  assertEquals(other.headers.get("cross-origin-opener-policy"), null);
  assertEquals(other.headers.get("cross-origin-resource-policy"), null);
});

Deno.test("Flutter with threads plays over http as well, without them", async () => {
  const tree = ENGINE_TREES.find(({ name }) => name === "Flutter with threads")!;
  await using host = await HostFixture.publishing(asGame(tree));
  const { game, store: { profile } } = host.host.published.current!;
  assertEquals(profile.needsSecureContext, false);
  const needs = await findSecureNeeds(game, profile);
  assertEquals(needs.map(({ en }) => en), ["threads"]);
});

Deno.test("isolate in game.json overrides what the loader says", async () => {
  await using host = await HostFixture.publishing({
    ...THREADS,
    "a/game.json": { isolate: false },
    "b/game.json": { isolate: true },
  });
  const policy = async (target: string) =>
    (await host.ask(target)).headers.get("cross-origin-opener-policy");
  assertEquals(await policy("/games/a/"), null);
  await host.host.publish(host.game("b"));
  assertEquals(await policy("/games/b/"), "same-origin");
});

Deno.test("a file packed beforehand is used only if it holds the same", async () => {
  const script = "let x = 1;\n".repeat(100);
  const pack = (text: string) => new Uint8Array(zlib.brotliCompressSync(text));
  await using host = await HostFixture.publishing({
    "a/index.html": "",
    "a/same.js": script,
    "a/same.js.br": pack(script),
    "a/stale.js": script,
    "a/stale.js.br": pack("let x = 0;\n".repeat(100)),
    "a/only.js.br": pack(script),
  });
  const ask = async (path: string, accepted: string) => {
    const headers = { "accept-encoding": accepted };
    const answer = await host.ask(`/games/a/${path}`, { headers });
    const encoding = answer.headers.get("content-encoding");
    const text = new TextDecoder().decode(unpack(await answer.bytes(), encoding));
    return [encoding, text === script];
  };
  assertEquals(await ask("same.js", "br"), ["br", true]);
  assertEquals(await ask("stale.js", "br"), [null, true]);
  assertEquals(await ask("only.js", "br"), ["br", true]);
  assertEquals(await ask("only.js", "identity"), [null, true]);
});
