import { assert, assertEquals } from "@std/assert";
import { SourceMap, type SourceMapping } from "node:module";
import { serveGames } from "../support/game_server.ts";
import { browserTest as test } from "../support/programs.ts";
import { LiveHost, Players } from "./live_host.ts";

/** What is asked for more than once. */
function repeated(asked: readonly string[]): string[] {
  return asked.filter((path, at) => asked.indexOf(path) !== at);
}

/** The styles that the page hints at but does not use, which browsers warn of after some seconds. */
const UNUSED_HINTS = `(() => {
  const used = new Set();
  const take = (sheet) => {
    used.add(sheet.href);
    for (const rule of sheet.cssRules) if (rule.styleSheet) take(rule.styleSheet);
  };
  for (const sheet of document.styleSheets) take(sheet);
  return [...document.querySelectorAll("link[rel=preload]")].map(({ href }) => href)
    .filter((href) => !used.has(href));
})()`;

/**
 * What each game loads with its page, its icon and its linked modules: styles, the two scripts of a thread that draws, and
 * the lab's nineteen programs.
 */
const MOST_REQUESTS = {
  2048: 8,
  dxs: 8,
  tafang: 10,
  "zwdzjs-v1": 11,
  "zwdzjs-v2": 12,
  coroutines: 28,
};

/** On a busy machine the host may not have read all modules by its first answer, which is then the page as it is. */
const TRIES = 3;

for (const [id, most] of Object.entries(MOST_REQUESTS)) {
  test(`first load: ${id} asks for each file once, and for few`, async () => {
    await using server = serveGames();
    for (let tried = 1; tried <= TRIES; tried++) {
      // Each browser is new to the game.
      await using players = await Players.start();
      const tab = await players.open(`${server.origin}/games/${id}/`);
      await tab.until("document.body.childElementCount > 0");
      assertEquals(repeated(tab.asked), []);
      const isLinked = tab.asked.includes(`/games/${id}/main.ts.linked.js`);
      if (!isLinked && tried < TRIES) continue;
      assert(isLinked && tab.asked.length <= most, tab.asked.join("\n"));
      assertEquals(await tab.read(UNUSED_HINTS), []);
      assertEquals(tab.problems, []);
      return;
    }
  });
}

/** Anyone's game that is not certain to do the same when it is linked: two of its modules import one another. */
const HINTED = {
  "a/main.js": `import { left, count } from "./left.js"; import "名/点 1.js?v=2";
    document.title = [left(), count].join();`.replace('"名', '"./名'),
  "a/left.js": `import { right } from "./right.js"; export const left = () => right();
    export let count = 0; count++;`,
  "a/right.js": `import { left } from "./left.js"; import { word } from "../words/word.ts";
    export const right = () => word + typeof left;`,
  "a/名/点 1.js": "globalThis.loaded = import.meta.url;",
  "words/game.json": { library: true },
  "words/word.ts": 'export const word: string = "a ";',
  "a/style.css": '@import "more.css"; @import "print.css" print;',
  "a/more.css": "body { margin: 0 }",
  "a/print.css": "body { margin: 1in }",
};

const HEAD = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">
  <link rel="stylesheet" href="style.css">`;
const SCRIPT = '<script type="module" src="main.js"></script>';

const PAGES = {
  "one that is hinted at": HEAD + SCRIPT,
  "one with an import map": `${HEAD}<script type="importmap">
    {"imports":{"./left.js":"./left.js","./":"./"}}</script>${SCRIPT}`,
  "one with a policy of its own":
    `<meta http-equiv="Content-Security-Policy" content="default-src 'self'; img-src data:">${HEAD}${SCRIPT}`,
  "one with its script in the page": `${HEAD}<script type="module">import "./main.js";</script>`,
};

for (const [what, page] of Object.entries(PAGES)) {
  test(`first load: a folder of modules asks for each once, ${what}`, async () => {
    await using host = await LiveHost.start({ ...HINTED, "a/index.html": page });
    await using players = await Players.start();
    const tab = await players.open(`${host.origin}/games/a/`);
    await tab.until("document.title !== ''");
    assertEquals(await tab.read("document.title"), "a function,1");
    const files = tab.asked.filter((path) => path.startsWith("/games/"));
    assertEquals(repeated(files), []);
    const modules = files.filter((path) => /\.(?:js|ts)$/.test(path));
    assertEquals(modules.length, 5, modules.join("\n"));
    assertEquals(await tab.read(UNUSED_HINTS), []);
    assertEquals(tab.problems, []);
  });
}

test("first load: an error in linked modules is led to its own file and line by a map", async () => {
  await using host = await LiveHost.start({
    "a/index.html": `${HEAD}<script>
      onerror = (message, file, line) => document.title = [file.split("/").at(-1), line].join(" ");
    </script>${SCRIPT}`,
    "a/style.css": "",
    "a/main.js": `import { fail } from "./deep/fail.ts";\n\nfail();`,
    "a/deep/fail.ts":
      `interface A {\n  b: number;\n}\n\nexport function fail(a?: A): void {\n  a!.b++;\n}`,
  });
  await using players = await Players.start();
  const tab = await players.open(`${host.origin}/games/a/`);
  await tab.until("document.title !== ''");
  const [file, line] = (await tab.read<string>("document.title")).split(" ");
  assertEquals(file, "main.js.linked.js");
  const map = new SourceMap(await (await fetch(`${host.origin}/games/a/${file}.map`)).json());
  const { originalSource, originalLine } = map.findEntry(Number(line) - 1, 0) as SourceMapping;
  assertEquals([originalSource, originalLine + 1], ["/games/a/deep/fail.ts", 6]);
});
