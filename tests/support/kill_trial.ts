import { basename } from "node:path";
import { Random } from "../../games/kit/random.ts";
import { Coplay } from "./coplay.ts";
import { totalBytes } from "../../src/download/disk/byte_ranges.ts";
import { replayJournal } from "../../src/download/disk/journal.ts";
import { journalPath } from "../../src/download/disk/part_paths.ts";
import { Gate } from "./gate.ts";
import { bodyDigest, ScriptedServer } from "./scripted_server.ts";
import { TempDir } from "./temp_dir.ts";

/** The files, and the line that they come over, for a trial. */
export interface KillGround {
  readonly sizes: readonly number[];
  /** The bytes after which every connection pauses for a moment. */
  readonly pieceBytes: number;
  readonly pauseMs: number;
  /** Chooses the options for a folder. */
  readonly options: (random: Random) => string[];
}

/**
 * Several files over a line that is just slow enough for a kill to meet downloads under way, and fast enough to leave
 * little unread in the system's buffers.
 */
export const MANY_FILES: KillGround = {
  // The sizes reach from 0 to a file for several connections; up to 256 KiB a file is read into memory.
  sizes: [0, 1_000, 60_000, 250_000, 300_000, 1_500_000, 4_000_000, 9_000_000],
  pieceBytes: 32 * 1024,
  pauseMs: 2,
  options: (random) => {
    const connections = random.chance(0.5) ? "1" : "3";
    return ["-j", "3", "-c", connections, ...random.chance(0.3) ? ["--fsync"] : []];
  },
};

/** One file over four connections that carry 100 KB a second each. */
export const SLOW_LINE: KillGround = {
  sizes: [6_000_000],
  pieceBytes: 10_000,
  pauseMs: 100,
  options: () => ["-c", "4"],
};

interface KnownFile {
  readonly name: string;
  readonly body: { readonly sizeBytes: number; readonly seed: number };
  readonly digest: string;
}

function makeFiles(sizes: readonly number[]): KnownFile[] {
  return sizes.map((sizeBytes, index) => {
    const body = { sizeBytes, seed: index + 1 };
    return { name: `file${index}`, body, digest: bodyDigest(body) };
  });
}

/** The longest delay of a kill after its piece, so that kills also meet the last steps of a file. */
const MAX_DELAY_MS = 10;
/** The number of kills after which a folder is allowed to finish. */
const MAX_KILLS_A_FOLDER = 12;

/** The results of a trial. */
export interface KillReport {
  readonly kills: number;
  /** The number of folders that were fetched completely. */
  readonly folders: number;
  /** The bytes of the files in these folders. */
  readonly fileBytes: number;
  /** The bytes that the server sent, including those that a kill kept from arriving. */
  readonly sentBytes: number;
  /** The bytes that each kill cost: the server sent them, but they are neither in a file nor claimed by a journal. */
  readonly lostBytes: readonly number[];
  /** Violations: wrong bytes under a name, a failed run, leftover files. */
  readonly wrong: readonly string[];
}

/** Counts the bytes on the wire, and reports when a number is reached. */
class Meter extends Gate {
  #leftBytes = Infinity;
  #reach: () => void = () => {};
  readonly #ground: KillGround;

  constructor(ground: KillGround) {
    super();
    this.#ground = ground;
  }

  override async enter(): Promise<void> {
    const { pieceBytes, pauseMs } = this.#ground;
    this.#leftBytes -= pieceBytes;
    if (this.#leftBytes <= 0) this.#reach();
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }

  /** Resolves when so many more bytes have been sent. */
  reached(bytes: number): Promise<void> {
    this.#leftBytes = bytes;
    return new Promise((resolve) => this.#reach = resolve);
  }
}

/** A folder of downloads, and the violations found in it. */
class Watched {
  readonly path: string;
  readonly wrong: string[] = [];
  readonly #watcher: Deno.FsWatcher;
  readonly #watching: Promise<void>;
  readonly #files: readonly KnownFile[];

  constructor(path: string, files: readonly KnownFile[]) {
    this.path = path;
    this.#files = files;
    this.#watcher = Deno.watchFs(path);
    this.#watching = this.#watch();
  }

  /** Checks a name whenever something happens to it. */
  async #watch(): Promise<void> {
    for await (const { paths } of this.#watcher) {
      for (const path of paths) await this.check(basename(path));
    }
  }

  /** @returns whether the file exists; a violation is recorded */
  async check(name: string): Promise<boolean> {
    const file = this.#files.find((known) => known.name === name);
    if (!file) return false;
    const bytes = await Deno.readFile(`${this.path}/${name}`).catch(() => undefined);
    if (!bytes) return false;
    if (bodyDigest(bytes) !== file.digest) this.wrong.push(`${name}: ${bytes.length} wrong bytes`);
    return true;
  }

  /** The bytes of the missing files. */
  async missingBytes(): Promise<number> {
    let missing = 0;
    for (const { name, body } of this.#files) {
      if (!await this.check(name)) missing += body.sizeBytes - await this.claimedBytes(name);
    }
    return missing;
  }

  /** The bytes of a file that its journal claims, so that they are not fetched again. */
  async claimedBytes(name: string): Promise<number> {
    const path = journalPath({ dir: this.path, name });
    const text = await Deno.readTextFile(path).catch(() => "");
    return totalBytes(replayJournal(text)?.ranges ?? []);
  }

  async close(): Promise<void> {
    this.#watcher.close();
    await this.#watching;
  }
}

/** Runs coplay and kills it at a random time; `undefined` where it ended earlier. */
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

/** Kills one run of coplay after another, folder by folder, and adds up the results. */
class Trial {
  kills = 0;
  readonly lostBytes: number[] = [];
  readonly wrong: string[] = [];
  readonly #server: ScriptedServer;
  readonly #files: readonly KnownFile[];
  readonly #meter: Meter;
  readonly #random: Random;
  readonly #onKill: (kills: number) => void;

  constructor(
    server: ScriptedServer,
    { files, ground, random, onKill }: {
      files: readonly KnownFile[];
      ground: KillGround;
      random: Random;
      onKill: (kills: number) => void;
    },
  ) {
    this.#server = server;
    this.#files = files;
    this.#meter = new Meter(ground);
    this.#random = random;
    this.#onKill = onKill;
    const holdsBody = { gate: this.#meter, afterBytes: ground.pieceBytes, every: true };
    const headers = { "accept-ranges": "bytes" };
    for (const { name, body } of files) {
      server.on(`/${name}`, { body, etag: `"${name}"`, headers, holdsBody });
    }
  }

  get sentBytes(): number {
    return this.#server.requests.reduce((sum, request) => sum + request.sentBytes, 0);
  }

  /** Fetches all files into a new folder, in as many runs as it takes, with at most so many kills. */
  async fetchFolder(options: readonly string[], maxKills: number): Promise<void> {
    await using folder = await TempDir.make();
    const watched = new Watched(folder.path, this.#files);
    const urls = this.#files.map(({ name }) => this.#server.url(`/${name}`));
    const args = ["download", "-d", folder.path, ...options, ...urls];
    for (let left = maxKills; await this.#run(args, watched, left > 0); left--);
    if (await watched.missingBytes() > 0) this.wrong.push("not all files are there");
    await watched.close();
    const remains = (await folder.names()).filter((name) => /part|journal|aside/.test(name));
    this.wrong.push(...watched.wrong, ...remains.map((name) => `left behind: ${name}`));
  }

  /** @returns whether it was killed */
  async #run(args: readonly string[], watched: Watched, mayKill: boolean): Promise<boolean> {
    const missing = await watched.missingBytes();
    const sentBefore = this.sentBytes;
    const { wasKilled, problem } = await runOnce(args, {
      meter: this.#meter,
      killAtBytes: mayKill ? this.#random.next() * missing * 1.05 : Infinity,
      delayMs: this.#random.next() * MAX_DELAY_MS,
    });
    if (problem) this.wrong.push(problem);
    if (!wasKilled) return false;
    const sent = this.sentBytes - sentBefore;
    this.lostBytes.push(sent - (missing - await watched.missingBytes()));
    this.#onKill(++this.kills);
    return true;
  }
}

/**
 * Downloads files into one folder after another, with kills at random times and restarts until all are complete, and
 * checks every name whenever something happens to it.
 *
 * @param seed the seed of the times, and of each folder's options
 */
export async function killAtRandom(
  { kills: wantedKills, seed, ground = MANY_FILES, onKill = () => {} }: {
    kills: number;
    seed: number;
    /** @default {MANY_FILES} */
    ground?: KillGround;
    onKill?: (kills: number) => void;
  },
): Promise<KillReport> {
  await using server = await ScriptedServer.start();
  const random = new Random(seed);
  const files = makeFiles(ground.sizes);
  const trial = new Trial(server, { files, ground, random, onKill });
  let folders = 0;
  while (trial.kills < wantedKills) {
    const maxKills = Math.min(MAX_KILLS_A_FOLDER, wantedKills - trial.kills);
    await trial.fetchFolder(ground.options(random), maxKills);
    folders++;
  }
  const totalSize = files.reduce((sum, { body }) => sum + body.sizeBytes, 0);
  const { kills, sentBytes, lostBytes, wrong } = trial;
  return { kills, folders, fileBytes: folders * totalSize, sentBytes, lostBytes, wrong };
}
