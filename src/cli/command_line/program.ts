import { reportError } from "./command.ts";
import { EXIT, UsageError } from "../errors.ts";
import { canAsk } from "../ask.ts";
import { type CommandHelp, programHelp } from "./help.ts";
import { tellLostResults } from "../lost_results.ts";
import { type Io, say, visible } from "../io.ts";
import { type Text, withoutLanguage } from "../language.ts";
import { nearest } from "./nearest.ts";
import { COMMON_OPTIONS } from "./options.ts";
import { parseCommandLine } from "./parse.ts";
import { PRINTERS } from "./printed.ts";
import { type Choice, startAlone } from "./start_alone.ts";
import { requireRuntime } from "../process/runtime.ts";
import { asksForVersion, versionLine } from "../version.ts";

/** The code of a command. */
export interface CommandModule {
  run(args: readonly string[], io: Io): Promise<number>;
  /** Asks for what it needs and runs it, for a user who typed no command. */
  runAlone(io: Io): Promise<number>;
  /** The command's help. */
  readonly help: CommandHelp;
}

/** A command: its summary for the list, and a function that loads its code. */
export interface CommandEntry {
  readonly summary: Text;
  readonly load: () => Promise<CommandModule>;
  /** Whether it is the usual choice of a user who typed no command. */
  readonly isUsual?: boolean;
}

export type Commands = Readonly<Record<string, CommandEntry>>;

/** Finds the command named on the command line and runs it. Returns the exit code. */
export async function runProgram(
  commands: Commands,
  args: readonly string[],
  io: Io,
): Promise<number> {
  const code = await runNamed(commands, args, io);
  if (!tellLostResults(io)) return code;
  return code === EXIT.ok ? EXIT.disk : code;
}

async function runNamed(
  commands: Commands,
  args: readonly string[],
  io: Io,
): Promise<number> {
  try {
    if (asksForVersion(args)) {
      io.stdout.write(versionLine());
      return EXIT.ok;
    }
    requireRuntime();
    const [name, ...commandArgs] = understand(takeLanguage(args), commands);
    if (name === "--help" || name === "-h") {
      io.stdout.write(helpText(commands, io));
      return EXIT.ok;
    }
    if (name === undefined) return await runAlone(commands, io);
    if (Object.hasOwn(PRINTERS, name)) {
      const modules = await Promise.all(Object.values(commands).map(({ load }) => load()));
      return await PRINTERS[name]!(modules.map(({ help }) => help), commandArgs, io);
    }
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!command) throw notACommand(name, Object.keys(commands));
    return await (await command.load()).run(commandArgs, io);
  } catch (error) {
    return reportError(error, io);
  }
}

/** Turns what people type without knowing the commands into a command line. */
function understand(args: readonly string[], commands: Commands): readonly string[] {
  const [first = "", ...rest] = args;
  if (first === "help") {
    const [name = ""] = rest;
    return Object.hasOwn(commands, name) ? [name, "--help", ...rest.slice(1)] : ["--help"];
  }
  if (/^https?:\/\//i.test(first)) return ["download", ...args];
  return /^\d{1,5}$/.test(first) ? ["serve", ...args] : args;
}

/** Lists the choices of a user who typed no command, the usual one first. */
function choicesOf(commands: Commands): Choice[] {
  return Object.values(commands)
    .sort((one, other) => Number(other.isUsual ?? false) - Number(one.isUsual ?? false))
    .map(({ summary, load }) => ({
      text: summary,
      run: async (io) => (await load()).runAlone(io),
    }));
}

/** Asks a user at a terminal what to do; elsewhere it is an error to name no command. */
async function runAlone(commands: Commands, io: Io): Promise<number> {
  if (canAsk(io)) {
    const code = await startAlone(choicesOf(commands), io);
    if (code !== undefined) return code;
  }
  const names = Object.keys(commands);
  const text = {
    en: `coplay: No command given; name one of ${names.join(", ")}`,
    zh: `coplay: 没有给出命令；可用的命令有 ${names.join("、")}`,
  };
  io.stderr.write(`${say(io, text)}\n\n${helpText(commands, io)}`);
  return EXIT.usage;
}

/** Removes a `--lang` before the command; main.ts has chosen the language already. */
function takeLanguage(args: readonly string[]): readonly string[] {
  const rest = withoutLanguage(args);
  // Parsed only for its errors: an unknown language, or a missing one.
  parseCommandLine(args.slice(0, args.length - rest.length), COMMON_OPTIONS);
  return rest;
}

function helpText(commands: Commands, io: Io): string {
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
  if (/^[\w-]+(\.[\w-]+)+\/./.test(name)) {
    return new UsageError({
      en: `Unknown command "${shown}"; did you mean coplay download https://${shown}?`,
      zh: `未知命令“${shown}”；您是想用 coplay download https://${shown} 吗？`,
    });
  }
  return new UsageError({
    en: `Unknown command "${shown}"` + (near ? `; did you mean ${near}?` : ""),
    zh: `未知命令“${shown}”` + (near ? `；您是想用 ${near} 吗？` : ""),
  });
}
