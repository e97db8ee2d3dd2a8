import { join } from "node:path";
import { readProc } from "./proc.ts";

/** One way of doing a piece of work, by one program. */
export interface Contender {
  readonly name: string;
  /** The command for a folder that is new in each run. */
  readonly command: (folder: string) => readonly string[];
  /** Something to measure beside time and memory, when the run has ended. */
  readonly count?: () => Promise<number>;
}

/** What one run took. */
export interface Sample {
  readonly seconds: number;
  /** The highest memory that the process itself reached, in MiB; 0 where the system does not say. */
  readonly peakMiB: number;
  readonly count: number;
  readonly code: number;
}

/** The middle of several numbers. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The kernel's own high-water mark; it is gone with the process, so it is read while that runs. */
async function peakOf(pid: number): Promise<number> {
  return Number(/VmHWM:\s+(\d+) kB/.exec(await readProc(`${pid}/status`))?.[1] ?? 0) / 1024;
}

const LOOK_MS = 20;

/** Runs a command once, in a folder of its own. */
async function runOnce(contender: Contender, folder: string): Promise<Sample> {
  await Deno.mkdir(folder, { recursive: true });
  const [program, ...args] = contender.command(folder);
  const silent = { stdin: "null", stdout: "null", stderr: "null" } as const;
  const began = performance.now();
  const child = new Deno.Command(program!, { args, cwd: folder, ...silent }).spawn();
  let peakMiB = 0;
  const timer = setInterval(async () => {
    const seenMiB = await peakOf(child.pid);
    peakMiB = Math.max(peakMiB, seenMiB);
  }, LOOK_MS);
  const { code } = await child.status;
  const seconds = (performance.now() - began) / 1000;
  clearInterval(timer);
  return { seconds, peakMiB, code, count: await contender.count?.() ?? 0 };
}

/** Fewer files than this are removed after each run, for their bytes; more are kept until the work is done. */
const MANY_FILES = 100;

/**
 * Some file systems look at each file that was removed just now before they make a new one, which would be
 * measured with it; so thousands of files stay until nothing is measured any more.
 */
async function removeLarge(folder: string): Promise<void> {
  let count = 0;
  for await (const _ of Deno.readDir(folder)) if (++count > MANY_FILES) return;
  await Deno.remove(folder, { recursive: true });
}

/**
 * The samples of all contenders; they run in turns, so that a machine that slows down slows all of them.
 *
 * @param warms whether a first round, which fills caches, is not counted
 */
export async function runInTurns(
  contenders: readonly Contender[],
  { rounds, dir, warms = true }: { rounds: number; dir: string; warms?: boolean },
): Promise<Map<string, Sample[]>> {
  const samples = new Map<string, Sample[]>(contenders.map(({ name }) => [name, []]));
  const runs = await Deno.makeTempDir({ dir, prefix: "runs-" });
  for (let round = warms ? -1 : 0; round < rounds; round++) {
    for (const [index, contender] of contenders.entries()) {
      const folder = join(runs, `${round + 1}-${index}`);
      const sample = await runOnce(contender, folder);
      await removeLarge(folder);
      if (round >= 0) samples.get(contender.name)!.push(sample);
    }
  }
  await Deno.remove(runs, { recursive: true });
  return samples;
}
