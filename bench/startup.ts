// How long the compiled coplay takes to say its version, beside curl. A part of `deno task bench`, or alone:
//
//   COPLAY_BINARY=dist/coplay deno task bench startup
import { median } from "./support/measure.ts";
import { findProgram } from "./support/programs.ts";
import { print } from "./support/print.ts";
import type { Row } from "./support/table.ts";

/** Runs of each program in a row, before the other has its turn. */
const RUNS = 5;
const TARGET = 4;

interface Report {
  readonly results: readonly { readonly times: readonly number[] }[];
}

/** The seconds of each run, for each command; a pass of hyperfine takes them one after the other. */
async function timeCommands(commands: readonly string[], rounds: number): Promise<number[][]> {
  const report = await Deno.makeTempFile({ suffix: ".json" });
  const seconds: number[][] = commands.map(() => []);
  const args = ["-N", "--warmup=2", `--runs=${RUNS}`, `--export-json=${report}`, ...commands];
  for (let round = 0; round < rounds; round++) {
    const { success } = await new Deno.Command("hyperfine", {
      args,
      stdout: "null",
      stderr: "null",
    }).output();
    if (!success) throw new Error("Cannot measure the start: hyperfine failed");
    const { results }: Report = JSON.parse(await Deno.readTextFile(report));
    results.forEach(({ times }, index) => seconds[index]!.push(...times));
  }
  await Deno.remove(report);
  return seconds;
}

/** Measures the start; nothing where there is no binary, no curl or no hyperfine to measure it with. */
export async function benchStartup(rounds: number): Promise<Row[]> {
  const binary = Deno.env.get("COPLAY_BINARY");
  if (!binary || !await findProgram("hyperfine") || !await findProgram("curl")) {
    print("startup: left out; it needs COPLAY_BINARY, hyperfine and curl");
    return [];
  }
  const commands = [`"${binary}" --version`, "curl --version"];
  const [coplay, curl] = (await timeCommands(commands, rounds)).map(median);
  const show = (seconds: number) => `${(seconds * 1000).toFixed(1)} ms`;
  return [{
    work: "--version, as a binary",
    results: { coplay: show(coplay!), curl: show(curl!) },
    ratios: [{ to: "curl", value: coplay! / curl!, target: TARGET }],
  }];
}

if (import.meta.main) {
  for (const { work, results, ratios } of await benchStartup(10)) {
    print(`${work}: ${JSON.stringify(results)}, ratio ${ratios[0]!.value.toFixed(2)}`);
  }
}
