import { processIo } from "./src/cli/process_io.ts";
import { type CommandEntry, runProgram } from "./src/cli/program.ts";

const COMMANDS: Readonly<Record<string, CommandEntry>> = {
  download: {
    summary: {
      en: "Fetch many files at once, and never keep a wrong one",
      zh: "同时下载许多文件，绝不留下错误的文件",
    },
    run: async (args, io) => (await import("./src/download/command.ts")).run(args, io),
  },
  serve: {
    summary: {
      en: "Host browser games for everyone on the network",
      zh: "为网络上的所有人发布网页游戏",
    },
    run: async (args, io) => (await import("./src/serve/command.ts")).run(args, io),
  },
};

if (import.meta.main) {
  const io = processIo(Deno.args, Deno.exit);
  Deno.exit(await runProgram(COMMANDS, Deno.args, io));
}
