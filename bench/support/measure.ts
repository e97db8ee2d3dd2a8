/** One way of doing a piece of work, by one program. */
export interface Contender {
  readonly name: string;
  readonly command: readonly string[];
  /** Made empty before each run. */
  readonly folder: string;
}

/** What one run took. */
export interface Sample {
  readonly seconds: number;
  /** The highest memory that the process itself reached, in MiB. */
  readonly peakMiB: number;
  readonly code: number;
}

/** The middle of several numbers. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The kernel's own high-water mark; it is gone with the process, so it is read while that runs. */
function peakOf(pid: number): number {
  try {
    const status = Deno.readTextFileSync(`/proc/${pid}/status`);
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

const LOOK_MS = 20;

/** Runs a command once, in an empty folder. */
export async function runOnce({ command, folder }: Contender): Promise<Sample> {
  await Deno.remove(folder, { recursive: true }).catch(() => {});
  await Deno.mkdir(folder, { recursive: true });
  const [program, ...args] = command;
  const began = performance.now();
  const child = new Deno.Command(program!, {
    args,
    cwd: folder,
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  let peakMiB = 0;
  const timer = setInterval(() => peakMiB = Math.max(peakMiB, peakOf(child.pid)), LOOK_MS);
  const { code } = await child.status;
  clearInterval(timer);
  return { seconds: (performance.now() - began) / 1000, peakMiB, code };
}

/** The samples of all contenders; they run in turns, so that a machine that slows down slows all of them. */
export async function runInTurns(
  contenders: readonly Contender[],
  rounds: number,
): Promise<Map<string, Sample[]>> {
  const samples = new Map<string, Sample[]>(contenders.map(({ name }) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const contender of contenders) {
      const sample = await runOnce(contender);
      // The first round only warms caches.
      if (round >= 0) samples.get(contender.name)!.push(sample);
    }
  }
  return samples;
}
