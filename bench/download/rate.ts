// Measures how steady --limit-rate is, by the bytes on disk while coplay fetches.
import type { Row } from "../support/row.ts";
import type { Work } from "../support/work.ts";
import { MIB, writeBig } from "../support/fixtures.ts";
import { median } from "../support/measure.ts";
import { taskCommand } from "../support/programs.ts";

const RATE_BYTES = 8 * MIB;
const SECONDS = 10;
const LOOK_MS = 20;

interface Look {
  readonly atSeconds: number;
  readonly bytes: number;
}

function bytesIn(folder: string): number {
  let bytes = 0;
  try {
    for (const { name } of Deno.readDirSync(folder)) {
      const { blocks, size } = Deno.statSync(`${folder}/${name}`);
      // Connections write at several positions, so a file's size says nothing; a block has 512 bytes.
      bytes += blocks === null ? size : blocks * 512;
    }
  } catch {
    // The file does not exist yet, or is a part that has just got its name.
  }
  return bytes;
}

/** Runs coplay for ten seconds from its first byte. */
async function watch(folder: string, args: readonly string[]): Promise<Look[]> {
  const [program, ...rest] = taskCommand("download", "-q", "-d", folder, ...args);
  const silent = { stdout: "null", stderr: "null" } as const;
  const child = new Deno.Command(program!, { args: rest, ...silent }).spawn();
  const looks: Look[] = [];
  let first: number | undefined;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    const now = performance.now() / 1000;
    const bytes = bytesIn(folder);
    if (bytes > 0) first ??= now;
    if (first === undefined) continue;
    looks.push({ atSeconds: now - first, bytes });
    if (now - first >= SECONDS) break;
  }
  child.kill("SIGKILL");
  await child.status;
  await Deno.remove(folder, { recursive: true });
  return looks;
}

/** The deviation of the mean rate from the limit, as a share of the limit. */
function deviation(looks: readonly Look[]): number {
  const [first, last] = [looks[0]!, looks.at(-1)!];
  const rate = (last.bytes - first.bytes) / (last.atSeconds - first.atSeconds);
  return Math.abs(rate / RATE_BYTES - 1);
}

/** The most bytes beyond the limit in any period, in seconds' worth of the limit. */
function largestBurst(looks: readonly Look[]): number {
  let [least, most] = [Infinity, 0];
  for (const { atSeconds, bytes } of looks) {
    const ahead = bytes / RATE_BYTES - atSeconds;
    least = Math.min(least, ahead);
    most = Math.max(most, ahead - least);
  }
  return most;
}

function rowOf(row: Pick<Row, "id" | "what">, runs: readonly Look[][]): Omit<Row, "date"> {
  const off = median(runs.map(deviation));
  const burst = Math.max(...runs.map(largestBurst));
  return {
    ...row,
    measured: {
      "off by": `${(off * 100).toFixed(1)} %`,
      "largest burst": `${burst.toFixed(2)} s worth`,
    },
    ratios: [
      { of: "deviation over ten seconds", value: off, target: 0.05 },
      { of: "largest burst, in seconds' worth", value: burst, target: 1 },
    ],
    rounds: runs.length,
  };
}

/** Measures one file under the run's limit, and two files of two hosts under half of it each. */
export const RATE_WORK: Work = {
  name: "rate",
  ids: ["rate", "rate-per-host"],
  async run({ www, dir, origin, rounds }) {
    await writeBig(`${www}/big`, 1024 * MIB);
    const other = origin.replace("127.0.0.1", "localhost");
    const all: Look[][] = [];
    const perHost: Look[][] = [];
    for (let round = 0; round < rounds; round++) {
      const [one, two] = await Promise.all([
        watch(`${dir}/rate-1`, [`${origin}/big`, "--limit-rate", `${RATE_BYTES}`]),
        watch(`${dir}/rate-2`, [
          ...[`${origin}/big`, `${other}/big`, "--if-exists", "rename"],
          ...["--limit-rate-per-host", `${RATE_BYTES / 2}`],
        ]),
      ]);
      all.push(one);
      perHost.push(two);
    }
    const what = { en: "`--limit-rate` 8 MiB/s", zh: "`--limit-rate` 每秒 8 MiB" };
    const whatPerHost = {
      en: "`--limit-rate-per-host` 4 MiB/s, two hosts",
      zh: "`--limit-rate-per-host` 每秒 4 MiB，两个主机",
    };
    return [
      rowOf({ id: "rate", what }, all),
      rowOf({ id: "rate-per-host", what: whatPerHost }, perHost),
    ];
  },
};
