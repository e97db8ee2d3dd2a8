import { assert, assertEquals } from "@std/assert";
import {
  FolderWatcher,
  type FolderWatcherOptions,
} from "../../../src/serve/catalogue/folder_watcher.ts";
import { inTime } from "../../support/until.ts";
import { HostFixture, writeTree } from "../host_fixture.ts";

/** Watches a host's games; `seen` waits for an expected catalogue. */
class WatchedHost implements Disposable {
  readonly host: HostFixture;
  readonly #watcher: FolderWatcher;
  #wake: () => void = () => {};

  constructor(host: HostFixture, options: Partial<FolderWatcherOptions> = {}) {
    this.host = host;
    this.#watcher = new FolderWatcher([host.folder.path], {
      tickMs: 20,
      ...options,
      onChange: async () => {
        await host.host.rescan();
        this.#wake();
      },
    });
  }

  async seen(isWanted: () => boolean): Promise<void> {
    const looking = async () => {
      while (!isWanted()) await new Promise<void>((resolve) => this.#wake = resolve);
    };
    await inTime(looking(), () => `a change; there are ${this.names()}`);
  }

  names(): string[] {
    return this.host.host.catalogue.shown.map(({ game }) => game.name.en);
  }

  [Symbol.dispose](): void {
    this.#watcher.close();
  }
}

async function addChangeRemove(options: Partial<FolderWatcherOptions>): Promise<void> {
  await using host = await HostFixture.publishing({ "a/index.html": "<title>One</title>" });
  using watched = new WatchedHost(host, options);
  await writeTree(host.folder.path, { "b/index.html": "<title>Two</title>", "b/deep/x.js": "1" });
  await watched.seen(() => watched.names().join() === "One,Two");
  await writeTree(host.folder.path, { "b/index.html": "<title>Second</title>" });
  await watched.seen(() => watched.names().join() === "One,Second");
  await writeTree(host.folder.path, { "b/game.json": { base: "nowhere" } });
  await watched.seen(() => host.game("b").fault !== undefined);
  await Deno.remove(host.folder.join("b"), { recursive: true });
  await watched.seen(() => watched.names().join() === "One");
  await writeTree(host.folder.path, { "a/new.js": "new" });
  const store = () => host.host.published.current!.store;
  await watched.seen(() => store().find("new.js").kind === "file");
  assertEquals(await host.read("/games/a/new.js"), "new");
}

Deno.test("a game added, changed, broken and removed shows in the catalogue by itself", async () => {
  await addChangeRemove({});
});

Deno.test("folders that cannot be watched are reread instead", async () => {
  await addChangeRemove({
    watch: () => {
      throw new Error("no more watches");
    },
  });
});

Deno.test("a folder that goes away and comes back is watched again", async () => {
  await using host = await HostFixture.make({ "a/index.html": "" });
  using watched = new WatchedHost(host);
  await watched.seen(() => watched.names().length === 1);
  await Deno.remove(host.folder.path, { recursive: true });
  await watched.seen(() => host.host.catalogue.faults.length === 1);
  await writeTree(host.folder.path, { "b/index.html": "" });
  await watched.seen(() => watched.names().join() === "b");
  await writeTree(host.folder.path, { "c/index.html": "" });
  await watched.seen(() => watched.names().join() === "b,c");
  assert(host.host.catalogue.faults.length === 0);
});
