import { OutputLog } from "./output_log.ts";
import { programPath } from "./programs.ts";
import { TempDir } from "./temp_dir.ts";
import { onToldPort } from "./told_port.ts";

/** PEM files for a Redis that speaks only TLS. */
export interface RedisTls {
  readonly certPath: string;
  readonly keyPath: string;
}

/** A real redis-server in its own folder, which a test can kill, pause and restart. */
export class RedisServer implements AsyncDisposable {
  readonly port: number;
  readonly #folder: TempDir;
  readonly #args: readonly string[];
  #child: Deno.ChildProcess | undefined;

  private constructor(folder: TempDir, { port, args }: { port: number; args: readonly string[] }) {
    this.#folder = folder;
    this.port = port;
    this.#args = args;
  }

  /** @param args further settings, such as `--maxmemory 2mb` */
  static async start(...args: string[]): Promise<RedisServer> {
    return await RedisServer.#start((port) => ["--port", `${port}`, ...args]);
  }

  /** @param args further settings */
  static async startTls({ certPath, keyPath }: RedisTls, ...args: string[]): Promise<RedisServer> {
    const files = ["--tls-cert-file", certPath, "--tls-key-file", keyPath];
    const tls = [...files, "--tls-auth-clients", "no", "--port", "0"];
    return await RedisServer.#start((port) => ["--tls-port", `${port}`, ...tls, ...args]);
  }

  static async #start(argsFor: (port: number) => string[]): Promise<RedisServer> {
    return await onToldPort(async (port) => {
      await using starting = new AsyncDisposableStack();
      const folder = await TempDir.make();
      const server = starting.use(new RedisServer(folder, { port, args: argsFor(port) }));
      await server.start();
      starting.move();
      return server;
    });
  }

  /** The address of a queue or state in it. */
  url(name: string, user = ""): string {
    return `redis://${user}127.0.0.1:${this.port}/${name}`;
  }

  get #socketPath(): string {
    return this.#folder.join("redis.sock");
  }

  /** Starts the server, also after an end; resolves when it answers. */
  async start(): Promise<void> {
    const child = new Deno.Command(programPath("redis-server"), {
      args: [
        ...["--bind", "127.0.0.1", "--unixsocket", this.#socketPath, "--dir", this.#folder.path],
        ...["--save", "", "--daemonize", "no", "--logfile", ""],
        ...this.#args,
      ],
      stdin: "null",
      stdout: "piped",
      stderr: "null",
    }).spawn();
    this.#child = child;
    child.status.then(() => {
      if (this.#child === child) this.#child = undefined;
    });
    // Redis prints this after it has loaded its data.
    await new OutputLog(child.stdout).match(/Ready to accept connections/);
  }

  /** Runs a command with redis-cli. */
  async run(...args: string[]): Promise<string> {
    const { stdout } = await new Deno.Command("redis-cli", {
      args: ["-s", this.#socketPath, ...args],
      stderr: "null",
    }).output();
    return new TextDecoder().decode(stdout).trimEnd();
  }

  /** Sends a signal; SIGSTOP pauses the server. */
  signal(signal: Deno.Signal): void {
    this.#child?.kill(signal);
  }

  /** Ends the server; its saved data remains for the next start. */
  async stop(signal: Deno.Signal = "SIGTERM"): Promise<void> {
    const child = this.#child;
    if (!child) return;
    // A paused process cannot end.
    if (signal !== "SIGKILL") child.kill("SIGCONT");
    child.kill(signal);
    await child.status;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop("SIGKILL");
    await this.#folder[Symbol.asyncDispose]();
  }
}
