// Measures how long a player waits for a real engine over a school's Wi-Fi.
import { launch } from "puppeteer-core";
import { NPM_GAMES, npmPackageFolder } from "../../tests/serve/builds/npm_package.ts";
import { HOSTS, type RunningHost, startHost } from "./hosts.ts";
import { median } from "../support/measure.ts";
import { findProgram } from "../support/programs.ts";
import type { Row } from "../support/row.ts";
import type { Ground } from "./work.ts";

const NAMES = ["coplay", "nginx", "serve", "http-server"];
const MAX_ROUNDS = 3;
/** A line of 50 Mbit/s with a delay of 20 ms. */
const NETWORK = {
  offline: false,
  latency: 20,
  downloadThroughput: 50e6 / 8,
  uploadThroughput: 50e6 / 8,
};

/** Writes Ruffle with its two engines, as its makers ship it: some 25 MB of WebAssembly. */
async function writeEngine(folder: string): Promise<void> {
  const from = await npmPackageFolder(NPM_GAMES.ruffle);
  await Deno.mkdir(folder, { recursive: true });
  const engines: string[] = [];
  for await (const { name } of Deno.readDir(from)) {
    if (!/\.(?:js|wasm)$/.test(name)) continue;
    await Deno.copyFile(`${from}/${name}`, `${folder}/${name}`);
    engines.push(name);
  }
  const page = `<title>engine</title><link rel="icon" href="data:,"><script>
    Promise.all(${JSON.stringify(engines)}.map(async (name) => {
      const answer = await fetch(name);
      window.answeredMs = performance.now();
      await answer.arrayBuffer();
    })).then(() => { window.tookMs = performance.now(); });
  </script>`;
  await Deno.writeTextFile(`${folder}/index.html`, page);
}

/** Waits until a host that compresses in the background has done so. */
async function untilPacked(host: RunningHost): Promise<void> {
  if (host.name !== "coplay") return;
  const headers = { "accept-encoding": "br" };
  let unpacked: string[];
  do {
    await new Promise((resolve) => setTimeout(resolve, 500));
    unpacked = [];
    for (const name of ["ruffle.js", ...await wasmOf(host)]) {
      const answer = await fetch(host.url(`engine/${name}`), { headers, method: "HEAD" });
      if (!answer.headers.has("content-encoding")) unpacked.push(name);
    }
  } while (unpacked.length > 0);
}

async function wasmOf(host: RunningHost): Promise<string[]> {
  const page = await (await fetch(host.url("engine/"))).text();
  return [...page.matchAll(/"([^"]+\.wasm)"/g)].map(([, name]) => name!);
}

/** A visit, in seconds from its start. */
interface Visit {
  /** The beginning of the last answer. */
  readonly answered: number;
  /** The arrival of the page's last byte. */
  readonly took: number;
}

/** Measures the first and the second visit of a new browser. */
async function visitTwice(host: RunningHost, executablePath: string): Promise<[Visit, Visit]> {
  const browser = await launch({ executablePath, headless: true, args: ["--no-sandbox"] });
  try {
    const visit = async () => {
      const page = await browser.newPage();
      const session = await page.createCDPSession();
      await session.send("Network.enable");
      await session.send("Network.emulateNetworkConditions", NETWORK);
      await page.goto(host.url("engine/"), { timeout: 120_000 });
      const took = await page.waitForFunction("window.tookMs", { timeout: 120_000 });
      const visit = {
        answered: (await page.evaluate("window.answeredMs") as number) / 1000,
        took: (await took.jsonValue() as number) / 1000,
      };
      await page.close();
      return visit;
    };
    return [await visit(), await visit()];
  } finally {
    await browser.close();
  }
}

/** Measures a first and a second visit to a real engine's files, from each host with its defaults. */
export async function measureVisits(
  { root, folder, rounds: wanted }: Ground,
): Promise<Omit<Row, "date">[]> {
  const chromium = Deno.env.get("COPLAY_CHROMIUM") ?? await findProgram("chromium");
  if (!chromium) return [];
  await writeEngine(`${root}/engine`);
  const rounds = Math.min(wanted, MAX_ROUNDS);
  const first = new Map<string, Visit>();
  const second = new Map<string, Visit>();
  for (const peer of HOSTS.filter(({ name }) => NAMES.includes(name))) {
    const own = peer.name === "coplay" ? { ...peer, command: publishing(peer.command) } : peer;
    await using host = await startHost(own, { root, folder });
    if (!host) continue;
    await untilPacked(host);
    const visits: [Visit, Visit][] = [];
    for (let round = 0; round < rounds; round++) {
      visits.push(await visitTwice(host, chromium));
    }
    first.set(peer.name, medianVisit(visits.map(([visit]) => visit)));
    second.set(peer.name, medianVisit(visits.map(([, visit]) => visit)));
  }
  return describe({ first, second, rounds });
}

/** Opens every game by the lobby, so that the small files that show whether a host answers can be requested, too. */
function publishing(command: typeof HOSTS[number]["command"]): typeof command {
  return async (options) => [...await command(options) ?? [], "--game", "engine", "--lobby"];
}

function medianVisit(visits: readonly Visit[]): Visit {
  return {
    answered: median(visits.map(({ answered }) => answered)),
    took: median(visits.map(({ took }) => took)),
  };
}

function describe(
  { first, second, rounds }: {
    first: ReadonlyMap<string, Visit>;
    second: ReadonlyMap<string, Visit>;
    rounds: number;
  },
): Omit<Row, "date">[] {
  const show = (visits: ReadonlyMap<string, Visit>, more: (visit: Visit) => string) =>
    Object.fromEntries(
      [...visits].map(([name, visit]) => [name, `${visit.took.toFixed(2)} s${more(visit)}`]),
    );
  const own = first.get("coplay")!.took;
  const peers = [...first].filter(([name]) => name !== "coplay");
  return [
    {
      id: "serve-first",
      what: {
        en: "a real engine, 50 Mbit/s and 20 ms, first visit",
        zh: "真实引擎，50 Mbit/s、20 毫秒，首次访问",
      },
      rounds,
      measured: show(first, () => ""),
      ratios: peers.map(([to, { took }]) => ({
        of: `coplay / ${to}`,
        value: own / took,
        target: 0.5,
      })),
    },
    {
      id: "serve-second",
      what: { en: "the same, second visit", zh: "同上，再次访问" },
      rounds,
      // After the last answer, the browser reads only its own cache.
      measured: show(second, ({ answered }) => ` (answered in ${answered.toFixed(2)} s)`),
      ratios: [{ of: "second / first", value: second.get("coplay")!.took / own, target: 0.1 }],
    },
  ];
}
