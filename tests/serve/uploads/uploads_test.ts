import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { Catalogue } from "../../../src/serve/catalogue/catalogue.ts";
import { Front } from "../../../src/serve/front/front.ts";
import { Uploads, type UploadsOptions } from "../../../src/serve/uploads/uploads.ts";
import { Gate, ScriptedServer } from "../../support/scripted_server.ts";
import { TempDir } from "../../support/temp_dir.ts";
import { until } from "../../support/until.ts";
import { makeZip } from "../../support/zip_writer.ts";
import { type Tree, writeTree } from "../host_fixture.ts";

/** A host that takes games into a folder, beside one whose games are the operator's. */
class UploadHost implements AsyncDisposable {
  readonly added: TempDir;
  readonly front: Front;
  readonly #own: TempDir;

  private constructor(own: TempDir, added: TempDir, front: Front) {
    this.#own = own;
    this.added = added;
    this.front = front;
  }

  static async start(
    { own = {}, added = {}, options = {} }: {
      own?: Tree;
      added?: Tree;
      options?: Partial<UploadsOptions>;
    } = {},
  ): Promise<UploadHost> {
    const [ownDir, addedDir] = [await TempDir.make(), await TempDir.make()];
    await writeTree(ownDir.path, own);
    await writeTree(addedDir.path, added);
    const catalogue = new Catalogue([{ path: ownDir.path }, { path: addedDir.path }]);
    await catalogue.scan();
    const front = new Front({
      catalogue,
      hasLobby: true,
      isLive: true,
      graceMs: 0,
      host: { packs: false },
    });
    const { host } = front;
    front.uploads = await Uploads.open({
      folder: addedDir.path,
      rescan: () => host.rescan(),
      findGame: (id) => catalogue.get(id),
      gameIds: () => catalogue.shown.map(({ game }) => game.id),
      isPublished: (id) => host.published.current?.game.id === id,
      isOwnUrl: (url) => url.hostname === "own.test",
      ...options,
    });
    return new UploadHost(ownDir, addedDir, front);
  }

  async ask(path: string, init: RequestInit = {}): Promise<Response> {
    const remoteAddr = { transport: "tcp", hostname: "192.168.1.50", port: 1 } as const;
    const url = `http://192.168.1.2:8000${path}`;
    return await this.front.handler(new Request(url, init), { remoteAddr });
  }

  /** Sends an order with the right token. */
  async order(method: string, path: string, body?: BodyInit): Promise<Response> {
    const headers = { authorization: `Bearer ${this.front.adminToken}` };
    const init = body === undefined ? {} : { body };
    return await this.ask(`/.coplay/admin/${path}`, { method, headers, ...init });
  }

  async put(name: string, body: BodyInit) {
    const answer = await this.order("PUT", `uploads/${encodeURIComponent(name)}`, body);
    return { status: answer.status, ...await answer.json() };
  }

  async list() {
    return (await (await this.order("GET", "uploads")).json()).uploads;
  }

  get games(): string[] {
    return this.front.host.catalogue.shown.map(({ game }) => game.id);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.front.close();
    await this.#own[Symbol.asyncDispose]();
    await this.added[Symbol.asyncDispose]();
  }
}

function zipOf(title: string, path = "index.html"): Uint8Array<ArrayBuffer> {
  return makeZip([{ name: path, data: `<!doctype html><title>${title}</title>` }]);
}

Deno.test("a zip that is sent is a game that can be played, and gone once it is removed", async () => {
  await using host = await UploadHost.start();
  const { status, id, name, state } = await host.put(
    "打地鼠 v2.zip",
    zipOf("打地鼠", "game/index.html"),
  );
  assertEquals([status, name, state], [200, "打地鼠 v2", "there"]);
  assertEquals(host.games, ["打地鼠 v2"]);
  const page = await host.ask(`/games/${encodeURIComponent(name)}/`);
  assertStringIncludes(await page.text(), "<title>打地鼠</title>");
  assertEquals((await host.order("DELETE", `uploads/${id}`)).status, 200);
  assertEquals([host.games, await host.added.names()], [[], []]);
});

Deno.test("a game that is sent again takes the place of the old one", async () => {
  await using host = await UploadHost.start();
  await host.put("a.zip", zipOf("one"));
  await host.put("a.zip", zipOf("two"));
  assertEquals([host.games, (await host.list()).length], [["a"], 1]);
  assertStringIncludes(await (await host.ask("/games/a/")).text(), "<title>two</title>");
});

Deno.test("a game with the ID of one that was not added here is numbered", async () => {
  await using host = await UploadHost.start({ own: { "Chess/index.html": "<title>mine</title>" } });
  assertEquals((await host.put("chess.zip", zipOf("theirs"))).name, "chess (1)");
  assertStringIncludes(await (await host.ask("/games/Chess/")).text(), "<title>mine</title>");
});

const REFUSED: readonly [what: string, bytes: BodyInit, says: RegExp][] = [
  ["a page", "<!doctype html><title>Sign in</title>", /is not an? .*archive|no archive/i],
  ["a zip that is cut", zipOf("cut").slice(0, 60), /./],
  ["a zip without a page", makeZip([{ name: "readme.txt", data: "x" }]), /page|game/],
  ["a zip that leaves its folder", zipOf("x", "../index.html"), /leads out of the folder/],
  ["nothing", "", /./],
];

for (const [what, bytes, says] of REFUSED) {
  Deno.test(`${what} is refused in words, and the older game of its name stays`, async () => {
    await using host = await UploadHost.start();
    await host.put("a.zip", zipOf("old"));
    const { status, error } = await host.put("a.zip", bytes);
    assertEquals(status, 409);
    assert(says.test(error), error);
    assertStringIncludes(await (await host.ask("/games/a/")).text(), "<title>old</title>");
    assertEquals(await host.added.names(), ["a"]);
    const [failed] = await host.list();
    assertEquals([failed.state, failed.error.en], ["failed", error]);
  });
}

Deno.test("an archive that is too large is refused before it arrives, or as soon as it is", async () => {
  await using host = await UploadHost.start({ options: { maxBytes: 1000 } });
  const large = new Uint8Array(5000);
  assertEquals((await host.put("a.zip", large)).status, 413);
  const unstated = ReadableStream.from([large.subarray(0, 900), large.subarray(0, 900)]);
  assertEquals((await host.put("a.zip", unstated)).status, 413);
  assertEquals(await host.added.names(), []);
});

Deno.test("an upload that breaks off leaves nothing behind", async () => {
  await using host = await UploadHost.start();
  const broken = new ReadableStream({
    pull(controller) {
      controller.enqueue(zipOf("x"));
      controller.error(new TypeError("connection reset"));
    },
  }, { highWaterMark: 0 });
  assertEquals((await host.put("a.zip", broken)).status, 400);
  assertEquals(await host.added.names(), []);
});

Deno.test("a game that is being played is not removed", async () => {
  await using host = await UploadHost.start();
  const { id } = await host.put("a.zip", zipOf("a"));
  await host.front.host.publish(host.front.host.catalogue.get("a")!);
  const answer = await host.order("DELETE", `uploads/${id}`);
  assertEquals(answer.status, 409);
  assertStringIncludes((await answer.json()).error, "being played");
  assertEquals(host.games, ["a"]);
});

Deno.test("games added before the start can be removed, and what a kill left is", async () => {
  await using host = await UploadHost.start({
    added: { "old/index.html": "x", ".coplay-upload-1/archive": "half" },
  });
  assertEquals(await host.added.names(), ["old"]);
  const [{ id, name, state }] = await host.list();
  assertEquals([name, state], ["old", "there"]);
  await host.order("DELETE", `uploads/${id}`);
  assertEquals(host.games, []);
});

Deno.test("a game is fetched from an address, its progress is seen, and it can be stopped", async () => {
  await using server = await ScriptedServer.start();
  await using host = await UploadHost.start();
  const gate = new Gate();
  server.on("/jam.zip", { body: zipOf("jam") });
  server.on("/slow.zip", {
    body: { sizeBytes: 400_000 },
    holdsBody: { gate, afterBytes: 100_000 },
  });
  const fetching = (url: string) => host.order("POST", "uploads", JSON.stringify({ url }));
  assertEquals((await fetching(server.url("/jam.zip"))).status, 200);
  await until("the game", () => host.games.includes("jam"));
  const { id } = await (await fetching(server.url("/slow.zip"))).json();
  const row = async () => (await host.list()).find((each: { id: number }) => each.id === id);
  await until("progress", async () => (await row()).sizeBytes === 400_000);
  assert((await row()).receivedBytes > 0);
  await host.order("DELETE", `uploads/${id}`);
  await until("the end of the fetch", async () => (await host.added.names()).length === 1);
  gate.open();
  assertEquals((await host.list()).length, 1);
});

const ADDRESSES: readonly [url: unknown, status: number][] = [
  ["file:///etc/passwd", 400],
  ["not an address", 400],
  [7, 400],
  ["http://own.test:8000/games/a/", 409],
];

for (const [url, status] of ADDRESSES) {
  Deno.test(`the address ${JSON.stringify(url)} is refused`, async () => {
    await using host = await UploadHost.start();
    const answer = await host.order("POST", "uploads", JSON.stringify({ url }));
    assertEquals(answer.status, status);
    await answer.body?.cancel();
    assertEquals(await host.list(), []);
  });
}

Deno.test("an address that leads to a page is told in the list", async () => {
  await using server = await ScriptedServer.start();
  await using host = await UploadHost.start();
  server.on("/page", { body: "<!doctype html>", headers: { "content-type": "text/html" } });
  await host.order("POST", "uploads", JSON.stringify({ url: server.url("/page") }));
  await until("the failure", async () => (await host.list())[0].state === "failed");
  assert((await host.list())[0].error.en.length > 10);
  assertEquals(await host.added.names(), []);
});

Deno.test("an address that leads to a file that is too large is told in the list, with what fits", async () => {
  await using server = await ScriptedServer.start();
  await using host = await UploadHost.start({ options: { maxBytes: 3_000_000 } });
  server.on("/big.zip", { body: { sizeBytes: 3_000_001 } });
  await host.order("POST", "uploads", JSON.stringify({ url: server.url("/big.zip") }));
  await until("the failure", async () => (await host.list())[0].state === "failed");
  assertEquals((await host.list())[0].error, {
    en: "It is larger than 3 MB; put it into the folder by hand",
    zh: "超过 3 MB；请直接把它放进文件夹",
  });
  assertEquals(await host.added.names(), []);
});

Deno.test("nothing is taken without the token, or by a host that takes no games", async () => {
  await using host = await UploadHost.start();
  const bare = await host.ask("/.coplay/admin/uploads/a.zip", { method: "PUT", body: zipOf("a") });
  assertEquals(bare.status, 401);
  host.front.uploads = undefined;
  const { status, error } = await host.put("a.zip", zipOf("a"));
  assertEquals(status, 404);
  assertStringIncludes(error, "--uploads DIR");
});
