import { assert, assertEquals } from "@std/assert";
import { tokenHeader } from "../support/admin_token.ts";
import { Coplay } from "../support/coplay.ts";
import { lackOf } from "../support/programs.ts";
import { RedisServer } from "../support/redis_server.ts";
import { TempDir } from "../support/temp_dir.ts";
import { testUnless } from "../support/test_unless.ts";
import { until } from "../support/until.ts";
import { writeTree } from "./host_fixture.ts";

/** One of several host processes. */
class Host implements AsyncDisposable {
  readonly coplay: Coplay;
  readonly origin: string;

  private constructor(coplay: Coplay, origin: string) {
    this.coplay = coplay;
    this.origin = origin;
  }

  static async start(...args: readonly string[]): Promise<Host> {
    const coplay = await Coplay.start(["serve", "0", "--host", "127.0.0.1", ...args]);
    const [origin] = await coplay.stdout.match(/http:\/\/127\.0\.0\.1:\d+/);
    return new Host(coplay, origin);
  }

  /** Opens a page of a player, and returns what reads its next events. */
  async openPage(player: string) {
    const { body } = await this.ask(player, `events?page=of-${player}&path=/games/x/`, {
      headers: { accept: "text/event-stream" },
    });
    const reader = body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    return {
      async untilHeard(event: string): Promise<void> {
        while (!text.includes(`event:${event}\n`)) {
          const { value, done } = await reader.read();
          assert(!done, `the stream ended without "${event}": ${text}`);
          text += value;
        }
      },
      close: () => reader.cancel(),
    };
  }

  async sendName(player: string, body: string) {
    const answer = await this.ask(player, `name?page=of-${player}`, { method: "POST", body });
    return await answer.json();
  }

  async report(player: string, value: number): Promise<void> {
    const body = JSON.stringify({ game: "x", scores: [{ value, best: "high", level: "" }] });
    assertEquals((await this.ask(player, "scores", { method: "POST", body })).status, 204);
  }

  async names(): Promise<string> {
    const { players } = await (await this.order("GET", "players")).json();
    return players.map(({ name }: { name: string | null }) => name).sort().join();
  }

  /** All that its pages and orders show. */
  async readAll(): Promise<string> {
    const asked = ["state", "scores"].map((path) => this.ask("nobody", path));
    const ordered = ["players", "scores?game=x", "scores.csv"].map((path) =>
      this.order("GET", path)
    );
    const answers = await Promise.all([...asked, ...ordered]);
    return (await Promise.all(answers.map((answer) => answer.text()))).join("\n");
  }

  async order(method: string, path: string): Promise<Response> {
    const headers = await tokenHeader(this.coplay.stderr);
    return await fetch(`${this.origin}/.coplay/admin/${path}`, { method, headers });
  }

  ask(player: string, path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { ...init.headers, cookie: `coplay-player=${player}` };
    return fetch(`${this.origin}/.coplay/${path}`, { ...init, headers });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.coplay[Symbol.asyncDispose]();
  }
}

testUnless(
  lackOf("redis-server"),
  "two host processes on one Redis tell names apart, and take one away at both",
  async () => {
    await using redis = await RedisServer.start();
    await using folder = await TempDir.make();
    await writeTree(folder.path, { "x/index.html": "<title>X</title>" });
    const args = ["--games", folder.path, "--game", "x", "--state", redis.url("class")];
    await using one = await Host.start(...args);
    await using two = await Host.start(...args);
    const pages = [await one.openPage("first"), await two.openPage("bad")];
    for (const page of pages) await page.untilHeard("name");
    assertEquals((await one.sendName("first", "Ming")).shown, "Ming");
    await until("it is known at both", async () => (await two.names()).includes("Ming"));
    // The balancer sends the name to the host that has not the page.
    await one.sendName("bad", "ming");
    await until("its number at both", async () => {
      return await one.names() === "Ming,ming 2" && await two.names() === "Ming,ming 2";
    });
    await two.sendName("bad", "Rude");
    await two.report("bad", 9);
    await one.report("first", 4);
    await until("the new name at both", async () => {
      return (await one.readAll()).includes("Rude") && (await two.readAll()).includes("Rude");
    });
    await one.coplay.write("unname rude\n");
    await one.coplay.stderr.match(/^"Rude" is shown no longer$/m);
    assertEquals((await one.readAll()).includes("Rude"), false);
    await pages[1]!.untilHeard("unnamed");
    await until("gone at the other", async () => !(await two.readAll()).includes("Rude"));
    // Neither host takes it again, and both still show the other name and both scores.
    for (const host of [one, two]) {
      assertEquals((await host.sendName("bad", "R u d e")).isTaken, true);
      const all = await host.readAll();
      assertEquals([all.includes("Ming"), all.includes('"value":9')], [true, true], all);
    }
    await Promise.all(pages.map((page) => page.close()));
  },
);
