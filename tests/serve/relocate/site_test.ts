import { assertEquals } from "@std/assert";
import { createHash } from "node:crypto";
import { HostFixture, NAVIGATION, type Tree } from "../host_fixture.ts";

/** What is at the address that `/games/a/`, or another page, names first. */
async function followFirst(tree: Tree, page = "/games/a/"): Promise<string> {
  await using host = await HostFixture.publishing(tree);
  const html = await host.read(page, { headers: NAVIGATION });
  const [, address] = /(?:src|href)="([^"]*)"/.exec(html) ?? [];
  return `${address} ${(await host.ask(address!)).status}`;
}

const SCRIPT = '<script src="/my-repo/js/main.js"></script>';

/** Trees whose first page names a file by the address that the build was made for, and where that leads. */
const TREES: readonly [name: string, tree: Tree, to: string][] = [
  ["a repository", { "a/index.html": SCRIPT, "a/js/main.js": "" }, "/games/a/js/main.js 200"],
  [
    "a repository that has a folder of that name",
    { "a/index.html": SCRIPT, "a/js/main.js": "", "a/my-repo/x.js": "" },
    "/my-repo/js/main.js 404",
  ],
  [
    "a folder of a game whose page lies deeper",
    {
      "a/game.json": { entry: "dist/index.html" },
      "a/dist/index.html": SCRIPT,
      "a/dist/js/main.js": "",
    },
    "/games/a/dist/js/main.js 200",
  ],
  [
    "the root, with a page deeper",
    {
      "a/game.json": { entry: "dist/index.html" },
      "a/dist/index.html": SCRIPT.replace("/my-repo", ""),
      "a/dist/js/main.js": "",
    },
    "/games/a/dist/js/main.js 200",
  ],
  [
    "a repository called games",
    { "a/index.html": '<script src="/games/js/main.js"></script>', "a/js/main.js": "" },
    "/games/a/js/main.js 200",
  ],
  [
    "names in another case, which get the file's own",
    { "a/index.html": SCRIPT.replace("js/main", "JS/Main"), "a/js/main.js": "" },
    "/games/a/js/main.js 200",
  ],
  [
    "names outside ASCII",
    { "a/index.html": '<img src="/仓库/图/点.png">', "a/图/点.png": "" },
    "/games/a/%E5%9B%BE/%E7%82%B9.png 200",
  ],
  [
    "signs that are the same escaped or not, which stay as they are",
    { "a/index.html": '<script src="/@v/a+b.js"></script>', "a/@v/a+b.js": "" },
    "/games/a/@v/a+b.js 200",
  ],
];

for (const [name, tree, to] of TREES) {
  Deno.test(`the address that a build was made for is found: ${name}`, async () => {
    const page = tree["a/dist/index.html"] ? "/games/a/dist/" : "/games/a/";
    assertEquals(await followFirst(tree, page), to);
  });
}

Deno.test("the prefix is found from a manifest alone, and is answered", async () => {
  await using host = await HostFixture.publishing({
    "a/index.html": '<link rel="manifest" href="app.json"><script src="main.js"></script>',
    "a/app.json": { start_url: "/my-repo/", icons: [{ src: "/my-repo/icon.png" }] },
    "a/main.js": 'fetch("/my-repo/level.json")',
    "a/icon.png": "",
    "a/level.json": "1",
  });
  const answer = await host.ask("/my-repo/level.json?v=1");
  assertEquals([answer.status, answer.headers.get("location")], [307, "/games/a/level.json?v=1"]);
  assertEquals((await host.ask("/my-repo")).headers.get("location"), "/games/a/");
  assertEquals((await host.ask("/my-repo/nothing.json")).status, 404);
  const manifest = await host.ask("/games/a/app.json");
  assertEquals(await manifest.json(), {
    start_url: "/games/a/",
    icons: [{ src: "/games/a/icon.png" }],
  });
  assertEquals(await host.read("/games/a/main.js"), 'fetch("/games/a/level.json")');
});

Deno.test("a file whose digest the build names comes as it lies on disk", async () => {
  const script = 'import "/other.js";';
  const style = "a{b:url(/other.js)}";
  const hash = (algorithm: string, text: string) =>
    `${algorithm}-${createHash(algorithm).update(text).digest("base64")}`;
  const page = `<script type="module" src="/main.js" integrity="${hash("sha384", script)}"></script>
    <script type="module">${script}</script>`;
  const tree: Tree = {
    "a/index.html": page,
    "a/main.js": script,
    "a/listed.css": style,
    "a/angular.js": `${script}//`,
    "a/other.js": `${script} `,
    "a/service-worker-assets.js": `self.assets=[{"hash":"${
      hash("sha256", style)
    }","url":"listed.css"},
      {"hash":"${hash("sha256", page)}","url":"index.html"}]`,
    "a/ngsw.json": {
      hashTable: { "/angular.js": createHash("sha1").update(`${script}//`).digest("hex") },
    },
  };
  await using host = await HostFixture.publishing(tree, {
    rewritePage: () => new TextEncoder().encode("rewritten"),
  });
  assertEquals(await host.read("/games/a/main.js"), script);
  assertEquals(await host.read("/games/a/listed.css"), style);
  assertEquals(await host.read("/games/a/angular.js"), `${script}//`);
  assertEquals(await host.read("/games/a/other.js"), 'import "/games/a/other.js"; ');
  // A service worker compares the page with its list; a player's browser does not.
  assertEquals(await host.read("/games/a/index.html"), page);
  assertEquals(await host.read("/games/a/", { headers: NAVIGATION }), "rewritten");
});

Deno.test("pages in any coding are led, and keep every other byte", async () => {
  const text = (before: string) => [...before].map((character) => character.charCodeAt(0));
  const page = new Uint8Array([
    ...text('<meta charset="gbk"><script src="'),
    ...text('/main.js"></script>'),
    ...[0xb7, 0xc9, 0xbb, 0xfa, 0x80, 0xff],
  ]);
  await using host = await HostFixture.publishing({ "a/index.html": page, "a/main.js": "" });
  const answer = await host.ask("/games/a/", { headers: NAVIGATION });
  const sent = await answer.bytes();
  assertEquals(sent.length, page.length + "/games/a".length);
  assertEquals(sent.slice(-6), page.slice(-6));
});
