// How long a player waits for a game's first picture on 50 Mbit/s and 20 ms, beside the same game bundled into one
// file, over http and over https; and how long a class of thirty waits.
import { makeTestCertificate } from "../../tests/support/test_certificate.ts";
import { type RunningServer, startScript } from "../support/file_server.ts";
import { median } from "../support/measure.ts";
import { coplayCommand, findProgram } from "../support/programs.ts";
import type { Ratio, Row, Text } from "../support/row.ts";
import { bundledId, FOLDER_GAME, FOLDER_ID, GAMES, writeBundledGames } from "./bundled_games.ts";
import { playAtOnce } from "./class_of_players.ts";
import { type RunningHost, startHost } from "./hosts.ts";
import { openOnce, startChromium } from "./opening.ts";
import type { Ground, ServeWork } from "./work.ts";

const TARGET = 1.3;
const PLAYERS = 30;
/** The hosts that the line is to have, the share of lost connections, the milliseconds one way, and Mbit/s. */
const LINE = ["1", "0", "10", "50"];

const NAMES: Readonly<Record<string, Text>> = {
  "2048": { en: "2048", zh: "2048" },
  dxs: { en: "the mind reader", zh: "读心术" },
  tafang: { en: "the carrot", zh: "保卫萝卜" },
  "zwdzjs-v1": { en: "the garden", zh: "植物大战僵尸" },
  "zwdzjs-v2": { en: "the garden, unlocked", zh: "植物大战僵尸-破解版" },
  coroutines: { en: "the lab", zh: "协程实验室" },
};

export const FIRST_LOAD_WORK: ServeWork = {
  name: "first-load",
  ids: [...Object.keys(GAMES).map((id) => `serve-load-${id}`), "serve-load-class"],
  run: measureFirstLoads,
};

/** A host behind its line. */
interface Way extends AsyncDisposable {
  readonly scheme: "http" | "https";
  /** Where the line begins. */
  readonly origin: string;
}

/** A host that has published a game, and has packed its scripts and those of the others that are named. */
async function startWay(
  scheme: Way["scheme"],
  { shown, ground }: { shown: readonly string[]; ground: Ground },
): Promise<Way> {
  const { folder } = ground;
  const games = `${folder}/bundled`;
  const own: string[] = [];
  let cert: string | undefined;
  if (scheme === "https") {
    const made = await makeTestCertificate();
    const [certPath, keyPath] = [`${folder}/first_load.crt`, `${folder}/first_load.key`];
    await Deno.writeTextFile(certPath, made.cert);
    await Deno.writeTextFile(keyPath, made.key);
    own.push("--cert", certPath, "--key", keyPath);
    cert = made.cert;
  }
  const host = await startHost({
    name: "coplay",
    prefix: "/games",
    ...(cert !== undefined && { cert }),
    command: ({ root, port }) => {
      const options = ["--games", root, "--games", games, "--game", shown[0]!, "--lobby"];
      return Promise.resolve(coplayCommand("serve", `${port}`, ...options, ...own));
    },
  }, ground);
  await untilPacked(host!, { shown, cert });
  const { port } = new URL(host!.url(""));
  const line: RunningServer = await startScript("peers/slow_line.ts", port, ...LINE);
  return {
    scheme,
    origin: line.origin.replace("http", scheme),
    async [Symbol.asyncDispose]() {
      await line.stop();
      await host![Symbol.asyncDispose]();
    },
  };
}

/** Opens games, and waits until the host has packed the script of each, as it does in the background. */
async function untilPacked(
  host: RunningHost,
  { shown, cert }: { shown: readonly string[]; cert: string | undefined },
): Promise<void> {
  using client = Deno.createHttpClient({ caCerts: cert ? [cert] : [] });
  const coding = cert ? "br" : "gzip";
  for (const id of shown) {
    // As a browser asks for a page to show, which is not as a script does.
    const toShow = { accept: "text/html,application/xhtml+xml" };
    const page = await (await fetch(host.url(`${id}/`), { client, headers: toShow })).text();
    const [, script] = /<script type="module" src="([^"]+)"/.exec(page) ?? [];
    for (let isPacked = false; !isPacked;) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      const headers = { "accept-encoding": coding };
      const answer = await fetch(host.url(`${id}/${script}`), { client, headers, method: "HEAD" });
      isPacked = answer.headers.get("content-encoding") === coding;
    }
  }
}

async function measureFirstLoads(ground: Ground): Promise<Omit<Row, "date">[]> {
  const chromium = Deno.env.get("COPLAY_CHROMIUM") ?? await findProgram("chromium");
  if (!chromium) return [];
  await writeBundledGames(`${ground.folder}/bundled`);
  const rows: Omit<Row, "date">[] = [];
  for (const id of Object.keys(GAMES)) rows.push(await measureGame(id, { chromium, ground }));
  return [...rows, await measureClass({ chromium, ground })];
}

async function measureGame(
  id: string,
  { chromium, ground }: { chromium: string; ground: Ground },
): Promise<Omit<Row, "date">> {
  const { rounds } = ground;
  const shown = [id, bundledId(id), ...(id === FOLDER_GAME ? [FOLDER_ID] : [])];
  await using http = await startWay("http", { shown, ground });
  await using https = await startWay("https", { shown, ground });
  const ways = [http, https];
  await using browser = await startChromium(chromium);
  const all = ways.flatMap((way) => shown.map((game) => ({ way, game, samples: [] as number[] })));
  let asked = 0;
  // The first round only warms up.
  for (let round = -1; round < rounds; round++) {
    for (const { way, game, samples } of all) {
      const opened = await openOnce(browser, `${way.origin}/games/${game}/`);
      if (round >= 0) samples.push(opened.seconds);
      if (game === id) asked = opened.asked.length;
    }
  }
  const timeOf = (scheme: string, game: string) =>
    median(all.find(({ way, game: other }) => way.scheme === scheme && other === game)!.samples);
  const measured = all.map(({ way: { scheme }, game }) => [
    `${scheme}${game.slice(id.length).replace("-", ", ")}`,
    `${timeOf(scheme, game).toFixed(2)} s`,
  ]);
  const beside = (scheme: string, game: string): Ratio => ({
    of: `${scheme}${game.slice(id.length).replace("-", ", ")} / bundled`,
    value: timeOf(scheme, game) / timeOf(scheme, bundledId(id)),
    target: TARGET,
  });
  return {
    id: `serve-load-${id}`,
    what: {
      en: `first load on 50 Mbit/s and 20 ms: ${NAMES[id]!.en}, ${asked} requests`,
      zh: `50 Mbit/s、20 毫秒下首次打开：${NAMES[id]!.zh}，${asked} 个请求`,
    },
    measured: Object.fromEntries(measured),
    ratios: [
      ...ways.flatMap(({ scheme }) =>
        shown.filter((game) => game !== bundledId(id)).map((game) => beside(scheme, game))
      ),
      { of: "https / http", value: timeOf("https", id) / timeOf("http", id), target: TARGET },
    ],
    rounds,
  };
}

/** A class that opens the garden together: all share the line. */
async function measureClass(
  { chromium, ground }: { chromium: string; ground: Ground },
): Promise<Omit<Row, "date">> {
  const { rounds } = ground;
  const shown = [FOLDER_GAME, bundledId(FOLDER_GAME)];
  await using way = await startWay("http", { shown, ground });
  const { origin } = way;
  await using browser = await startChromium(chromium);
  const games = new Map<string, { paths: readonly string[]; samples: number[] }>();
  for (const game of shown) {
    const { asked } = await openOnce(browser, `${origin}/games/${game}/`);
    games.set(game, { paths: asked, samples: [] });
  }
  for (let round = -1; round < rounds; round++) {
    for (const { paths, samples } of games.values()) {
      const seconds = await playAtOnce(PLAYERS, { origin, paths });
      if (round >= 0) samples.push(seconds);
    }
  }
  const [own = 0, bundled = 0] = [...games.values()].map(({ samples }) => median(samples));
  return {
    id: "serve-load-class",
    what: {
      en: `the garden for ${PLAYERS} players at once, until the last one has it`,
      zh: `${PLAYERS} 人同时打开植物大战僵尸，到最后一人收齐为止`,
    },
    measured: { "http": `${own.toFixed(2)} s`, "http, bundled": `${bundled.toFixed(2)} s` },
    ratios: [{ of: "http / bundled", value: own / bundled, target: TARGET }],
    rounds,
  };
}
