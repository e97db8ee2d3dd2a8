import { type Command, runCommand } from "../cli/command.ts";
import { CommandError, EXIT, UsageError } from "../cli/errors.ts";
import { type Io, say, visible } from "../cli/io.ts";
import type { OptionTable } from "../cli/options.ts";
import { fileURLToPath } from "node:url";
import { isAbsolute, join } from "node:path";
import { Catalogue, formatCatalogue, type Game } from "./catalogue.ts";
import {
  Answers,
  askForGame,
  cannotPublish,
  noSuchGame,
  runConsole,
  showCatalogue,
} from "./console.ts";
import { FolderWatcher } from "./folder_watcher.ts";
import type { HandlerParts } from "./handler.ts";
import { Host } from "./host.ts";
import { listen, type Listening } from "./listen.ts";
import { PublishError } from "./published.ts";

/** A game with a thousand wrong names would fill the terminal. */
const MAX_HINTS = 100;

const OPTIONS = {
  game: {
    kind: "text",
    value: { en: "GAME", zh: "游戏" },
    help: {
      en: "Publish this game (ID, name or number) without asking",
      zh: "直接发布该游戏（ID、名称或编号），不再询问",
    },
  },
  games: {
    kind: "list",
    value: { en: "DIR", zh: "文件夹" },
    help: {
      en:
        "Add the games in this folder: folders and zips with a page to start with; may be repeated",
      zh: "加入该文件夹中的游戏：含有起始页的文件夹或 zip；可重复使用",
    },
  },
  lobby: {
    kind: "flag",
    help: {
      en: "Let players open every game, not only the published one",
      zh: "允许玩家打开所有游戏，而不只是已发布的游戏",
    },
  },
  host: {
    kind: "text",
    value: { en: "ADDRESS", zh: "地址" },
    help: {
      en: "Listen on this address only (default: all of this machine's)",
      zh: "只监听该地址（默认：本机的所有地址）",
    },
  },
} as const satisfies OptionTable;

/** What `coplay serve` was decided to do. */
export interface ServeConfig {
  readonly port: number;
  readonly hostname: string;
  /** Publish this one without asking. */
  readonly game: string | undefined;
  /** Absolute paths of folders with games, beside the built-in ones. */
  readonly folders: readonly string[];
  readonly hasLobby: boolean;
}

const command: Command<typeof OPTIONS, ServeConfig> = {
  name: "serve",
  summary: {
    en: "Host browser games for everyone on the network",
    zh: "为网络上的所有人发布网页游戏",
  },
  usage: ["serve PORT [OPTIONS]"],
  options: OPTIONS,
  examples: [
    {
      command: "coplay serve 8080",
      does: { en: "Ask which game to publish, then host it", zh: "询问要发布的游戏，然后开始服务" },
    },
    {
      command: "coplay serve 8080 --games games --game 2048",
      does: {
        en: "Add the games in the folder games and publish 2048 at once",
        zh: "加入 games 文件夹中的游戏，并立即发布 2048",
      },
    },
  ],
  decide(options, operands, io) {
    return {
      port: decidePort(operands),
      hostname: options.host ?? "0.0.0.0",
      game: options.game,
      folders: (options.games ?? []).map((path) => isAbsolute(path) ? path : join(io.cwd, path)),
      hasLobby: options.lobby ?? false,
    };
  },
  run: serve,
};

function decidePort(operands: readonly string[]): number {
  const [text] = operands;
  if (text === undefined || operands.length !== 1) {
    throw new UsageError({
      en: "Cannot start: wrong arguments. Right form: coplay serve PORT",
      zh: "启动失败，参数格式错误!正确格式: coplay serve 端口号",
    });
  }
  if (!/^\d+$/.test(text)) {
    throw new UsageError({
      en: `Cannot start: the port "${visible(text)}" is not a number`,
      zh: "启动失败，端口号不是一个纯数字!",
    });
  }
  const port = Number(text);
  if (port > 65535) {
    throw new UsageError({
      en: `Cannot start: the port ${text} is not from 0 to 65535`,
      zh: `启动失败，端口号 ${text} 不在 0 到 65535 之间!`,
    });
  }
  return port;
}

/** The games that came with coplay: beside the source, or inside the binary. */
function builtInGames(): string {
  const path = fileURLToPath(new URL("../../games/", import.meta.url));
  return path.replace(/[\\/]$/, "");
}

/** Runs `coplay serve`. */
export function run(args: readonly string[], io: Io): Promise<number> {
  return runCommand(command, args, io);
}

async function serve(config: ServeConfig, io: Io): Promise<number> {
  const catalogue = new Catalogue([
    { path: builtInGames(), isBuiltIn: true },
    ...config.folders.map((path) => ({ path })),
  ]);
  await catalogue.scan();
  const answers = new Answers(io.stdin.readable);
  const host = new Host({ catalogue, hasLobby: config.hasLobby, parts: reportParts(io) });
  const watcher = watchGames(host, io);
  try {
    await publishFirst(host, await chooseGame(config, { catalogue, answers, io }));
    const listening = await listen(host.handler, config);
    announce(listening, io);
    return await serveUntilStopped({ host, listening, answers, io });
  } finally {
    watcher.close();
    host.close();
  }
}

/** What the operator is told of requests. */
function reportParts(io: Io): Partial<HandlerParts> {
  const hinted = new Set<string>();
  return {
    onRespelled(asked, path) {
      if (hinted.has(asked) || hinted.size >= MAX_HINTS) return;
      hinted.add(asked);
      const [from, to] = [visible(asked), visible(path)];
      const text = {
        en: `Hint: "${from}" was asked for and "${to}" sent; the game should spell it so`,
        zh: `提示：请求的是“${from}”，发送的是“${to}”；游戏中应改用后者的写法`,
      };
      io.stderr.write(`${say(io, text)}\n`);
    },
    onFailure(error, failureId) {
      const why = visible(error instanceof Error ? error.message : String(error));
      const text = { en: `Error ${failureId}: ${why}`, zh: `错误 ${failureId}：${why}` };
      io.stderr.write(`${say(io, text)}\n`);
    },
  };
}

/** Reads the folders again whenever they change, and shows the catalogue where that changed it. */
function watchGames(host: Host, io: Io): FolderWatcher {
  const { catalogue } = host;
  // Nothing changes inside a compiled binary, and it cannot be watched.
  const roots = catalogue.roots.filter(({ isBuiltIn }) => !(isBuiltIn && Deno.build.standalone));
  const rows = () => formatCatalogue(catalogue.shown, io.language);
  return new FolderWatcher(roots.map(({ path }) => path), {
    async onChange() {
      const before = rows();
      await host.rescan();
      if (rows() !== before) showCatalogue(catalogue, io);
    },
  });
}

async function chooseGame(
  config: ServeConfig,
  { catalogue, answers, io }: { catalogue: Catalogue; answers: Answers; io: Io },
): Promise<Game> {
  if (config.game === undefined) {
    showCatalogue(catalogue, io);
    const game = await Promise.race([askForGame(answers, { catalogue, io }), interrupted(io)]);
    if (game) return game;
    throw new UsageError({
      en: "Cannot start: no game was chosen; choose one with --game",
      zh: "启动失败，没有选择游戏；请用 --game 指定",
    });
  }
  for (const fault of catalogue.faults) io.stderr.write(`${visible(say(io, fault))}\n`);
  const game = catalogue.choose(config.game);
  if (!game) throw new UsageError(noSuchGame(config.game));
  if (game.fault) throw new CommandError(cannotPublish(game));
  return game;
}

/** Fails as soon as the operator or the system asks to stop. */
function interrupted(io: Io): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(io.signal.reason);
    if (io.signal.aborted) stop();
    io.signal.addEventListener("abort", stop, { once: true });
  });
}

async function publishFirst(host: Host, game: Game): Promise<void> {
  try {
    await host.publish(game);
  } catch (error) {
    throw error instanceof PublishError ? new CommandError(error.text) : error;
  }
}

function announce({ port, hostname }: Listening, io: Io): void {
  const started = {
    en: "The server has started. Waiting for players…",
    zh: "服务器已经启动成功！等待客户端连接······",
  };
  io.stderr.write(`${say(io, started)}\n`);
  for (const address of listAddresses(hostname)) {
    const host = address.includes(":") ? `[${address}]` : address;
    io.stdout.write(`http://${host}:${port}/\n`);
  }
}

/** The addresses that others can open; this machine's own one comes last. */
function listAddresses(hostname: string): string[] {
  if (hostname !== "0.0.0.0" && hostname !== "::") return [hostname];
  const others = Deno.networkInterfaces()
    .filter(({ family, address }) => family === "IPv4" && !address.startsWith("127."))
    .map(({ address }) => address);
  return [...others, "127.0.0.1"];
}

async function serveUntilStopped(
  { host, listening, answers, io }: {
    host: Host;
    listening: Listening;
    answers: Answers;
    io: Io;
  },
): Promise<number> {
  try {
    const actions = {
      publish: (game: Game) => publishAndSay(host, { game, io }),
      listPlayers() {},
      async rescan() {
        await host.rescan();
        showCatalogue(host.catalogue, io);
      },
    };
    const console = runConsole(answers, { catalogue: host.catalogue, io, actions });
    const stopped = await Promise.race([console, interrupted(io)]);
    // A pipe that has said all it had to say leaves the host serving.
    if (!stopped) await interrupted(io);
    return EXIT.ok;
  } finally {
    await listening.stop();
  }
}

async function publishAndSay(
  host: Host,
  { game, io }: { game: Game; io: Io },
): Promise<void> {
  try {
    await host.publish(game);
    const name = { en: visible(game.name.en), zh: visible(game.name.zh) };
    io.stderr.write(`${say(io, { en: `Published: ${name.en}`, zh: `已发布：${name.zh}` })}\n`);
  } catch (error) {
    if (!(error instanceof PublishError)) throw error;
    io.stderr.write(`${visible(say(io, error.text))}\n`);
  }
}
