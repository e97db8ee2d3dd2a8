import type { CommandEntry } from "./src/cli/command_line/program.ts";
import { SUMMARIES } from "./src/cli/command_line/summaries.ts";
import { TextSink } from "./src/cli/process/text_sink.ts";
import { asksForVersion, versionLine } from "./src/cli/version.ts";

/** Loads the command. Where coplay came from JSR, its games and pages must be files first. */
async function loadServe(): Promise<typeof import("./src/serve/command.ts")> {
  if (import.meta.url.startsWith("file:")) return await import("./src/serve/command.ts");
  const { copyPackage } = await import("./src/cli/package_copy.ts");
  return await import(`${await copyPackage(import.meta.url)}src/serve/command.ts`);
}

const COMMANDS: Readonly<Record<keyof typeof SUMMARIES, CommandEntry>> = {
  download: { summary: SUMMARIES.download, load: () => import("./src/download/command.ts") },
  serve: { summary: SUMMARIES.serve, load: loadServe, isUsual: true },
};

async function run(args: readonly string[]): Promise<number> {
  // Scripts ask for the version first; not loading the rest makes the answer a sixth faster.
  if (asksForVersion(args)) {
    const stdout = new TextSink(Deno.stdout);
    stdout.write(versionLine());
    if (stdout.failure === undefined) return 0;
  }
  const { processIo } = await import("./src/cli/process/process_io.ts");
  const { runProgram } = await import("./src/cli/command_line/program.ts");
  return await runProgram(COMMANDS, args, await processIo(args, Deno.exit));
}

if (import.meta.main) Deno.exit(await run(Deno.args));
