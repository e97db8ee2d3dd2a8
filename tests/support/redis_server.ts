import { fileExists } from "./file_exists.ts";
import { freePort } from "./free_port.ts";
import { TempDir } from "./temp_dir.ts";

/** Why there can be no Redis on this machine, and how to get one. */
export const NO_REDIS: string | undefined = await findRedis()
  ? undefined
  : "no redis-server; on Debian: apt-get install redis-server";

async function findRedis(): Promise<boolean> {
  const folders = (Deno.env.get("PATH") ?? "").split(":");
  for (const folder of folders) {
    if (await fileExists(`${folder}/redis-server`)) return true;
  }
  return false;
}

/** A real redis-server of the test's own, in a folder of its own, that can be killed, paused and started again. */
export class RedisServer implements AsyncDisposable {
  readonly port: number;
  readonly #folder: TempDir;
  readonly #args: readonly string[];
  #child: Deno.ChildProcess | undefined;

  private constructor(folder: TempDir, port: number, args: readonly string[]) {
    this.#folder = folder;
    this.port = port;
    this.#args = args;
  }

  /** @param args further settings, such as `--maxmemory 2mb` */
  static async start(...args: string[]): Promise<RedisServer> {
    const server = new RedisServer(await TempDir.make(), freePort(), args);
    await server.start();
    return server;
  }

  /** The address of something in it. */
  url(name: string, user = ""): string {
    return `redis://${user}127.0.0.1:${this.port}/${name}`;
  }

  /** A path in its folder. */
  path(name: string): string {
    return this.#folder.join(name);
  }

  /** Starts it, again where it was ended before; it answers when this resolves. */
  async start(): Promise<void> {
    this.#child = new Deno.Command("redis-server", {
      args: [
        ...["--port", String(this.port), "--bind", "127.0.0.1", "--dir", this.#folder.path],
        ...["--save", "", "--daemonize", "no", "--logfile", "redis.log"],
        ...this.#args,
      ],
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn();
    const status = this.#child.status.then(() => "ended");
    // It answers with an error while it loads, and that is soon over.
    while (!/PONG|NOAUTH/.test(await this.#ask("PING").catch(() => ""))) {
      const turn = new Promise<string>((resolve) => setTimeout(() => resolve(""), 10));
      if (await Promise.race([status, turn]) === "ended") {
        throw new Error(await Deno.readTextFile(this.path("redis.log")));
      }
    }
  }

  async #ask(command: string): Promise<string> {
    using connection = await Deno.connect({ hostname: "127.0.0.1", port: this.port });
    await connection.write(new TextEncoder().encode(`${command}\r\n`));
    const buffer = new Uint8Array(200);
    const count = await connection.read(buffer);
    return new TextDecoder().decode(buffer.subarray(0, count ?? 0));
  }

  /** Runs a command with redis-cli. */
  async run(...args: string[]): Promise<string> {
    const { stdout } = await new Deno.Command("redis-cli", {
      args: ["-p", String(this.port), ...args],
      stderr: "null",
    }).output();
    return new TextDecoder().decode(stdout).trimEnd();
  }

  /** Sends it a signal; SIGSTOP pauses it. */
  signal(signal: Deno.Signal): void {
    this.#child?.kill(signal);
  }

  /** Ends it; what it has saved stays for the next start. */
  async stop(signal: Deno.Signal = "SIGTERM"): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child) return;
    // A paused one cannot end.
    if (signal !== "SIGKILL") child.kill("SIGCONT");
    child.kill(signal);
    await child.status;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop("SIGKILL");
    await this.#folder[Symbol.asyncDispose]();
  }
}
