// Measures coplay as a host beside others on the same machine. All take turns; the results are medians of the rounds.
import { measureLongRun, measureSlowConnections } from "./attacks.ts";
import { FIRST_LOAD_WORK } from "./first_load.ts";
import { measureFollowing } from "./following.ts";
import { SECURE_WORK } from "./secure.ts";
import { SPEED_WORKS } from "./speed.ts";
import { measureVisits } from "./visits.ts";
import { describeHosts, installNodePeers } from "./hosts.ts";
import { print } from "../support/print.ts";
import { describeSystem, findProgram } from "../support/programs.ts";
import { report } from "../support/report.ts";
import { saveRows, SERVE_PAGE } from "../support/results.ts";
import type { Ground, ServeWork } from "./work.ts";

const WORKS: readonly ServeWork[] = [
  ...SPEED_WORKS,
  SECURE_WORK,
  { name: "visits", ids: ["serve-first", "serve-second"], run: measureVisits },
  FIRST_LOAD_WORK,
  { name: "players", ids: ["serve-players"], run: measureFollowing },
  { name: "slow", ids: ["serve-slow"], run: measureSlowConnections },
  { name: "long", ids: ["serve-memory"], run: measureLongRun },
];

/**
 * Measures some works, or all, and saves each as soon as it has ended.
 *
 * @returns the exit code
 */
export async function benchServe(
  names: readonly string[],
  { rounds, saves }: { rounds: number; saves: boolean },
): Promise<number> {
  const unknown = names.find((name) => !WORKS.some((work) => work.name === name));
  if (unknown !== undefined) {
    print(`There is no "${unknown}"; there are ${WORKS.map(({ name }) => name).join(", ")}`);
    return 2;
  }
  if (!await findProgram("wrk")) {
    print("There is no wrk to measure with");
    return 1;
  }
  const machine = await describeSystem(await describeHosts());
  print(machine);
  const order = WORKS.flatMap(({ ids }) => ids);
  const date = new Date().toISOString().slice(0, 10);
  await onGround(async (ground) => {
    for (const work of WORKS) {
      if (names.length > 0 && !names.includes(work.name)) continue;
      const rows = (await work.run({ ...ground, rounds })).map((row) => ({ ...row, date }));
      rows.forEach(report);
      if (saves) await saveRows(rows, { page: SERVE_PAGE, machine, order });
    }
  });
  return 0;
}

async function onGround(measure: (ground: Omit<Ground, "rounds">) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "coplay_serve_" });
  // Workers of nginx and others may run as another user where root starts them.
  await Deno.chmod(folder, 0o755);
  try {
    const root = `${folder}/games`;
    await Deno.mkdir(`${root}/b`, { recursive: true });
    await Deno.writeTextFile(`${root}/b/index.html`, "<title>b</title>");
    await writeNoise(`${root}/b/small.png`, 10 * 1024);
    await writeNoise(`${root}/b/large.png`, 1024 * 1024);
    await installNodePeers(folder);
    await measure({ root, folder });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Writes bytes that cannot be compressed, like pictures and sounds. */
async function writeNoise(path: string, sizeBytes: number): Promise<void> {
  const bytes = new Uint8Array(sizeBytes);
  for (let at = 0; at < sizeBytes; at += 65536) {
    crypto.getRandomValues(bytes.subarray(at, Math.min(sizeBytes, at + 65536)));
  }
  await Deno.writeFile(path, bytes);
}
