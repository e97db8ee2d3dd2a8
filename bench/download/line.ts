// `coplay download` over a line as people have it, 60 ms there and back and 100 Mbit/s in all, beside its peers: each as
// it comes, and at the setting that suits the work best. Each row is a work of its own, so that it is saved when it is there.
import { KIB, MIB, numbered, writeBig, writeFiles } from "../support/fixtures.ts";
import { type Door, type LineSite, startLineSite } from "../support/line_site.ts";
import type { Contender } from "../support/measure.ts";
import type { Text } from "../support/row.ts";
import { type Aim, type Bench, race, rowOf, type Work } from "../support/work.ts";
import {
  fileContenders,
  limitContenders,
  type List,
  listContenders,
  mainName,
  sixteenContenders,
} from "./line_contenders.ts";

/** No contender takes a minute; what does has come to a stop. */
const LIMIT = { limitSeconds: 60 };
/** A row of five rounds would take a quarter of an hour, and runs of nine seconds differ by little. */
const LONG = { usualRounds: 3 };
/** The files were written just now, so they are in memory, and a round to warm up takes as long as any other. */
const COLD = { ...LIMIT, warms: false };

type Rows = Awaited<ReturnType<Work["run"]>>;

/** One row, with the site that it is measured on. */
function work(
  id: string,
  what: Text,
  measure: (bench: Bench, site: LineSite, row: { id: string; what: Text }) => Promise<Rows[number]>,
  more: { usualRounds?: number } = {},
): Work {
  return {
    name: "line",
    ids: [id],
    ...more,
    async run(bench) {
      if (!bench.peers.has("nginx")) return [];
      await writeSite(bench.www);
      const site = await startLineSite(bench.dir, bench.www);
      try {
        return [await measure(bench, site, { id, what })];
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

/** coplay as it comes, from the source tree, too, where that is measured. */
function aimsOf(aim: Omit<Aim, "own">): Aim[] {
  return [...new Set(["coplay", mainName()])].map((own) => ({ own, ...aim }));
}

function smallRow(door: Door, way: string, target: number): Work {
  const what = { en: `line: 500 files of 20 KiB, ${way}`, zh: `线路：500 个 20 KiB 文件，${way}` };
  return work(`line-small-${door}`, what, async (bench, site, row) => {
    const urls = [...numbered(`${site.origin(door)}/line-small`, 500)];
    const list: List = { name: row.id, urls };
    const contenders = [
      ...await sixteenContenders(bench, list, site.ca),
      ...await listContenders(bench, list, { ca: site.ca, best: 50 }),
    ];
    const aims = [
      ...aimsOf({ beside: "curl", target }),
      { own: "-j 16", beside: "curl 16", target: 1 },
    ];
    return rowOf(row, await race(bench, contenders, LIMIT), { aims });
  });
}

/** Those of a race that coplay is held against: all peers, however they were set. */
function peersOf(contenders: readonly Contender[]): string[] {
  return contenders.map(({ name }) => name).filter((name) =>
    /^(?:curl|wget2|aria2|axel)/.test(name)
  );
}

function middleRow(id: string, way: Text, originOf: (site: LineSite) => string): Work {
  const what = {
    en: `line: 50 files of 2 MiB, ${way.en}`,
    zh: `线路：50 个 2 MiB 文件，${way.zh}`,
  };
  return work(id, what, async (bench, site, row) => {
    const urls = [...numbered(`${originOf(site)}/line-middle`, 50)];
    const list = { name: id, urls };
    const contenders = await listContenders(bench, list, { ca: site.ca, best: 8 });
    const aims = aimsOf({ beside: peersOf(contenders), target: 1.02 });
    return rowOf(row, await race(bench, contenders, COLD), { aims });
  }, LONG);
}

function bigRow(id: string, way: Text, originOf: (site: LineSite) => string): Work {
  const what = { en: `line: one file of 100 MiB${way.en}`, zh: `线路：一个 100 MiB 文件${way.zh}` };
  return work(id, what, async (bench, site, row) => {
    const contenders = fileContenders(bench, `${originOf(site)}/line-big`);
    const aims = [
      ...aimsOf({ beside: peersOf(contenders), target: 1.02 }),
      ...aimsOf({ beside: "-c 1", target: 1.02 }),
    ];
    return rowOf(row, await race(bench, contenders, COLD), { aims });
  }, LONG);
}

const HOSTS_ROW = work(
  "line-hosts",
  { en: "line: 25 files of each of 20 hosts", zh: "线路：20 台主机各 25 个文件" },
  async (bench, site, row) => {
    const { count, port } = site.hosts;
    const urls = Array.from(
      { length: 25 * count },
      (_, index) => `http://127.0.0.${1 + index % count}:${port}/line-small/${index + 1}`,
    );
    const list = { name: row.id, urls };
    const contenders = await listContenders(bench, list, { ca: site.ca, best: 50 });
    const aims = aimsOf({ beside: "curl", target: 1.3 });
    return rowOf(row, await race(bench, contenders, LIMIT), { aims });
  },
);

const LIMITED_FILES = 20;

/** Counts the files that did not arrive whole, as a share. */
async function missingShare(folder: string, sizeBytes: number): Promise<number> {
  let count = 0;
  for await (const entry of Deno.readDir(folder)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) return await missingShare(path, sizeBytes);
    if ((await Deno.stat(path)).size === sizeBytes) count++;
  }
  return (LIMITED_FILES - count) / LIMITED_FILES;
}

/** A server that limits its clients: how many of the files did not arrive. */
function limitRow(
  door: "limitReq" | "limitConn",
  { id, limit, files, polite }: {
    id: string;
    limit: Text;
    files: { readonly folder: string; readonly sizeBytes: number };
    polite: Parameters<typeof limitContenders>[2]["polite"];
  },
): Work {
  const what = {
    en: `line: of ${LIMITED_FILES} files, those that a server of ${limit.en} did not give`,
    zh: `线路：服务器限制${limit.zh}，${LIMITED_FILES} 个文件中未取得的比例`,
  };
  return work(id, what, async (bench, site, row) => {
    const urls = [...numbered(`${site.origin(door)}/${files.folder}`, LIMITED_FILES)];
    const list = { name: id, urls };
    const count = (folder: string) => missingShare(folder, files.sizeBytes);
    const all = await limitContenders(bench, list, { ca: site.ca, polite });
    const contenders = all.map((contender) => ({ ...contender, count }));
    const aims = aimsOf({ beside: [], target: 0 });
    return rowOf(row, await race(bench, contenders, COLD), { measure: "count", aims });
  }, LONG);
}

const OVER = {
  tls: { en: "HTTP/1.1 with TLS", zh: "HTTP/1.1 加 TLS" },
  h2: { en: "HTTP/2", zh: "HTTP/2" },
  lossy: { en: "a connection lost every 100 MiB", zh: "每 100 MiB 中断一个连接" },
} as const;

/** Downloads over a slow line. */
export const LINE_WORKS: readonly Work[] = [
  smallRow("tls", "HTTP/1.1 + TLS", 1.3),
  smallRow("h2", "HTTP/2", 1.1),
  middleRow("line-middle-tls", OVER.tls, (site) => site.origin("tls")),
  middleRow("line-middle-h2", OVER.h2, (site) => site.origin("h2")),
  middleRow("line-middle-lossy", OVER.lossy, (site) => site.lossyOrigin),
  bigRow("line-big", { en: "", zh: "" }, (site) => site.origin("http")),
  bigRow(
    "line-big-lossy",
    { en: `, ${OVER.lossy.en}`, zh: `，${OVER.lossy.zh}` },
    (site) => site.lossyOrigin,
  ),
  HOSTS_ROW,
  limitRow("limitReq", {
    id: "line-limit-req",
    limit: { en: "5 requests a second", zh: "每秒 5 个请求" },
    files: { folder: "line-small", sizeBytes: 20 * KIB },
    polite: {
      curl: ["--rate", "4/s"],
      wget2: ["--max-threads=1", "--wait=0.25"],
      aria2: ["-j1", "--max-tries=0", "--retry-wait=1"],
    },
  }),
  limitRow("limitConn", {
    id: "line-limit-conn",
    limit: { en: "4 connections", zh: "4 个连接" },
    files: { folder: "line-middle", sizeBytes: 2 * MIB },
    polite: {
      curl: ["-Z", "--parallel-max", "4"],
      wget2: ["--max-threads=4"],
      aria2: ["-j4", "-x1"],
    },
  }),
];
