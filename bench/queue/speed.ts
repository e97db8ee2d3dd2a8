// Measures how many jobs a second workers take from a queue in Redis, beside one run over the same list without a queue,
// and where the time goes. Saves bench/results/queue.md. Needs redis-server and nginx.
//
//   deno run -P=bench --import-map=.import_map.json bench/queue/speed.ts [JOBS]
import { print } from "../support/print.ts";
import { readProc } from "../support/proc.ts";
import { benchFile, describeMachine } from "../support/programs.ts";
import { QueueSite, startWorker } from "./queue_site.ts";

/** The unit of the kernel's processor times. */
const TICK_MS = 10;

/** The cost of one run: milliseconds of processor time for each job. */
interface Row {
  readonly name: string;
  readonly jobsPerSecond: number;
  readonly coplayMs: number;
  readonly nginxMs: number;
  readonly redisMs?: number;
  readonly scripts?: number;
}

const jobs = Number(Deno.args[0] ?? 10_000);
const pause = () => new Promise((resolve) => setTimeout(resolve, 20));

/** Reads a process's line in /proc, from the third field on. */
async function statOf(pid: number): Promise<number[]> {
  const stat = await readProc(`${pid}/stat`);
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ").map(Number);
}

/** Reads the processor time of running programs, in milliseconds. */
async function runningMs(pids: readonly number[]): Promise<number> {
  const stats = await Promise.all(pids.map(statOf));
  return stats.reduce((sum, fields) => sum + (fields[11]! + fields[12]!) * TICK_MS, 0);
}

/** Reads the processor time of this process's ended children, in milliseconds. */
async function endedMs(): Promise<number> {
  const fields = await statOf(Deno.pid);
  return (fields[13]! + fields[14]!) * TICK_MS;
}

async function redisNumber({ redis }: QueueSite, section: string, name: RegExp): Promise<number> {
  const info = await redis.run("info", section);
  return [...info.matchAll(name)].reduce((sum, [, number]) => sum + Number(number), 0);
}

/** Measures workers that start before the jobs exist, so that Deno's start is no part of the work. */
async function measureWorkers(site: QueueSite, count: number): Promise<Row> {
  const { redis } = site;
  const [name, prepared] = [`rate-${count}`, `prepared-${count}`];
  const keyOf = (queue: string) => `coplay:queue:{${queue}}:jobs`;
  await site.fill(jobs, prepared);
  const args = ["--queue", redis.url(name), "-d", `${site.folder}/${name}`, "--queue-wait", "-q"];
  const workers = Array.from({ length: count }, () => startWorker(...args, "--per-host", "64"));
  // A worker is ready when it has asked once.
  const countReady = async () =>
    (await redis.run("client", "list")).split("cmd=evalsha").length - 1;
  while (await countReady() < count) await pause();
  const pids = workers.map(({ child }) => child.pid);
  const redisMs = async () =>
    await redisNumber(site, "cpu", /^used_cpu_(?:sys|user):([\d.]+)/gm) * 1000;
  const counts = () => Promise.all([runningMs(pids), site.nginxMs(runningMs), redisMs()]);
  const before = await counts();
  await redis.run("config", "resetstat");
  const beganMs = performance.now();
  await redis.run("rename", keyOf(prepared), keyOf(name));
  while (await redis.run("xlen", keyOf(name)) !== "0") await pause();
  const tookMs = performance.now() - beganMs;
  const scripts = await redisNumber(site, "commandstats", /^cmdstat_evalsha:calls=(\d+)/gm);
  const after = await counts();
  for (const { child } of workers) child.kill("SIGTERM");
  await Promise.all(workers.map(({ ended }) => ended));
  const [coplayMs, nginxMs, usedMs] = after.map((ms, at) => (ms - before[at]!) / jobs);
  return {
    name: `${count} ${count === 1 ? "worker" : "workers"}`,
    jobsPerSecond: jobs / tookMs * 1000,
    coplayMs: coplayMs!,
    nginxMs: nginxMs!,
    redisMs: usedMs!,
    scripts: scripts / jobs,
  };
}

/** Measures one run over a list of the same files, without a queue. */
async function measureList(site: QueueSite): Promise<Row> {
  const list = await site.list(jobs);
  const run = async (...args: string[]) => {
    const [before, beganMs] = [await endedMs(), performance.now()];
    await startWorker(...args, "-q").ended;
    return { usedMs: await endedMs() - before, tookMs: performance.now() - beganMs };
  };
  await Deno.writeTextFile(`${site.folder}/empty.txt`, "");
  const empty = await run("-i", `${site.folder}/empty.txt`);
  const before = await site.nginxMs(runningMs);
  const { usedMs, tookMs } = await run("-i", list, "-d", `${site.folder}/list`);
  return {
    name: "no queue, one run",
    jobsPerSecond: jobs / (tookMs - empty.tookMs) * 1000,
    coplayMs: (usedMs - empty.usedMs) / jobs,
    nginxMs: (await site.nginxMs(runningMs) - before) / jobs,
  };
}

function tableRow({ name, jobsPerSecond, coplayMs, nginxMs, redisMs, scripts }: Row): string {
  const cells = [
    name.padEnd(17),
    jobsPerSecond.toFixed(0).padStart(6),
    coplayMs.toFixed(2).padStart(6),
    nginxMs.toFixed(2).padStart(5),
    (redisMs?.toFixed(2) ?? "").padStart(5),
    (scripts?.toFixed(1) ?? "").padStart(13),
  ];
  return `| ${cells.join(" | ")} |`;
}

await using site = await QueueSite.start(jobs);
const filledMs = await site.fill(jobs, "filled");
const rows = [await measureList(site)];
for (const count of [1, 2, 4, 8]) rows.push(await measureWorkers(site, count));
const results = "coplay:queue:{rate-1}:results";
const resultBytes = Number(await site.redis.run("memory", "usage", results, "samples", "0")) / jobs;
const lines = [
  `Files of 2 KiB from nginx to the disk, ${jobs} a run, 8 at once in each worker, all on one machine:`,
  `${await describeMachine(
    new Set(["nginx"]),
  )}. The columns between are milliseconds of a processor, a job's share;`,
  "the start of Deno is left out. A script is a step in Redis and a round trip, which nobody waits for but who takes jobs.",
  "",
  "|                   | jobs/s | coplay | nginx | Redis | scripts a job |",
  "| ----------------- | -----: | -----: | ----: | ----: | ------------: |",
  ...rows.map(tableRow),
  "",
  `Filling takes ${(filledMs / 1000).toFixed(1)} s with the start of Deno; a result takes ${
    resultBytes.toFixed(0)
  } bytes of Redis's memory.`,
];
await Deno.writeTextFile(benchFile("results/queue.md"), lines.join("\n") + "\n");
print(lines.join("\n"));
