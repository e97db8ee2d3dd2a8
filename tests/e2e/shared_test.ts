import { assert, assertEquals } from "@std/assert";
import { fileURLToPath } from "node:url";
import { Catalogue } from "../../src/serve/catalogue/catalogue.ts";
import type { CatalogueRoot } from "../../src/serve/catalogue/scan.ts";
import { Front } from "../../src/serve/front/front.ts";
import type { Observers } from "../../src/serve/request/observe.ts";
import { writeTree } from "../serve/host_fixture.ts";
import { TempDir } from "../support/temp_dir.ts";
import { browserTest as test } from "../support/programs.ts";
import { LiveHost, Players } from "./live_host.ts";

/** A game that starts a worker of a library, and a game that looks for what the worker saved. */
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

test("shared: a worker out of a library saves for the game that starts it", async () => {
  await using host = await LiveHost.start(WORKER_GAMES);
  await using players = await Players.start();
  // Only localhost is a secure context, which isolation needs.
  const tab = await players.open(host.origin.replace("127.0.0.1", "localhost"));
  await tab.until("document.title.startsWith('saved') || document.title.startsWith('the')");
  assertEquals(await tab.read("document.title"), "saved db, isolated");
  await host.publish("b");
  await tab.untilOn("b");
  await tab.until("document.title.startsWith('found')");
  assertEquals(await tab.read("document.title"), "found:");
  assertEquals(tab.problems, []);
});

const GAMES = fileURLToPath(new URL("../../games", import.meta.url));

/** A front that listens on a port, over games of several folders. */
class OpenHost implements AsyncDisposable {
  readonly #front: Front;
  readonly #server: Deno.HttpServer<Deno.NetAddr>;

  private constructor(front: Front) {
    this.#front = front;
    const options = { hostname: "127.0.0.1", port: 0, onListen() {} };
    this.#server = Deno.serve(options, front.handler);
  }

  static async over(
    roots: readonly CatalogueRoot[],
    log?: Observers["log"],
  ): Promise<OpenHost> {
    const catalogue = new Catalogue(roots);
    await catalogue.scan();
    const options = { hasLobby: false, isLive: true, graceMs: 0, host: { packs: false } };
    return new OpenHost(new Front({ ...options, catalogue, log }));
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#server.addr.port}/`;
  }

  async publish(id: string): Promise<void> {
    await this.#front.host.publish(this.#front.host.catalogue.get(id)!);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#front.close();
    await this.#server.shutdown();
  }
}

test("shared: a user's own game uses the kit by its address", async () => {
  await using folder = await TempDir.make();
  await writeTree(folder.path, {
    "mine/index.html": `<!doctype html><title>Mine</title>
      <link rel="stylesheet" href="../kit/kit.css"><body><script type="module" src="main.ts"></script>`,
    "mine/main.ts": `import { fitStage } from "../kit/fit.ts";
      import { Random } from "/games/kit/random.ts";
      const names: string[] = [typeof fitStage, typeof new Random(1).next()];
      const ink = getComputedStyle(document.documentElement).getPropertyValue("--ink");
      document.title = [...names, ink].join(" ");`,
  });
  await using host = await OpenHost.over([{ path: GAMES, isBuiltIn: true }, { path: folder.path }]);
  await host.publish("mine");
  await using players = await Players.start();
  const tab = await players.open(host.origin);
  await tab.until("document.title !== 'Mine'");
  assertEquals(await tab.read("document.title"), "function number #1f2430");
  assertEquals(tab.problems, []);
});

test("shared: a switch brings a game's scripts in one, and no style of the kit and of a base again", async () => {
  /** How often each path was sent, and how many were known already. */
  const sent = new Map<string, number>();
  let known = 0;
  await using host = await OpenHost.over([{ path: GAMES, isBuiltIn: true }], (answer) => {
    const { status, target } = answer;
    if (status === 200) sent.set(target, (sent.get(target) ?? 0) + 1);
    if (status === 304) known++;
  });
  await host.publish("zwdzjs-v1");
  await using players = await Players.start();
  const tab = await players.open(host.origin);
  const hasTitle = `document.querySelector(".screen-title .primary")?.checkVisibility()`;
  await tab.until(hasTitle);
  for (const id of ["zwdzjs-v2", "2048"]) {
    known = 0;
    await host.publish(id);
    await tab.untilOn(id);
    await tab.until(hasTitle);
    assert(known > 2, `${id} looks whether the kit is still the same`);
  }
  const isOf = (ending: string) => [...sent].filter(([path]) => path.endsWith(ending));
  assertEquals(isOf(".css").filter(([, count]) => count > 1), []);
  // The thread that draws has two scripts of its own.
  const typed = [...sent.keys()].map((path) => path.replace(/\?.*/, "")).filter((path) =>
    path.endsWith(".ts")
  );
  assertEquals(
    [...new Set(typed)].sort(),
    ["painter", "replay"].map((name) => `/games/kit/drawing/${name}.ts`),
  );
  assertEquals(
    isOf(".js"),
    ["zwdzjs-v1", "zwdzjs-v2", "2048"].map((id) => [`/games/${id}/main.ts.linked.js`, 1]),
  );
  // The icon of the previous page may be requested too late, after its game has been closed.
  assertEquals(tab.problems.filter((problem) => !problem.includes("404")), []);
});
