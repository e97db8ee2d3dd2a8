import { basename } from "node:path";
import { Random } from "../../games/kit/random.ts";
import { Coplay } from "./coplay.ts";
import { totalBytes } from "../../src/download/disk/byte_ranges.ts";
import { replayJournal } from "../../src/download/disk/journal.ts";
import { journalPath } from "../../src/download/disk/part_paths.ts";
import { Gate } from "./gate.ts";
import { bodyDigest, ScriptedServer } from "./scripted_server.ts";
import { TempDir } from "./temp_dir.ts";

/** Files, and the line that they come over, on which coplay is killed. */
export interface KillGround {
  readonly sizes: readonly number[];
  /** After each piece every connection waits for a moment. */
  readonly pieceBytes: number;
  readonly pauseMs: number;
  /** The options that a folder is fetched with. */
  readonly options: (random: Random) => string[];
}

/**
 * Several files over a line that waits only so long that a kill finds downloads under way, and little in the
 * system's buffers that nobody will read.
 */
export const MANY_FILES: KillGround = {
  // From nothing to what several connections fetch; those up to 256 KiB are taken in one go.
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
  /** Bytes that each kill cost: they were sent, and are neither in a file nor claimed by a journal. */
  readonly lostBytes: readonly number[];
  /** What should not be: wrong bytes under a name, a run that failed, something left behind. */
  readonly wrong: readonly string[];
}

/** Counts the pieces that go over the wire, and says when so many have. */
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
  readonly #files: readonly KnownFile[];

  constructor(path: string, files: readonly KnownFile[]) {
    this.path = path;
    this.#files = files;
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
    const file = this.#files.find((known) => known.name === name);
    if (!file) return false;
    const bytes = await Deno.readFile(`${this.path}/${name}`).catch(() => undefined);
    if (!bytes) return false;
    if (bodyDigest(bytes) !== file.digest) this.wrong.push(`${name}: ${bytes.length} wrong bytes`);
    return true;
  }

  /** Bytes of the files that are not there yet. */
  async missingBytes(): Promise<number> {
    let missing = 0;
    for (const { name, body } of this.#files) {
      if (!await this.check(name)) missing += body.sizeBytes - await this.claimedBytes(name);
    }
    return missing;
  }

  /** Bytes of a file that its journal claims, so that they are not fetched again. */
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

/** Kills one run of coplay after another, folder by folder, and adds up what that did. */
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

  /** Fetches all files into a folder of its own, however often that takes, with so many kills at most. */
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
 * Downloads files into one folder after another, killed at random instants and started again until all is there, and
 * looks at every name whenever something happens to it.
 *
 * @param seed of the instants and of the options each folder is fetched with
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
