import { reportError } from "./command.ts";
import { EXIT, UsageError } from "./errors.ts";
import { programHelp } from "./help.ts";
import { type Io, visible } from "./io.ts";
import type { Text } from "./language.ts";
import { nearest } from "./nearest.ts";
import { VERSION } from "./version.ts";

/** What the list of commands says, and how each runs; a command's code is loaded only when it runs. */
export interface CommandEntry {
  readonly summary: Text;
  readonly run: (args: readonly string[], io: Io) => Promise<number>;
}

/** Finds the command named on the command line and runs it. Returns the exit code. */
export async function runProgram(
  commands: Readonly<Record<string, CommandEntry>>,
  args: readonly string[],
  io: Io,
): Promise<number> {
  // `coplay --lang zh` and `coplay --lang=zh download` are read wherever the option stands.
  const rest = [...args];
  while (rest[0] === "--lang" || rest[0]?.startsWith("--lang=")) {
    rest.splice(0, rest[0] === "--lang" ? 2 : 1);
  }
  const [name, ...commandArgs] = rest;
  try {
    if (name === "--version" || name === "-V") {
      io.stdout.write(`coplay ${VERSION}\n`);
      return EXIT.ok;
    }
    if (name === "--help" || name === "-h" || name === "help") {
      io.stdout.write(helpText(commands, io));
      return EXIT.ok;
    }
    if (name === undefined) {
      io.stderr.write(helpText(commands, io));
      return EXIT.usage;
    }
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!command) throw unknownCommand(name, Object.keys(commands));
    return await command.run(commandArgs, io);
  } catch (error) {
    return reportError(error, io);
  }
}

function helpText(commands: Readonly<Record<string, CommandEntry>>, io: Io): string {
  const summaries = Object.fromEntries(
    Object.entries(commands).map(([name, { summary }]) => [name, summary]),
  );
  return programHelp(summaries, { language: io.language, columns: io.size().columns });
}

function unknownCommand(name: string, names: readonly string[]): UsageError {
  const near = nearest(name, names);
  const shown = visible(name);
  if (name.startsWith("-")) {
    return new UsageError({
      en: `Unknown option ${shown}; the command comes first: coplay download or coplay serve`,
      zh: `未知选项 ${shown}；请先写命令：coplay download 或 coplay serve`,
    });
  }
  return new UsageError({
    en: `Unknown command "${shown}"` + (near ? `; did you mean ${near}?` : ""),
    zh: `未知命令“${shown}”` + (near ? `；您是想用 ${near} 吗？` : ""),
  });
}
