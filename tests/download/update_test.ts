import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { Coplay, runCoplay } from "../support/coplay.ts";
import { Gate } from "../support/gate.ts";
import {
  type Answer,
  bodyDigest,
  type RecordedRequest,
  ScriptedServer,
} from "../support/scripted_server.ts";
import { TempDir } from "../support/temp_dir.ts";
import { makeZip } from "../support/zip_writer.ts";

const MONDAY = "Mon, 05 Oct 2026 10:00:00 GMT";
const TUESDAY = "Tue, 06 Oct 2026 10:00:00 GMT";

/** Answers conditional requests by RFC 9110 §13.2.2. */
function conditional(answer: Answer): (request: RecordedRequest) => Answer {
  return ({ headers }) => {
    const tag = headers.get("if-none-match");
    const isSame = tag === null
      ? answer.lastModified !== undefined &&
        headers.get("if-modified-since") === answer.lastModified
      : tag === answer.etag;
    if (!isSame) return answer;
    const { etag, lastModified } = answer;
    return { status: 304, ...(etag ? { etag } : {}), ...(lastModified ? { lastModified } : {}) };
  };
}

class Fixture implements AsyncDisposable {
  readonly server: ScriptedServer;
  readonly folder: TempDir;

  private constructor(server: ScriptedServer, folder: TempDir) {
    this.server = server;
    this.folder = folder;
  }

  static async make(): Promise<Fixture> {
    return new Fixture(await ScriptedServer.start(), await TempDir.make());
  }

  args(urls: readonly string[], ...options: string[]): string[] {
    const paths = urls.map((url) => this.server.url(url));
    const args = ["download", "--if-exists", "update", "-d", this.folder.join("out")];
    return [...args, "--retries", "0", ...options, ...paths];
  }

  run(urls: readonly string[], ...options: string[]) {
    return runCoplay(this.args(urls, ...options));
  }

  /** The requests since the last call: method, path and condition. */
  asked(): string[] {
    const requests = this.server.requests.splice(0);
    return requests.map(({ method, path, headers }) => {
      const tag = headers.get("if-none-match");
      const date = headers.get("if-modified-since");
      return [method, path, ...tag === null ? [] : [tag], ...date === null ? [] : [date]].join(" ");
    });
  }

  async text(name: string): Promise<string> {
    return await Deno.readTextFile(this.folder.join("out", name));
  }

  /** Lists the visible names in the folder. */
  async names(...below: string[]): Promise<string[]> {
    return (await this.folder.names("out", ...below)).filter((name) => !name.startsWith("."));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]();
    await this.folder[Symbol.asyncDispose]();
  }
}

const VALIDATORS: readonly [what: string, answer: Answer, condition: string][] = [
  ["an ETag", { etag: '"1"' }, ' "1"'],
  ["a weak ETag", { etag: 'W/"1"' }, ' W/"1"'],
  ["a date", { lastModified: MONDAY }, ` ${MONDAY}`],
  ["both", { etag: '"1"', lastModified: MONDAY }, ' "1"'],
];

for (const [what, validators, condition] of VALIDATORS) {
  for (const sizeBytes of [100, 600_000]) {
    Deno.test(`a file of ${sizeBytes} bytes with ${what} costs one conditional request and no body`, async () => {
      await using fixture = await Fixture.make();
      fixture.server.on("/a", conditional({ body: { sizeBytes }, ...validators }));
      assertEquals((await fixture.run(["/a"])).code, 0);
      assertEquals(fixture.asked(), ["GET /a"]);
      const again = await fixture.run(["/a"]);
      assertEquals([again.code, again.stdout], [0, "Unchanged a\n"]);
      assertEquals(fixture.asked(), [`GET /a${condition}`]);
      assertEquals(await fixture.names(), ["a"]);
    });
  }
}

Deno.test("a run that finds everything unchanged asks once a file", async () => {
  await using fixture = await Fixture.make();
  const paths = Array.from({ length: 50 }, (_, at) => `/${at}`);
  for (const path of paths) fixture.server.on(path, conditional({ body: path, etag: `"${path}"` }));
  await fixture.run(paths);
  fixture.asked();
  const { code, stderr } = await fixture.run(paths);
  assertEquals(code, 0);
  assertMatch(stderr, /^0 downloaded, 50 unchanged: 0 B/m);
  assertEquals(fixture.asked().sort(), paths.map((path) => `GET ${path} "${path}"`).sort());
});

for (const sizeBytes of [100, 600_000]) {
  Deno.test(`a file of ${sizeBytes} bytes that has changed takes the old one's place in one step`, async () => {
    await using fixture = await Fixture.make();
    const { server } = fixture;
    server.on("/a", conditional({ body: "old", etag: '"1"', lastModified: MONDAY }));
    await fixture.run(["/a"]);
    const gate = new Gate();
    const body = { sizeBytes, seed: 2 };
    const holdsBody = { gate, afterBytes: 50 };
    server.on("/a", conditional({ body, etag: '"2"', lastModified: TUESDAY, holdsBody }));
    await using coplay = await Coplay.start(fixture.args(["/a"]));
    await gate.arrival();
    assertEquals(await fixture.text("a"), "old");
    gate.open();
    assertEquals((await coplay.finish()).code, 0);
    assertEquals(
      bodyDigest(await Deno.readFile(fixture.folder.join("out", "a"))),
      bodyDigest(body),
    );
    assertEquals(await fixture.names(), ["a"]);
    fixture.asked();
    assertEquals((await fixture.run(["/a"])).stdout, "Unchanged a\n");
    assertEquals(fixture.asked(), ['GET /a "2"']);
  });
}

Deno.test("an ETag and a date prove something only for the URL that sent them", async () => {
  await using fixture = await Fixture.make();
  const same = { etag: '"1"', lastModified: MONDAY };
  fixture.server.on("/v1/a", conditional({ body: "one", ...same }));
  fixture.server.on("/v2/a", conditional({ body: "two", ...same }));
  await fixture.run(["/v1/a"]);
  fixture.asked();
  assertEquals((await fixture.run(["/v2/a"])).stdout, "Downloaded a\n");
  assertEquals([fixture.asked(), await fixture.text("a")], [["GET /v2/a"], "two"]);
});

for (
  const [what, spoil] of [
    ["another size", (path: string) => Deno.writeTextFile(path, "edited, longer")],
    ["another time", (path: string) => Deno.utime(path, 1_000_000_000, 1_000_000_000)],
  ] as const
) {
  Deno.test(`a file that has got ${what} since is fetched anew`, async () => {
    await using fixture = await Fixture.make();
    fixture.server.on("/a", conditional({ body: "right", etag: '"1"', lastModified: MONDAY }));
    await fixture.run(["/a"]);
    await spoil(fixture.folder.join("out", "a"));
    assertEquals((await fixture.run(["/a"])).stdout, "Downloaded a\n");
    assertEquals([await fixture.text("a"), await fixture.names()], ["right", ["a"]]);
  });
}

Deno.test("a server that ignores conditions costs an answer, whose body does not count as a change", async () => {
  await using fixture = await Fixture.make();
  const answer = { body: { sizeBytes: 600_000 }, etag: '"1"', lastModified: MONDAY };
  fixture.server.on("/a", { ...answer, status: 200 });
  await fixture.run(["/a"]);
  fixture.asked();
  assertEquals((await fixture.run(["/a"])).stdout, "Unchanged a\n");
  assertEquals(fixture.asked(), ['GET /a "1"']);
});

Deno.test("a file that cannot be fetched leaves the old one unchanged", async () => {
  await using fixture = await Fixture.make();
  fixture.server.on("/a", conditional({ body: "old", etag: '"1"' }), { status: 404 });
  await fixture.run(["/a"]);
  assertEquals((await fixture.run(["/a"])).code, 3);
  assertEquals([await fixture.text("a"), await fixture.names()], ["old", ["a"]]);
});

Deno.test("the condition follows a redirect to the origin of the tag", async () => {
  await using fixture = await Fixture.make();
  await using other = await ScriptedServer.start();
  fixture.server.on("/a", { status: 302, headers: { location: other.url("/signed") } });
  other.on("/signed", conditional({ body: "x", etag: '"1"' }));
  await fixture.run(["/a"]);
  const header = ["-H", "X-Key: secret"];
  assertEquals((await fixture.run(["/a"], ...header)).stdout, "Unchanged a\n");
  const last = other.requests.at(-1)!;
  assertEquals([last.headers.get("if-none-match"), last.headers.get("x-key")], ['"1"', null]);
});

Deno.test("a file with the right checksum needs no request, and one with a wrong one is fetched", async () => {
  await using fixture = await Fixture.make();
  fixture.server.on("/a", conditional({ body: "old", etag: '"1"' }));
  await fixture.run(["/a"]);
  fixture.asked();
  const right = await fixture.run(["/a"], "--checksum", `sha256:${bodyDigest("old")}`);
  assertEquals([right.code, right.stdout], [0, "Unchanged a (checksum matches)\n"]);
  assertEquals(fixture.asked(), []);
  const wrong = await fixture.run(["/a"], "--checksum", `sha256:${bodyDigest("new")}`);
  assertEquals([wrong.code, fixture.asked()], [7, ["GET /a"]]);
  assertEquals(await fixture.text("a"), "old");
});

Deno.test("a killed update is resumed, and the old file stays until the new one is whole", async () => {
  await using fixture = await Fixture.make();
  const { server } = fixture;
  server.on("/a", conditional({ body: "old", etag: '"1"' }));
  await fixture.run(["/a"]);
  const gate = new Gate();
  const body = { sizeBytes: 3_000_000, seed: 2 };
  const held = { body, etag: '"2"', holdsBody: { gate, afterBytes: 2_000_000 } };
  server.on("/a", held, conditional({ body, etag: '"2"' }));
  await using coplay = await Coplay.start(fixture.args(["/a"], "-c", "1"));
  await gate.arrival();
  coplay.kill("SIGKILL");
  await coplay.finish();
  assertEquals(await fixture.text("a"), "old");
  assertEquals((await fixture.run(["/a"], "-c", "1")).code, 0);
  assertEquals(bodyDigest(await Deno.readFile(fixture.folder.join("out", "a"))), bodyDigest(body));
  assertEquals(await fixture.names(), ["a"]);
});

/** Makes a zip of one version of a game. */
function game(version: string, ...files: string[]): Uint8Array {
  const entries = [{ name: "index.html", data: version }, ...files.map((name) => ({ name }))];
  return makeZip(entries);
}

Deno.test("an unpacked game is kept while unchanged, and a changed one takes its place", async () => {
  await using fixture = await Fixture.make();
  const { server } = fixture;
  server.on("/game.zip", conditional({ body: game("one", "old.png"), etag: '"1"' }));
  assertEquals((await fixture.run(["/game.zip"], "--extract")).code, 0);
  fixture.asked();
  assertEquals((await fixture.run(["/game.zip"], "--extract")).stdout, "Unchanged game\n");
  assertEquals(fixture.asked(), ['GET /game.zip "1"']);
  server.on("/game.zip", conditional({ body: game("two", "new.png"), etag: '"2"' }));
  assertEquals(
    (await fixture.run(["/game.zip"], "--extract")).stdout,
    "Downloaded game (unpacked)\n",
  );
  assertEquals(await fixture.names(), ["game"]);
  assertEquals(await fixture.names("game"), ["index.html", "new.png"]);
  assertEquals(await fixture.text("game/index.html"), "two");
  fixture.asked();
  await fixture.run(["/game.zip"], "--extract");
  assertEquals(fixture.asked(), ['GET /game.zip "2"']);
  const hidden = (await fixture.folder.names("out")).filter((name) => /old|new|unpack/.test(name));
  assertEquals(hidden, []);
});

Deno.test("a changed archive that cannot be unpacked leaves the old game, and is kept once", async () => {
  await using fixture = await Fixture.make();
  const { server } = fixture;
  server.on("/game.zip", conditional({ body: game("one"), etag: '"1"' }));
  await fixture.run(["/game.zip"], "--extract");
  for (const page of ["log in", "log in again"]) {
    server.on("/game.zip", { body: `<html>${page}${" ".repeat(600)}` });
    const { code, stdout } = await fixture.run(["/game.zip"], "--extract");
    assertEquals(code, 1);
    assertStringIncludes(stdout, "the archive is kept as game.zip");
    assertEquals(await fixture.names(), ["game", "game.zip"]);
    assertEquals(await fixture.text("game/index.html"), "one");
  }
  server.on("/game.zip", conditional({ body: game("two"), etag: '"2"' }));
  assertEquals((await fixture.run(["/game.zip"], "--extract")).code, 0);
  assertEquals(await fixture.text("game/index.html"), "two");
});

Deno.test("an unpacked game is unchanged only while its archive matches the current checksum", async () => {
  await using fixture = await Fixture.make();
  const [one, two] = [game("one"), game("two")];
  const sums = (body: Uint8Array) => ["--extract", "--checksum", `sha256:${bodyDigest(body)}`];
  fixture.server.on("/game.zip", conditional({ body: one, etag: '"1"' }));
  assertEquals((await fixture.run(["/game.zip"], ...sums(one))).code, 0);
  fixture.asked();
  assertEquals((await fixture.run(["/game.zip"], ...sums(one))).stdout, "Unchanged game\n");
  assertEquals(fixture.asked(), ['GET /game.zip "1"']);
  // The server, or a cache in front of it, still has the old version.
  assertEquals((await fixture.run(["/game.zip"], ...sums(two))).code, 7);
  assertEquals(fixture.asked(), ["GET /game.zip"]);
  assertEquals(await fixture.text("game/index.html"), "one");
});

Deno.test("a file from another program is requested whole, and counts as unchanged if size and date match", async () => {
  await using fixture = await Fixture.make();
  fixture.server.on("/a", conditional({ body: "x", etag: '"1"', lastModified: MONDAY }));
  const path = fixture.folder.join("out", "a");
  await Deno.mkdir(fixture.folder.join("out"));
  await Deno.writeTextFile(path, "x");
  const monday = Date.parse(MONDAY) / 1000;
  await Deno.utime(path, monday, monday);
  assertEquals((await fixture.run(["/a"])).stdout, "Unchanged a\n");
  assertEquals(fixture.asked(), ["GET /a"]);
  assertEquals((await fixture.run(["/a"])).stdout, "Unchanged a\n");
  assertEquals(fixture.asked(), ['GET /a "1"']);
});

Deno.test("a file whose name the server proposes costs one conditional request, too", async () => {
  await using fixture = await Fixture.make();
  const named = (name: string, body: string, etag: string) => {
    const headers = { "content-disposition": `attachment; filename="${name}"` };
    return conditional({ body, etag, headers });
  };
  const run = async () => (await fixture.run(["/get"], "--content-disposition")).stdout;
  fixture.server.on("/get", named("app.zip", "one", '"1"'));
  assertEquals([await run(), fixture.asked()], ["Downloaded app.zip\n", ["GET /get"]]);
  assertEquals([await run(), fixture.asked()], ["Unchanged app.zip\n", ['GET /get "1"']]);
  fixture.server.on("/get", named("app.zip", "two", '"2"'));
  assertEquals([await run(), fixture.asked()], ["Downloaded app.zip\n", ['GET /get "1"']]);
  fixture.server.on("/get", named("app-3.zip", "three", '"3"'));
  assertEquals([await run(), fixture.asked()], ["Downloaded app-3.zip\n", ['GET /get "2"']]);
  assertEquals([await run(), fixture.asked()], ["Unchanged app-3.zip\n", ['GET /get "3"']]);
  assertEquals(await fixture.names(), ["app-3.zip", "app.zip"]);
});

Deno.test("two files of one name are found before an update starts", async () => {
  await using fixture = await Fixture.make();
  const { code, stderr } = await fixture.run(["/x/a", "/y/a"]);
  assertEquals([code, fixture.asked()], [2, []]);
  assert(stderr.includes("nothing was started"));
});
