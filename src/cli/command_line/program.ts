import { reportError } from "./command.ts";
import { EXIT, UsageError } from "../errors.ts";
import { programHelp } from "./help.ts";
import { tellLostResults } from "../lost_results.ts";
import { type Io, say, visible } from "../io.ts";
import { type Text, withoutLanguage } from "../language.ts";
import { nearest } from "./nearest.ts";
import { COMMON_OPTIONS } from "./options.ts";
import { parseCommandLine } from "./parse.ts";
import { requireRuntime } from "../process/runtime.ts";
import { asksForVersion, versionLine } from "../version.ts";

/** A command's summary for the list, and a function that loads its code and runs it. */
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
  const code = await runNamed(commands, args, io);
  if (!tellLostResults(io)) return code;
  return code === EXIT.ok ? EXIT.disk : code;
}

async function runNamed(
  commands: Readonly<Record<string, CommandEntry>>,
  args: readonly string[],
  io: Io,
): Promise<number> {
  try {
    if (asksForVersion(args)) {
      io.stdout.write(versionLine());
      return EXIT.ok;
    }
    requireRuntime();
    const [name, ...commandArgs] = takeLanguage(args);
    if (name === "--help" || name === "-h" || name === "help") {
      io.stdout.write(helpText(commands, io));
      return EXIT.ok;
    }
    if (name === undefined) {
      const names = Object.keys(commands);
      const text = {
        en: `coplay: No command given; name one of ${names.join(", ")}`,
        zh: `coplay: 没有给出命令；可用的命令有 ${names.join("、")}`,
      };
      io.stderr.write(`${say(io, text)}\n\n${helpText(commands, io)}`);
      return EXIT.usage;
    }
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!command) throw notACommand(name, Object.keys(commands));
    return await command.run(commandArgs, io);
  } catch (error) {
    return reportError(error, io);
  }
}

/** Removes a `--lang` before the command; main.ts has chosen the language already. */
function takeLanguage(args: readonly string[]): readonly string[] {
  const rest = withoutLanguage(args);
  // Parsed only for its errors: an unknown language, or a missing one.
  parseCommandLine(args.slice(0, args.length - rest.length), COMMON_OPTIONS);
  return rest;
}

function helpText(commands: Readonly<Record<string, CommandEntry>>, io: Io): string {
  const summaries = Object.fromEntries(
    Object.entries(commands).map(([name, { summary }]) => [name, summary]),
  );
  return programHelp(summaries, { language: io.language, columns: io.size().columns });
}

function notACommand(name: string, names: readonly string[]): UsageError {
  const near = nearest(name, names);
  const shown = visible(name);
  if (name.startsWith("-")) {
    const forms = names.map((known) => `coplay ${known}`);
    return new UsageError({
      en: `Unknown option ${shown}; the command comes first: ${forms.join(" or ")}`,
      zh: `未知选项 ${shown}；请先写命令：${forms.join(" 或 ")}`,
    });
  }
  return new UsageError({
    en: `Unknown command "${shown}"` + (near ? `; did you mean ${near}?` : ""),
    zh: `未知命令“${shown}”` + (near ? `；您是想用 ${near} 吗？` : ""),
  });
}
