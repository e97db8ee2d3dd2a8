// Measures `coplay download` against the programs on this machine. It installs nothing, and saves the results under
// bench/results and in docs/benchmarks.md.
//
//   deno task bench                     everything, five rounds each, the list of a million lines once
//   deno task bench small big           some works; the other rows keep their earlier results
//   deno task bench line                over a slow line, beside the peers at their defaults and at their best; half an hour
//   deno task bench line-big            one row of that
//   deno task bench --rounds 2 small    fewer rounds
//   deno task bench --in /mnt/ram       in a folder of that file system, such as one in memory
//   deno task bench --dry small         saves nothing
//   deno task bench serve               the host beside other hosts, some ten minutes, saved separately
//   deno task bench serve small 304     some works of that
//   deno task bench kinds               builds and plays games of some thirty engines and tools; pictures go to dist/kinds
import { parseArgs } from "@std/cli/parse-args";
import { join } from "node:path";
import { DOWNLOAD_WORKS } from "./download/speed.ts";
import { LINE_WORKS } from "./download/line.ts";
import { RATE_WORK } from "./download/rate.ts";
import { benchKinds } from "./kinds/main.ts";
import { benchServe } from "./serve/main.ts";
import { FIRST_REQUEST_WORK, STARTUP_WORK } from "./download/startup.ts";
import { startFileServer } from "./support/file_server.ts";
import { print } from "./support/print.ts";
import { describeMachine, findPeers } from "./support/programs.ts";
import { report } from "./support/report.ts";
import { DOWNLOAD_PAGE, saveRows } from "./support/results.ts";
import type { Row } from "./support/row.ts";
import type { Work } from "./support/work.ts";

const WORKS: readonly Work[] = [
  ...DOWNLOAD_WORKS,
  ...LINE_WORKS,
  RATE_WORK,
  STARTUP_WORK,
  FIRST_REQUEST_WORK,
];
const ROUNDS = 5;

/** Whether an argument names a work, by its own name or one of its rows. */
function isNamed({ name, ids }: Work, wanted: string): boolean {
  return name === wanted || ids.includes(wanted);
}

/** Measures works one after another, and passes on each one's rows as soon as they exist. */
async function measure(
  works: readonly Work[],
  { rounds, parent, onRows }: {
    rounds: number | undefined;
    parent: string | undefined;
    onRows: (rows: readonly Row[]) => Promise<void>;
  },
): Promise<void> {
  const dir = await Deno.makeTempDir({
    prefix: "coplay-bench-",
    ...(parent ? { dir: parent } : {}),
  });
  // nginx's workers run as another user where root starts nginx.
  await Deno.chmod(dir, 0o755);
  const www = join(dir, "www");
  await Deno.mkdir(www);
  const peers = await findPeers();
  const server = await startFileServer(www, peers);
  try {
    const date = new Date().toISOString().slice(0, 10);
    for (const work of works) {
      const bench = { dir, www, peers, origin: server.origin };
      const rows = await work.run({ ...bench, rounds: rounds ?? work.usualRounds ?? ROUNDS });
      await onRows(rows.map((row) => ({ ...row, date })));
    }
  } finally {
    await server.stop();
    await Deno.remove(dir, { recursive: true });
  }
}

const args = parseArgs(Deno.args, { string: ["rounds", "in"], boolean: ["dry"] });
const names = args._.map(String);
if (names[0] === "serve") {
  const rounds = args.rounds === undefined ? ROUNDS : Number(args.rounds);
  Deno.exit(await benchServe(names.slice(1), { rounds, saves: !args.dry }));
}
if (names[0] === "kinds") {
  await benchKinds(names.slice(1), join(Deno.cwd(), "dist", "kinds"));
  Deno.exit(0);
}
const unknown = names.find((name) => !WORKS.some((work) => isNamed(work, name)));
if (unknown !== undefined) {
  print(
    `There is no "${unknown}"; there are ${[...new Set(WORKS.map(({ name }) => name))].join(", ")}`,
  );
  Deno.exit(2);
}
const works = names.length === 0
  ? WORKS
  : WORKS.filter((work) => names.some((name) => isNamed(work, name)));
const machine = await describeMachine(await findPeers());
print(machine);
await measure(works, {
  rounds: args.rounds === undefined ? undefined : Number(args.rounds),
  parent: args.in as string | undefined,
  async onRows(rows) {
    rows.forEach(report);
    const order = WORKS.flatMap(({ ids }) => ids);
    if (!args.dry) await saveRows(rows, { page: DOWNLOAD_PAGE, machine, order });
  },
});
