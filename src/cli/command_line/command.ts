import { CommandError, EXIT, UsageError } from "../errors.ts";
import { type CommandHelp, commandHelp } from "./help.ts";
import { Interrupt, type Io, messageOf, say, SIGNAL_EXIT, visible } from "../io.ts";
import { COMMON_OPTIONS, type OptionTable, type OptionValues } from "./options.ts";
import { parseCommandLine } from "./parse.ts";

/** One command of the program: what help says of it, and how it is decided and run. */
export interface Command<Table extends OptionTable, Config> extends CommandHelp {
  readonly name: string;
  readonly options: Table;
  /**
   * Turns what was given into a decided config, once.
   *
   * @throws {UsageError} where it cannot be done as asked
   */
  decide(
    options: OptionValues<Table>,
    operands: readonly string[],
    io: Io,
  ): Config | Promise<Config>;
  /** Does the work and says what the process ends with. */
  run(config: Config, io: Io): Promise<number>;
}

/** Runs a command on its part of the command line; every expected error ends here as one line. */
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
 * Says an error in one line and returns the exit code. What nobody expected is a bug of ours: it says so
 * and keeps its message, without a stack trace.
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
