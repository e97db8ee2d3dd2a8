import { basename } from "node:path";
import { Random } from "../../games/kit/random.ts";
import { Coplay } from "./coplay.ts";
import { Gate } from "./gate.ts";
import { bodyDigest, ScriptedServer } from "./scripted_server.ts";
import { TempDir } from "./temp_dir.ts";

/** From nothing to what several connections fetch; those up to 256 KiB are taken in one go. */
const SIZES = [0, 1_000, 60_000, 250_000, 300_000, 1_500_000, 4_000_000, 9_000_000];
const FILES = SIZES.map((sizeBytes, index) => ({
  name: `file${index}`,
  body: { sizeBytes, seed: index + 1 },
  digest: bodyDigest({ sizeBytes, seed: index + 1 }),
}));
const TOTAL_BYTES = SIZES.reduce((sum, size) => sum + size);
/**
 * After each piece the server waits for a moment, so that a kill finds downloads under way, and little in the
 * system's buffers that nobody will read.
 */
const PIECE_BYTES = 32 * 1024;
const PIECE_PAUSE_MS = 2;
/** A kill comes so long, at most, after the piece it was drawn for, so that it also meets the last steps. */
const MAX_DELAY_MS = 10;
/** A folder that was killed so often is let finish. */
const MAX_KILLS_A_FOLDER = 12;

/** What a number of kills did. */
export interface KillReport {
  readonly kills: number;
  /** Folders that were fetched until all was there. */
  readonly folders: number;
  /** Bytes of the files that arrived in them. */
  readonly fileBytes: number;
  /** Bytes that the server sent, those that a kill kept from arriving included. */
  readonly sentBytes: number;
  /** What should not be: wrong bytes under a name, a run that failed, something left behind. */
  readonly wrong: readonly string[];
}

/** Counts the pieces that go over the wire, and says when so many have. */
class Meter extends Gate {
  #leftBytes = Infinity;
  #reach: () => void = () => {};

  override async enter(): Promise<void> {
    this.#leftBytes -= PIECE_BYTES;
    if (this.#leftBytes <= 0) this.#reach();
    await new Promise((resolve) => setTimeout(resolve, PIECE_PAUSE_MS));
  }

  /** Resolves when so many bytes have gone by from now on. */
  reached(bytes: number): Promise<void> {
    this.#leftBytes = bytes;
    return new Promise((resolve) => this.#reach = resolve);
  }
}

/** One folder that files are fetched into, and what is found wrong there. */
class Watched {
  readonly path: string;
  readonly wrong: string[] = [];
  readonly #watcher: Deno.FsWatcher;
  readonly #watching: Promise<void>;

  constructor(path: string) {
    this.path = path;
    this.#watcher = Deno.watchFs(path);
    this.#watching = this.#watch();
  }

  /** Looks at a name whenever something happens to it. */
  async #watch(): Promise<void> {
    for await (const { paths } of this.#watcher) {
      for (const path of paths) await this.check(basename(path));
    }
  }

  /** @returns whether the file is there; what is wrong with it is noted */
  async check(name: string): Promise<boolean> {
    const file = FILES.find((known) => known.name === name);
    if (!file) return false;
    const bytes = await Deno.readFile(`${this.path}/${name}`).catch(() => undefined);
    if (!bytes) return false;
    if (bodyDigest(bytes) !== file.digest) this.wrong.push(`${name}: ${bytes.length} wrong bytes`);
    return true;
  }

  /** Bytes of the files that are not there yet. */
  async missingBytes(): Promise<number> {
    let missing = 0;
    for (const { name, body } of FILES) if (!await this.check(name)) missing += body.sizeBytes;
    return missing;
  }

  async close(): Promise<void> {
    this.#watcher.close();
    await this.#watching;
  }
}

/** Runs coplay, and kills it at an instant that is drawn; `undefined` where it was quicker. */
async function runOnce(
  args: readonly string[],
  { meter, killAtBytes, delayMs }: { meter: Meter; killAtBytes: number; delayMs: number },
): Promise<{ readonly wasKilled: boolean; readonly problem?: string }> {
  const reached = meter.reached(killAtBytes);
  await using coplay = await Coplay.start(args);
  const kill = reached.then(() => setTimeout(() => coplay.kill("SIGKILL"), delayMs));
  const { code, signal, stderr } = await coplay.finish();
  void kill;
  if (signal === "SIGKILL") return { wasKilled: true };
  return { wasKilled: false, ...(code === 0 ? {} : { problem: `exit ${code}: ${stderr}` }) };
}

/**
 * Downloads files of several sizes into one folder after another, killed at random instants and started again
 * until all is there, and looks at every name whenever something happens to it.
 *
 * @param seed of the instants and of the options each folder is fetched with
 */
export async function killAtRandom(
  { kills: wantedKills, seed, onKill = () => {} }: {
    kills: number;
    seed: number;
    onKill?: (kills: number) => void;
  },
): Promise<KillReport> {
  await using server = await ScriptedServer.start();
  const random = new Random(seed);
  const meter = new Meter();
  for (const { name, body } of FILES) {
    const holdsBody = { gate: meter, afterBytes: PIECE_BYTES, every: true };
    const headers = { "accept-ranges": "bytes" };
    server.on(`/${name}`, { body, etag: `"${name}"`, headers, holdsBody });
  }
  const urls = FILES.map(({ name }) => server.url(`/${name}`));
  const wrong: string[] = [];
  let [kills, folders] = [0, 0];
  while (kills < wantedKills) {
    await using folder = await TempDir.make();
    const watched = new Watched(folder.path);
    const args = ["download", "-d", folder.path, "-j", "3", "-c", random.chance(0.5) ? "1" : "3"];
    if (random.chance(0.3)) args.push("--fsync");
    for (let ownKills = 0;;) {
      const mayKill = kills < wantedKills && ownKills < MAX_KILLS_A_FOLDER;
      const missing = await watched.missingBytes();
      const killAtBytes = mayKill ? random.next() * missing * 1.05 : Infinity;
      const run = await runOnce([...args, ...urls], {
        meter,
        killAtBytes,
        delayMs: random.next() * MAX_DELAY_MS,
      });
      if (run.problem) wrong.push(run.problem);
      if (!run.wasKilled) break;
      ownKills++;
      onKill(++kills);
    }
    if (await watched.missingBytes() > 0) wrong.push("not all files are there");
    await watched.close();
    const left = (await folder.names()).filter((name) => /part|journal|aside/.test(name));
    wrong.push(...watched.wrong, ...left.map((name) => `left behind: ${name}`));
    folders++;
  }
  const sentBytes = server.requests.reduce((sum, request) => sum + request.sentBytes, 0);
  return { kills, folders, fileBytes: folders * TOTAL_BYTES, sentBytes, wrong };
}
