import { type Command, runCommand } from "../cli/command.ts";
import { CommandError, EXIT, UsageError } from "../cli/errors.ts";
import { type Io, say, tell, visible } from "../cli/io.ts";
import { fileURLToPath } from "node:url";
import { formatAccess } from "./request/access_log.ts";
import { Catalogue, formatCatalogue, type Game } from "./catalogue/catalogue.ts";
import { Answers, askForGame, runConsole, showCatalogue } from "./console/console.ts";
import { FolderWatcher } from "./catalogue/folder_watcher.ts";
import { Front, type FrontOptions } from "./front/front.ts";
import type { Host } from "./live/host.ts";
import { listen, type RunningServer } from "./listen/listen.ts";
import { canDraw, LiveScreen } from "./console/live_screen.ts";
import { qrLines } from "./pages/qr.ts";
import { fitsCode } from "./console/screen_rows.ts";
import { makeReadHost } from "./console/screen_state.ts";
import { makeCertificateSource } from "./certificate/certificate_source.ts";
import { listenSecurely } from "./listen/secure_listen.ts";
import { describeMissing, findSecureNeeds } from "./assets/secure_needs.ts";
import {
  announceAddresses,
  announceAuthority,
  listPlayers,
  reportPlayers,
  reportRequests,
} from "./console/messages.ts";
import { decideServe, SERVE_OPTIONS, type ServeConfig } from "./options.ts";
import type { GameSwitch, OtherHosts } from "./live/other_hosts.ts";
import { planWorkers } from "./plan_workers.ts";
import { PublishError } from "./live/published.ts";
import type { Joined } from "./shared/join_hosts.ts";
import type { SharedHost } from "./shared/shared_host.ts";
import { WORKER_FLAG } from "./workers/worker_process.ts";
import type { Workers } from "./workers/workers.ts";
import type { RedisAddress } from "../redis/redis_address.ts";
import { formatUrl, listAddresses, readMachineAddresses } from "./address/machine_addresses.ts";
import { cannotPublish, noSuchGame } from "./catalogue/refusals.ts";

const command: Command<typeof SERVE_OPTIONS, ServeConfig> = {
  name: "serve",
  summary: {
    en: "Host browser games for everyone on the network",
    zh: "为网络上的所有人发布网页游戏",
  },
  usage: [{ en: "serve PORT [OPTIONS]", zh: "serve 端口号 [选项]" }],
  options: SERVE_OPTIONS,
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

/** The games that came with coplay: beside the source, or inside the binary. */
function builtInGames(): string {
  const path = fileURLToPath(new URL("../../games/", import.meta.url));
  return path.replace(/[\\/]$/, "");
}

/** Runs `coplay serve`. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  if (args[0] === WORKER_FLAG) {
    return await (await import("./workers/worker_main.ts")).runWorker(io);
  }
  return await runCommand(command, args, io);
}

async function serve(config: ServeConfig, terminal: Io): Promise<number> {
  const screen = canDraw(terminal) ? new LiveScreen(terminal) : undefined;
  const io = screen?.io ?? terminal;
  const catalogue = new Catalogue([
    { path: builtInGames(), isBuiltIn: true },
    ...config.folders.map((path) => ({ path })),
  ]);
  await catalogue.scan();
  const answers = new Answers(io.stdin.readable, screen?.editor);
  const workers = await planWorkers(config, { roots: catalogue.roots, io });
  const own = workers ? [workers] : [];
  const joined = config.state && await join(config.state, { workers: own, io });
  const front = new Front({
    ...config,
    ...(joined && { elsewhere: joined.shared.elsewhere, runId: joined.runId }),
    host: { others: joined ? [...own, joined.shared] : own, ...(workers && { packs: false }) },
    catalogue,
    language: io.language,
    hostnames: ownNames(config),
    parts: reportRequests(io),
    log: makeLog(config, io),
    ...reportPlayers(io),
  });
  const { host } = front;
  const watcher = watchGames(host, io);
  try {
    const present = await joined?.shared.join(front);
    if (joined && present) await followFirst(joined.shared, { present, io });
    else await publishFirst(host, await chooseGame(config, { catalogue, answers, io }));
    const listening = await startListening(front, { config, workers, screen, io });
    const isSecure = config.https !== undefined;
    if (!isSecure) await warnOfHttp(host, io);
    return await serveUntilStopped({ front, listening, answers, isSecure, screen, io });
  } finally {
    screen?.close();
    watcher.close();
    front.close();
    await joined?.close();
  }
}

/** Connects to the hosts that show the same game. What does that is loaded only where it is wanted. */
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
  if (game.fault) throw new CommandError(cannotPublish(game.name, game.fault));
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

/** A host that starts later shows what the others show, whatever it was told to begin with. */
async function followFirst(
  shared: SharedHost,
  { present, io }: { present: GameSwitch; io: Io },
): Promise<void> {
  try {
    const { name } = await shared.follow(present);
    tell(io, {
      en: `Joined the other hosts, which show: ${visible(name.en)}`,
      zh: `已加入其他主机，当前发布：${visible(name.zh)}`,
    });
  } catch (error) {
    throw error instanceof PublishError ? new CommandError(error.text) : error;
  }
}

async function publishFirst(host: Host, game: Game): Promise<void> {
  try {
    await host.publish(game);
  } catch (error) {
    throw error instanceof PublishError ? new CommandError(error.text) : error;
  }
}

function makeLog({ accessLog }: ServeConfig, io: Io): FrontOptions["log"] {
  if (accessLog === "none") return undefined;
  return (entry) => io.stdout.write(`${formatAccess(entry, accessLog)}\n`);
}

/** What this machine is called, beside its addresses. */
function ownNames({ hostname }: ServeConfig): string[] {
  try {
    const name = Deno.hostname();
    return [hostname, name, `${name}.local`];
  } catch {
    return [hostname];
  }
}

async function startListening(
  front: Front,
  { config, workers, screen, io }: {
    config: ServeConfig;
    workers: Workers | undefined;
    screen: LiveScreen | undefined;
    io: Io;
  },
): Promise<RunningServer> {
  const { https, hostname } = config;
  const [, machine = "coplay"] = ownNames(config);
  // Workers count and write down what they answer themselves.
  const handler = workers ? front.host.handler : front.handler;
  const secure = https && await listenSecurely(handler, {
    ...config,
    ...(workers && {
      openPort: (certificate, options) => workers.listenSecurely(certificate, options),
    }),
    language: io.language,
    source: makeCertificateSource(https, machine),
  });
  const listening = secure ??
    await (workers ? workers.listen({ ...config, handler }) : listen(handler, config));
  const scheme = secure ? "https" : "http";
  const urls = listAddresses(hostname, readMachineAddresses())
    .map((address) => formatUrl({ scheme, address, port: listening.port }));
  // Who does not trust the host yet is told how by http, who does is led on.
  const [best = ""] = urls;
  front.address = secure?.certificate.authority ? best.replace("https:", "http:") : best;
  const code = qrLines(front.address, io.stderr);
  const isShownLater = screen !== undefined && fitsCode(code, io.size());
  announceAddresses(urls, { code: isShownLater ? [] : code, token: front.adminToken, io });
  if (secure) {
    front.offerCertificate(() => secure.certificate);
    announceAuthority(secure.certificate, { entrance: front.address, io });
  }
  screen?.open(makeReadHost(front, { code, io }));
  return listening;
}

async function serveUntilStopped(
  { front, listening, answers, isSecure, screen, io }: {
    front: Front;
    listening: RunningServer;
    answers: Answers;
    isSecure: boolean;
    screen: LiveScreen | undefined;
    io: Io;
  },
): Promise<number> {
  const { host } = front;
  try {
    const actions = {
      async publish(game: Game) {
        await publishAndSay(host, { game, io });
        if (!isSecure) await warnOfHttp(host, io);
      },
      listPlayers: () => showPlayers(front, io),
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
    screen?.close();
    tell(io, { en: "Stopping…", zh: "正在停止……" });
    // Event streams would keep the host from stopping.
    front.events.close();
    await listening.stop();
  }
}

/** Says what players on other devices miss of the published game without https. */
async function warnOfHttp({ published }: Host, io: Io): Promise<void> {
  const { current } = published;
  if (!current) return;
  const { game, store: { profile } } = current;
  const needs = await findSecureNeeds(game, profile).catch(() => []);
  const missing = describeMissing(game, { ...profile, needs });
  if (missing) tell(io, { en: visible(missing.en), zh: visible(missing.zh) });
}

function showPlayers({ host, players }: Front, io: Io): void {
  const published = host.published.current?.game;
  const nameOf = (id: string) => host.catalogue.get(id)?.name[io.language] ?? id;
  listPlayers(players.listed, { published, nameOf, io });
}

async function publishAndSay(
  host: Host,
  { game, io }: { game: Game; io: Io },
): Promise<void> {
  try {
    await host.publish(game);
    const name = { en: visible(game.name.en), zh: visible(game.name.zh) };
    tell(io, { en: `Published: ${name.en}`, zh: `已发布：${name.zh}` });
  } catch (error) {
    if (!(error instanceof PublishError)) throw error;
    io.stderr.write(`${visible(say(io, error.text))}\n`);
  }
}
