// Hosts archives, folders and pages made at random from a seed, and says how long one turn of the event loop took at
// most: for so long no other game's answer can go on. Counted is the time that the answering thread had a processor,
// so that it matters little what else the machine does. Ends with 1 where it was too long.
//
//   deno run -P=bench --import-map=.import_map.json bench/serve/fuzz.ts [GAMES] [FIRST SEED]
//
// Ten thousand games take some ten minutes.
import process from "node:process";
import { setImmediate } from "node:timers";
import { HostFixture, writeTree } from "../../tests/serve/host_fixture.ts";
import { print } from "../support/print.ts";
import { makeStrangeGame, type StrangeGame } from "./strange_games.ts";

const MOST_MS = 100;
const MAX_ASKED = 8;

/** Keeps the longest turn of the event loop. */
class Turns {
  #lastMs = readCpuMs();
  #isEnded = false;
  longestMs = 0;

  constructor() {
    this.#turn();
  }

  #turn(): void {
    const nowMs = readCpuMs();
    this.longestMs = Math.max(this.longestMs, nowMs - this.#lastMs);
    this.#lastMs = nowMs;
    if (!this.#isEnded) setImmediate(() => this.#turn());
  }

  /** Returns the longest turn since the last call, in milliseconds. */
  async take(): Promise<number> {
    await new Promise((resolve) => setImmediate(resolve));
    const { longestMs } = this;
    this.longestMs = 0;
    return longestMs;
  }

  end(): void {
    this.#isEnded = true;
  }
}

/** Reads for how long this thread has had a processor, in steps of some milliseconds. */
function readCpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

async function write(folder: string, id: string, game: StrangeGame): Promise<string> {
  if (game.kind === "zip") {
    await Deno.writeFile(`${folder}/${id}.zip`, game.bytes);
    return `${folder}/${id}.zip`;
  }
  const files = [...game.files].map(([path, bytes]) => [`${id}/${path}`, bytes]);
  await writeTree(folder, Object.fromEntries(files));
  return `${folder}/${id}`;
}

/** Finds a game and asks for its files. */
async function host(
  fixture: HostFixture,
  seed: number,
  turns: Turns,
): Promise<{ long: string[]; longestMs: number }> {
  const id = `s${seed}`;
  const game = makeStrangeGame(seed);
  const place = await write(fixture.folder.path, id, game);
  const long: string[] = [];
  let longestMs = 0;
  const look = async (what: string) => {
    const ms = await turns.take();
    longestMs = Math.max(longestMs, ms);
    if (ms > MOST_MS) long.push(`${id} ${game.kind}, ${what}: ${ms.toFixed(0)} ms`);
  };
  await turns.take();
  await fixture.host.rescan();
  await look("found");
  for (const path of [...game.files.keys()].slice(0, MAX_ASKED)) {
    const headers = seed % 2 === 0 ? { range: "bytes=-100" } : {};
    const inner = path.split("/").map(encodeURIComponent).join("/");
    const answer = await fixture.ask(`/games/${id}/${inner}`, { headers });
    // The body of a damaged file breaks off.
    await answer.arrayBuffer().catch(() => {});
    await look(path);
  }
  await Deno.remove(place, { recursive: true });
  return { long, longestMs };
}

async function main(count: number, first: number): Promise<number> {
  await using fixture = await HostFixture.publishing({ "a/index.html": "a" }, { hasLobby: true });
  const turns = new Turns();
  const long: string[] = [];
  let longestMs = 0;
  for (let seed = first; seed < first + count; seed++) {
    const seen = await host(fixture, seed, turns);
    long.push(...seen.long);
    longestMs = Math.max(longestMs, seen.longestMs);
  }
  turns.end();
  const unexpected = fixture.failures.filter((error) => (error as Error).name !== "ArchiveError");
  const memoryMiB = Math.round(Deno.memoryUsage().rss / 2 ** 20);
  print(
    `${count} games; the longest turn ${
      longestMs.toFixed(0)
    } ms, ${long.length} over ${MOST_MS} ms; ` +
      `memory ${memoryMiB} MiB in the end`,
  );
  for (const line of [...long, ...unexpected.map(String)]) print(line);
  return long.length + unexpected.length > 0 ? 1 : 0;
}

if (import.meta.main) {
  Deno.exit(await main(Number(Deno.args[0] ?? 10_000), Number(Deno.args[1] ?? 0)));
}
