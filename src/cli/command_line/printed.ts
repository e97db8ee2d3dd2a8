import { EXIT, UsageError } from "../errors.ts";
import { type Io, visible } from "../io.ts";
import { VERSION } from "../version.ts";
import type { CommandHelp } from "./help.ts";

/** Prints something about all commands besides their help. */
export type Printer = (
  commands: readonly CommandHelp[],
  args: readonly string[],
  io: Io,
) => Promise<number>;

const SHELLS = ["bash", "zsh", "fish", "powershell"] as const;

/** The words that print something of the commands, each with what may follow it. */
export const PRINTED: Readonly<Record<string, readonly string[]>> = {
  completions: SHELLS,
  man: [],
};

const completions: Printer = async (commands, args, io) => {
  const [shell] = SHELLS.filter((name) => args.length === 1 && name === args[0]);
  if (!shell) {
    const forms = `coplay completions ${SHELLS.join("|")}`;
    throw new UsageError({
      en: `Cannot print completions: name the shell: ${forms}`,
      zh: `无法输出补全脚本：请指定 shell：${forms}`,
    });
  }
  const { COMPLETIONS } = await import("./completions.ts");
  const words = { help: commands.map(({ name }) => name), ...PRINTED };
  io.stdout.write(COMPLETIONS[shell]({ commands, words, language: io.language }));
  return EXIT.ok;
};

const man: Printer = async (commands, args, io) => {
  if (args.length > 0) {
    throw new UsageError({
      en: `Cannot use "${visible(args[0]!)}": coplay man takes no arguments`,
      zh: `无法使用“${visible(args[0]!)}”：coplay man 不带参数`,
    });
  }
  const { manPage } = await import("./man_page.ts");
  io.stdout.write(manPage({ commands, version: VERSION, language: io.language }));
  return EXIT.ok;
};

/** The printers by their words. */
export const PRINTERS: Readonly<Record<string, Printer>> = { completions, man };
