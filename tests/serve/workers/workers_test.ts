import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { tokenHeader } from "../../support/admin_token.ts";
import { Coplay, runCoplay } from "../../support/coplay.ts";
import { childrenOf } from "../../support/processes.ts";
import { lackOf } from "../../support/programs.ts";
import { RedisServer } from "../../support/redis_server.ts";
import { TempDir } from "../../support/temp_dir.ts";
import { testUnless } from "../../support/test_unless.ts";
import { inTime, until } from "../../support/until.ts";
import { writeTree } from "../host_fixture.ts";

const WHY_NOT = Deno.build.os === "linux" ? undefined : "only Linux shares a port";

function workersTest(name: string, run: () => Promise<void>): void {
  testUnless(WHY_NOT, name, run);
}

async function makeGames(): Promise<TempDir> {
  const folder = await TempDir.make();
  await writeTree(folder.path, {
    "a/index.html": "<title>A</title>the page of a",
    "b/index.html": "<title>B</title>the page of b",
  });
  return folder;
}

/** A host with two workers, and a client that opens a connection for each request, so that it reaches both. */
class TwoWorkers implements AsyncDisposable {
  readonly games: TempDir;
  readonly coplay: Coplay;
  readonly address: string;
  readonly client = Deno.createHttpClient({ poolMaxIdlePerHost: 0 });

  private constructor(games: TempDir, coplay: Coplay, address: string) {
    this.games = games;
    this.coplay = coplay;
    this.address = address;
  }

  static async start(...more: string[]): Promise<TwoWorkers> {
    const games = await makeGames();
    const args = ["serve", "0", "--games", games.path, "--game", "a", "--workers", "2"];
    const coplay = await Coplay.start([...args, ...more]);
    const [address] = await coplay.stdout.match(/http:\/\/127\.0\.0\.1:\d+\//);
    return new TwoWorkers(games, coplay, address);
  }

  async ask(path: string, init: RequestInit = {}): Promise<Response> {
    return await fetch(this.address + path, { ...init, client: this.client });
  }

  async read(path: string, init: RequestInit = {}): Promise<string> {
    return await (await this.ask(path, init)).text();
  }

  async publish(game: string): Promise<void> {
    const body = JSON.stringify({ game });
    const headers = await tokenHeader(this.coplay.stderr);
    const answer = await this.ask(".coplay/admin/published", { method: "PUT", headers, body });
    assertEquals(answer.status, 200, await answer.text());
  }

  async rescan(): Promise<void> {
    const headers = await tokenHeader(this.coplay.stderr);
    const answer = await this.ask(".coplay/admin/rescan", { method: "POST", headers });
    assertEquals(answer.status, 200, await answer.text());
  }

  /** Requests `/` on so many connections. */
  async readMany(count: number): Promise<string[]> {
    return await Promise.all(Array.from({ length: count }, () => this.read("")));
  }

  /** Lists the process ids of the workers. */
  workers(): Promise<number[]> {
    return childrenOf(this.coplay.pid);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.client.close();
    await this.coplay[Symbol.asyncDispose]();
    await this.games[Symbol.asyncDispose]();
  }
}

/** Requests of people and games, by path; pages are requested as browsers do. */
const ASKED: readonly [path: string, init?: RequestInit][] = [
  ["", { redirect: "manual" }],
  ["games/a/", { headers: { accept: "text/html" } }],
  ["games/", { headers: { accept: "text/html", "accept-language": "zh" } }],
  ["nothing.html", { headers: { accept: "text/html" } }],
  ["games/none/picture.png"],
  ["games/a/", { method: "POST" }],
  [".coplay/state"],
  [".coplay/live.js", { headers: { "accept-encoding": "gzip" } }],
  [".coplay/nothing", { headers: { accept: "text/html" } }],
];

workersTest("a host with workers answers as one that answers alone", async () => {
  await using shared = await TwoWorkers.start("--lobby");
  // This overrides the option --workers that `start` gives, because the last one counts.
  await using alone = await TwoWorkers.start("--lobby", "--workers", "1");
  for (const [path, init] of ASKED) {
    const [one, other] = await Promise.all([shared, alone].map(async (host) => {
      const answer = await host.ask(path, init);
      const headers = Object.fromEntries(answer.headers);
      delete headers["date"];
      // The ETags of a game's files also depend on the time when they were written.
      delete headers["last-modified"];
      // Deno's own compression sends a length only where it compressed the whole body at once.
      delete headers["content-length"];
      delete headers["transfer-encoding"];
      const { port } = new URL(host.address);
      const text = (await answer.text()).replaceAll(host.address, "/").replaceAll(port, "PORT");
      return { status: answer.status, headers, text };
    }));
    assertEquals(one, other, `/${path} ${init?.method ?? ""}`);
  }
});

workersTest("a switch reaches every worker before the order for it is answered", async () => {
  await using host = await TwoWorkers.start();
  for (const game of ["b", "a", "b"]) {
    await host.publish(game);
    for (const page of await host.readMany(20)) assertStringIncludes(page, `the page of ${game}`);
  }
});

workersTest(
  "workers serve a game that is added while they run, and its changed files",
  async () => {
    await using host = await TwoWorkers.start("--no-live");
    await writeTree(host.games.path, { "c/index.html": "<title>C</title>the page of c" });
    await host.rescan();
    await host.publish("c");
    for (const page of await host.readMany(20)) assertStringIncludes(page, "the page of c");
    await writeTree(host.games.path, { "c/index.html": "<title>C</title>the new page of c" });
    await host.rescan();
    for (const page of await host.readMany(20)) assertStringIncludes(page, "the new page of c");
  },
);

/** Opens the event stream of a page of the game a. */
async function openStream(host: TwoWorkers, id: number) {
  const answer = await host.ask(`.coplay/events?page=p${id}&path=/games/a/`, {
    headers: { accept: "text/event-stream" },
  });
  return answer.body!.pipeThrough(new TextDecoderStream()).getReader();
}

/** Reads a page's stream up to an event, and returns the event's data. */
function readEvent(
  page: Awaited<ReturnType<typeof openStream>>,
  name: string,
): Promise<string> {
  // Beats alone would keep a stream without the event alive for ever.
  return inTime(readUntil(page, name), () => `the event ${name}`);
}

async function readUntil(
  page: Awaited<ReturnType<typeof openStream>>,
  name: string,
): Promise<string> {
  for (let text = "";;) {
    const { value, done } = await page.read();
    if (done) throw new Error(`The stream ended after: ${text}`);
    text += value.replaceAll(": ", ":");
    const [, data] = new RegExp(`event:${name}\\ndata:(\\{.*\\})\\n`).exec(text) ?? [];
    if (data === undefined) continue;
    await page.cancel();
    return data;
  }
}

workersTest(
  "eyes to the front reaches the pages of every worker, and those that come later",
  async () => {
    await using host = await TwoWorkers.start();
    const pages = await Promise.all([1, 2, 3, 4].map((id) => openStream(host, id)));
    const headers = await tokenHeader(host.coplay.stderr);
    const answer = await host.ask(".coplay/admin/front", { method: "PUT", headers });
    assertEquals(answer.status, 200, await answer.text());
    pages.push(await openStream(host, 5), await openStream(host, 6));
    for (const page of pages) await readEvent(page, "front");
  },
);

workersTest("a round has one seed for the pages of every worker, early and late", async () => {
  await using host = await TwoWorkers.start();
  const pages = await Promise.all([1, 2, 3, 4].map((id) => openStream(host, id)));
  const headers = await tokenHeader(host.coplay.stderr);
  const body = JSON.stringify({ time: "3m" });
  const answer = await host.ask(".coplay/admin/round", { method: "PUT", headers, body });
  const { round } = await answer.json();
  pages.push(await openStream(host, 5), await openStream(host, 6));
  for (const page of pages) {
    const told = JSON.parse(await readEvent(page, "round"));
    assertEquals([told.seed, told.number], [round.seed, 1]);
  }
  const clock = await (await host.ask(".coplay/clock")).text();
  assertEquals(/^\d{13}$/.test(clock), true, clock);
});

workersTest("a player is named by whichever worker the page reaches", async () => {
  await using host = await TwoWorkers.start();
  const streams = await Promise.all([0, 1, 2].map((id) => openStream(host, id)));
  await Promise.all(streams.map((stream) => stream.read()));
  for (const id of [0, 1, 2]) {
    const init = { method: "POST", body: "明\u202e" };
    const answer = await (await host.ask(`.coplay/name?page=p${id}`, init)).json();
    const shown = id === 0 ? "明" : `明 ${id + 1}`;
    assertEquals(answer, { text: "明", shown, isTaken: false });
  }
  const headers = await tokenHeader(host.coplay.stderr);
  const { players } = await (await host.ask(".coplay/admin/players", { headers })).json();
  assertEquals(players.map(({ name }: { name: string }) => name).sort(), ["明", "明 2", "明 3"]);
  await Promise.all(streams.map((stream) => stream.cancel()));
});

workersTest("the counts and the players of all workers are shown as one", async () => {
  await using host = await TwoWorkers.start("--access-log", "combined");
  await host.readMany(20);
  const streams = await Promise.all(
    Array.from(
      { length: 8 },
      (_, index) =>
        host.ask(`.coplay/events?page=p${index}&path=/games/a/`, {
          headers: { accept: "text/event-stream" },
        }),
    ),
  );
  const { players } = await (await host.ask(".coplay/state")).json();
  assertEquals(players, 8);
  const metrics = await host.read(".coplay/metrics");
  assertMatch(metrics, /coplay_requests_total\{status="302"\} 20\n/);
  assertMatch(metrics, /coplay_players 8\n/);
  const lines = host.coplay.stdout.text.split("\n");
  assertEquals(lines.filter((line) => line.includes('"GET / HTTP/1.1" 302')).length, 20);
  const heard = streams.map(async (stream) => {
    for await (const text of stream.body!.pipeThrough(new TextDecoderStream())) {
      if (text.includes("event:move")) return true;
    }
    return false;
  });
  await host.publish("b");
  assertEquals(await Promise.all(heard), streams.map(() => true));
});

workersTest("a worker that is killed loses only its open answers and is replaced", async () => {
  await using host = await TwoWorkers.start("--lang", "zh");
  const before = await host.workers();
  let isDead = false;
  let isOver = false;
  const failures: unknown[] = [];
  const players = Array.from({ length: 6 }, async () => {
    while (!isOver) {
      const beganLater = isDead;
      await host.read("games/a/").catch((error) => beganLater && failures.push(error));
    }
  });
  Deno.kill(before[0]!, "SIGKILL");
  await host.coplay.stderr.match(/^工作进程 \d \(\d+\)被 SIGKILL 终止，正在启动新的进程代替它$/);
  // Until the system has closed the worker's connections, requests on them fail, and no others do.
  isDead = true;
  const [, pid] = await host.coplay.stderr.match(/^工作进程 \d \((\d+)\) 已就绪$/);
  isOver = true;
  await Promise.all(players);
  assertEquals(failures, []);
  assert((await host.workers()).includes(Number(pid)));
  await host.publish("b");
  for (const page of await host.readMany(20)) assertStringIncludes(page, "the page of b");
});

workersTest("workers end with their coordinator, and the port is free at once", async () => {
  await using host = await TwoWorkers.start();
  const workers = await host.workers();
  assertEquals(workers.length, 2);
  const stream = await host.ask(".coplay/events?page=p&path=/games/a/", {
    headers: { accept: "text/event-stream" },
  });
  host.coplay.kill("SIGTERM");
  await stream.body!.pipeTo(new WritableStream());
  assertEquals((await host.coplay.finish()).code, 143);
  for (const pid of workers) assertEquals(isAlive(pid), false);
  const port = new URL(host.address).port;
  const args = ["serve", port, "--games", host.games.path, "--game", "b", "--workers", "2"];
  await using again = await Coplay.start(args);
  await again.stdout.match(/http:\/\/127\.0\.0\.1:\d+\//);
  assertStringIncludes(await host.read(""), "the page of b");
  // A port that workers share is still closed to other programs.
  const second = await runCoplay(args);
  assertEquals(second.code, 1);
  assertMatch(second.stderr, /in use, probably by another coplay/);
});

function isAlive(pid: number): boolean {
  try {
    Deno.kill(pid, "SIGCONT");
    return true;
  } catch {
    return false;
  }
}

workersTest("workers do not outlive a coordinator that is killed", async () => {
  await using host = await TwoWorkers.start();
  host.coplay.kill("SIGKILL");
  await host.coplay.finish();
  // The workers notice a moment later.
  await until("the end of the workers", () => host.read("").then(() => false, () => true));
});

workersTest("workers speak https, and explain it to clients with http", async () => {
  await using games = await makeGames();
  const env = { XDG_CONFIG_HOME: games.join("config") };
  const args = ["serve", "0", "--games", games.path, "--game", "a", "--https", "--workers", "2"];
  await using coplay = await Coplay.start(args, { env });
  const [address] = await coplay.stdout.match(/https:\/\/127\.0\.0\.1:\d+\//);
  const authority = await Deno.readTextFile(games.join("config", "coplay", "authority.crt"));
  using client = Deno.createHttpClient({ caCerts: [authority], poolMaxIdlePerHost: 0 });
  for (let time = 0; time < 6; time++) {
    assertStringIncludes(await (await fetch(address, { client })).text(), "the page of a");
  }
  const plain = await fetch(address.replace("https:", "http:"));
  assertEquals(plain.status, 426);
  assertStringIncludes(await plain.text(), `href="/.coplay/certificate"`);
});

testUnless(
  WHY_NOT ?? lackOf("redis-server"),
  "workers of hosts with a shared state follow each other",
  async () => {
    await using redis = await RedisServer.start();
    const state = ["--state", redis.url("school")];
    await using one = await TwoWorkers.start(...state);
    await using other = await TwoWorkers.start(...state);
    const stream = await other.ask(".coplay/events?page=p&path=/games/a/", {
      headers: { accept: "text/event-stream" },
    });
    const { body } = stream;
    const heard = (async () => {
      for await (const text of body!.pipeThrough(new TextDecoderStream())) {
        if (text.includes("event:move")) return true;
      }
      return false;
    })();
    // The hosts inform each other a moment later.
    await until(
      "the other host's player",
      async () => (await (await one.ask(".coplay/state")).json()).players === 1,
    );
    await one.publish("b");
    assertEquals(await heard, true);
    for (const host of [one, other]) {
      for (const page of await host.readMany(20)) assertStringIncludes(page, "the page of b");
    }
    // A worker that replaces another shows the same game as all hosts.
    Deno.kill((await other.workers())[0]!, "SIGKILL");
    await other.coplay.stderr.match(/Worker \d \(\d+\) answers$/m);
    for (const page of await other.readMany(20)) assertStringIncludes(page, "the page of b");
    await redis.stop();
    for (const host of [one, other]) {
      for (const page of await host.readMany(20)) assertStringIncludes(page, "the page of b");
    }
  },
);

for (const workers of ["0", "65", "two", ""]) {
  Deno.test(`--workers=${workers} gets one clear line`, async () => {
    const result = await runCoplay(["serve", "0", `--workers=${workers}`]);
    assertEquals(result.code, 2);
    assertMatch(result.stderr, /^coplay: Option --workers must be auto or a number from 1 to 64/);
  });
}
