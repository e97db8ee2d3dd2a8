import { isAbsolute, join } from "node:path";
import { ask, canAsk } from "../cli/ask.ts";
import { UsageError } from "../cli/errors.ts";
import { readReason } from "../cli/file_reason.ts";
import { type Io, visible } from "../cli/io.ts";
import type { OptionTable, OptionValues } from "../cli/command_line/options.ts";
import { standardStream } from "../cli/process/standard_stream.ts";
import { parseRedisAddress, type RedisAddress } from "../redis/redis_address.ts";
import { firstFreePort } from "./free_port.ts";
import type { HttpsConfig } from "./certificate/certificate_source.ts";
import { configFolder } from "./certificate/config_folder.ts";
import { ACCESS_LOG_FORMS, type AccessLogForm } from "./request/access_log.ts";
import { readNamedFile } from "../cli/process/named_file.ts";

const GAMES = { en: "Games", zh: "游戏" };
const ORDERS = { en: "Orders", zh: "操作" };
const NETWORK = { en: "Network", zh: "网络" };
const HTTPS = { en: "HTTPS", zh: "HTTPS" };
const LOAD = { en: "Several processes and machines", zh: "多进程与多台机器" };

/** The options of `coplay serve`. */
export const SERVE_OPTIONS = {
  game: {
    kind: "text",
    value: { en: "GAME", zh: "游戏" },
    group: GAMES,
    help: {
      en: "Publish this game (ID, name or number) without asking",
      zh: "直接发布该游戏（ID、名称或编号），不再询问",
    },
    brief: { en: "Publish GAME at once instead of asking", zh: "直接发布该游戏，不再询问" },
  },
  games: {
    kind: "list",
    value: { en: "DIR", zh: "文件夹" },
    group: GAMES,
    help: {
      en:
        "Add the games in this folder: folders and zips with a page to start with; may be repeated",
      zh: "加入该文件夹中的游戏：含有起始页的文件夹或 zip；可重复使用",
    },
    brief: {
      en: "Add the games in DIR: folders and zips",
      zh: "加入该文件夹中的游戏（文件夹或 zip）",
    },
  },
  lobby: {
    kind: "flag",
    group: GAMES,
    help: {
      en: "Let players open every game, not only the published one",
      zh: "允许玩家打开所有游戏，而不只是已发布的游戏",
    },
    brief: { en: "Let players choose among all games", zh: "玩家可以自己挑选游戏" },
  },
  live: {
    kind: "flag",
    negatable: true,
    group: GAMES,
    help: {
      en: "Open pages follow a switch by themselves (default); --no-live leaves it to a refresh",
      zh: "切换游戏时，已打开的页面自动跟随（默认）；--no-live 则等玩家自己刷新",
    },
  },
  console: {
    kind: "flag",
    negatable: true,
    group: ORDERS,
    help: {
      en:
        "Take orders from the terminal or stdin (default); --no-console leaves both alone, for a host " +
        "in the background",
      zh: "从终端或标准输入接受命令（默认）；--no-console 则完全不读取，适合后台运行",
    },
    brief: {
      en: "Take orders here (default), or leave the terminal",
      zh: "在此接受命令（默认），或完全不读取终端",
    },
  },
  "admin-token-file": {
    kind: "text",
    value: { en: "FILE", zh: "文件" },
    group: ORDERS,
    help: {
      en:
        "Take the token for orders from this file (default: a new one each time, kept for your scripts)",
      zh: "从该文件读取管理口令（默认：每次启动随机生成，并存入文件供您的脚本使用）",
    },
    brief: { en: "Take the token for orders from FILE", zh: "从文件读取管理口令" },
  },
  host: {
    kind: "text",
    value: { en: "ADDRESS", zh: "地址" },
    group: NETWORK,
    help: {
      en: "Listen on this address only (default: all of this machine's)",
      zh: "只监听该地址（默认：本机的所有地址）",
    },
  },
  "trust-proxy": {
    kind: "flag",
    group: NETWORK,
    help: {
      en: "Believe a proxy on this machine about its players' addresses and the host's own name",
      zh: "采信本机代理所报告的玩家地址和主机名",
    },
  },
  "access-log": {
    kind: "choice",
    choices: ACCESS_LOG_FORMS,
    group: NETWORK,
    help: {
      en: "Write a line for each request to stdout (default: none)",
      zh: "把每个请求作为一行写到标准输出（默认：none）",
    },
  },
  https: {
    kind: "flag",
    group: HTTPS,
    help: {
      en: "Speak https with a certificate made here; players' devices install it once",
      zh: "使用本机生成的证书提供 https；每台设备只需安装一次证书",
    },
    brief: {
      en: "Speak https; each device installs a certificate",
      zh: "使用 https；每台设备安装一次证书",
    },
  },
  cert: {
    kind: "text",
    value: { en: "FILE", zh: "文件" },
    group: HTTPS,
    help: {
      en: "Speak https with this certificate (PEM, with --key)",
      zh: "使用该证书提供 https（PEM，需同时给出 --key）",
    },
  },
  key: {
    kind: "text",
    value: { en: "FILE", zh: "文件" },
    group: HTTPS,
    help: { en: "The key of --cert (PEM)", zh: "--cert 的私钥（PEM）" },
  },
  workers: {
    kind: "text",
    value: "N|auto",
    group: LOAD,
    help: {
      en: "Answer with N processes, or one a core (Linux; default: 1)",
      zh: "用 N 个进程提供服务；auto 表示每个 CPU 核心一个（仅 Linux；默认：1）",
    },
    brief: { en: "Answer with N processes (Linux)", zh: "用 N 个进程提供服务（仅 Linux）" },
  },
  state: {
    kind: "text",
    value: "redis://HOST/NAME",
    group: LOAD,
    help: {
      en:
        "Show one published game together with all hosts that share the state NAME in Redis; a switch " +
        "at one is a switch at all (rediss:// for TLS, the password in the address or in $REDIS_PASSWORD)",
      zh:
        "与共享同一 Redis 状态的所有主机发布同一个游戏；在任何一台上切换，全部随之切换（TLS 用 rediss://，" +
        "密码写在地址里或放在 $REDIS_PASSWORD）",
    },
  },
} as const satisfies OptionTable;

/** The decided configuration of `coplay serve`. */
export interface ServeConfig {
  readonly port: number;
  readonly hostname: string;
  /** The game to publish without asking. */
  readonly game: string | undefined;
  /** Absolute paths of folders with games, besides the built-in ones. */
  readonly folders: readonly string[];
  readonly hasLobby: boolean;
  /** Whether a switch moves open pages. */
  readonly isLive: boolean;
  /** Whether the operator gives orders through stdin. */
  readonly hasConsole: boolean;
  /** The token for orders; undefined makes a new one. */
  readonly adminToken: string | undefined;
  /** The folder for a new token, for scripts of the same user; undefined where the system names none. */
  readonly configFolder: string | undefined;
  /** Whether to believe a proxy on this machine about the client's address. */
  readonly hasProxy: boolean;
  readonly accessLog: AccessLogForm;
  /** The number of processes that answer; 1 is this one alone. */
  readonly workers: number;
  /** The Redis that holds the state shared with other hosts; undefined without other hosts. */
  readonly state: RedisAddress | undefined;
  /** Where the certificate comes from; undefined for http. */
  readonly https: HttpsConfig | undefined;
}

/**
 * Decides the configuration from the options.
 *
 * @throws {UsageError} where the options are invalid or do not fit together
 */
export async function decideServe(
  options: OptionValues<typeof SERVE_OPTIONS>,
  operands: readonly string[],
  io: Io,
): Promise<ServeConfig> {
  const tokenFile = options["admin-token-file"];
  return {
    port: decidePort(operands.length === 0 && canAsk(io) ? await askForPort(io) : operands),
    hostname: options.host ?? "0.0.0.0",
    game: options.game,
    folders: (options.games ?? []).map((path) => locate(path, io)),
    hasLobby: options.lobby ?? false,
    isLive: options.live ?? true,
    // Stdin that provides the token gives no orders.
    hasConsole: options.console ?? (tokenFile && standardStream(locate(tokenFile, io))) !== "stdin",
    adminToken: tokenFile === undefined ? undefined : readToken(tokenFile, io),
    configFolder: configFolder(io.env),
    hasProxy: options["trust-proxy"] ?? false,
    accessLog: options["access-log"] ?? "none",
    workers: decideWorkers(options.workers ?? "1"),
    https: decideHttps(options, io),
    state: options.state === undefined
      ? undefined
      : parseRedisAddress(options.state, { option: "--state", env: io.env }),
  };
}

/** Each worker takes about 60 MiB. */
const MAX_WORKERS = 64;

function decideWorkers(text: string): number {
  if (text === "auto") return Math.min(navigator.hardwareConcurrency, MAX_WORKERS);
  const count = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= MAX_WORKERS) return count;
  const shown = visible(text);
  throw new UsageError({
    en: `Option --workers must be auto or a number from 1 to ${MAX_WORKERS}, not "${shown}"`,
    zh: `选项 --workers 只能是 auto 或 1 到 ${MAX_WORKERS} 之间的整数，而不是“${shown}”`,
  });
}

function locate(path: string, { cwd }: Io): string {
  return isAbsolute(path) ? path : join(cwd, path);
}

function decideHttps(
  { https, cert, key }: OptionValues<typeof SERVE_OPTIONS>,
  io: Io,
): HttpsConfig | undefined {
  if (cert !== undefined && key !== undefined) {
    return { kind: "own", certPath: locate(cert, io), keyPath: locate(key, io) };
  }
  if (cert !== undefined || key !== undefined) {
    throw new UsageError({
      en: "Cannot speak https: --cert and --key go together",
      zh: "无法使用 https：--cert 和 --key 必须同时给出",
    });
  }
  if (!https) return undefined;
  const folder = configFolder(io.env);
  if (folder !== undefined) return { kind: "made", folder };
  throw new UsageError({
    en: "Cannot keep a certificate: no folder for it; set HOME or XDG_CONFIG_HOME",
    zh: "无法保存证书：找不到配置文件夹；请设置 HOME 或 XDG_CONFIG_HOME",
  });
}

/** A shorter token could be guessed. */
const MIN_TOKEN_LENGTH = 12;

function readToken(path: string, io: Io): string {
  const shown = visible(locate(path, io));
  const token = readTokenText(path, io).trim();
  if (token.length >= MIN_TOKEN_LENGTH && /^[!-~]+$/.test(token)) return token;
  throw new UsageError({
    en: `Cannot use the token in "${shown}": it must be ${MIN_TOKEN_LENGTH} or more ` +
      "letters, digits and signs without spaces",
    zh: `“${shown}”中的口令不可用：须为至少 ${MIN_TOKEN_LENGTH} 个不含空格的字母、数字或符号`,
  });
}

function readTokenText(path: string, io: Io): string {
  try {
    return new TextDecoder().decode(readNamedFile(path, io));
  } catch (error) {
    const [shown, why] = [visible(locate(path, io)), readReason(error)];
    throw new UsageError({
      en: `Cannot read the token from "${shown}": ${why.en}`,
      zh: `无法从“${shown}”读取口令：${why.zh}`,
    });
  }
}

/** Asks for the port; Enter alone is the one suggested. Without an answer there is none. */
async function askForPort(io: Io): Promise<string[]> {
  const suggested = String(firstFreePort());
  const answer = await ask(io, { en: `Port [${suggested}]: `, zh: `端口号 [${suggested}]：` });
  return answer === undefined ? [] : [answer || suggested];
}

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
