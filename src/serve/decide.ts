import { ask, canAsk } from "../cli/ask.ts";
import { UsageError } from "../cli/errors.ts";
import { readReason } from "../cli/file_reason.ts";
import { type Io, visible } from "../cli/io.ts";
import { resolve } from "../cli/path.ts";
import type { OptionValues } from "../cli/command_line/options.ts";
import { standardStream } from "../cli/process/standard_stream.ts";
import { parseRedisAddress, type RedisAddress } from "../redis/redis_address.ts";
import { firstFreePort } from "./free_port.ts";
import type { HttpsConfig } from "./certificate/certificate_source.ts";
import { configFolder } from "../cli/config_folder.ts";
import type { AccessLogForm } from "./request/access_log.ts";
import { readNamedFile } from "../cli/process/named_file.ts";
import type { SERVE_OPTIONS } from "./options.ts";

/** The decided configuration of `coplay serve`. */
export interface ServeConfig {
  readonly port: number;
  readonly hostname: string;
  /** The game to publish without asking. */
  readonly game: string | undefined;
  /** Absolute paths of folders with games, besides the built-in ones. */
  readonly folders: readonly string[];
  /** The absolute path of the folder for games that are added while the host runs; undefined takes none. */
  readonly uploads: string | undefined;
  readonly hasLobby: boolean;
  /** Whether a switch moves open pages. */
  readonly isLive: boolean;
  /** Whether players have names. */
  readonly hasNames: boolean;
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
    uploads: options.uploads === undefined ? undefined : locate(options.uploads, io),
    hasLobby: options.lobby ?? false,
    isLive: options.live ?? true,
    hasNames: options.names ?? true,
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
  return resolve(cwd, path);
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
