import { assert, assertEquals } from "@std/assert";
import { fileURLToPath } from "node:url";
import { Catalogue } from "../../src/serve/catalogue/catalogue.ts";
import { Front } from "../../src/serve/front/front.ts";
import { LiveHost, Players } from "./live_host.ts";

/** A game that starts a worker out of a library, and one that looks what it left. */
const WORKER_GAMES = {
  "a/game.json": { isolate: true },
  "a/index.html": `<!doctype html><title>A</title><body><script type="module">
    import { start } from "../tools/start.ts";
    document.title = await start();
  </script>`,
  "b/index.html": `<!doctype html><title>B</title><body><script type="module">
    document.title = "found: " + (await indexedDB.databases()).map(({ name }) => name);
  </script>`,
  "tools/game.json": { library: true },
  "tools/start.ts": `export async function start(): Promise<string> {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    worker.onerror = () => document.title = "the worker did not start";
    await new Promise((resolve) => worker.onmessage = resolve);
    const names = (await indexedDB.databases()).map(({ name }) => name);
    return "saved " + names + (crossOriginIsolated ? ", isolated" : "");
  }`,
  "tools/worker.ts": `import { NAME } from "./name.ts";
    const opened: IDBOpenDBRequest = indexedDB.open(NAME, 1);
    opened.onsuccess = () => { opened.result.close(); postMessage("done"); };`,
  "tools/name.ts": `export const NAME: string = "db";`,
};

Deno.test("shared: a worker out of a library saves for the game that starts it", async () => {
  await using host = await LiveHost.start(WORKER_GAMES);
  await using players = await Players.start();
  // Only this name of the machine's own counts as secure, as isolation wants it.
  const tab = await players.open(host.origin.replace("127.0.0.1", "localhost"));
  await tab.until("document.title.startsWith('saved') || document.title.startsWith('the')");
  assertEquals(await tab.read("document.title"), "saved db, isolated");
  await host.publish("b");
  await tab.untilOn("b");
  await tab.until("document.title.startsWith('found')");
  assertEquals(await tab.read("document.title"), "found:");
  assertEquals(tab.problems, []);
});

Deno.test("shared: a switch loads no file of the kit and of a base again", async () => {
  const games = fileURLToPath(new URL("../../games", import.meta.url));
  const catalogue = new Catalogue([{ path: games, isBuiltIn: true }]);
  await catalogue.scan();
  /** Since the last switch: the paths that were sent, and how many were known already. */
  const sent: string[] = [];
  let known = 0;
  const front = new Front({
    catalogue,
    hasLobby: false,
    isLive: true,
    graceMs: 0,
    host: { packs: false },
    log({ target, status }) {
      if (status === 200) sent.push(target);
      if (status === 304) known++;
    },
  });
  const publish = async (id: string) => {
    sent.length = known = 0;
    await front.host.publish(catalogue.get(id)!);
  };
  await publish("zwdzjs-v1");
  const options = { hostname: "127.0.0.1", port: 0, onListen() {} };
  await using server = Deno.serve(options, front.handler);
  await using players = await Players.start();
  const tab = await players.open(`http://127.0.0.1:${server.addr.port}/`);
  const hasTitle = `document.querySelector(".screen-title .primary")?.checkVisibility()`;
  await tab.until(hasTitle);
  const isShared = (path: string) => /^\/games\/(?:kit|zwdzjs-v1)\/.*\.(?:ts|css)$/.test(path);
  assert(sent.filter(isShared).length > 80, "the first game brings everything");
  for (const id of ["zwdzjs-v2", "2048"]) {
    await publish(id);
    await tab.untilOn(id);
    await tab.until(hasTitle);
    assertEquals(sent.filter(isShared), [], id);
    assert(known > 10, `${id} looks whether the kit is still the same`);
  }
  front.close();
  // The icon of a page that is being left may come too late for its game.
  assertEquals(tab.problems.filter((problem) => !problem.includes("404")), []);
});
