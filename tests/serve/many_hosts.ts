import { assert, assertEquals } from "@std/assert";
import { Coplay } from "../support/coplay.ts";
import { NginxServer } from "../support/nginx_server.ts";
import { RedisServer } from "../support/redis_server.ts";
import { TempDir } from "../support/temp_dir.ts";
import { onToldPort } from "../support/told_port.ts";
import { until } from "../support/until.ts";
import { writeTree } from "./host_fixture.ts";

const TOKEN = "many-hosts-one-game";

/** Starts nginx in front of several hosts, which take turns; a host that does not answer is skipped for a second. */
function startBalancer(folder: string, ports: readonly number[]): Promise<NginxServer> {
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

/** A player's page: it opens the published game, holds the event stream, and moves when it is told. */
class PlayerPage {
  readonly #origin: string;
  readonly #id: string;
  readonly #end = new AbortController();
  readonly done: Promise<void>;
  /** The game that the page shows. */
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
        // If the stream ends, the page opens it again, because its host may be gone.
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

  /** @returns whether the page was told to move */
  async #listen(): Promise<boolean> {
    const path = encodeURIComponent(`/games/${this.game}/`);
    const response = await fetch(
      `${this.#origin}/.coplay/events?page=${this.#id}&seen=&path=${path}`,
      {
        signal: this.#end.signal,
        headers: { accept: "text/event-stream", cookie: `coplay-player=${this.#id}` },
      },
    );
    if (!response.ok) {
      await response.body?.cancel();
      throw new Error(String(response.status));
    }
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    // The signal of an old fetch does not always reach the reader of a silent body.
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

/** One of several hosts, and its port. */
interface Host {
  readonly coplay: Coplay;
  readonly port: number;
}

/** Reads the state of a host; undefined where it does not answer. */
async function stateOf(origin: string) {
  const response = await fetch(`${origin}/.coplay/state`).catch(() => undefined);
  return response?.ok ? await response.json() : undefined;
}

/** Two hosts with the same games behind nginx; the second can be killed and restarted. */
class TwoHosts implements AsyncDisposable {
  readonly #stack = new AsyncDisposableStack();
  readonly #args: readonly string[];
  #ports: readonly number[] = [];
  #second: Coplay | undefined;
  /** The origin for players. */
  origin = "";

  private constructor(args: readonly string[]) {
    this.#args = args;
  }

  static async start(): Promise<TwoHosts> {
    const redis = await RedisServer.start();
    const folder = await TempDir.make();
    await writeTree(folder.join("games"), { "x/index.html": "game x", "y/index.html": "game y" });
    await Deno.mkdir(folder.join("nginx"));
    await Deno.writeTextFile(folder.join("token"), TOKEN);
    await using starting = new AsyncDisposableStack();
    const hosts = starting.use(
      new TwoHosts([
        ...["--host", "127.0.0.1", "--games", folder.join("games"), "--game", "x"],
        ...["--state", redis.url("class"), "--admin-token-file", folder.join("token")],
      ]),
    );
    hosts.#stack.use(redis);
    hosts.#stack.use(folder);
    await hosts.#begin(folder.join("nginx"));
    starting.move();
    return hosts;
  }

  async #begin(nginxFolder: string): Promise<void> {
    const first = await this.#startHost(0);
    // A restarted host needs the port that nginx knows.
    const second = await onToldPort((port) => this.#startHost(port));
    await second.coplay.stderr.match(/Joined the other hosts/);
    this.#second = second.coplay;
    this.#ports = [first.port, second.port];
    this.origin = this.#stack.use(await startBalancer(nginxFolder, this.#ports)).origin;
    await until("an answer through nginx", async () => await stateOf(this.origin) !== undefined);
  }

  /** @throws an error with the host's output if it ends without an address, for example because its port is taken */
  async #startHost(port: number): Promise<Host> {
    const coplay = this.#stack.use(await Coplay.start(["serve", `${port}`, ...this.#args]));
    try {
      const [, bound] = await coplay.stdout.match(/http:\/\/127\.0\.0\.1:(\d+)/);
      return { coplay, port: Number(bound) };
    } catch {
      coplay.kill("SIGKILL");
      throw new Error((await coplay.finish()).stderr);
    }
  }

  /** The origins of the single hosts. */
  get origins(): string[] {
    return this.#ports.map((port) => `http://127.0.0.1:${port}`);
  }

  async killSecond(): Promise<void> {
    this.#second?.kill("SIGKILL");
    await this.#second?.finish();
  }

  async startSecond(): Promise<void> {
    this.#second = (await this.#startHost(this.#ports[1]!)).coplay;
  }

  /** Stops the second host as its operator would. @returns its exit code */
  async stopSecond(): Promise<number | undefined> {
    this.#second?.kill("SIGTERM");
    return (await this.#second?.finish())?.code;
  }

  /** Publishes at the host whose turn it is. */
  async publish(game: string): Promise<void> {
    await until(`somebody who publishes ${game}`, async () => {
      const answer = await fetch(`${this.origin}/.coplay/admin/published`, {
        method: "PUT",
        headers: { authorization: `Bearer ${TOKEN}` },
        body: JSON.stringify({ game }),
      });
      await answer.body?.cancel();
      return answer.ok;
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.disposeAsync();
  }
}

/** Switches games while one of two hosts is killed and restarted, and asserts that players behind nginx follow. */
export async function followSwitches(
  { players, switches }: { readonly players: number; readonly switches: number },
): Promise<void> {
  await using hosts = await TwoHosts.start();
  const ids = Array.from({ length: players }, (_, n) => `player-${n}`);
  const pages = ids.map((id) => new PlayerPage(hosts.origin, id));
  const untilAllPlay = (id: string) =>
    until(`all players on ${id}`, () => pages.every(({ game }) => game === id));
  const untilAllCount = (origin: string) =>
    until(
      `${players} players at ${origin}`,
      async () => (await stateOf(origin))?.players === players,
    );
  await untilAllPlay("x");
  // Each host counts the players of both.
  await untilAllCount(hosts.origins[0]!);

  let starting: Promise<void> | undefined;
  for (let n = 1; n <= switches; n++) {
    if (n === Math.ceil(switches * 0.4)) await hosts.killSecond();
    if (n === Math.ceil(switches * 0.6)) starting = hosts.startSecond();
    const game = n % 2 === 1 ? "y" : "x";
    await hosts.publish(game);
    await untilAllPlay(game);
  }
  await starting;
  for (const origin of hosts.origins) {
    await untilAllCount(origin);
    const { game: { id }, generation } = await stateOf(origin);
    assertEquals(id, switches % 2 === 1 ? "y" : "x");
    assert(generation > switches);
  }
  for (const page of pages) page.close();
  await Promise.all(pages.map(({ done }) => done));
  assertEquals(await hosts.stopSecond(), 143);
}
