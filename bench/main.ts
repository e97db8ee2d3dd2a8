// Measures coplay against the peers found on this machine, and saves what it finds.
//
//   deno task bench                     everything
//   deno task bench --rounds 3 small    three rounds of one piece of work
import { parseArgs } from "@std/cli/parse-args";
import { benchDownloads } from "./download.ts";
import { benchStartup } from "./startup.ts";
import { benchFile, findProgram, versionOf } from "./support/programs.ts";
import { print } from "./support/print.ts";
import { markdownTable, type Row, svgChart } from "./support/table.ts";

const PROGRAMS = ["curl", "aria2c", "wget2", "axel", "nginx"];

async function machine(): Promise<string> {
  const cpu = /model name\s*: (.*)/.exec(await Deno.readTextFile("/proc/cpuinfo"))?.[1] ?? "?";
  const versions: string[] = [];
  for (const name of PROGRAMS) {
    if (await findProgram(name)) versions.push(await versionOf(name));
  }
  const cores = navigator.hardwareConcurrency;
  const when = new Date().toISOString().slice(0, 10);
  return `${when}, ${cores} cores of ${cpu}, Deno ${Deno.version.deno}; ${versions.join(", ")}`;
}

async function save(rows: readonly Row[], rounds: number): Promise<void> {
  const head = `${await machine()}. Medians of ${rounds} runs, programs in turns.`;
  await Deno.mkdir(benchFile("results"), { recursive: true });
  await Deno.writeTextFile(
    benchFile("results/download.md"),
    `${head}\n\n${markdownTable(rows)}`,
  );
  const chart = svgChart(rows, "coplay download: time or memory, as a ratio (shorter is better)");
  await Deno.writeTextFile(benchFile("results/download.svg"), chart);
  print(`\n${head}\n\n${markdownTable(rows)}`);
}

const args = parseArgs(Deno.args, { string: ["rounds"] });
const rounds = Number(args.rounds ?? 5);
const only = args._.map(String);
const rows = only.join() === "startup" ? [] : await benchDownloads(rounds, only);
if (only.length === 0 || only.includes("startup")) rows.push(...await benchStartup(rounds));
if (only.length === 0) await save(rows, rounds);
else print(`\n${markdownTable(rows)}`);
