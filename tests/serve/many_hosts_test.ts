import { assert, assertEquals } from "@std/assert";
import { Coplay } from "../support/coplay.ts";
import { NginxServer } from "../support/nginx_server.ts";
import { lackOf } from "../support/programs.ts";
import { RedisServer } from "../support/redis_server.ts";
import { TempDir } from "../support/temp_dir.ts";
import { testUnless } from "../support/test_unless.ts";
import { onToldPort } from "../support/told_port.ts";
import { until } from "../support/until.ts";
import { writeTree } from "./host_fixture.ts";

/** A hundred players and fifty switches take minutes: each switch is spread over the players. */
const PLAYERS = Number(Deno.env.get("COPLAY_TEST_PLAYERS") ?? 20);
const SWITCHES = Number(Deno.env.get("COPLAY_TEST_SWITCHES") ?? 10);
const TOKEN = "many-hosts-one-game";

/** nginx in front of several hosts, taking turns; a host that does not answer is left out for a second. */
function startBalancer(folder: string, ports: readonly string[]): Promise<NginxServer> {
  const hosts = ports.map((port) => `server 127.0.0.1:${port} max_fails=1 fail_timeout=1s;`);
  return NginxServer.start({
    folder,
    http: `upstream hosts { ${hosts.join(" ")} }`,
    server: `location / { proxy_pass http://hosts; proxy_http_version 1.1;
      proxy_set_header Connection ""; proxy_set_header Host $http_host;
      proxy_buffering off; proxy_read_timeout 1h;
      proxy_next_upstream error timeout non_idempotent http_502; }`,
  });
}

/** A player's page: opens what is published, listens, and moves when it is told to. */
class PlayerPage {
  readonly #origin: string;
  readonly #id: string;
  readonly #end = new AbortController();
  readonly done: Promise<void>;
  /** The game that it is on. */
  game = "";

  constructor(origin: string, id: string) {
    this.#origin = origin;
    this.#id = id;
    this.done = this.#play();
  }

  close(): void {
    this.#end.abort();
  }

  async #play(): Promise<void> {
    while (!this.#end.signal.aborted) {
      try {
        await this.#openPage();
        // A stream that ends is opened again: its host may be gone.
        while (!await this.#listen());
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }

  async #openPage(): Promise<void> {
    const response = await fetch(`${this.#origin}/`, { signal: this.#end.signal });
    const text = await response.text();
    if (!response.ok) throw new Error(text);
    this.game = /game (\w+)/.exec(text)?.[1] ?? "";
  }

  /** @returns whether it was told to move */
  async #listen(): Promise<boolean> {
    const path = encodeURIComponent(`/games/${this.game}/`);
    const response = await fetch(
      `${this.#origin}/.coplay/events?page=${this.#id}&seen=&path=${path}`,
      { signal: this.#end.signal, headers: { cookie: `coplay-player=${this.#id}` } },
    );
    if (!response.ok) {
      await response.body?.cancel();
      throw new Error(String(response.status));
    }
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    // The signal of a fetch from long ago does not always reach a body that is silent.
    this.#end.signal.addEventListener("abort", () => void reader.cancel().catch(() => {}));
    for (
      let { value } = await reader.read();
      value !== undefined;
      ({ value } = await reader.read())
    ) {
      if (!/event: ?move/.test(value)) continue;
      await reader.cancel();
      return true;
    }
    return false;
  }
}

testUnless(
  lackOf("redis-server", "nginx"),
  "players behind nginx follow every switch while one of two hosts is killed and comes back",
  async () => {
    await using redis = await RedisServer.start();
    await using folder = await TempDir.make();
    await writeTree(folder.join("games"), { "x/index.html": "game x", "y/index.html": "game y" });
    await Deno.mkdir(folder.join("nginx"));
    await Deno.writeTextFile(folder.join("token"), TOKEN);
    const start = async (port: number) => {
      const coplay = await Coplay.start([
        ...["serve", `${port}`, "--host", "127.0.0.1", "--games", folder.join("games")],
        ...["--game", "x", "--state", redis.url("class")],
        ...["--admin-token-file", folder.join("token")],
      ]);
      // Ends without an address where the port is taken, and then says so.
      const address = await coplay.stdout.match(/http:\/\/127\.0\.0\.1:(\d+)/)
        .catch(() => coplay.stderr.ended.then((said) => Promise.reject(new Error(said))));
      return { coplay, port: address[1]! };
    };
    const { coplay: first, port: firstPort } = await start(0);
    await using _first = first;
    // One that comes back has to have the port that the balancer knows.
    const { coplay: second, port: secondPort } = await onToldPort(start);
    await using _second = second;
    await second.stderr.match(/Joined the other hosts/);
    await using nginx = await startBalancer(folder.join("nginx"), [firstPort, secondPort]);
    const stateOf = async (origin: string) => {
      const response = await fetch(`${origin}/.coplay/state`).catch(() => undefined);
      return response?.ok ? await response.json() : undefined;
    };
    await until("an answer through nginx", async () => await stateOf(nginx.origin) !== undefined);

    const pages = Array.from(
      { length: PLAYERS },
      (_, n) => new PlayerPage(nginx.origin, `player-${n}`),
    );
    const untilAllPlay = (id: string) =>
      until(`all players on ${id}`, () => pages.every(({ game }) => game === id));
    const untilAllCount = (origin: string) =>
      until(
        `${PLAYERS} players at ${origin}`,
        async () => (await stateOf(origin))?.players === PLAYERS,
      );
    const origins = [firstPort, secondPort].map((port) => `http://127.0.0.1:${port}`);
    await untilAllPlay("x");
    // Each host counts the players of both.
    await untilAllCount(origins[0]!);

    let third: ReturnType<typeof start> | undefined;
    let game = "x";
    for (let n = 1; n <= SWITCHES; n++) {
      if (n === Math.ceil(SWITCHES * 0.4)) {
        second.kill("SIGKILL");
        await second.finish();
      }
      if (n === Math.ceil(SWITCHES * 0.6)) third = start(Number(secondPort));
      game = game === "x" ? "y" : "x";
      await until(`somebody who publishes ${game}`, async () => {
        // By whichever host has its turn.
        const answer = await fetch(`${nginx.origin}/.coplay/admin/published`, {
          method: "PUT",
          headers: { authorization: `Bearer ${TOKEN}` },
          body: JSON.stringify({ game }),
        });
        await answer.body?.cancel();
        return answer.ok;
      });
      await untilAllPlay(game);
    }
    await using last = (await third!).coplay;
    for (const origin of origins) {
      await untilAllCount(origin);
      const { game: { id }, generation } = await stateOf(origin);
      assertEquals(id, game);
      assert(generation > SWITCHES);
    }
    for (const page of pages) page.close();
    await Promise.all(pages.map(({ done }) => done));
    last.kill("SIGTERM");
    assertEquals((await last.finish()).code, 143);
  },
);
