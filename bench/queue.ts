// How many jobs a second workers take from a queue in Redis, where the time goes, and what is lost while workers are
// killed, Redis is started anew and paused. Needs redis-server and nginx.
//
//   deno run -A --import-map=.import_map.json bench/queue.ts           jobs a second with 1, 2, 4 and 8 workers
//   deno run -A --import-map=.import_map.json bench/queue.ts 20000     20,000 jobs, four workers, one killed a second
import { freePort } from "../tests/support/free_port.ts";
import { RedisServer } from "../tests/support/redis_server.ts";
import { print } from "./support/print.ts";
import { coplayCommand } from "./support/programs.ts";

const FILE_BYTES = 2048;
const RATE_JOBS = 3000;

function makeFile(n: number): Uint8Array {
  return new TextEncoder().encode(`${n} `.repeat(FILE_BYTES).slice(0, FILE_BYTES));
}

interface Site {
  readonly folder: string;
  readonly origin: string;
  readonly redis: RedisServer;
}

/** nginx over the files, with a line a request. */
async function startNginx(folder: string) {
  const port = freePort();
  const config = `${folder}/nginx.conf`;
  await Deno.writeTextFile(
    config,
    `worker_processes 1; daemon off; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
events { worker_connections 4096; }
http { log_format method '$request_method'; access_log ${folder}/access.log method;
  keepalive_requests 1000000; server { listen 127.0.0.1:${port} backlog=4096; root ${folder}/www; } }
`,
  );
  const child = new Deno.Command("nginx", { args: ["-c", config], stderr: "null" }).spawn();
  const origin = `http://127.0.0.1:${port}`;
  const isUp = () => fetch(origin).then((answer) => answer.body?.cancel()).then(() => true);
  while (!await isUp().catch(() => false)) await new Promise((done) => setTimeout(done, 20));
  return { origin, child };
}

function start(args: readonly string[]): Deno.ChildProcess {
  const [program, ...rest] = coplayCommand("download", ...args);
  return new Deno.Command(program!, { args: rest, stdin: "null", stdout: "null", stderr: "null" })
    .spawn();
}

async function fill({ folder, origin, redis }: Site, jobs: number, name: string): Promise<number> {
  const list = `${folder}/list.txt`;
  const lines = Array.from({ length: jobs }, (_, n) => `${origin}/${n}.bin\n`);
  await Deno.writeTextFile(list, lines.join(""));
  const beganMs = performance.now();
  await start(["--enqueue", redis.url(name), "-i", list]).status;
  return performance.now() - beganMs;
}

/** The milliseconds from the first result to the last, by Redis's clock: starting Deno is no part of the work. */
async function spanOf({ redis }: Site, name: string): Promise<number> {
  const key = `coplay:queue:{${name}}:results`;
  const at = async (...args: string[]) => Number((await redis.run(...args)).split("-")[0]);
  const first = await at("xrange", key, "-", "+", "COUNT", "1");
  return await at("xrevrange", key, "+", "-", "COUNT", "1") - first;
}

async function measureRate(site: Site, workers: number): Promise<void> {
  const name = `rate-${workers}`;
  const filledMs = await fill(site, RATE_JOBS, name);
  await site.redis.run("config", "resetstat");
  const out = `${site.folder}/${name}`;
  const args = ["--queue", site.redis.url(name), "-d", out, "--per-host", "64", "-q"];
  const running = Array.from({ length: workers }, () => start(args));
  await Promise.all(running.map(({ status }) => status));
  const spanMs = await spanOf(site, name);
  const stats = await site.redis.run("info", "commandstats");
  const [, calls, microseconds] = /cmdstat_evalsha:calls=(\d+),usec=(\d+)/.exec(stats) ?? [];
  const rate = Math.round(RATE_JOBS / spanMs * 1000);
  const busy = Number(microseconds) / 1000 / spanMs * 100;
  print(
    `${workers} workers: ${rate} jobs/s; filled at ${Math.round(RATE_JOBS / filledMs * 1000)}/s ` +
      `with start; Redis busy ${busy.toFixed(0)} % (${(Number(calls) / RATE_JOBS).toFixed(1)} ` +
      `scripts a job, ${(Number(microseconds) / Number(calls)).toFixed(0)} µs each)`,
  );
}

async function countRight(out: string, jobs: number): Promise<number> {
  let right = 0;
  for (let n = 0; n < jobs; n++) {
    const bytes = await Deno.readFile(`${out}/${n}.bin`).catch(() => new Uint8Array());
    const wanted = makeFile(n);
    if (bytes.length === wanted.length && bytes.every((byte, at) => byte === wanted[at])) right++;
  }
  return right;
}

/** Kills one of four workers every second, starts Redis anew in the middle and pauses it for ten seconds. */
async function proveSurvival(site: Site, jobs: number): Promise<void> {
  const { redis, folder } = site;
  const pause = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  await fill(site, jobs, "proof");
  const out = `${folder}/proof`;
  const args = ["--queue", redis.url("proof"), "-d", out, "--queue-lease", "5", "-q"];
  const workers = [1, 2, 3, 4].map(() => start(args));
  const lengthOf = async () => Number(await redis.run("xlen", "coplay:queue:{proof}:jobs"));
  let [killed, isRestarted] = [0, false];
  const beganMs = performance.now();
  for (let left = jobs; left > 0; left = await lengthOf()) {
    await pause(1);
    if (left < jobs / 2 && !isRestarted) {
      isRestarted = true;
      await redis.stop();
      await redis.start();
      redis.signal("SIGSTOP");
      await pause(10);
      redis.signal("SIGCONT");
    }
    workers.shift()!.kill("SIGKILL");
    killed++;
    workers.push(start(args));
  }
  const codes = await Promise.all(workers.map(async ({ status }) => (await status).code));
  const log = await Deno.readTextFile(`${folder}/access.log`);
  const gets = log.split("\n").filter((line) => line === "GET").length - 1;
  const seconds = (performance.now() - beganMs) / 1000;
  print(
    `${jobs} jobs, ${killed} workers killed, Redis started anew and paused for 10 s: ` +
      `${await countRight(out, jobs)} files right, ${gets - jobs} fetched twice, ` +
      `last workers ended with ${codes.join(" ")}, ${seconds.toFixed(0)} s`,
  );
}

if (import.meta.main) {
  const jobs = Number(Deno.args[0] ?? 0);
  const folder = await Deno.makeTempDir({ prefix: "coplay_bench_" });
  await Deno.mkdir(`${folder}/www`);
  for (let n = 0; n < Math.max(jobs, RATE_JOBS); n++) {
    await Deno.writeFile(`${folder}/www/${n}.bin`, makeFile(n));
  }
  // nginx's workers are another user where it is started as root.
  await Deno.chmod(folder, 0o755);
  const nginx = await startNginx(folder);
  const redis = await RedisServer.start("--appendonly", "yes");
  const site = { folder, origin: nginx.origin, redis };
  if (jobs > 0) await proveSurvival(site, jobs);
  else for (const workers of [1, 2, 4, 8]) await measureRate(site, workers);
  await redis[Symbol.asyncDispose]();
  nginx.child.kill("SIGTERM");
  await nginx.child.status;
  await Deno.remove(folder, { recursive: true });
}
