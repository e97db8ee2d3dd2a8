// Measures a host under attack, and after a long time.
import { COPLAY, type HostPeer, NGINX, type RunningHost, startHost } from "./hosts.ts";
import { median } from "../support/measure.ts";
import { readProc, residentMiB } from "../support/proc.ts";
import { findProgram } from "../support/programs.ts";
import type { Row } from "../support/row.ts";
import { loadFor } from "./wrk.ts";
import type { Ground } from "./work.ts";

const P99_REQUESTS = 1000;
const PATIENCE_MS = 2000;

/** The 99th percentile of the times of single requests; Infinity where more than one of 100 fails. */
async function measureP99(url: string): Promise<number> {
  const times: number[] = [];
  let failed = 0;
  while (times.length < P99_REQUESTS && failed <= P99_REQUESTS / 100) {
    const began = performance.now();
    try {
      await (await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) })).arrayBuffer();
      times.push(performance.now() - began);
    } catch {
      failed++;
      times.push(Infinity);
    }
  }
  if (failed > P99_REQUESTS / 100) return Infinity;
  return times.sort((a, b) => a - b)[Math.floor(P99_REQUESTS * 0.99) - 1]!;
}

const SLOW_CONNECTIONS = 1000;

/** Counts a port's connections, as Linux lists them. */
async function countConnections(port: string): Promise<number> {
  const hex = Number(port).toString(16).toUpperCase().padStart(4, "0");
  const table = await readProc("net/tcp");
  return table.split("\n").filter((line) =>
    new RegExp(`^ *\\d+: \\w+:${hex} \\w+:\\w+ 01 `).test(line)
  )
    .length;
}

/** Waits until so many connections send their headers a few bytes at a time. */
async function untilHeld(port: string): Promise<number> {
  for (let tries = 0; tries < 200; tries++) {
    const count = await countConnections(port);
    if (count >= SLOW_CONNECTIONS) return count;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return await countConnections(port);
}

async function measureUnderAttack(url: string): Promise<{ p99Ms: number; held: number }> {
  // slowhttptest's default interval is 10 s between two headers of a connection.
  const args = ["-c", `${SLOW_CONNECTIONS}`, "-H", "-r", "500", "-l", "60", "-u", url];
  const silent = { stdout: "null", stderr: "null" } as const;
  const attack = new Deno.Command("slowhttptest", { args, ...silent }).spawn();
  const held = await untilHeld(new URL(url).port);
  const p99Ms = await measureP99(url);
  attack.kill("SIGKILL");
  await attack.status;
  return { p99Ms, held: Math.min(held, SLOW_CONNECTIONS) };
}

/** The medians of a host's p99, alone and under attack, and the fewest slow connections that it held. */
async function attack(peer: HostPeer, ground: Ground) {
  await using host = await startHost(peer, ground);
  if (!host) return undefined;
  const url = host.url("b/small.png");
  await measureP99(url);
  const alone: number[] = [];
  const attacked: number[] = [];
  let held = Infinity;
  for (let round = 0; round < ground.rounds; round++) {
    alone.push(await measureP99(url));
    const under = await measureUnderAttack(url);
    attacked.push(under.p99Ms);
    held = Math.min(held, under.held);
  }
  return { aloneMs: median(alone), attackedMs: median(attacked), held };
}

/** Measures a thousand connections that send their headers a few bytes at a time. */
export async function measureSlowConnections(ground: Ground): Promise<Omit<Row, "date">[]> {
  if (!await findProgram("slowhttptest")) return [];
  const own = (await attack(COPLAY, ground))!;
  const peer = await attack(NGINX, ground);
  const show = ({ aloneMs, attackedMs }: typeof own) =>
    `${aloneMs.toFixed(2)} ms alone, ` +
    (attackedMs === Infinity ? "no answer attacked" : `${attackedMs.toFixed(2)} ms attacked`);
  return [{
    id: "serve-slow",
    what: {
      en: `p99 of an answer of 10 KiB beside ${own.held} slow connections (slowhttptest)`,
      zh: `有 ${own.held} 个慢连接（slowhttptest）时 10 KiB 应答的 p99`,
    },
    rounds: ground.rounds,
    measured: { coplay: show(own), ...(peer && { nginx: show(peer) }) },
    ratios: [{ of: "coplay, attacked / alone", value: own.attackedMs / own.aloneMs, target: 3 }],
  }];
}

/** The requests of an hour, or as many as are answered in four minutes. */
const REQUESTS = 3_000_000;
const PIECE_SECONDS = 10;
const MAX_PIECES = 24;
const PIECES_A_MINUTE = 6;
const MISSING_A_PIECE = 1000;

/** Measures memory after many requests, some for missing paths, in relation to the first minute's. */
export async function measureLongRun(ground: Ground): Promise<Omit<Row, "date">[]> {
  await using host = (await startHost(COPLAY, ground))!;
  let count = 0;
  let firstMiB = 0;
  for (let piece = 1; piece <= MAX_PIECES && count < REQUESTS; piece++) {
    const { requests } = await loadFor(PIECE_SECONDS, { url: host.url("b/small.png") });
    count += requests + await askForMissing(host, piece);
    if (piece <= PIECES_A_MINUTE) firstMiB = await residentMiB(host.pid);
  }
  const lastMiB = await residentMiB(host.pid);
  const millions = (count / 1e6).toFixed(1);
  return [{
    id: "serve-memory",
    what: {
      en: `memory after ${millions} million requests`,
      zh: `${millions} 百万个请求之后的内存`,
    },
    rounds: 1,
    measured: {
      "after a minute": `${Math.round(firstMiB)} MiB`,
      "at the end": `${Math.round(lastMiB)} MiB`,
    },
    ratios: [{ of: "at the end / after a minute", value: lastMiB / firstMiB, target: 1.1 }],
  }];
}

async function askForMissing(host: RunningHost, piece: number): Promise<number> {
  for (let index = 0; index < MISSING_A_PIECE; index++) {
    await (await fetch(host.url(`b/missing-${piece}-${index}.png`))).body?.cancel();
  }
  return MISSING_A_PIECE;
}
