import { type Command, runCommand } from "../cli/command.ts";
import { UsageError } from "../cli/errors.ts";
import type { Io } from "../cli/io.ts";
import type { OptionTable } from "../cli/options.ts";

const OPTIONS = {
  game: {
    kind: "text",
    value: "GAME",
    help: {
      en: "Publish this game (ID, name or number) without asking",
      zh: "直接发布该游戏（编号、名称或 ID），不再询问",
    },
  },
} as const satisfies OptionTable;

/** What `coplay serve` was decided to do. */
export interface ServeConfig {
  readonly port: number;
  readonly game: string | undefined;
}

const command: Command<typeof OPTIONS, ServeConfig> = {
  name: "serve",
  summary: {
    en: "Host browser games for everyone on the network",
    zh: "为网络上的所有人发布网页游戏",
  },
  usage: ["serve PORT [OPTIONS]"],
  options: OPTIONS,
  examples: [],
  decide(options, operands) {
    if (operands.length !== 1) {
      throw new UsageError({
        en: "Cannot start: wrong arguments. Right form: coplay serve PORT",
        zh: "启动失败，参数格式错误!正确格式: coplay serve 端口号",
      });
    }
    return { port: Number(operands[0]), game: options.game };
  },
  run: () => Promise.resolve(0),
};

/** Runs `coplay serve`. */
export function run(args: readonly string[], io: Io): Promise<number> {
  return runCommand(command, args, io);
}
