// Speed and memory of `coplay download` beside the programs people use for the same work.
import { join } from "node:path";
import { type Contender, median, runInTurns, type Sample } from "./support/measure.ts";
import { type Nginx, startNginx } from "./support/nginx.ts";
import { benchFile, coplayCommand, findProgram, hasGevent } from "./support/programs.ts";
import { print } from "./support/print.ts";
import type { Ratio, Row } from "./support/table.ts";

const KIB = 1024;
const MIB = 1024 * KIB;

/** What every piece of work needs. */
interface Bench {
  readonly dir: string;
  readonly www: string;
  readonly nginx: Nginx;
  readonly rounds: number;
  readonly peers: ReadonlySet<string>;
}

/** A piece of work: who does it, and which ratios are wanted. */
interface Work {
  readonly name: string;
  readonly what: string;
  readonly contenders: (bench: Bench) => Promise<Contender[]>;
  readonly targets: readonly { readonly to: string; readonly target: number }[];
  readonly measure?: "seconds" | "peakMiB";
  /** What the ratios are of, where it is not `coplay`. */
  readonly of?: string;
}

async function writeFiles(dir: string, count: number, size: number): Promise<void> {
  await Deno.mkdir(dir, { recursive: true });
  const bytes = crypto.getRandomValues(new Uint8Array(Math.min(size, 65_536)));
  for (let number = 1; number <= count; number++) {
    Deno.writeFileSync(`${dir}/${number}`, bytes.subarray(0, size));
  }
}

async function writeBig(path: string, size: number): Promise<void> {
  using file = await Deno.open(path, { write: true, create: true, truncate: true });
  const piece = new Uint8Array(MIB);
  for (let at = 0; at < size; at += MIB) {
    crypto.getRandomValues(piece.subarray(0, 65_536));
    await file.write(piece);
  }
}

async function writeList(bench: Bench, name: string, urls: Iterable<string>): Promise<string> {
  const path = join(bench.dir, name);
  using file = await Deno.open(path, { write: true, create: true, truncate: true });
  const encoder = new TextEncoder();
  let text = "";
  for (const url of urls) {
    text += `${url}\n`;
    if (text.length > MIB) {
      await file.write(encoder.encode(text));
      text = "";
    }
  }
  for (let rest = encoder.encode(text); rest.length > 0;) {
    rest = rest.subarray(await file.write(rest));
  }
  return path;
}

function* numbered(base: string, count: number): Generator<string> {
  for (let number = 1; number <= count; number++) yield `${base}/${number}`;
}

/** Everyone who can fetch a list of many files. */
async function listContenders(
  bench: Bench,
  { name, urls, jobs }: { name: string; urls: readonly string[]; jobs: number },
): Promise<Contender[]> {
  const list = await writeList(bench, `${name}.txt`, urls);
  const config = `${bench.dir}/${name}.curl`;
  const lines = urls.map((url, index) => `url="${url}"\noutput="${index + 1}"\n`);
  await Deno.writeTextFile(config, lines.join(""));
  const at = (program: string) => join(bench.dir, `out-${program}`);
  const j = String(jobs);
  const all: Contender[] = [
    {
      name: "coplay",
      folder: at("coplay"),
      command: coplayCommand("download", "-q", "-i", list, "-d", at("coplay"), "-j", j),
    },
    {
      name: "curl",
      folder: at("curl"),
      command: ["curl", "-sZ", "--parallel-max", j, "-K", config],
    },
    {
      name: "aria2",
      folder: at("aria2"),
      command: ["aria2c", "-q", "-i", list, "-j", j, "-x1", "-d", at("aria2")],
    },
    {
      name: "wget2",
      folder: at("wget2"),
      command: ["wget2", "-q", "-i", list, `--max-threads=${j}`, "-P", at("wget2")],
    },
    {
      name: "gevent",
      folder: at("gevent"),
      command: [
        "/usr/bin/python3",
        benchFile("peers/gevent_download.py"),
        list,
        at("gevent"),
        j,
      ],
    },
  ];
  return all.filter((contender) => contender.name === "coplay" || bench.peers.has(contender.name));
}

/** Everyone who can fetch one large file. */
function fileContenders(bench: Bench, url: string): Contender[] {
  const at = (program: string) => join(bench.dir, `out-${program}`);
  const all: Contender[] = [
    {
      name: "coplay",
      folder: at("coplay"),
      command: coplayCommand("download", "-q", url, "-d", at("coplay")),
    },
    { name: "curl", folder: at("curl"), command: ["curl", "-s", "-o", "big", url] },
    { name: "wget2", folder: at("wget2"), command: ["wget2", "-q", url] },
    { name: "aria2", folder: at("aria2"), command: ["aria2c", "-q", "-x1", url] },
  ];
  return all.filter((contender) => contender.name === "coplay" || bench.peers.has(contender.name));
}

function variant(bench: Bench, name: string, ...args: string[]): Contender {
  const folder = join(bench.dir, `out-${name.replaceAll(/\W+/g, "-")}`);
  return { name, folder, command: coplayCommand("download", "-q", "-d", folder, ...args) };
}

/** Starts one of the slow servers and reads its port. */
async function startSlow(...args: string[]): Promise<{ origin: string; stop: () => void }> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-config", "--allow-net", benchFile("peers/slow_server.ts"), ...args],
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const reader = child.stdout.getReader();
  const { value } = await reader.read();
  return {
    origin: `http://127.0.0.1:${new TextDecoder().decode(value).trim()}`,
    stop: () => child.kill("SIGKILL"),
  };
}

const stops: (() => void)[] = [];

const WORKS: readonly Work[] = [
  {
    name: "small",
    what: "2,000 files of 20 KiB, 16 at once",
    contenders: async (bench) => {
      await writeFiles(`${bench.www}/small`, 2000, 20 * KIB);
      const urls = [...numbered(`${bench.nginx.origin}/small`, 2000)];
      return await listContenders(bench, { name: "small", urls, jobs: 16 });
    },
    targets: [
      { to: "curl", target: 1 },
      { to: "aria2", target: 0.25 },
      { to: "gevent", target: 0.5 },
    ],
  },
  {
    name: "tiny",
    what: "20,000 files of 1 KiB, 64 at once",
    contenders: async (bench) => {
      await writeFiles(`${bench.www}/tiny`, 20_000, KIB);
      const urls = [...numbered(`${bench.nginx.origin}/tiny`, 20_000)];
      const all = await listContenders(bench, { name: "tiny", urls, jobs: 64 });
      return all.filter(({ name }) => name === "coplay" || name === "curl");
    },
    targets: [{ to: "curl", target: 1.3 }],
  },
  {
    name: "big",
    what: "one file of 1 GiB",
    contenders: async (bench) => {
      await writeBig(`${bench.www}/big`, 1024 * MIB);
      return fileContenders(bench, `${bench.nginx.origin}/big`);
    },
    targets: [{ to: "the best", target: 1 }],
  },
  {
    name: "big-memory",
    what: "peak memory for one file of 1 GiB, in units of 150 MiB",
    contenders: (bench) => Promise.resolve([variant(bench, "coplay", `${bench.nginx.origin}/big`)]),
    measure: "peakMiB",
    targets: [{ to: "150 MiB", target: 1 }],
  },
  {
    name: "sha256",
    what: "one file of 1 GiB with sha256",
    of: "with sha256",
    contenders: (bench) =>
      Promise.resolve([
        variant(bench, "with sha256", "--digest", "sha256", `${bench.nginx.origin}/big`),
        variant(bench, "without", `${bench.nginx.origin}/big`),
      ]),
    targets: [{ to: "without", target: 1.3 }],
  },
  {
    name: "capped",
    what: "256 MiB, 8 MiB/s a connection, default connections",
    contenders: async (bench) => {
      await writeBig(`${bench.www}/capped/file`, 256 * MIB);
      const url = `${bench.nginx.origin}/capped/file`;
      return [...fileContenders(bench, url).filter(({ name }) => /coplay|curl/.test(name))];
    },
    targets: [{ to: "curl", target: 0.3 }],
  },
  {
    name: "capped-32",
    what: "256 MiB, 8 MiB/s a connection, 32 connections",
    of: "coplay -c 32",
    contenders: (bench) => {
      const url = `${bench.nginx.origin}/capped/file`;
      const folder = join(bench.dir, "out-axel");
      return Promise.resolve([
        variant(bench, "coplay -c 32", "-c", "32", url),
        ...(bench.peers.has("axel")
          ? [{ name: "axel -n 32", folder, command: ["axel", "-q", "-n", "32", url] }]
          : []),
      ]);
    },
    targets: [{ to: "axel -n 32", target: 1.1 }],
  },
  {
    name: "latency",
    what: "64 files, 200 ms before each answer, 64 at once",
    contenders: async (bench) => {
      const slow = await startSlow("delay", "200");
      stops.push(slow.stop);
      const urls = [...numbered(slow.origin, 64)];
      const all = await listContenders(bench, { name: "latency", urls, jobs: 64 });
      return all.filter(({ name }) => name === "coplay" || name === "curl");
    },
    targets: [{ to: "curl", target: 0.75 }],
  },
  {
    name: "cut",
    what: "256 MiB, the connection cut every 5 MiB",
    contenders: async (bench) => {
      const cut = await startSlow("cut", String(5 * MIB), String(256 * MIB));
      stops.push(cut.stop);
      const folder = join(bench.dir, "out-aria2");
      const command = ["aria2c", "-q", "-x1", "--max-tries=0", "--retry-wait=0", `${cut.origin}/f`];
      return [
        variant(bench, "coplay", `${cut.origin}/f`),
        ...(bench.peers.has("aria2") ? [{ name: "aria2", folder, command }] : []),
      ];
    },
    targets: [{ to: "aria2", target: 0.6 }],
  },
  {
    name: "list-100k",
    what: "peak memory for a list of 100,000 lines, in units of 160 MiB and of that for 10,000",
    measure: "peakMiB",
    of: "100,000 lines",
    contenders: async (bench) => {
      const origin = `${bench.nginx.origin}/hello`;
      const [short, long] = [
        await writeList(bench, "list-10k.txt", numbered(origin, 10_000)),
        await writeList(bench, "list-100k.txt", numbered(origin, 100_000)),
      ];
      return [
        variant(bench, "100,000 lines", "-i", long, "-j", "32"),
        variant(bench, "10,000 lines", "-i", short, "-j", "32"),
      ];
    },
    targets: [{ to: "160 MiB", target: 1 }, { to: "10,000 lines", target: 1.2 }],
  },
];

function ratioOf(
  work: Work,
  values: ReadonlyMap<string, number>,
  { to, target }: { to: string; target: number },
): Ratio | undefined {
  const own = values.get(work.of ?? "coplay");
  const fixed = /^(\d+) MiB$/.exec(to);
  const peers = [...values].filter(([name]) => name !== "coplay").map(([, value]) => value);
  const other = fixed ? Number(fixed[1]) : to === "the best" ? Math.min(...peers) : values.get(to);
  return own === undefined || other === undefined ? undefined : { to, target, value: own / other };
}

function rowOf(work: Work, samples: ReadonlyMap<string, Sample[]>): Row {
  const measure = work.measure ?? "seconds";
  const values = new Map<string, number>();
  const results: Record<string, string> = {};
  for (const [name, runs] of samples) {
    const good = runs.filter(({ code }) => code === 0);
    if (good.length === 0) {
      results[name] = `failed (exit ${runs[0]?.code})`;
      continue;
    }
    const value = median(good.map((run) => run[measure]));
    values.set(name, value);
    results[name] = measure === "seconds" ? `${value.toFixed(2)} s` : `${value.toFixed(0)} MiB`;
  }
  const ratios = work.targets.flatMap((target) => ratioOf(work, values, target) ?? []);
  return { work: work.what, results, ratios };
}

async function findPeers(): Promise<Set<string>> {
  const programs = { curl: "curl", aria2: "aria2c", wget2: "wget2", axel: "axel" };
  const peers = new Set<string>();
  for (const [name, program] of Object.entries(programs)) {
    if (await findProgram(program)) peers.add(name);
  }
  if (await hasGevent()) peers.add("gevent");
  return peers;
}

/**
 * Measures each piece of work, all programs in turns, and returns a row for each.
 *
 * @param only the names of the works wanted; empty for all
 */
export async function benchDownloads(rounds: number, only: readonly string[]): Promise<Row[]> {
  const dir = await Deno.makeTempDir({ prefix: "coplay-bench-" });
  const www = join(dir, "www");
  await Deno.mkdir(join(www, "capped"), { recursive: true });
  // nginx's workers are another user where it is started as root.
  await Deno.chmod(dir, 0o755);
  const nginx = await startNginx(
    www,
    `location /capped/ { limit_rate 8m; } location /hello/ { return 200 "hello\\n"; }`,
  );
  const bench: Bench = { dir, www, nginx, rounds, peers: await findPeers() };
  const rows: Row[] = [];
  try {
    for (const work of WORKS) {
      const contenders = await work.contenders(bench);
      if (only.length > 0 && !only.includes(work.name)) continue;
      const row = rowOf(work, await runInTurns(contenders, rounds));
      const shown = row.ratios.map(({ to, value }) => `${value.toFixed(2)} of ${to}`).join(", ");
      print(`${work.name}: ${JSON.stringify(row.results)} ${shown}`);
      rows.push(row);
    }
  } finally {
    for (const stop of stops) stop();
    await nginx.stop();
    await Deno.remove(dir, { recursive: true });
  }
  return rows;
}
