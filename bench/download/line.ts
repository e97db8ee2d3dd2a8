// Measures `coplay download` over a line with a round trip of 60 ms and 100 Mbit/s in all, beside its peers: each at
// its defaults, and at its best setting for the work.
import { binary, coplay } from "../support/contenders.ts";
import { KIB, MIB, numbered, writeBig, writeFiles, writeList } from "../support/fixtures.ts";
import { type LineSite, startLineSite } from "../support/line_site.ts";
import type { Contender } from "../support/measure.ts";
import type { Text } from "../support/row.ts";
import { type Aim, type Bench, race, rowOf, type Work } from "../support/work.ts";

/** A list of URLs, in the formats of the programs. */
interface List {
  readonly name: string;
  readonly urls: readonly string[];
  /** The best number of files at once. */
  readonly best: number;
}

async function contendersFor(bench: Bench, { ca }: LineSite, list: List): Promise<Contender[]> {
  const { name, urls, best } = list;
  const path = await writeList(bench.dir, `${name}.txt`, urls);
  const curlConfig = `${bench.dir}/${name}.curl`;
  const entries = urls.map((url, index) => `url="${url}"\noutput="${index + 1}"\n`);
  await Deno.writeTextFile(curlConfig, entries.join(""));
  const curl = (...more: string[]) => ["curl", "-sZ", "--cacert", ca, ...more, "-K", curlConfig];
  const wget2 = (
    folder: string,
    ...more: string[]
  ) => ["wget2", "-q", `--ca-certificate=${ca}`, ...more, "-i", path, "-P", folder];
  const aria2 = (
    folder: string,
    ...more: string[]
  ) => ["aria2c", "-q", `--ca-certificate=${ca}`, ...more, "-i", path, "-d", folder];
  const peers: Contender[] = [
    { name: "curl", command: () => curl() },
    { name: `curl ${best}`, command: () => curl("--parallel-max", `${best}`) },
    { name: "wget2", command: (folder) => wget2(folder) },
    { name: `wget2 ${best}`, command: (folder) => wget2(folder, `--max-threads=${best}`) },
    { name: "aria2", command: (folder) => aria2(folder) },
    { name: `aria2 ${best}`, command: (folder) => aria2(folder, "-j", `${best}`, "-x1") },
  ];
  return [
    coplay("coplay", "--ca", ca, "-i", path),
    coplay("coplay -j 16", "--ca", ca, "-j", "16", "-i", path),
    ...binary("--ca", ca, "-i", path),
    { name: "curl 16", command: () => curl("--parallel-max", "16") },
    ...peers.filter((peer) => bench.peers.has(peer.name.split(" ")[0]!)),
  ];
}

function fileContenders(bench: Bench, url: string): Contender[] {
  const peers: Contender[] = [
    { name: "curl", command: () => ["curl", "-s", "--retry", "9", "-O", url] },
    { name: "wget2", command: () => ["wget2", "-q", url] },
    { name: "aria2", command: () => ["aria2c", "-q", url] },
    { name: "aria2 -x4", command: () => ["aria2c", "-q", "-x4", "-s4", url] },
    { name: "axel", command: () => ["axel", "-q", url] },
    { name: "axel -n 1", command: () => ["axel", "-q", "-n", "1", url] },
  ];
  return [
    coplay("coplay", url),
    coplay("-c 1", "-c", "1", url),
    ...binary(url),
    ...peers.filter((peer) => bench.peers.has(peer.name.split(" ")[0]!)),
  ];
}

const BEST_OF = (best: number) => ["curl", `curl ${best}`, "wget2", `wget2 ${best}`, "aria2"];

/** Measures a list over one of the site's origins, as a row. */
async function raceList(
  bench: Bench,
  site: LineSite,
  { id, what, list, aims }: { id: string; what: Text; list: List; aims: readonly Aim[] },
) {
  return rowOf({ id, what }, await race(bench, await contendersFor(bench, site, list)), { aims });
}

const WAYS = [
  { door: "http", en: "HTTP/1.1", zh: "HTTP/1.1", small: 1.3 },
  { door: "tls", en: "HTTP/1.1 with TLS", zh: "HTTP/1.1 加 TLS", small: 1.3 },
  { door: "h2", en: "HTTP/2", zh: "HTTP/2", small: 1.1 },
] as const;

async function smallRows(bench: Bench, site: LineSite) {
  const rows = [];
  for (const { door, en, zh, small } of WAYS) {
    const id = `line-small-${door}`;
    const urls = [...numbered(`${site.origin(door)}/line-small`, 500)];
    const what = { en: `line: 500 files of 20 KiB, ${en}`, zh: `线路：500 个 20 KiB 文件，${zh}` };
    const aims = [
      ...["coplay", "binary"].map((own) => ({ own, beside: "curl", target: small })),
      { own: "coplay -j 16", beside: "curl 16", target: 1 },
    ];
    rows.push(await raceList(bench, site, { id, what, list: { name: id, urls, best: 50 }, aims }));
  }
  return rows;
}

async function middleRows(bench: Bench, site: LineSite) {
  const rows = [];
  for (const { door, en, zh } of WAYS) {
    const id = `line-middle-${door}`;
    const urls = [...numbered(`${site.origin(door)}/line-middle`, 50)];
    const what = { en: `line: 50 files of 2 MiB, ${en}`, zh: `线路：50 个 2 MiB 文件，${zh}` };
    const aims = ["coplay", "binary"].map((own) => ({ own, beside: BEST_OF(8), target: 1.02 }));
    rows.push(await raceList(bench, site, { id, what, list: { name: id, urls, best: 8 }, aims }));
  }
  return rows;
}

async function bigRows(bench: Bench, site: LineSite) {
  const rows = [];
  const best = ["curl", "wget2", "aria2", "aria2 -x4", "axel", "axel -n 1", "-c 1"];
  const places = [
    { id: "line-big", at: site.origin("http"), en: "", zh: "" },
    { id: "line-big-lossy", at: site.lossyOrigin, en: ", 1 % lost", zh: "，1% 的连接中断" },
  ];
  for (const { id, at, en, zh } of places) {
    const samples = await race(bench, fileContenders(bench, `${at}/line-big`));
    const what = { en: `line: one file of 100 MiB${en}`, zh: `线路：一个 100 MiB 文件${zh}` };
    const aims = ["coplay", "binary"].map((own) => ({ own, beside: best, target: 1.02 }));
    rows.push(rowOf({ id, what }, samples, { aims }));
  }
  return rows;
}

async function hostsRow(bench: Bench, site: LineSite) {
  const { count, port } = site.hosts;
  const urls = Array.from(
    { length: 25 * count },
    (_, index) => `http://127.0.0.${1 + index % count}:${port}/line-small/${index + 1}`,
  );
  const what = { en: "line: 25 files of each of 20 hosts", zh: "线路：20 台主机各 25 个文件" };
  const aims = ["coplay", "binary"].map((own) => ({ own, beside: "curl", target: 1.3 }));
  const list = { name: "line-hosts", urls, best: 50 };
  return await raceList(bench, site, { id: "line-hosts", what, list, aims });
}

/** Measures servers that limit their clients, by the number of files that did not arrive. */
async function limitRows(bench: Bench, site: LineSite) {
  const rows = [];
  const places = [
    {
      door: "limitReq",
      id: "line-limit-req",
      files: "line-small",
      en: "5 requests a second",
      zh: "每秒 5 个请求",
    },
    {
      door: "limitConn",
      id: "line-limit-conn",
      files: "line-middle",
      en: "4 connections",
      zh: "4 个连接",
    },
  ] as const;
  for (const { door, id, files, en, zh } of places) {
    const list = { name: id, urls: [...numbered(`${site.origin(door)}/${files}`, 20)], best: 4 };
    await site.countAnswers(door, 200);
    const count = async () => (20 - await site.countAnswers(door, 200)) / 20;
    const wanted = (await contendersFor(bench, site, list)).filter(({ name }) => name === "coplay");
    const contenders = wanted.map((contender) => ({ ...contender, count }));
    const samples = await race(bench, contenders, { warms: false });
    const what = {
      en: `line: of 20 files, those that a server of ${en} did not give`,
      zh: `线路：服务器限制${zh}，20 个文件中未取得的比例`,
    };
    const aims = [{ own: "coplay", beside: [], target: 0 }];
    rows.push(rowOf({ id, what }, samples, { measure: "count", aims }));
  }
  return rows;
}

type Rows = Awaited<ReturnType<Work["run"]>>;

/** Makes a part of the work that can be run alone, with its rows. */
function part(
  ids: readonly string[],
  rows: (bench: Bench, site: LineSite) => Promise<Rows>,
  more: { usualRounds?: number } = {},
): Work {
  return {
    name: "line",
    ids,
    ...more,
    async run(bench) {
      if (!bench.peers.has("nginx")) return [];
      await writeSite(bench.www);
      const site = await startLineSite(bench.dir, bench.www);
      try {
        return await rows(bench, site);
      } finally {
        await site.stop();
      }
    },
  };
}

async function writeSite(www: string): Promise<void> {
  await writeFiles(`${www}/line-small`, 500, 20 * KIB);
  await Deno.mkdir(`${www}/line-middle`, { recursive: true });
  for (let number = 1; number <= 50; number++) {
    await writeBig(`${www}/line-middle/${number}`, 2 * MIB);
  }
  await writeBig(`${www}/line-big`, 100 * MIB);
}

// Runs of ten seconds vary little, so fewer are enough.
const FEWER = { usualRounds: 3 };

/** Downloads over a slow line. */
export const LINE_WORKS: readonly Work[] = [
  part(WAYS.map(({ door }) => `line-small-${door}`), smallRows),
  part(WAYS.map(({ door }) => `line-middle-${door}`), middleRows, FEWER),
  part(["line-big", "line-big-lossy"], bigRows, FEWER),
  part(["line-hosts"], async (bench, site) => [await hostsRow(bench, site)]),
  part(["line-limit-req", "line-limit-conn"], limitRows, FEWER),
];
