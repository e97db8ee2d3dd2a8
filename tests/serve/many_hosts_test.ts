import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import { Coplay } from "../support/coplay.ts";
import { fileExists } from "../support/file_exists.ts";
import { freePort } from "../support/free_port.ts";
import { NO_REDIS, RedisServer } from "../support/redis_server.ts";
import { TempDir } from "../support/temp_dir.ts";
import { testUnless } from "../support/test_unless.ts";
import { writeTree } from "./host_fixture.ts";

/** A hundred players and fifty switches take minutes: each switch is spread over the players. */
const PLAYERS = Number(Deno.env.get("COPLAY_TEST_PLAYERS") ?? 20);
const SWITCHES = Number(Deno.env.get("COPLAY_TEST_SWITCHES") ?? 10);
const TOKEN = "many-hosts-one-game";

const NO_NGINX = await fileExists("/usr/sbin/nginx")
  ? undefined
  : "no nginx; on Debian: apt-get install nginx-light";

/** nginx in front of several hosts, taking turns; a host that does not answer is left out for a second. */
async function startBalancer(folder: string, ports: readonly number[]) {
  const port = freePort();
  const config = join(folder, "nginx.conf");
  const servers = ports.map((each) => `server 127.0.0.1:${each} max_fails=1 fail_timeout=1s;`);
  await Deno.writeTextFile(
    config,
    `worker_processes 1; daemon off; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 2048; }
http { access_log off; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  upstream hosts { ${servers.join(" ")} }
  server { listen 127.0.0.1:${port} backlog=1024; location / {
    proxy_pass http://hosts; proxy_http_version 1.1; proxy_set_header Connection "";
    proxy_set_header Host $http_host; proxy_buffering off; proxy_read_timeout 1h;
    proxy_next_upstream error timeout non_idempotent http_502; } } }
`,
  );
  const child = new Deno.Command("/usr/sbin/nginx", {
    args: ["-c", config, "-e", `${folder}/error.log`],
    stdout: "null",
    stderr: "null",
  }).spawn();
  return {
    origin: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      await child.status;
    },
  };
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

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!await isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
}

testUnless(
  NO_REDIS ?? NO_NGINX,
  "players behind nginx follow every switch while one of two hosts is killed and comes back",
  async () => {
    await using redis = await RedisServer.start();
    await using folder = await TempDir.make();
    await writeTree(folder.join("games"), { "x/index.html": "game x", "y/index.html": "game y" });
    await Deno.mkdir(folder.join("nginx"));
    await Deno.writeTextFile(folder.join("token"), TOKEN);
    const ports = [freePort(), freePort()];
    const start = (port: number | undefined) =>
      Coplay.start([
        ...["serve", String(port), "--host", "127.0.0.1", "--games", folder.join("games")],
        ...["--game", "x", "--state", redis.url("class")],
        ...["--admin-token-file", folder.join("token")],
      ]);
    await using first = await start(ports[0]);
    await first.stdout.match(/http:\/\/127\.0\.0\.1/);
    const second = await start(ports[1]);
    await second.stdout.match(/http:\/\/127\.0\.0\.1/);
    await second.stderr.match(/Joined the other hosts/);
    await using nginx = await startBalancer(folder.join("nginx"), ports);
    const stateOf = async (origin: string) => {
      const response = await fetch(`${origin}/.coplay/state`).catch(() => undefined);
      return response?.ok ? await response.json() : undefined;
    };
    await until(async () => await stateOf(nginx.origin) !== undefined);

    const pages = Array.from(
      { length: PLAYERS },
      (_, n) => new PlayerPage(nginx.origin, `player-${n}`),
    );
    await until(() => pages.every(({ game }) => game === "x"));
    // Each host counts the players of both.
    await until(async () => (await stateOf(`http://127.0.0.1:${ports[0]}`))?.players === PLAYERS);

    let third: Coplay | undefined;
    let game = "x";
    for (let n = 1; n <= SWITCHES; n++) {
      if (n === Math.ceil(SWITCHES * 0.4)) {
        second.kill("SIGKILL");
        await second.finish();
      }
      if (n === Math.ceil(SWITCHES * 0.6)) third = await start(ports[1]);
      game = game === "x" ? "y" : "x";
      await until(async () => {
        // By whichever host has its turn.
        const answer = await fetch(`${nginx.origin}/.coplay/admin/published`, {
          method: "PUT",
          headers: { authorization: `Bearer ${TOKEN}` },
          body: JSON.stringify({ game }),
        });
        await answer.body?.cancel();
        return answer.ok;
      });
      await until(() => pages.every((page) => page.game === game));
    }
    await third!.stdout.match(/http:\/\/127\.0\.0\.1/);
    for (const port of ports) {
      const origin = `http://127.0.0.1:${port}`;
      await until(async () => (await stateOf(origin))?.players === PLAYERS);
      const { game: { id }, generation } = await stateOf(origin);
      assertEquals(id, game);
      assert(generation > SWITCHES);
    }
    for (const page of pages) page.close();
    await Promise.all(pages.map(({ done }) => done));
    third!.kill("SIGTERM");
    assertEquals((await third!.finish()).code, 143);
  },
);
