// Measures speed and memory of `coplay download` beside the programs that people use for the same work.
import { binary, coplay, filePeers, listContenders } from "../support/contenders.ts";
import { startScript } from "../support/file_server.ts";
import { KIB, MIB, numbered, writeBig, writeFiles, writeList } from "../support/fixtures.ts";
import { type Bench, race, rowOf, type Work } from "../support/work.ts";

const SMALL: Work = {
  name: "small",
  ids: ["small"],
  async run(bench) {
    await writeFiles(`${bench.www}/small`, 2000, 20 * KIB);
    const list = { base: `${bench.origin}/small`, count: 2000, jobs: 16 };
    const samples = await race(bench, await listContenders(bench, list));
    const what = { en: "2,000 files of 20 KiB, 16 at once", zh: "2000 个 20 KiB 文件，同时 16 个" };
    const aims = [
      { own: "coplay", beside: "curl", target: 1 },
      { own: "coplay", beside: "aria2", target: 0.25 },
      { own: "coplay", beside: "gevent", target: 0.5 },
      { own: "binary", beside: "curl", target: 1 },
    ];
    return [rowOf({ id: "small", what }, samples, { aims })];
  },
};

const TINY: Work = {
  name: "tiny",
  ids: ["tiny"],
  async run(bench) {
    await writeFiles(`${bench.www}/tiny`, 20_000, KIB);
    const only = ["curl", "wget2"];
    const list = { base: `${bench.origin}/tiny`, count: 20_000, jobs: 64, only };
    const samples = await race(bench, await listContenders(bench, list));
    const what = { en: "20,000 files of 1 KiB, 64 at once", zh: "20000 个 1 KiB 文件，同时 64 个" };
    const aims = [
      { own: "coplay", beside: "curl", target: 1.3 },
      { own: "binary", beside: "curl", target: 1.3 },
    ];
    return [rowOf({ id: "tiny", what }, samples, { aims })];
  },
};

const BIG: Work = {
  name: "big",
  ids: ["big", "big-memory", "segments"],
  async run(bench) {
    await writeBig(`${bench.www}/big`, 1024 * MIB);
    const url = `${bench.origin}/big`;
    const peers = filePeers(bench.peers, url).filter(({ name }) => !name.startsWith("axel"));
    const samples = await race(bench, [
      coplay("coplay", url),
      ...peers,
      coplay("-c 1", "-c", "1", url),
      coplay("-c 4", "-c", "4", url),
      ...binary(url),
    ]);
    const what = { en: "one file of 1 GiB", zh: "一个 1 GiB 的文件" };
    const best = ["curl", "wget2", "aria2"];
    const time = {
      aims: [
        { own: "coplay", beside: best, target: 1 },
        { own: "binary", beside: best, target: 1 },
      ],
    };
    const memory = {
      measure: "peakMiB" as const,
      aims: ["coplay", "-c 4", "binary"].map((own) => ({ own, beside: 150, target: 1 })),
    };
    const segments = {
      aims: ["coplay", "-c 4"].map((own) => ({ own, beside: "-c 1", target: 1 })),
    };
    const own = new Map([...samples].filter(([name]) => !best.includes(name) && name !== "binary"));
    return [
      rowOf({ id: "big", what }, samples, time),
      rowOf(
        {
          id: "big-memory",
          what: { en: "peak memory of that", zh: "其内存峰值" },
        },
        samples,
        memory,
      ),
      rowOf(
        {
          id: "segments",
          what: { en: "segments where nothing is capped", zh: "不限速的服务器上的分段下载" },
        },
        own,
        segments,
      ),
    ];
  },
};

const SHA256: Work = {
  name: "sha256",
  ids: ["sha256"],
  async run(bench) {
    await writeBig(`${bench.www}/big`, 1024 * MIB);
    const url = `${bench.origin}/big`;
    const samples = await race(bench, [
      coplay("with", "--digest", "sha256", url),
      coplay("without", url),
    ]);
    const what = { en: "one file of 1 GiB with sha256", zh: "一个 1 GiB 的文件并计算 sha256" };
    return [
      rowOf({ id: "sha256", what }, samples, {
        aims: [{ own: "with", beside: "without", target: 1.3 }],
      }),
    ];
  },
};

const CAPPED: Work = {
  name: "capped",
  ids: ["capped"],
  async run(bench) {
    await Deno.mkdir(`${bench.www}/capped`, { recursive: true });
    await writeBig(`${bench.www}/capped/file`, 256 * MIB);
    const url = `${bench.origin}/capped/file`;
    const peers = filePeers(bench.peers, url).filter(({ name }) => /axel|curl/.test(name));
    // curl takes half a minute for each run, so there is no run to warm the caches.
    const samples = await race(bench, [
      coplay("coplay", url),
      coplay("coplay -c 32", "-c", "32", url),
      ...peers,
    ], { warms: false });
    const what = {
      en: "256 MiB, each connection capped at 8 MiB/s",
      zh: "256 MiB，服务器限制每个连接 8 MiB/秒",
    };
    const aims = [
      { own: "coplay", beside: "curl", target: 0.3 },
      { own: "coplay -c 32", beside: "axel -n 32", target: 1.1 },
    ];
    return [rowOf({ id: "capped", what }, samples, { aims })];
  },
};

const LATENCY: Work = {
  name: "latency",
  ids: ["latency"],
  async run(bench) {
    const server = await startScript("peers/slow_server.ts", "delay", "200");
    try {
      const list = { base: server.origin, count: 64, jobs: 64, only: ["curl"] };
      const all = await listContenders(bench, list);
      const samples = await race(bench, all);
      const what = {
        en: "64 files, 200 ms before each answer, 64 at once",
        zh: "64 个文件，每个响应前等待 200 毫秒，同时 64 个",
      };
      const aims = [{ own: "coplay", beside: "curl", target: 0.75 }];
      return [rowOf({ id: "latency", what }, samples, { aims })];
    } finally {
      await server.stop();
    }
  },
};

const CUT_SIZE = 256 * MIB;

const CUT: Work = {
  name: "cut",
  ids: ["cut", "cut-twice"],
  async run(bench) {
    const args = ["cut", `${5 * MIB}`, `${CUT_SIZE}`];
    const server = await startScript("peers/slow_server.ts", ...args);
    const url = `${server.origin}/f`;
    const count = async () => {
      const sent = Number(await (await fetch(`${server.origin}/sent`)).text());
      return (sent - CUT_SIZE) / CUT_SIZE;
    };
    const aria2 = ["aria2c", "-q", "-x1", "--max-tries=0", "--retry-wait=0", url];
    const peers = bench.peers.has("aria2") ? [{ name: "aria2", command: () => aria2, count }] : [];
    try {
      const samples = await race(bench, [{ ...coplay("coplay", url), count }, ...peers]);
      const what = { en: "256 MiB, cut every 5 MiB", zh: "256 MiB，连接每 5 MiB 断开一次" };
      const twice = { en: "of that, fetched twice", zh: "其中重复下载的比例" };
      return [
        rowOf({ id: "cut", what }, samples, {
          aims: [{ own: "coplay", beside: "aria2", target: 0.6 }],
        }),
        rowOf({ id: "cut-twice", what: twice }, samples, {
          measure: "count",
          aims: [{ own: "coplay", beside: [], target: 0.01 }],
        }),
      ];
    } finally {
      await server.stop();
    }
  },
};

const LINES = [10_000, 100_000, 1_000_000] as const;

/** Measures lists of several lengths, of the shortest possible files. */
async function raceLists(bench: Bench, counts: readonly number[]) {
  const contenders = await Promise.all(counts.map(async (count) => {
    const list = await writeList(
      bench.dir,
      `list-${count}.txt`,
      numbered(`${bench.origin}/hello`, count),
    );
    return coplay(`${count.toLocaleString("en")} lines`, "-i", list, "-j", "32");
  }));
  return await race(bench, contenders, { warms: false });
}

const LIST: Work = {
  name: "list",
  ids: ["list"],
  async run(bench) {
    const samples = await raceLists(bench, LINES.slice(0, 2));
    const what = { en: "peak memory, a list of 100,000", zh: "10 万行列表的内存峰值" };
    const aims = [
      { own: "100,000 lines", beside: 160, target: 1 },
      { own: "100,000 lines", beside: "10,000 lines", target: 1.2 },
    ];
    return [rowOf({ id: "list", what }, samples, { measure: "peakMiB", aims })];
  },
};

const MILLION: Work = {
  name: "million",
  ids: ["million"],
  usualRounds: 1,
  async run(bench) {
    const samples = await raceLists(bench, LINES.slice(1));
    const what = { en: "peak memory, a list of 1,000,000", zh: "100 万行列表的内存峰值" };
    const aims = [{ own: "1,000,000 lines", beside: "100,000 lines", target: 1.2 }];
    return [rowOf({ id: "million", what }, samples, { measure: "peakMiB", aims })];
  },
};

/** The works in the order of the table. */
export const DOWNLOAD_WORKS: readonly Work[] = [
  SMALL,
  TINY,
  BIG,
  SHA256,
  CAPPED,
  LATENCY,
  CUT,
  LIST,
  MILLION,
];
