import { CommandError, EXIT, UsageError } from "../errors.ts";
import { type CommandHelp, commandHelp } from "./help.ts";
import { Interrupt, type Io, messageOf, say, SIGNAL_EXIT, visible } from "../io.ts";
import { COMMON_OPTIONS, type OptionTable, type OptionValues } from "./options.ts";
import { parseCommandLine } from "./parse.ts";

/** One command of the program: its help, its options, and how it runs. */
export interface Command<Table extends OptionTable, Config> extends CommandHelp {
  readonly name: string;
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
  /** Runs the command and returns the exit code. */
  run(config: Config, io: Io): Promise<number>;
}

/** Runs a command on its part of the command line; reports an expected error as one line. */
export async function runCommand<Table extends OptionTable, Config>(
  command: Command<Table, Config>,
  args: readonly string[],
  io: Io,
): Promise<number> {
  const options = { ...command.options, ...COMMON_OPTIONS };
  try {
    if (asksForHelp(args)) {
      const { columns } = io.size();
      io.stdout.write(commandHelp({ ...command, options }, { language: io.language, columns }));
      return EXIT.ok;
    }
    const parsed = parseCommandLine(args, options);
    const given = parsed.options as unknown as OptionValues<Table>;
    const config = await command.decide(given, parsed.operands, io);
    return await command.run(config, io);
  } catch (error) {
    return reportError(error, io, command.name);
  }
}

function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  return (end < 0 ? args : args.slice(0, end)).some((arg) => arg === "--help" || arg === "-h");
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
