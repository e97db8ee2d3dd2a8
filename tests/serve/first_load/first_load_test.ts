import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { rewriteGamePage } from "../../../src/serve/browser/page_tags.ts";
import { HostFixture, NAVIGATION, type Tree, writeTree } from "../host_fixture.ts";

const SCRIPT = '<script type="module" src="main.js"></script>';

/** A game of three modules in a row, the last of a library. */
const GAME: Tree = {
  "a/index.html": `<!doctype html><head><title>A</title>${SCRIPT}</head>`,
  "a/main.js": 'import { b } from "./rules/b.js"; document.title = b;',
  "a/rules/b.js": 'export { c as b } from "../../kit/c.ts";',
  "kit/game.json": { library: true },
  "kit/c.ts": 'export const c: string = "first";',
};

const LINKED = "/games/a/main.js.linked.js";
const HINTS = ["/games/a/main.js", "/games/a/rules/b.js", "/games/kit/c.ts"]
  .map((address) => `<link rel="modulepreload" href="${address}">`).join("");

function publish(tree: Tree): Promise<HostFixture> {
  return HostFixture.publishing({ ...GAME, ...tree }, { rewritePage: rewriteGamePage });
}

Deno.test("a game's modules come as one, each in its order, with a map to their lines", async () => {
  await using host = await publish({});
  const page = await host.read("/games/a/", { headers: NAVIGATION });
  assertStringIncludes(page, '<script type="module" src="main.js.linked.js">');
  assert(!page.includes("modulepreload"), page);
  const answer = await host.ask(LINKED);
  assertEquals(answer.headers.get("content-type"), "text/javascript; charset=utf-8");
  const text = await answer.text();
  assertMatch(
    text,
    /const c\s+= "first"[^]*document\.title = b;[^]*#\s*sourceMappingURL=main\.js\.linked\.js\.map\n$/,
  );
  const { sources } = await (await host.ask(`${LINKED}.map`)).json();
  assertEquals(sources, ["/games/kit/c.ts", "/games/a/rules/b.js", "/games/a/main.js"]);
  for (const address of sources) assertEquals((await host.ask(address)).status, 200);
});

/** What makes it uncertain that the linked modules would do the same. */
const HINTED: Readonly<Record<string, Tree>> = {
  "modules that import one another": {
    "a/rules/b.js": 'import "../main.js"; export { c as b } from "../../kit/c.ts";',
  },
  "an export that changes": {
    "a/rules/b.js": 'import { c } from "../../kit/c.ts"; export let b = c; b = 1;',
  },
  "a script that loads a module later": {
    "a/index.html": `<!doctype html><head>${SCRIPT}<script>import("./rules/b.js")</script></head>`,
  },
  "a file that does": {
    "a/index.html": `<!doctype html><head>${SCRIPT}<script src="old.js"></script></head>`,
    "a/old.js": 'import ("./rules/b.js")',
  },
  "a script of elsewhere": {
    "a/index.html":
      `<!doctype html><head>${SCRIPT}<script src="http://elsewhere/x.js"></script></head>`,
  },
  "a second module script": {
    "a/index.html": `<!doctype html><head>${SCRIPT}<script type="module">1</script></head>`,
  },
  "a service worker, which keeps the files that it lists": {
    "a/main.js": `${GAME["a/main.js"]} navigator.serviceWorker?.register("sw.js");`,
  },
  "a file of the linked one's name": { "a/main.js.linked.js": "own" },
};

for (const [what, tree] of Object.entries(HINTED)) {
  Deno.test(`a page hints at each module that is sure to be loaded: ${what}`, async () => {
    await using host = await publish(tree);
    const page = await host.read("/games/a/", { headers: NAVIGATION });
    assertStringIncludes(page, HINTS);
    assertStringIncludes(page, SCRIPT);
  });
}

Deno.test("an address with a query, or with more than ASCII, is hinted at as it stands", async () => {
  const page = (src: string) => `<!doctype html><head><script type="module" src="${src}"></script>`;
  await using query = await publish({ "a/index.html": page("main.js?v=1") });
  assertStringIncludes(
    await query.read("/games/a/", { headers: NAVIGATION }),
    '"modulepreload" href="/games/a/main.js?v=1"',
  );
  await using named = await publish({
    "a/index.html": page("点 1.js"),
    "a/点 1.js": 'import "./main.js"; export let x; x = 1;',
  });
  const hint = '"modulepreload" href="/games/a/%E7%82%B9%201.js"';
  assertStringIncludes(await named.read("/games/a/", { headers: NAVIGATION }), hint);
  await using linked = await publish({
    "a/index.html": page("点 1.js"),
    "a/点 1.js": 'import "./main.js";',
  });
  assertStringIncludes(
    await linked.read("/games/a/", { headers: NAVIGATION }),
    'src="点 1.js.linked.js"',
  );
  assertEquals((await linked.ask("/games/a/%E7%82%B9%201.js.linked.js")).status, 200);
});

Deno.test("what a page has for browsers without scripts, and in templates, is not loaded", async () => {
  const tags =
    '<link rel="stylesheet" href="style.css"><script type="module" src="old.js"></script>';
  await using host = await publish({
    "a/index.html":
      `<!doctype html><head>${SCRIPT}</head><noscript>${tags}</noscript><template>${tags}</template>`,
    "a/style.css": "@import 'more.css';",
    "a/more.css": "",
    "a/old.js": "",
  });
  const page = await host.read("/games/a/", { headers: NAVIGATION });
  assertStringIncludes(page, 'src="main.js.linked.js"');
  assert(!page.includes("more.css"), page);
});

Deno.test("what is loaded only later, or is not there, is not hinted at", async () => {
  await using host = await publish({
    "a/main.js": 'import "./rules/b.js"; import "./gone.js"; if (b) import("./later.js");',
    "a/later.js": "1",
  });
  assertStringIncludes(await host.read("/games/a/", { headers: NAVIGATION }), HINTS);
  assert(!/later|gone/.test(await host.read("/games/a/", { headers: NAVIGATION })));
});

Deno.test("a module in the page itself has its imports hinted at", async () => {
  await using host = await publish({
    "a/index.html":
      `<!doctype html><head><title>A</title></head><script type="module">import "./main.js";</script>`,
  });
  assertStringIncludes(await host.read("/games/a/", { headers: NAVIGATION }), HINTS);
});

Deno.test("hints come behind an import map, and follow it", async () => {
  const map = `<script type="importmap">{"imports":{"b":"./rules/b.js","kit/":"../kit/"}}</script>`;
  const page = (rest: string) => `<!doctype html><head><title>A</title>${map}${rest}</head>`;
  const tree = {
    "a/main.js": 'import { b } from "b"; document.title = b;',
    "a/rules/b.js": 'export { c as b } from "kit/c.ts";',
  };
  await using linked = await publish({ ...tree, "a/index.html": page(SCRIPT) });
  assertStringIncludes(await linked.read(LINKED), '"first"');
  const more = `${SCRIPT}<script type="module">1</script>`;
  await using hinted = await publish({ ...tree, "a/index.html": page(more) });
  assertStringIncludes(
    await hinted.read("/games/a/", { headers: NAVIGATION }),
    `${map}${HINTS}${SCRIPT}`,
  );
});

/** Pages that say themselves how their files are to be loaded. */
const OWN: Readonly<Record<string, string>> = {
  "a policy": `<meta http-equiv="Content-Security-Policy" content="script-src 'self'">`,
  "a base": '<base href="./">',
  "its own hints": '<link rel="modulepreload" href="main.js">',
  "demands on a script": '<script type="module" src="x.js" integrity="sha256-x"></script>',
  "an import map with more than names":
    '<script type="importmap">{"imports":{},"integrity":{"./main.js":"sha256-x"}}</script>',
  "an import map that cannot be read": '<script type="importmap">{</script>',
  "a script that writes an import map": '<script>const type = "importmap";</script>',
  "an import map behind a module": `${SCRIPT}<script type="importmap">{}</script>`,
};

for (const [what, tag] of Object.entries(OWN)) {
  Deno.test(`a page is left as it is: ${what}`, async () => {
    const head = `<title>A</title>${tag}${SCRIPT}</head>`;
    await using host = await publish({ "a/index.html": `<!doctype html><head>${head}` });
    const page = await host.read("/games/a/", { headers: NAVIGATION });
    assert(page.endsWith(`</script>${head}`), page);
    assertEquals((await host.ask(LINKED)).status, 404);
  });
}

Deno.test("styles that styles import are hinted at, where they apply on every screen", async () => {
  await using host = await publish({
    "a/index.html": `<!doctype html><head><link rel="stylesheet" href="style.css">
      <link rel="stylesheet" href="print.css" media="print"></head>`,
    "a/style.css": `@charset "utf-8"; /* @import "no.css"; */
      @import "../kit/deep.css"; @import url( "x.css" ) ; @import url(paper.css) print; a {} @import "late.css";`,
    "a/print.css": '@import "no.css";',
    "a/x.css": "@import '../kit/deep.css'; @import 'gone.css';",
    "a/paper.css": "",
    "a/no.css": "",
    "a/late.css": "",
    "kit/deep.css": "@import 'deeper.css';",
    "kit/deeper.css": "",
  });
  const page = await host.read("/games/a/", { headers: NAVIGATION });
  const hints = [...page.matchAll(/<link rel="preload" as="style" href="([^"]+)">/g)];
  assertEquals(hints.map(([, href]) => href), [
    "/games/kit/deep.css",
    "/games/a/x.css",
    "/games/kit/deeper.css",
  ]);
});

Deno.test("a change of any module, of a library too, is in the linked one", async () => {
  await using host = await publish({});
  const tag = (await host.ask(LINKED)).headers.get("etag");
  for (const path of ["a/rules/b.js", "kit/c.ts"]) {
    await writeTree(host.folder.path, { [path]: `${GAME[path]} // changed` });
    await writeTree(host.folder.path, { "a/main.js": `${GAME["a/main.js"]}; "${path}";` });
    await host.host.rescan();
    assertStringIncludes(await host.read(LINKED), `"${path}"`);
  }
  await writeTree(host.folder.path, { "kit/c.ts": 'export const c: string = "second";' });
  await host.host.rescan();
  assertStringIncludes(await host.read(LINKED), '"second"');
  assert((await host.ask(LINKED)).headers.get("etag") !== tag);
});

Deno.test("a change that ends the certainty gives the page its hints, and back", async () => {
  await using host = await publish({});
  await writeTree(host.folder.path, {
    "a/rules/b.js": 'import "../main.js"; import "../../kit/c.ts";',
  });
  await host.host.rescan();
  assertStringIncludes(await host.read("/games/a/", { headers: NAVIGATION }), HINTS);
  assertEquals((await host.ask(LINKED)).status, 404);
  await writeTree(host.folder.path, { "a/rules/b.js": `${GAME["a/rules/b.js"]}` });
  await host.host.rescan();
  assertStringIncludes(await host.read("/games/a/", { headers: NAVIGATION }), "main.js.linked.js");
});

Deno.test("modules that a build names from the root of its host are linked, too", async () => {
  await using host = await publish({
    "a/index.html": `<!doctype html><head><script type="module" src="/main.js"></script></head>`,
    "a/main.js": 'import { b } from "/rules/b.js"; document.title = b;',
  });
  const page = await host.read("/games/a/", { headers: NAVIGATION });
  assertStringIncludes(page, 'src="/games/a/main.js.linked.js"');
  assertStringIncludes(await host.read(LINKED), '"first"');
});

Deno.test("an overlay's modules are linked with those of its base", async () => {
  await using host = await HostFixture.make({
    ...GAME,
    "top/game.json": { base: "a" },
    "top/rules/b.js": 'export const b = "on top"; export { c } from "../../a/rules/c.js";',
    "a/rules/c.js": 'export const c = "below";',
  }, { rewritePage: rewriteGamePage });
  await host.host.publish(host.game("top"));
  const text = await host.read("/games/top/main.js.linked.js");
  assertMatch(text, /"below"[^]*"on top"[^]*document\.title = b/);
  assert(!text.includes('"first"'), text);
});

Deno.test("what a page loads first is packed, the linked modules too", async () => {
  await using host = await HostFixture.publishing({
    ...GAME,
    "a/rules/b.js": `${GAME["a/rules/b.js"]}\nglobalThis.text = "${"long ".repeat(200)}";`,
  }, { rewritePage: rewriteGamePage, packs: true });
  await host.host.games.prepared;
  for (const coding of ["gzip", "br", "zstd"]) {
    const answer = await host.ask(LINKED, { headers: { "accept-encoding": coding } });
    await answer.body?.cancel();
    assertEquals(answer.headers.get("content-encoding"), coding);
  }
});

Deno.test("a page in UTF-16 and a large one are left to the browser", async () => {
  const html = `<!doctype html><head>${SCRIPT}</head>`;
  const wide = new Uint8Array([0xff, 0xfe, ...[...html].flatMap((c) => [c.charCodeAt(0), 0])]);
  await using host = await publish({ "a/index.html": wide });
  assertEquals((await host.ask(LINKED)).status, 404);
  await using large = await publish({ "a/index.html": html + " ".repeat(2 * 1024 * 1024) });
  assertEquals((await large.ask(LINKED)).status, 404);
});
