import { assertEquals, assertStringIncludes } from "@std/assert";
import { Coplay } from "../../support/coplay.ts";
import { lackOf } from "../../support/programs.ts";
import { RedisServer } from "../../support/redis_server.ts";
import { WHY_NO_LINUX } from "../../support/systems.ts";
import { TempDir } from "../../support/temp_dir.ts";
import { testUnless } from "../../support/test_unless.ts";
import { onToldPort } from "../../support/told_port.ts";

/** A running host, by its address. */
class Host implements AsyncDisposable {
  readonly coplay: Coplay;
  readonly origin: string;

  private constructor(coplay: Coplay, origin: string) {
    this.coplay = coplay;
    this.origin = origin;
  }

  /** @param port its port; undefined for one that is free */
  static async start(
    config: string,
    { port, more = [] }: { port?: number; more?: readonly string[] } = {},
  ): Promise<Host> {
    if (port === undefined) return await onToldPort((port) => Host.start(config, { port, more }));
    const args = ["serve", `${port}`, "--game", "2048", ...more];
    const coplay = await Coplay.start(args, { env: { XDG_CONFIG_HOME: config } });
    try {
      const [origin] = await coplay.stdout.match(/http:\/\/127\.0\.0\.\d:\d+/);
      return new Host(coplay, origin);
    } catch {
      throw new Error((await coplay.finish()).stderr);
    }
  }

  get port(): number {
    return Number(new URL(this.origin).port);
  }

  async report(playerId: string, value: number): Promise<void> {
    const answer = await fetch(`${this.origin}/.coplay/scores`, {
      method: "POST",
      headers: { cookie: `coplay-player=${playerId}` },
      body: JSON.stringify({ game: "2048", scores: [{ value, best: "high", level: "" }] }),
    });
    assertEquals([answer.status, await answer.text()], [204, ""]);
  }

  /** The scores that its projector shows. */
  async best(): Promise<number[]> {
    const { levels } = await (await fetch(`${this.origin}/.coplay/scores`)).json();
    return levels.flatMap(({ scores }: { scores: { value: number }[] }) =>
      scores.map(({ value }) => value)
    );
  }

  /** Ends it. @returns what it said */
  async end(signal: Deno.Signal = "SIGTERM"): Promise<string> {
    this.coplay.kill(signal);
    return (await this.coplay.finish()).stderr;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.coplay[Symbol.asyncDispose]();
  }
}

Deno.test("a score outlives a host that is killed the moment it has answered", async () => {
  await using folder = await TempDir.make();
  let port: number | undefined;
  for (let value = 1; value <= 3; value++) {
    await using host = await Host.start(folder.path, port === undefined ? {} : { port });
    port = host.port;
    await host.report(`p${value}`, value);
    await host.end("SIGKILL");
  }
  await using host = await Host.start(folder.path, { port: port! });
  assertEquals(await host.best(), [3, 2, 1]);
  if (Deno.build.os !== "windows") {
    const { mode } = await Deno.stat(folder.join("coplay", `scores-${port}.db`));
    assertEquals(mode! & 0o777, 0o600);
  }
  assertEquals((await host.end()).includes("Scores last"), false);
});

Deno.test("hosts on one machine keep their scores apart", async () => {
  await using folder = await TempDir.make();
  await using a = await Host.start(folder.path);
  await using b = await Host.start(folder.path);
  await Promise.all([a.report("a", 1), b.report("b", 2)]);
  assertEquals([await a.best(), await b.best()], [[1], [2]]);
});

testUnless(
  WHY_NO_LINUX,
  "where another host has the file, the second one goes on without, and says so once",
  async () => {
    await using folder = await TempDir.make();
    await using a = await Host.start(folder.path, { more: ["--host", "127.0.0.1"] });
    await a.report("a", 1);
    await using b = await Host.start(folder.path, { port: a.port, more: ["--host", "127.0.0.2"] });
    await b.report("b", 2);
    await b.report("c", 3);
    await a.report("d", 4);
    assertEquals([await a.best(), await b.best()], [[4, 1], [3, 2]]);
    const said = (await b.end()).split("\n").filter((line) => line.includes("Scores last"));
    assertEquals(said.length, 1);
    assertStringIncludes(said[0]!, `scores-${a.port}.db": another coplay has the file open`);
  },
);

Deno.test("where nothing can be kept, scores last as long as the host, and one line says why", async () => {
  await using folder = await TempDir.make();
  await Deno.writeTextFile(folder.join("file"), "");
  await using host = await Host.start(folder.join("file"));
  await host.report("a", 1);
  await host.report("b", 2);
  assertEquals(await host.best(), [2, 1]);
  const said = (await host.end()).split("\n").filter((line) => line.includes("Scores last"));
  assertEquals(said.length, 1);
});

Deno.test("a file that is no database stays as it is", async () => {
  await using folder = await TempDir.make();
  await using first = await Host.start(folder.path);
  const { port } = first;
  await first.end();
  const path = folder.join("coplay", `scores-${port}.db`);
  const text = "not a database ".repeat(100);
  await Deno.writeTextFile(path, text);
  await using host = await Host.start(folder.path, { port });
  await host.report("a", 1);
  assertEquals(await host.best(), [1]);
  assertStringIncludes(await host.end(), "file is not a database");
  assertEquals(await Deno.readTextFile(path), text);
});

testUnless(WHY_NO_LINUX, "scores are the same whichever worker takes them", async () => {
  await using folder = await TempDir.make();
  await using host = await Host.start(folder.path, { more: ["--workers", "2"] });
  const values = Array.from({ length: 9 }, (_, at) => at);
  await Promise.all(values.map((value) => host.report(`p${value}`, value)));
  assertEquals(await host.best(), values.toReversed());
});

testUnless(
  lackOf("redis-server"),
  "two hosts on one Redis have the same scores, also after both have ended",
  async () => {
    await using folder = await TempDir.make();
    await using redis = await RedisServer.start();
    const more = ["--state", redis.url("class")];
    await using a = await Host.start(folder.path, { more });
    await using b = await Host.start(folder.path, { more });
    await Promise.all([a.report("a", 1), b.report("b", 2), b.report("a", 3)]);
    assertEquals([await a.best(), await b.best()], [[3, 2], [3, 2]]);
    await Promise.all([a.end("SIGKILL"), b.end("SIGKILL")]);
    await using c = await Host.start(folder.path, { more });
    assertEquals(await c.best(), [3, 2]);
  },
);
