import { join } from "node:path";
import { readProc } from "./proc.ts";

/** A program that does a work in one way. */
export interface Contender {
  readonly name: string;
  /** The command, for a folder that is new in each run. */
  readonly command: (folder: string) => readonly string[];
  /** Counts something in the folder besides time and memory, after the run. */
  readonly count?: (folder: string) => Promise<number>;
  /** Checks the folder after the run. A run that leaves something wrong has failed, whatever its exit code says. */
  readonly isRight?: (folder: string) => Promise<boolean>;
}

/** The results of one run. */
export interface Sample {
  readonly seconds: number;
  /** The process's highest memory in MiB; 0 where the system does not say. */
  readonly peakMiB: number;
  readonly count: number;
  readonly code: number;
}

/** Returns the median of several numbers. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Reads the kernel's peak of a process's memory, while the process runs, because it disappears with the process. */
async function peakOf(pid: number): Promise<number> {
  return Number(/VmHWM:\s+(\d+) kB/.exec(await readProc(`${pid}/status`))?.[1] ?? 0) / 1024;
}

const LOOK_MS = 20;

/** Runs a command once, in its own folder. A run that reaches the limit is ended and fails. */
async function runOnce(
  contender: Contender,
  folder: string,
  limitSeconds: number | undefined,
): Promise<Sample> {
  await Deno.mkdir(folder, { recursive: true });
  const [program, ...args] = contender.command(folder);
  const silent = { stdin: "null", stdout: "null", stderr: "null" } as const;
  const limit = limitSeconds === undefined
    ? {}
    : { signal: AbortSignal.timeout(limitSeconds * 1000) };
  const began = performance.now();
  const child = new Deno.Command(program!, { args, cwd: folder, ...silent, ...limit }).spawn();
  let peakMiB = 0;
  const timer = setInterval(async () => {
    const seenMiB = await peakOf(child.pid);
    peakMiB = Math.max(peakMiB, seenMiB);
  }, LOOK_MS);
  const status = await child.status;
  const seconds = (performance.now() - began) / 1000;
  clearInterval(timer);
  const isRight = await contender.isRight?.(folder) ?? true;
  const code = status.success && !isRight ? 1 : status.code;
  return { seconds, peakMiB, code, count: await contender.count?.(folder) ?? 0 };
}

/** The most files of a run that are removed at once, because they may be large. */
const MANY_FILES = 100;

/** Whether a folder and its subfolders hold more files than this. */
async function holdsMore(folder: string, most: number): Promise<boolean> {
  let left = most;
  const folders = [folder];
  for (let dir; (dir = folders.pop()) !== undefined;) {
    for await (const { name, isDirectory } of Deno.readDir(dir)) {
      if (isDirectory) folders.push(join(dir, name));
      else if (left-- === 0) return true;
    }
  }
  return false;
}

/**
 * Removes a run's few large files. Thousands of files stay, because ext4 without a journal looks at every inode that
 * was freed in the last minutes before it takes one for a new file: a run after the removal of 20,000 files would take
 * several seconds longer.
 */
async function removeLarge(folder: string): Promise<void> {
  if (await holdsMore(folder, MANY_FILES)) return;
  await Deno.remove(folder, { recursive: true });
}

/**
 * Runs all contenders in turns, so that a machine that slows down slows all of them, and returns their samples. Runs
 * of many files stay in the folder, for its owner to remove after the last measurement.
 *
 * @param dir where the runs get their folders
 * @param warms whether to leave out a first round, which fills caches
 * @param limitSeconds the longest run @default {no limit}
 */
export async function runInTurns(
  contenders: readonly Contender[],
  { rounds, dir, warms = true, limitSeconds }: {
    rounds: number;
    dir: string;
    warms?: boolean;
    limitSeconds?: number;
  },
): Promise<Map<string, Sample[]>> {
  const samples = new Map<string, Sample[]>(contenders.map(({ name }) => [name, []]));
  const runs = await Deno.makeTempDir({ dir, prefix: "runs-" });
  for (let round = warms ? -1 : 0; round < rounds; round++) {
    for (const [index, contender] of contenders.entries()) {
      const folder = join(runs, `${round + 1}-${index}`);
      const sample = await runOnce(contender, folder, limitSeconds);
      await removeLarge(folder);
      if (round >= 0) samples.get(contender.name)!.push(sample);
    }
  }
  return samples;
}
