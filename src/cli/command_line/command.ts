import { CommandError, EXIT, UsageError } from "../errors.ts";
import { briefHelp, type CommandHelp, commandHelp } from "./help.ts";
import { Interrupt, type Io, messageOf, say, SIGNAL_EXIT, visible } from "../io.ts";
import type { Text } from "../language.ts";
import { COMMON_OPTIONS, type OptionTable, type OptionValues } from "./options.ts";
import { parseCommandLine } from "./parse.ts";

/** One command of the program: its help, its options, and how it runs. */
export interface Command<Table extends OptionTable, Config> extends CommandHelp {
  readonly options: Table;
  /**
   * Decides the configuration from the options and arguments.
   *
   * @throws {UsageError} where they are invalid or do not fit together
   */
  decide(
    options: OptionValues<Table>,
    operands: readonly string[],
    io: Io,
  ): Config | Promise<Config>;
  /** Options that users know from other programs, each with what to write here. */
  readonly foreign?: Readonly<Record<string, Text>>;
  /** Runs the command and returns the exit code. */
  run(config: Config, io: Io): Promise<number>;
}

/** Runs a command on its part of the command line; reports an expected error as one line. */
export async function runCommand<Table extends OptionTable, Config>(
  command: Command<Table, Config>,
  args: readonly string[],
  io: Io,
): Promise<number> {
  try {
    const extent = helpAsked(args);
    if (extent) {
      const layout = { language: io.language, columns: io.size().columns };
      const format = extent === "all" ? commandHelp : briefHelp;
      io.stdout.write(format(helpOf(command), layout));
      return EXIT.ok;
    }
    refuseForeign(args, command);
    const { options } = helpOf(command);
    const parsed = parseCommandLine(args, options, io.env);
    const given = parsed.options as unknown as OptionValues<Table>;
    const config = await command.decide(given, parsed.operands, io);
    return await command.run(config, io);
  } catch (error) {
    return reportError(error, io, command.name);
  }
}

/** @throws {UsageError} where an option is another program's, and says what to write here */
function refuseForeign(
  args: readonly string[],
  { foreign = {} }: { readonly foreign?: Readonly<Record<string, Text>> },
): void {
  const end = args.indexOf("--");
  for (const arg of end < 0 ? args : args.slice(0, end)) {
    const name = arg.split("=")[0]!;
    if (!Object.hasOwn(foreign, name)) continue;
    const { en, zh } = foreign[name]!;
    throw new UsageError({
      en: `Unknown option ${name}; ${en}`,
      zh: `未知选项 ${name}；${zh}`,
    });
  }
}

/** Returns what the help of a command is made of, with the options that all commands have. */
export function helpOf<Table extends OptionTable, Config>(
  command: Command<Table, Config>,
): CommandHelp {
  return { ...command, options: { ...command.options, ...COMMON_OPTIONS } };
}

/** How much help the command line asks for: `--help`, `-h`, and with `all` after it everything. */
function helpAsked(args: readonly string[]): "brief" | "all" | undefined {
  const end = args.indexOf("--");
  const options = end < 0 ? args : args.slice(0, end);
  if (options.includes("--help=all")) return "all";
  const at = options.findIndex((arg) => arg === "--help" || arg === "-h");
  if (at < 0) return undefined;
  return options[at + 1] === "all" ? "all" : "brief";
}

/**
 * Prints an error as one line and returns the exit code. An unexpected error is reported as a bug, with its message
 * but without a stack trace.
 */
export function reportError(error: unknown, io: Io, commandName?: string): number {
  if (error instanceof UsageError) {
    const help = commandName ? `coplay ${commandName} --help` : "coplay --help";
    const hint = say(io, { en: `Run \`${help}\` for help.`, zh: `运行 \`${help}\` 查看帮助。` });
    io.stderr.write(`coplay: ${say(io, error.text)}\n${hint}\n`);
    return EXIT.usage;
  }
  if (error instanceof CommandError) {
    io.stderr.write(`coplay: ${say(io, error.text)}\n`);
    return error.exitCode;
  }
  if (error instanceof Interrupt) {
    return SIGNAL_EXIT[error.signal];
  }
  const message = visible(messageOf(error));
  const text = {
    en: `This is a bug in coplay: ${message}`,
    zh: `这是 coplay 的一个缺陷：${message}`,
  };
  io.stderr.write(`coplay: ${say(io, text)}\n`);
  return EXIT.failed;
}
