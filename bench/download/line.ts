// Measures `coplay download` over a line with a round trip of 60 ms and 100 Mbit/s in all, beside its peers: each at its
// defaults, and at its best setting for the work. Each row is a work of its own, so that it is saved at once.
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

/** A run that takes a minute has come to a stop. */
const LIMIT = { limitSeconds: 60 };
/** Runs of nine seconds vary little, so fewer rounds are enough. */
const LONG = { usualRounds: 3 };
/** The files have just been written and are in memory, so a long row needs no round to warm up. */
const COLD = { ...LIMIT, warms: false };

type Rows = Awaited<ReturnType<Work["run"]>>;

/** Makes a work of one row, with the site that it is measured on. */
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

/** Makes one aim for the source tree and one for the binary; the one that is not measured is left out. */
function aimsOf(aim: Omit<Aim, "own">): Aim[] {
  return [...new Set(["coplay", mainName()])].map((own) => ({ own, ...aim }));
}

/** Counts the files of a size in a folder and below it. */
async function countFiles(folder: string, sizeBytes: number): Promise<number> {
  let count = 0;
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = `${folder}/${name}`;
    if (isDirectory) count += await countFiles(path, sizeBytes);
    else if ((await Deno.stat(path)).size === sizeBytes) count++;
  }
  return count;
}

/** Makes runs fail that do not leave so many whole files. */
function checked(
  contenders: readonly Contender[],
  { count, sizeBytes }: { count: number; sizeBytes: number },
): Contender[] {
  const isRight = async (folder: string) => await countFiles(folder, sizeBytes) === count;
  return contenders.map((contender) => ({ ...contender, isRight }));
}

function smallRow(door: Door, way: string, target: number): Work {
  const what = { en: `line: 500 files of 20 KiB, ${way}`, zh: `线路：500 个 20 KiB 文件，${way}` };
  return work(`line-small-${door}`, what, async (bench, site, row) => {
    const urls = [...numbered(`${site.origin(door)}/line-small`, 500)];
    const list: List = { name: row.id, urls };
    const contenders = checked([
      ...await sixteenContenders(bench, list, site.ca),
      ...await listContenders(bench, list, { ca: site.ca, best: 50 }),
    ], { count: 500, sizeBytes: 20 * KIB });
    const aims = [
      ...aimsOf({ beside: "curl", target }),
      { own: "-j 16", beside: "curl 16", target: 1 },
    ];
    return rowOf(row, await race(bench, contenders, LIMIT), { aims });
  });
}

/** Returns the names of a race's peers, at all their settings. */
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
    const all = await listContenders(bench, list, { ca: site.ca, best: 8 });
    const contenders = checked(all, { count: 50, sizeBytes: 2 * MIB });
    const aims = aimsOf({ beside: peersOf(contenders), target: 1.02 });
    return rowOf(row, await race(bench, contenders, COLD), { aims });
  }, LONG);
}

function bigRow(id: string, way: Text, originOf: (site: LineSite) => string): Work {
  const what = { en: `line: one file of 100 MiB${way.en}`, zh: `线路：一个 100 MiB 文件${way.zh}` };
  return work(id, what, async (bench, site, row) => {
    const all = fileContenders(bench, `${originOf(site)}/line-big`);
    const contenders = checked(all, { count: 1, sizeBytes: 100 * MIB });
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
    const all = await listContenders(bench, list, { ca: site.ca, best: 50 });
    const contenders = checked(all, { count: 25 * count, sizeBytes: 20 * KIB });
    const aims = aimsOf({ beside: "curl", target: 1.3 });
    return rowOf(row, await race(bench, contenders, LIMIT), { aims });
  },
);

const LIMITED_FILES = 20;

/** Measures a server that limits its clients, by the share of the files that did not arrive. */
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
    const count = async (folder: string) => {
      return 1 - await countFiles(folder, files.sizeBytes) / LIMITED_FILES;
    };
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
