// Counts the jobs that a queue in Redis loses while workers are killed and Redis is restarted and paused: 20,000 jobs,
// and four workers of which one is killed every second. Saves bench/results/queue_survival.md. Needs redis-server and
// nginx.
//
//   deno run -P=bench --import-map=.import_map.json bench/queue/survival.ts [JOBS]
import { print } from "../support/print.ts";
import { benchFile } from "../support/programs.ts";
import { QueueSite, startWorker } from "./queue_site.ts";

const WORKERS = 4;
const PAUSE_SECONDS = 10;

const jobs = Number(Deno.args[0] ?? 20_000);
await using site = await QueueSite.start(jobs);
const { redis } = site;
const out = `${site.folder}/out`;
const start = () =>
  startWorker("--queue", redis.url("proof"), "-d", out, "--queue-lease", "5", "-q");
const pause = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

await site.fill(jobs, "proof");
const workers = Array.from({ length: WORKERS }, start);
const ends: string[] = [];
let [killed, isRestarted] = [0, false];
const beganMs = performance.now();
const countLeft = async () => Number(await redis.run("xlen", "coplay:queue:{proof}:jobs"));
for (let left = jobs; left > 0; left = await countLeft()) {
  await pause(1);
  if (left < jobs / 2 && !isRestarted) {
    isRestarted = true;
    await redis.stop();
    await redis.start();
    redis.signal("SIGSTOP");
    await pause(PAUSE_SECONDS);
    redis.signal("SIGCONT");
  }
  const { child, end } = workers.shift()!;
  if (end) {
    // A worker ends with 0 after it has seen the queue empty.
    if (end.code !== 0) ends.push(`${end.code} (${end.said})`);
  } else {
    child.kill("SIGKILL");
    killed++;
  }
  workers.push(start());
}
await Promise.all(workers.map(({ ended }) => ended));
const seconds = (performance.now() - beganMs) / 1000;
const right = await site.countRight(out, jobs);
const names = [...Deno.readDirSync(out)].map(({ name }) => name);
const strays = names.filter((name) => !/^\d+\.bin$/.test(name) && !name.startsWith(".")).length;
const lines = [
  `${jobs} jobs of 2 KiB on ${WORKERS} workers, ${killed} of them killed with SIGKILL, one a second, each`,
  `replaced by a new one; in the middle Redis (append-only file) is started anew and paused for ${PAUSE_SECONDS} s. Each worker`,
  "lives for about four seconds, its start included.",
  "",
  `- files with the right bytes: ${right} of ${jobs}; other names left behind: ${strays}`,
  `- fetched twice: ${await site.countGets() - jobs}`,
  `- workers that ended with an error, other than by the kill: ${ends.length}`,
  ...ends.map((end) => `  - ${end}`),
  `- exit codes of the last workers: ${workers.map(({ end }) => end?.code).join(" ")}`,
  `- seconds, of which ${PAUSE_SECONDS} are the pause: ${seconds.toFixed(0)}`,
];
await Deno.writeTextFile(benchFile("results/queue_survival.md"), lines.join("\n") + "\n");
print(lines.join("\n"));
if (right < jobs) Deno.exitCode = 1;
