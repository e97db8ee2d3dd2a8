// Measures coplay as a host beside others on the same machine: wrk with one thread and 64 connections,
// everybody in turns, medians of the rounds.
import { median } from "./support/measure.ts";
import { HOSTS, installNodePeers, type RunningHost, startHost } from "./support/hosts.ts";
import { print } from "./support/print.ts";
import { benchFile, describeMachine, findPeers, findProgram } from "./support/programs.ts";
import { svgChart } from "./support/chart.ts";
import { isMet, type Row, type Text } from "./support/row.ts";
import { markdownTable } from "./support/table.ts";
import { measureLongRun, measureSlowConnections } from "./serve_attacks.ts";
import { measureVisits } from "./serve_visits.ts";

const SECONDS = 1;

/** What wrk says of one run. */
async function requestsPerSecond(url: string, headers: readonly string[] = []): Promise<number> {
  const args = ["-t1", "-c64", `-d${SECONDS}s`, ...headers.flatMap((line) => ["-H", line]), url];
  const { stdout } = await new Deno.Command("wrk", { args }).output();
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(new TextDecoder().decode(stdout))?.[1] ?? 0);
}

interface Work {
  readonly id: string;
  readonly what: Text;
  readonly path: string;
  /** Whether the client has it already. */
  readonly isKnown?: boolean;
  /** Who is measured; @default everybody */
  readonly names?: readonly string[];
  readonly targets: readonly {
    readonly who: string;
    readonly to: string; /** The share of the other's speed that it should reach. */
    readonly share: number;
  }[];
}

const WORKS: readonly Work[] = [
  {
    id: "serve-small",
    what: { en: "time per answer of 10 KiB", zh: "每个 10 KiB 应答的时间" },
    path: "b/small.png",
    targets: [
      { who: "coplay", to: "nginx", share: 0.6 },
      { who: "coplay", to: "caddy", share: 2 },
      { who: "coplay", to: "sirv", share: 5 },
      { who: "coplay", to: "gevent", share: 8 },
      { who: "coplay, workers auto", to: "nginx", share: 0.9 },
    ],
  },
  {
    id: "serve-304",
    what: { en: "time per 304", zh: "每个 304 应答的时间" },
    path: "b/small.png",
    isKnown: true,
    names: ["coplay", "coplay, workers auto", "nginx", "nginx, 2 workers"],
    targets: [{ who: "coplay", to: "nginx", share: 0.9 }],
  },
  {
    id: "serve-large",
    what: { en: "time per answer of 1 MiB", zh: "每个 1 MiB 应答的时间" },
    path: "b/large.png",
    names: ["coplay", "coplay, workers auto", "nginx", "nginx, 2 workers"],
    targets: [{ who: "coplay", to: "nginx", share: 0.9 }],
  },
];

async function measureWork(
  { id, what, path, isKnown, names, targets }: Work,
  { hosts, rounds }: { hosts: readonly RunningHost[]; rounds: number },
): Promise<Row> {
  const taking = hosts.filter(({ name }) => names?.includes(name) ?? true);
  const samples = new Map<string, number[]>(taking.map(({ name }) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const host of taking) {
      const url = host.url(path);
      const headers = isKnown ? [`If-None-Match: ${await tagOf(url)}`] : [];
      const speed = await requestsPerSecond(url, headers);
      // The first round only warms up.
      if (round >= 0) samples.get(host.name)!.push(speed);
    }
  }
  const medians = new Map([...samples].map(([name, speeds]) => [name, median(speeds)]));
  const results = Object.fromEntries(
    [...medians].map(([name, speed]) => [name, `${Math.round(speed)}/s`]),
  );
  const ratios = targets.filter(({ who, to }) => medians.has(who) && medians.has(to))
    .map(({ who, to, share }) => ({
      of: `${who} / ${to}`,
      value: medians.get(to)! / medians.get(who)!,
      target: Math.round(100 / share) / 100,
    }));
  return { id, what, measured: results, ratios, rounds, date: today() };
}

async function tagOf(url: string): Promise<string> {
  const answer = await fetch(url, { method: "HEAD" });
  return answer.headers.get("etag") ?? "";
}

/** Bytes that cannot be packed, as pictures and sounds are. */
async function writeNoise(path: string, sizeBytes: number): Promise<void> {
  const bytes = new Uint8Array(sizeBytes);
  for (let at = 0; at < sizeBytes; at += 65536) {
    crypto.getRandomValues(bytes.subarray(at, Math.min(sizeBytes, at + 65536)));
  }
  await Deno.writeFile(path, bytes);
}

/** Measures everything about the host, and saves it. */
export async function benchServe(rounds: number): Promise<void> {
  if (!await findProgram("wrk")) return print("There is no wrk to measure with");
  const rows = await measureAll(rounds);
  for (const { what, measured, ratios } of rows) {
    print(`${what.en}: ${JSON.stringify(measured)}`);
    for (const ratio of ratios) {
      const verdict = isMet(ratio) ? "met" : "MISSED";
      print(`  ${ratio.of} ${ratio.value.toFixed(3)}, at most ${ratio.target}: ${verdict}`);
    }
  }
  const head = `${today()}; ${await describeMachine(
    await findPeers(),
  )}. wrk -t1 -c64, hosts in turns.`;
  await Deno.writeTextFile(
    benchFile("results/serve.md"),
    `${head}\n\n${markdownTable(rows, "en")}`,
  );
  const chart = svgChart(rows, "coplay serve beside its peers");
  await Deno.writeTextFile(benchFile("results/serve.svg"), chart);
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

async function measureAll(rounds: number): Promise<Row[]> {
  const folder = await Deno.makeTempDir({ prefix: "coplay_serve_" });
  const root = `${folder}/games`;
  await Deno.mkdir(`${root}/b`, { recursive: true });
  await Deno.writeTextFile(`${root}/b/index.html`, "<title>b</title>");
  await writeNoise(`${root}/b/small.png`, 10 * 1024);
  await writeNoise(`${root}/b/large.png`, 1024 * 1024);
  await installNodePeers(folder);
  const started = new AsyncDisposableStack();
  try {
    const hosts: RunningHost[] = [];
    for (const peer of HOSTS) {
      const host = await startHost(peer, { root, folder });
      if (host) hosts.push(started.use(host));
    }
    const rows: Row[] = [];
    for (const work of WORKS) rows.push(await measureWork(work, { hosts, rounds }));
    const [coplay] = hosts;
    rows.push(...await measureSlowConnections(coplay!));
    rows.push(await measureLongRun(coplay!));
    return [...rows, ...await measureVisits({ root, folder })];
  } finally {
    await started.disposeAsync();
    await Deno.remove(folder, { recursive: true });
  }
}
