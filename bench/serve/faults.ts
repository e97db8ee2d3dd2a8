// Inflicts faults on a host while players request its games, and saves the results. Ends with 1 where a result violates
// what coplay promises.
//
//   deno run -P=bench --import-map=.import_map.json bench/serve/faults.ts [NAME...]
//
// It needs Linux, wrk and slowhttptest, and takes some six minutes.
import { FaultHost, formatStatuses, Load, type LoadReport } from "./fault_host.ts";
import { print } from "../support/print.ts";
import { benchFile, describeMachine, findPeers } from "../support/programs.ts";

/** A fault, its results, and its violations. */
interface Result {
  readonly what: string;
  readonly seen: string;
  readonly violations: readonly string[];
}

type Fault = (folder: string) => Promise<Result[]>;

const FILM_BYTES = 24 * 1024 * 1024;
const CUT_BYTES = 5_000_000;

function sleep(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}

/** Makes content that differs by letter, and shows where it was cut. */
function film(letter: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(FILM_BYTES).fill(letter.charCodeAt(0));
  for (let at = 0; at < bytes.length; at += 1000) bytes[at] = at / 1000 % 251;
  return bytes;
}

async function writeGame(games: string, id: string): Promise<void> {
  await Deno.mkdir(`${games}/${id}`, { recursive: true });
  await Deno.writeTextFile(`${games}/${id}/index.html`, `<title>${id}</title>the page of ${id}`);
  await Deno.writeTextFile(`${games}/${id}/main.js`, `"the script of ${id}"`);
  await Deno.writeFile(`${games}/${id}/film.mp4`, film(id));
}

/** Lists the bad answers, each of which is the host's own fault. */
function violationsOf(report: LoadReport, { mayFail = 0, mayBeBusy = false } = {}): string[] {
  const errors = [...report.statuses]
    .filter(([status]) => status >= 500 && !(mayBeBusy && status === 503));
  return [
    ...errors.map(([status, count]) => `${count} answers were ${status}`),
    ...(report.failures > mayFail ? [`${report.failures} requests had no answer`] : []),
    ...report.wrong.slice(0, 3),
  ];
}

async function readBody(answer: Response): Promise<undefined> {
  await answer.arrayBuffer();
}

const COLOUR_REGEXP = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, "g");

/** Runs slowhttptest as against any web server. */
async function attackSlowly(
  games: string,
  { what, args, seconds, mustEnd }: {
    what: string;
    args: (address: string) => string[];
    seconds: number;
    mustEnd: boolean;
  },
): Promise<Result> {
  await using host = await FaultHost.start(games);
  const url = `${host.address}games/a/`;
  const before = new Load([url], { players: 1, pauseMs: 10, check: readBody });
  await sleep(3000);
  const quiet = await before.stop();
  const attack = new Deno.Command("slowhttptest", {
    args: ["-c", "1000", "-r", "500", "-l", String(seconds), ...args(host.address)],
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const load = new Load([url], { players: 1, pauseMs: 50, check: readBody });
  const { stdout } = await attack.output();
  const report = await load.stop();
  const text = new TextDecoder().decode(stdout).replaceAll(COLOUR_REGEXP, "");
  const [, endSeconds] = /Test ended on (\d+)/.exec(text) ?? [];
  const haveAllEnded = text.includes("No open connections left");
  const ms = (timeMs: number) => `${timeMs.toFixed(1)} ms`;
  return {
    what,
    seen: `${formatStatuses(report)}; p99 ${ms(report.p99Ms)}, before ${ms(quiet.p99Ms)}; ` +
      (haveAllEnded
        ? `the slow ones were all ended after ${endSeconds} s`
        : "some slow ones go on"),
    violations: [
      ...violationsOf(report),
      ...(mustEnd && !haveAllEnded ? ["slow connections were not ended"] : []),
    ],
  };
}

const attacks: Fault = async (games) => [
  await attackSlowly(games, {
    what: "1,000 connections send their headers a few bytes at a time",
    args: (address) => ["-H", "-i", "5", "-u", address],
    seconds: 130,
    mustEnd: true,
  }),
  await attackSlowly(games, {
    what: "1,000 connections send a body a few bytes at a time",
    args: (address) => ["-B", "-i", "5", "-s", "8192", "-u", `${address}.coplay/admin/published`],
    seconds: 130,
    mustEnd: true,
  }),
  await attackSlowly(games, {
    what: "1,000 connections read 24 MiB at 5 bytes a second",
    args: (
      address,
    ) => ["-X", "-w", "10", "-y", "20", "-n", "5", "-z", "25", "-u", `${address}games/a/film.mp4`],
    seconds: 20,
    mustEnd: false,
  }),
];

/** Opens event streams from one address. Returns the number of answers by status. */
async function flood(host: FaultHost, count: number) {
  const statuses = new Map<string, number>();
  const open: Deno.TcpConn[] = [];
  for (let index = 0; index < count; index++) {
    const connection = await Deno.connect({ hostname: "127.0.0.1", port: host.port });
    const path = `/.coplay/events?page=p${index}&path=/games/a/`;
    const head = `GET ${path} HTTP/1.1\r\nhost: a\r\naccept: text/event-stream\r\n\r\n`;
    await connection.write(new TextEncoder().encode(head));
    const buffer = new Uint8Array(1024);
    const length = await connection.read(buffer) ?? 0;
    const status = new TextDecoder().decode(buffer.subarray(9, Math.min(length, 12)));
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    open.push(connection);
  }
  return { statuses, open };
}

const streams: Fault = async (games) => {
  await using host = await FaultHost.start(games);
  const load = new Load([`${host.address}games/a/`], { players: 2, check: readBody });
  const memoryMiB: number[] = [];
  const taken: string[] = [];
  for (let round = 0; round < 4; round++) {
    const { statuses, open } = await flood(host, 3000);
    memoryMiB.push(await host.memoryMiB());
    taken.push([...statuses].map(([status, count]) => `${status} × ${count}`).join(", "));
    open.forEach((connection) => connection.close());
    // By then a player without a page has left.
    await sleep(9000);
  }
  const report = await load.stop();
  const [, second = 0, , last = 0] = memoryMiB;
  return [{
    what: "four times, 3,000 event streams are asked for from one address",
    seen: `${taken[0]}; others: ${formatStatuses(report)}; memory ${memoryMiB.join(", ")} MiB`,
    violations: [
      ...violationsOf(report),
      ...(taken.every((text) => text === "200 × 1000, 503 × 2000") ? [] : [taken.join("; ")]),
      ...(last > second * 1.1 ? ["memory grew"] : []),
    ],
  }];
};

const COUNTING_SCRIPT = `local count = 0
request = function()
  count = count + 1
  return wrk.format("GET", "/games/a/missing-" .. count .. "-" .. string.rep("x", 200) .. ".png")
end
`;

const missing: Fault = async (games) => {
  await using host = await FaultHost.start(games);
  const script = `${games}/../missing.lua`;
  await Deno.writeTextFile(script, COUNTING_SCRIPT);
  const run = async (seconds: number) => {
    const args = ["-t1", "-c32", `-d${seconds}s`, "-s", script, host.address];
    const { stdout } = await new Deno.Command("wrk", { args }).output();
    return Number(/(\d+) requests in/.exec(new TextDecoder().decode(stdout))?.[1] ?? 0);
  };
  let count = 0;
  const runUntil = async (sum: number) => {
    while (count < sum) count += await run(5);
    return await host.memoryMiB();
  };
  // The heap takes a while to reach its size.
  const firstMiB = await runUntil(150_000);
  const lastMiB = await runUntil(500_000);
  return [{
    what: `${count.toLocaleString("en")} different addresses that do not exist`,
    seen: `memory ${firstMiB} MiB after the first 150,000, ${lastMiB} MiB in the end`,
    violations: lastMiB > firstMiB * 1.1 ? ["memory grew"] : [],
  }];
};

const folders: Fault = async (games) => {
  await using host = await FaultHost.start(games);
  const urls = ["", "main.js", "film.mp4"].map((path) => `${host.address}games/a/${path}`);
  const load = new Load(urls, { players: 4, check: readBody });
  await sleep(1000);
  await Deno.remove(`${games}/a`, { recursive: true });
  await sleep(3000);
  const report = await load.stop();
  await writeGame(games, "a");
  let status = 0;
  for (let tries = 0; tries < 100 && status !== 200; tries++) {
    await sleep(100);
    const answer = await fetch(urls[1]!);
    await answer.body?.cancel();
    status = answer.status;
  }
  return [{
    what: "the folder of the published game is deleted, then put there again",
    // A file that is cut off is no answer.
    seen: `${formatStatuses(report)}; when it is there again, ${status}`,
    violations: [
      ...violationsOf(report, { mayFail: 4, mayBeBusy: true }),
      ...(status === 200 ? [] : ["it is not served again"]),
    ],
  }];
};

/** Reads the first byte that belongs to no counter. */
function letterOf(bytes: Uint8Array): string {
  return String.fromCharCode(bytes[1] ?? 0);
}

const files: Fault = async (games) => {
  await using host = await FaultHost.start(games);
  const whole = new Map(["a", "b", "c"].map((letter) => [letter, film(letter)]));
  const check = async (answer: Response) => {
    const bytes = await answer.bytes();
    if (answer.status !== 200) return undefined;
    const expected = whole.get(letterOf(bytes));
    // For half a second, the file is as short as the fault made it.
    if (expected && (bytes.length === expected.length || bytes.length === CUT_BYTES)) {
      const isSame = bytes.every((byte, index) => byte === expected[index]);
      return isSame ? undefined : "a mixture of two files";
    }
    return `${bytes.length} bytes passed for a file`;
  };
  const path = `${games}/a/film.mp4`;
  const load = new Load([`${host.address}games/a/film.mp4`], { players: 2, check });
  const others = new Load([`${host.address}games/a/main.js`], { players: 2, check: readBody });
  for (const letter of ["b", "c", "b", "a"]) {
    await sleep(500);
    await Deno.truncate(path, CUT_BYTES);
    await sleep(500);
    await Deno.writeFile(path, whole.get(letter)!);
    await sleep(500);
    await Deno.remove(path);
    await Deno.mkdir(path);
    await sleep(500);
    await Deno.remove(path);
    await Deno.writeFile(path, whole.get(letter)!);
  }
  const [report, other] = [await load.stop(), await others.stop()];
  return [{
    what: "a file is cut, written over, and turns into a folder while it is sent",
    seen: `the file: ${formatStatuses(report)}; others: ${formatStatuses(other)}`,
    // A connection that ends early tells a client that the file has changed.
    violations: [
      ...violationsOf(report, { mayFail: Infinity, mayBeBusy: true }),
      ...violationsOf(other),
    ],
  }];
};

const switches: Fault = async (games) => {
  await using host = await FaultHost.start(games, ["--workers", "2"]);
  const check = async (answer: Response) => {
    const text = await answer.text();
    // A game that is no longer published is gone, which is no mixture.
    if (answer.status === 404) return undefined;
    const [, id] = /\/games\/(\w+)\//.exec(answer.url) ?? [];
    const isWhole = id !== undefined && text.includes(` of ${id}`) &&
      !text.includes(` of ${id === "a" ? "b" : "a"}`);
    return isWhole ? undefined : `answered with ${JSON.stringify(text.slice(-40))}`;
  };
  const paths = ["", "games/a/main.js", "games/b/main.js"];
  const load = new Load(paths.map((path) => host.address + path), { players: 6, check });
  const began = performance.now();
  for (let turn = 0; turn < 1000; turn++) await host.publish(turn % 2 === 0 ? "b" : "a");
  const seconds = (performance.now() - began) / 1000;
  const report = await load.stop();
  return [{
    what: `1,000 switches in ${seconds.toFixed(1)} s, two workers`,
    seen: `${formatStatuses(report)}; mixed pages: ${report.wrong.length}`,
    violations: [...violationsOf(report), ...(seconds > 60 ? ["it took over a minute"] : [])],
  }];
};

const workers: Fault = async (games) => {
  await using host = await FaultHost.start(games, ["--workers", "2"]);
  const players = 6;
  const load = new Load([`${host.address}games/a/`], { players, check: readBody });
  const kills = 5;
  for (let kill = 0; kill < kills; kill++) {
    await sleep(1000);
    Deno.kill((await host.workers())[kill % 2]!, "SIGKILL");
    while ((host.said.match(/\) answers$/gm) ?? []).length <= kill) await sleep(20);
  }
  await sleep(1000);
  const report = await load.stop();
  return [{
    what: `a worker is killed ${kills} times under the load of ${players} players, two workers`,
    seen: formatStatuses(report),
    // A player has one request under way, and may send another while the system still closes the dead worker's
    // connections.
    violations: violationsOf(report, { mayFail: kills * players * 2 }),
  }];
};

async function stopBeside(games: string, more: readonly string[]): Promise<Result> {
  await using host = await FaultHost.start(games, more);
  const reader = await Deno.connect({ hostname: "127.0.0.1", port: host.port });
  const request = "GET /games/a/film.mp4 HTTP/1.1\r\nhost: a\r\n\r\n";
  await reader.write(new TextEncoder().encode(request));
  await reader.read(new Uint8Array(10));
  const stream = await fetch(`${host.address}.coplay/events?page=p&path=/games/a/`, {
    headers: { accept: "text/event-stream" },
  });
  const said = stream.text().catch(() => "");
  const seconds = await host.stop();
  await using again = await FaultHost.start(games, [String(host.port), ...more]);
  const answer = await fetch(again.address);
  await answer.body?.cancel();
  reader.close();
  const hasLastWord = /\nretry:\d+\n\n$/.test(await said);
  return {
    what: `a host is stopped beside a reader that never reads${more.length ? ", two workers" : ""}`,
    seen: `it ended after ${
      seconds.toFixed(1)
    } s, the next one on the port answers ${answer.status}`,
    violations: [
      ...(seconds > 10 ? ["it took more than ten seconds"] : []),
      ...(answer.status === 200 ? [] : ["the next one does not answer"]),
      ...(hasLastWord ? [] : ["the event stream had no last word"]),
    ],
  };
}

const stops: Fault = async (games) => [
  await stopBeside(games, []),
  await stopBeside(games, ["--workers", "2"]),
];

const FAULTS = { attacks, streams, missing, folders, files, switches, workers, stops };

async function main(names: readonly string[]): Promise<void> {
  const results: Result[] = [];
  for (const [name, fault] of Object.entries(FAULTS)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const folder = await Deno.makeTempDir({ prefix: "coplay_faults_" });
    const games = `${folder}/games`;
    await writeGame(games, "a");
    await writeGame(games, "b");
    for (const result of await fault(games)) {
      print(`${result.violations.length ? "VIOLATED" : "held"}: ${result.what}: ${result.seen}`);
      result.violations.forEach((violation) => print(`  ${violation}`));
      results.push(result);
    }
    await Deno.remove(folder, { recursive: true });
  }
  const hasHeld = results.every(({ violations }) => violations.length === 0);
  if (names.length === 0) await save(results);
  if (!hasHeld) Deno.exit(1);
}

async function save(results: readonly Result[]): Promise<void> {
  const rows = results.map(({ what, seen, violations }) =>
    `| ${what} | ${seen} | ${violations.length ? `**${violations.join("; ")}**` : "held"} |`
  );
  const date = new Date().toISOString().slice(0, 10);
  const head = `${date}; ${await describeMachine(await findPeers())}`;
  const lines = [head, "", "| what happens | what is seen | |", "| --- | --- | --- |", ...rows];
  await Deno.writeTextFile(benchFile("results/faults.md"), `${lines.join("\n")}\n`);
}

await main(Deno.args);
