// What a host is like under attack, and after a long time.
import type { RunningHost } from "./support/hosts.ts";
import { findProgram } from "./support/programs.ts";
import type { Row } from "./support/row.ts";

/** The time that 99 of 100 requests need at most, one after another. */
async function measureP99(url: string, count = 1000): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < count; index++) {
    const began = performance.now();
    await (await fetch(url)).arrayBuffer();
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b)[Math.floor(count * 0.99)]!;
}

/** A thousand connections that send their headers a few bytes at a time. */
export async function measureSlowConnections(host: RunningHost): Promise<Row[]> {
  if (!await findProgram("slowhttptest")) return [];
  const url = host.url("b/small.png");
  await measureP99(url);
  const quietMs = await measureP99(url);
  const args = ["-c", "1000", "-H", "-i", "1", "-r", "500", "-l", "20", "-u", url];
  const silent = { stdout: "null", stderr: "null" } as const;
  const attack = new Deno.Command("slowhttptest", { args, ...silent }).spawn();
  await new Promise((resolve) => setTimeout(resolve, 4000));
  const attackedMs = await measureP99(url);
  attack.kill("SIGKILL");
  await attack.status;
  return [{
    id: "serve-slow",
    what: {
      en: "p99 of an answer beside 1,000 slow connections",
      zh: "有 1,000 个慢连接时应答的 p99",
    },
    rounds: 1,
    date: new Date().toISOString().slice(0, 10),
    measured: { unloaded: `${quietMs.toFixed(2)} ms`, attacked: `${attackedMs.toFixed(2)} ms` },
    ratios: [{ of: "attacked / unloaded", value: attackedMs / quietMs, target: 3 }],
  }];
}

function residentMiB(pid: number): number {
  const status = Deno.readTextFileSync(`/proc/${pid}/status`);
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
}

/** An hour's worth of requests, or as many as there are in three minutes. */
const REQUESTS = 3_000_000;
const PIECE_SECONDS = 10;
const MAX_PIECES = 18;

/** Memory after many requests, over that after the first of six parts; URLs that do not exist among them. */
export async function measureLongRun(host: RunningHost): Promise<Row> {
  let count = 0;
  let firstMiB = 0;
  for (let piece = 0; piece < MAX_PIECES && count < REQUESTS; piece++) {
    const args = ["-t1", "-c64", `-d${PIECE_SECONDS}s`, host.url("b/small.png")];
    const { stdout } = await new Deno.Command("wrk", { args }).output();
    count += Number(/(\d+) requests in/.exec(new TextDecoder().decode(stdout))?.[1] ?? 0);
    for (let index = 0; index < 1000; index++) {
      const url = host.url(`b/missing-${piece}-${index}.png`);
      await (await fetch(url)).body?.cancel();
    }
    if (piece === 5) firstMiB = residentMiB(host.pid);
  }
  const lastMiB = residentMiB(host.pid);
  return {
    id: "serve-memory",
    what: {
      en: `memory after ${(count / 1e6).toFixed(1)} million requests`,
      zh: `${(count / 1e6).toFixed(1)} 百万个请求之后的内存`,
    },
    rounds: 1,
    date: new Date().toISOString().slice(0, 10),
    measured: {
      "after a minute": `${Math.round(firstMiB)} MiB`,
      end: `${Math.round(lastMiB)} MiB`,
    },
    ratios: [{ of: "end / after a minute", value: lastMiB / (firstMiB || lastMiB), target: 1.1 }],
  };
}
