// A host of games that suffers a fault, and players that send requests all the time.
import { tokenHeader } from "../../tests/support/admin_token.ts";
import { OutputLog } from "../../tests/support/output_log.ts";
import { childrenOf, residentMiB } from "../support/proc.ts";
import { coplayCommand } from "../support/programs.ts";

/** A host that `serve 0` runs in its own process on a folder of games. */
export class FaultHost implements AsyncDisposable {
  readonly games: string;
  readonly address: string;
  readonly #child: Deno.ChildProcess;
  readonly #stderr: OutputLog;
  readonly #stdout: OutputLog;

  private constructor(
    child: Deno.ChildProcess,
    options: { games: string; stdout: OutputLog; address: string },
  ) {
    this.#child = child;
    this.games = options.games;
    this.address = options.address;
    this.#stdout = options.stdout;
    this.#stderr = new OutputLog(child.stderr);
  }

  /** @param more options of `coplay serve` besides the folder and the game `a` */
  static async start(games: string, more: readonly string[] = []): Promise<FaultHost> {
    const [port = "0", ...rest] = more[0]?.startsWith("-") === false ? more : ["0", ...more];
    const args = ["serve", port, "--games", games, "--game", "a", "--host", "127.0.0.1", ...rest];
    const [program, ...all] = coplayCommand(...args);
    const child = new Deno.Command(program!, {
      args: all,
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const stdout = new OutputLog(child.stdout);
    const [address] = await stdout.match(/http:\/\/127\.0\.0\.1:\d+\//);
    return new FaultHost(child, { games, stdout, address });
  }

  /** All output of the host. */
  get said(): string {
    return this.#stderr.text;
  }

  get port(): number {
    return Number(new URL(this.address).port);
  }

  /** Reads the resident memory of the host and its workers. */
  async memoryMiB(): Promise<number> {
    const pids = [this.#child.pid, ...await this.workers()];
    const sizes = await Promise.all(pids.map(residentMiB));
    return Math.round(sizes.reduce((sum, each) => sum + each, 0));
  }

  workers(): Promise<number[]> {
    return childrenOf(this.#child.pid);
  }

  async publish(game: string): Promise<void> {
    const body = JSON.stringify({ game });
    const headers = await tokenHeader(this.#stderr);
    const url = `${this.address}.coplay/admin/published`;
    const answer = await fetch(url, { method: "PUT", headers, body });
    if (answer.status !== 200) throw new Error(`publishing ${game}: ${await answer.text()}`);
    await answer.body?.cancel();
  }

  /** Stops the host. Returns the time in seconds. */
  async stop(): Promise<number> {
    const began = performance.now();
    this.#child.kill("SIGTERM");
    await this.#child.status;
    return (performance.now() - began) / 1000;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      this.#child.kill("SIGKILL");
    } catch {
      // The process has ended already.
    }
    await this.#child.status;
    await Promise.all([this.#stdout.ended, this.#stderr.ended]);
  }
}

/** The results of a {@linkcode Load}'s requests. */
export interface LoadReport {
  readonly count: number;
  /** The number of answers by status. */
  readonly statuses: ReadonlyMap<number, number>;
  /** The number of requests without an answer. */
  readonly failures: number;
  readonly wrong: readonly string[];
  readonly p99Ms: number;
}

/** Players that each send one request after another, until they are stopped. */
export class Load {
  readonly #players: Promise<void>[];
  readonly #statuses = new Map<number, number>();
  readonly #timesMs: number[] = [];
  readonly #wrong: string[] = [];
  #failures = 0;
  #isOver = false;

  /** @param check returns what is wrong with an answer, or undefined; it reads the body. */
  constructor(
    urls: readonly string[],
    { players, pauseMs = 0, check }: {
      players: number;
      pauseMs?: number;
      check: (answer: Response) => Promise<string | undefined>;
    },
  ) {
    this.#players = Array.from({ length: players }, async (_, index) => {
      for (let turn = index; !this.#isOver; turn++) {
        await this.#ask(urls[turn % urls.length]!, check);
        if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    });
  }

  async stop(): Promise<LoadReport> {
    this.#isOver = true;
    await Promise.all(this.#players);
    const times = this.#timesMs.toSorted((a, b) => a - b);
    return {
      count: times.length,
      statuses: this.#statuses,
      failures: this.#failures,
      wrong: this.#wrong,
      p99Ms: times[Math.floor(times.length * 0.99)] ?? 0,
    };
  }

  async #ask(url: string, check: (answer: Response) => Promise<string | undefined>) {
    const began = performance.now();
    try {
      const answer = await fetch(url);
      this.#statuses.set(answer.status, (this.#statuses.get(answer.status) ?? 0) + 1);
      const wrong = await check(answer);
      if (wrong !== undefined) this.#wrong.push(`${url}: ${wrong}`);
    } catch {
      this.#failures++;
    }
    this.#timesMs.push(performance.now() - began);
  }
}

/** Formats the counts, such as `200 x 5, 404 x 2`. */
export function formatStatuses({ statuses, failures }: LoadReport): string {
  const words = [...statuses].toSorted(([a], [b]) => a - b).map(([status, count]) =>
    `${status} × ${count}`
  );
  return [...words, ...(failures ? [`no answer × ${failures}`] : [])].join(", ");
}
