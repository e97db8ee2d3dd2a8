// Measures how long the compiled coplay takes to print its version, beside curl.
import type { Contender } from "../support/measure.ts";
import { binaryPath } from "../support/programs.ts";
import { print } from "../support/print.ts";
import { race, rowOf, type Work } from "../support/work.ts";

/** The starts in one run, so many that the time of the shell that starts them is negligible. */
const STARTS = 20;

function starts(name: string, program: string): Contender {
  const loop = `i=0; while [ $i -lt ${STARTS} ]; do "$0" --version; i=$((i+1)); done`;
  return { name, command: () => ["sh", "-c", loop, program] };
}

/**
 * A compiled program that does nothing, to show how much of the time is Deno's own start. Empty where none can be
 * compiled.
 */
async function emptyProgram(dir: string): Promise<Contender[]> {
  await Deno.writeTextFile(`${dir}/empty.ts`, "export {};\n");
  const compiler = Deno.env.get("COMPILE_DENO") || Deno.execPath();
  const path = `${dir}/empty`;
  const { success } = await new Deno.Command(compiler, {
    args: ["compile", "-q", "--no-config", "--output", path, `${dir}/empty.ts`],
    stderr: "null",
  }).output();
  return success ? [starts("an empty program", path)] : [];
}

/** Measures nothing without a binary or curl. */
export const STARTUP_WORK: Work = {
  name: "startup",
  ids: ["startup"],
  async run(bench) {
    const binary = binaryPath();
    if (binary === undefined || !bench.peers.has("curl")) {
      print("startup: left out; it needs curl, and the binary that `deno task compile` makes");
      return [];
    }
    const samples = await race(bench, [
      starts("binary", binary),
      starts("curl", "curl"),
      ...await emptyProgram(bench.dir),
    ]);
    const what = { en: `\`--version\`, ${STARTS} times`, zh: `\`--version\`，${STARTS} 次` };
    const aims = [{ own: "binary", beside: "curl", target: 4 }];
    return [rowOf({ id: "startup", what }, samples, { aims })];
  },
};
