// How many jobs a second workers take from a queue in Redis, beside one run over the same list without a queue, and
// where the time goes. Saves bench/results/queue.md. Needs redis-server and nginx.
//
//   deno run -A --import-map=.import_map.json bench/queue.ts [JOBS]
import { print } from "./support/print.ts";
import { benchFile, describeMachine } from "./support/programs.ts";
import { QueueSite, startWorker } from "./support/queue_site.ts";

/** Processor time is counted in these. */
const TICK_MS = 10;

/** What one run cost. */
interface Row {
  readonly name: string;
  /** From the first result to the last, or from the first request on. */
  readonly jobsPerSecond: number;
  readonly workerMs: number;
  readonly redisMs?: number;
  readonly scripts?: number;
}

const jobs = Number(Deno.args[0] ?? 4000);

/** Processor time of the programs that were started and have ended, in milliseconds. */
async function endedMs(): Promise<number> {
  const stat = await Deno.readTextFile("/proc/self/stat");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[13]) + Number(fields[14])) * TICK_MS;
}

async function redisNumber({ redis }: QueueSite, section: string, name: RegExp): Promise<number> {
  const info = await redis.run("info", section);
  return [...info.matchAll(name)].reduce((sum, [, number]) => sum + Number(number), 0);
}

const redisMs = async (site: QueueSite) =>
  await redisNumber(site, "cpu", /^used_cpu_(?:sys|user):([\d.]+)/gm) * 1000;

/** The milliseconds from the first result to the last, by Redis's clock: starting Deno is no part of the work. */
async function spanMs({ redis }: QueueSite, name: string): Promise<number> {
  const key = `coplay:queue:{${name}}:results`;
  const at = async (...args: string[]) => Number((await redis.run(...args)).split("-")[0]);
  const first = await at("xrange", key, "-", "+", "COUNT", "1");
  return await at("xrevrange", key, "+", "-", "COUNT", "1") - first;
}

/** Runs workers until the queue is empty. */
async function runWorkers(site: QueueSite, name: string, count: number): Promise<number> {
  const before = await endedMs();
  const args = ["--queue", site.redis.url(name), "-d", `${site.folder}/${name}`];
  const workers = Array.from(
    { length: count },
    () => startWorker(...args, "--per-host", "64", "-q"),
  );
  await Promise.all(workers.map(({ ended }) => ended));
  return await endedMs() - before;
}

async function measureWorkers(site: QueueSite, count: number): Promise<Row> {
  const name = `rate-${count}`;
  await site.fill(jobs, name);
  const startMs = await runWorkers(site, "empty", count);
  await site.redis.run("config", "resetstat");
  const before = await redisMs(site);
  const workerMs = await runWorkers(site, name, count) - startMs;
  const usedMs = await redisMs(site) - before;
  const scripts = await redisNumber(site, "commandstats", /^cmdstat_evalsha:calls=(\d+)/gm);
  return {
    name: `${count} ${count === 1 ? "worker" : "workers"}`,
    jobsPerSecond: jobs / await spanMs(site, name) * 1000,
    workerMs: workerMs / jobs,
    redisMs: usedMs / jobs,
    scripts: scripts / jobs,
  };
}

/** The same files by one run over the list, with nothing to share. */
async function measureList(site: QueueSite): Promise<Row> {
  const list = await site.list(jobs);
  const run = async (...args: string[]) => {
    const [before, beganMs] = [await endedMs(), performance.now()];
    await startWorker(...args, "-q").ended;
    return { usedMs: await endedMs() - before, tookMs: performance.now() - beganMs };
  };
  await Deno.writeTextFile(`${site.folder}/empty.txt`, "");
  const empty = await run("-i", `${site.folder}/empty.txt`);
  const { usedMs, tookMs } = await run("-i", list, "-d", `${site.folder}/list`);
  return {
    name: "no queue, one run",
    jobsPerSecond: jobs / (tookMs - empty.tookMs) * 1000,
    workerMs: (usedMs - empty.usedMs) / jobs,
  };
}

await using site = await QueueSite.start(jobs);
const filledMs = await site.fill(jobs, "filled");
const rows = [await measureList(site)];
for (const count of [1, 2, 4, 8]) rows.push(await measureWorkers(site, count));
const resultBytes = Number(
  await site.redis.run("memory", "usage", "coplay:queue:{rate-1}:results", "samples", "0"),
) / jobs;
const lines = [
  `Files of 2 KiB from nginx to the disk, ${jobs} a run, 8 at once in each worker, all on one machine:`,
  `${await describeMachine(
    new Set(["nginx"]),
  )}. Processor time is a job's share, in milliseconds, the start of Deno left out.`,
  "",
  "|                   | jobs/s | coplay | Redis | scripts a job |",
  "| ----------------- | -----: | -----: | ----: | ------------: |",
  ...rows.map(({ name, jobsPerSecond, workerMs, redisMs, scripts }) =>
    `| ${name.padEnd(17)} | ${jobsPerSecond.toFixed(0).padStart(6)} | ${
      workerMs.toFixed(2).padStart(6)
    } | ${(redisMs?.toFixed(2) ?? "").padStart(5)} | ${(scripts?.toFixed(1) ?? "").padStart(13)} |`
  ),
  "",
  `Filling takes ${(filledMs / 1000).toFixed(1)} s with the start of Deno; a result takes ${
    resultBytes.toFixed(0)
  } bytes of Redis's memory.`,
];
await Deno.writeTextFile(benchFile("results/queue.md"), lines.join("\n") + "\n");
print(lines.join("\n"));
