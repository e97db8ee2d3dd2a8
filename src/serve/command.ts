import { fileURLToPath } from "node:url";
import { type Command, helpOf, runCommand } from "../cli/command_line/command.ts";
import { EXIT } from "../cli/errors.ts";
import { type Io, tell } from "../cli/io.ts";
import { SUMMARIES } from "../cli/command_line/summaries.ts";
import { lastingResults } from "../cli/lost_results.ts";
import type { RedisAddress } from "../redis/redis_address.ts";
import { readMachineNames } from "./address/machine_names.ts";
import { Catalogue } from "./catalogue/catalogue.ts";
import { FolderWatcher } from "./catalogue/folder_watcher.ts";
import { announce, foretellFirewall } from "./console/announce.ts";
import { Answers } from "./console/answers.ts";
import { CatalogueNews } from "./console/catalogue_news.ts";
import { chooseGame } from "./console/choose_game.ts";
import { canDraw, LiveScreen } from "./console/live_screen.ts";
import { reportPlayers, reportRequests } from "./console/messages.ts";
import { followFirst, publishFirst, warnOfHttp } from "./console/publish.ts";
import { nobodyText } from "./console/texts.ts";
import { serveUntilStopped } from "./console/serve_until_stopped.ts";
import { Front } from "./front/front.ts";
import { type OpenHost, openHost } from "./listen/open_host.ts";
import { watchAddresses } from "./listen/watch_addresses.ts";
import type { Host } from "./live/host.ts";
import type { OtherHosts } from "./live/other_hosts.ts";
import { decideServe, type ServeConfig } from "./decide.ts";
import { SERVE_OPTIONS } from "./options.ts";
import { firstFreePort } from "./free_port.ts";
import { makeUploadFolder, openUploads } from "./open_uploads.ts";
import { planWorkers } from "./plan_workers.ts";
import { makeAccessLog } from "./request/access_log.ts";
import { KeptScores } from "./scores/kept_scores.ts";
import type { ScoreStore } from "./scores/score_store.ts";
import type { Joined } from "./shared/join_hosts.ts";
import { keepToken, type TokenFile } from "./token_file.ts";
import { WORKER_FLAG } from "./workers/worker_process.ts";

const PORT_FIRST = {
  en: "the port is written without one: coplay serve 8080",
  zh: "端口号直接写出：coplay serve 8080",
};

const command: Command<typeof SERVE_OPTIONS, ServeConfig> = {
  name: "serve",
  summary: SUMMARIES.serve,
  usage: [{ en: "serve PORT [OPTIONS]", zh: "serve 端口号 [选项]" }],
  options: SERVE_OPTIONS,
  foreign: { "--port": PORT_FIRST, "-p": PORT_FIRST },
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
  decide: decideServe,
  run: serve,
};

/** The folder of the built-in games: beside the source, or inside the binary. */
function builtInGames(): string {
  return fileURLToPath(new URL("../../games/", import.meta.url)).replace(/[\\/]$/, "");
}

const NO_STDIN = {
  readLine: () => Promise.resolve(undefined),
  readAll: () => new Uint8Array(),
  isTerminal: false,
  setRaw: () => false,
};

/** Returns an Io without a terminal to read or to switch to other modes, as if its input had ended. */
function withoutConsole(io: Io): Io {
  const readable = new ReadableStream<Uint8Array>({ start: (controller) => controller.close() });
  return { ...io, stdin: { ...NO_STDIN, readable } };
}

const IN_BACKGROUND = {
  en: "In the background: orders are taken here once coplay is in the foreground (fg)",
  zh: "正在后台运行：切换到前台（fg）后才能在此输入命令",
};

/** Runs `coplay serve`. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  if (args[0] === WORKER_FLAG) {
    return await (await import("./workers/worker_main.ts")).runWorker(io);
  }
  return await runCommand(command, args, io);
}

/** The help of the command. */
export const help = helpOf(command);

/** Hosts games for a user who has named no port: at the usual one, or the next that is free. */
export async function runAlone(io: Io): Promise<number> {
  return await runCommand(command, [String(firstFreePort())], io);
}

async function serve(config: ServeConfig, given: Io): Promise<number> {
  const terminal = config.hasConsole ? given : withoutConsole(given);
  const screen = canDraw(terminal) ? new LiveScreen(terminal) : undefined;
  const io = screen?.io ?? terminal;
  const catalogue = await openCatalogue(config);
  const answers = new Answers(io.stdin.readable, screen?.editor);
  const workers = await planWorkers(config, { roots: catalogue.roots, io });
  const own = workers ? [workers] : [];
  const joined = config.state && await join(config.state, { workers: own, io });
  const names = readMachineNames();
  const front = makeFront(config, { catalogue, workers: own, joined, names, io });
  const { host } = front;
  front.uploads = await openUploads(front, config.uploads, names);
  const news = new CatalogueNews(catalogue, io);
  const watcher = watchGames(host, news);
  let endWatch = () => {};
  let tokenFile: TokenFile | undefined;
  try {
    const first = { named: config.game, joined, answers, news, io };
    if (!await showFirstGame(front, first)) return EXIT.ok;
    const [machine = "coplay"] = names;
    foretellFirewall(config.hostname, { io });
    const open = await openHost(front, { ...config, machine, workers, operator: io });
    // A script that waits for the address finds the token as soon as it has that.
    tokenFile = await keepToken(front.adminToken, { ...config, port: open.server.port, io });
    announce(front, { ...open, screen, io });
    endWatch = watchNetwork(open, io);
    tokenFile?.tell();
    const isSecure = config.https !== undefined;
    if (!isSecure) await warnOfHttp(host, io);
    if (io.isInBackground && io.stdin.isTerminal) tell(io, IN_BACKGROUND);
    await serveUntilStopped(front, { server: open.server, answers, news, isSecure, screen, io });
    return EXIT.ok;
  } finally {
    endWatch();
    screen?.close();
    watcher.close();
    front.close();
    await tokenFile?.remove();
    await joined?.close();
  }
}

/** Follows the network, and says what to look at where nobody comes. Returns a function that ends this. */
function watchNetwork({ addresses, server }: OpenHost, io: Io): () => void {
  if (!addresses.isOpen) return () => {};
  return watchAddresses(addresses, {
    onNobody: () => tell(io, nobodyText(Deno.build.os, server.port)),
  });
}

/** Makes the host with its players, its class and its orders. */
function makeFront(
  config: ServeConfig,
  { catalogue, workers, joined, names, io }: {
    catalogue: Catalogue;
    workers: readonly OtherHosts[];
    joined: Joined | undefined;
    names: readonly string[];
    io: Io;
  },
): Front {
  return new Front({
    ...config,
    elsewhere: joined?.shared.elsewhere,
    raceElsewhere: joined?.shared.raceElsewhere,
    runId: joined?.runId,
    lesson: { share: joined?.shared.shareLesson },
    scoreStore: joined?.scores ?? keepScores(config, io),
    host: {
      others: joined ? [...workers, joined.shared] : workers,
      packs: workers.length === 0,
    },
    catalogue,
    language: io.language,
    hostnames: [config.hostname, ...names],
    parts: reportRequests(io),
    log: makeAccessLog(config.accessLog, lastingResults(io)),
    ...reportPlayers(io),
  });
}

/** Where this host keeps its scores; undefined where its port is another one each time, and with it their file. */
function keepScores({ configFolder, port }: ServeConfig, io: Io): ScoreStore | undefined {
  if (port === 0) return undefined;
  return new KeptScores({ folder: configFolder, port, tell: (text) => tell(io, text) });
}

/** The built-in games, and those of the operator's folders. */
async function openCatalogue({ folders, uploads }: ServeConfig): Promise<Catalogue> {
  const added = uploads === undefined ? [] : [makeUploadFolder(uploads)];
  const catalogue = new Catalogue([
    { path: builtInGames(), isBuiltIn: true },
    ...[...folders, ...added].map((path) => ({ path })),
  ]);
  await catalogue.scan();
  return catalogue;
}

/** Connects to the hosts that show the same game; its modules are loaded only here. */
async function join(
  address: RedisAddress,
  { workers, io }: { workers: readonly OtherHosts[]; io: Io },
): Promise<Joined> {
  const { joinHosts } = await import("./shared/join_hosts.ts");
  return await joinHosts(address, {
    workers,
    signal: io.signal,
    tell: (text) => tell(io, text),
  });
}

/**
 * Shows the game of the other hosts, else the one that is asked for. Returns whether there is one: the operator may
 * stop instead of choosing.
 */
async function showFirstGame(
  front: Front,
  { named, joined, ...console }: {
    named: string | undefined;
    joined: Joined | undefined;
    answers: Answers;
    news: CatalogueNews;
    io: Io;
  },
): Promise<boolean> {
  const present = await joined?.shared.join(front);
  if (joined && present) {
    await followFirst(() => joined.shared.follow(present), console.io);
    return true;
  }
  const { host } = front;
  const game = await chooseGame(named, { catalogue: host.catalogue, ...console });
  if (game) await publishFirst(host, { game, io: console.io });
  return game !== undefined;
}

/** Scans the game folders whenever they change, and tells what has. */
function watchGames(host: Host, news: CatalogueNews): FolderWatcher {
  const { catalogue } = host;
  // Files inside a compiled binary never change, and Deno cannot watch them.
  const roots = catalogue.roots.filter(({ isBuiltIn }) => !(isBuiltIn && Deno.build.standalone));
  return new FolderWatcher(roots.map(({ path }) => path), {
    async onChange() {
      await host.rescan();
      news.tell();
    },
  });
}
