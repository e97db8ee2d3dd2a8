import type { CommandEntry } from "./src/cli/command_line/program.ts";
import { SUMMARIES } from "./src/cli/command_line/summaries.ts";
import { TextSink } from "./src/cli/process/text_sink.ts";
import { asksForVersion, versionLine } from "./src/cli/version.ts";

const COMMANDS: Readonly<Record<keyof typeof SUMMARIES, CommandEntry>> = {
  download: {
    summary: SUMMARIES.download,
    run: async (args, io) => (await import("./src/download/command.ts")).run(args, io),
    help: async () => (await import("./src/download/command.ts")).help,
    runAlone: async (io) => (await import("./src/download/command.ts")).runAlone(io),
  },
  serve: {
    summary: SUMMARIES.serve,
    run: async (args, io) => (await import("./src/serve/command.ts")).run(args, io),
    help: async () => (await import("./src/serve/command.ts")).help,
    isUsual: true,
    runAlone: async (io) => (await import("./src/serve/command.ts")).runAlone(io),
  },
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
