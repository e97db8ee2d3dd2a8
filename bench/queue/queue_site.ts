import { NginxServer } from "../../tests/support/nginx_server.ts";
import { RedisServer } from "../../tests/support/redis_server.ts";
import { childrenOf } from "../support/proc.ts";
import { coplayCommand } from "../support/programs.ts";

const FILE_BYTES = 2048;

function makeFile(n: number): Uint8Array {
  return new TextEncoder().encode(`${n} `.repeat(FILE_BYTES).slice(0, FILE_BYTES));
}

/** A worker and its end. */
export interface Worker {
  readonly child: Deno.ChildProcess;
  /** The exit code of a worker that ended by itself, and its last message. */
  end: { code: number; said: string } | undefined;
  ended: Promise<void>;
}

/** Small files behind nginx, and a Redis whose data survives a restart. */
export class QueueSite implements AsyncDisposable {
  readonly folder: string;
  readonly redis: RedisServer;
  readonly #nginx: NginxServer;

  private constructor(
    folder: string,
    { nginx, redis }: { nginx: NginxServer; redis: RedisServer },
  ) {
    this.folder = folder;
    this.#nginx = nginx;
    this.redis = redis;
  }

  static async start(files: number): Promise<QueueSite> {
    const folder = await Deno.makeTempDir({ prefix: "coplay_bench_" });
    await Deno.mkdir(`${folder}/www`);
    for (let n = 0; n < files; n++) await Deno.writeFile(`${folder}/www/${n}.bin`, makeFile(n));
    // nginx's workers run as another user where root starts nginx.
    await Deno.chmod(folder, 0o755);
    const redis = await RedisServer.start("--appendonly", "yes");
    const nginx = await NginxServer.start({
      folder,
      http: `log_format method '$request_method'; keepalive_requests 1000000;`,
      server: `root ${folder}/www; access_log ${folder}/access.log method;`,
    });
    return new QueueSite(folder, { nginx, redis });
  }

  /** Writes the addresses of the first files into a list. */
  async list(jobs: number): Promise<string> {
    const path = `${this.folder}/list.txt`;
    const lines = Array.from({ length: jobs }, (_, n) => `${this.#nginx.origin}/${n}.bin\n`);
    await Deno.writeTextFile(path, lines.join(""));
    return path;
  }

  /** Fills a queue. @returns the time in milliseconds, including the program's start */
  async fill(jobs: number, name: string): Promise<number> {
    const list = await this.list(jobs);
    const beganMs = performance.now();
    await startWorker("--enqueue", this.redis.url(name), "-i", list).ended;
    return performance.now() - beganMs;
  }

  /** Counts the files of a folder that match the server's. */
  async countRight(out: string, jobs: number): Promise<number> {
    let right = 0;
    for (let n = 0; n < jobs; n++) {
      const bytes = await Deno.readFile(`${out}/${n}.bin`).catch(() => new Uint8Array());
      const wanted = makeFile(n);
      if (bytes.length === wanted.length && bytes.every((byte, at) => byte === wanted[at])) right++;
    }
    return right;
  }

  /** Counts nginx's GET requests. */
  async countGets(): Promise<number> {
    const log = await Deno.readTextFile(`${this.folder}/access.log`);
    return log.split("\n").filter((line) => line === "GET").length;
  }

  /** Measures nginx's workers with a function that measures processes. */
  async nginxMs(count: (pids: readonly number[]) => Promise<number>): Promise<number> {
    return await count(await childrenOf(this.#nginx.pid));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.redis[Symbol.asyncDispose]();
    await this.#nginx[Symbol.asyncDispose]();
    await Deno.remove(this.folder, { recursive: true });
  }
}

/** Starts coplay download. */
export function startWorker(...args: string[]): Worker {
  const [program, ...rest] = coplayCommand("download", ...args);
  const child = new Deno.Command(program!, {
    args: rest,
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const worker: Worker = { child, end: undefined, ended: Promise.resolve() };
  worker.ended = (async () => {
    const [said, { code }] = await Promise.all([new Response(child.stderr).text(), child.status]);
    worker.end = { code, said: said.trim().split("\n").at(-1) ?? "" };
  })();
  return worker;
}
