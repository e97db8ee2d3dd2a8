import { CommandError, EXIT } from "../cli/errors.ts";
import { visible } from "../cli/io.ts";
import type { Text } from "../cli/language.ts";
import type { RedisAddress } from "./redis_address.ts";

/** The download command's exit codes: 4 for the network, 5 for TLS. */
const EXIT_NETWORK = 4;
const EXIT_TLS = 5;

/** What is wrong with a Redis, in words. */
export interface RedisTrouble {
  readonly text: Text;
  readonly exitCode: number;
  /** Whether it may soon be over: a restart, a full memory. */
  readonly isPassing: boolean;
}

/** A Redis that has just started, which will soon answer. */
export const LOADING: Text = { en: "it is still loading its data", zh: "仍在加载数据" };

/** The meaning of error replies by their first word, which Redis writes in capitals. */
const REPLIES: Readonly<Record<string, { text: Text; isPassing?: boolean }>> = {
  NOAUTH: { text: { en: "it asks for a password", zh: "需要密码" } },
  WRONGPASS: { text: { en: "it refuses the user or password", zh: "用户名或密码不正确" } },
  NOPERM: {
    text: { en: "the user may not do what is needed", zh: "该用户没有所需的权限" },
  },
  READONLY: {
    text: { en: "it is a read-only replica; name the primary", zh: "这是只读副本；请指定主节点" },
  },
  OOM: { text: { en: "its memory is full", zh: "内存已满" }, isPassing: true },
  MISCONF: {
    text: { en: "it cannot save to its disk and takes nothing", zh: "无法写入磁盘，因此拒绝写入" },
    isPassing: true,
  },
  LOADING: { text: LOADING, isPassing: true },
  BUSY: { text: { en: "it is busy with a script", zh: "正忙于执行脚本" }, isPassing: true },
  TRYAGAIN: { text: { en: "it is moving data", zh: "正在迁移数据" }, isPassing: true },
  CLUSTERDOWN: { text: { en: "its cluster is down", zh: "集群不可用" }, isPassing: true },
  MASTERDOWN: { text: { en: "its primary is down", zh: "主节点不可用" }, isPassing: true },
  MOVED: {
    text: {
      en: "it is a node of a cluster that keeps this elsewhere",
      zh: "它是集群的一个节点，而数据在另一节点上",
    },
  },
  WRONGTYPE: {
    text: {
      en: "something that is not coplay's has one of its keys",
      zh: "coplay 的键已被其他程序占用",
    },
  },
};

const SOCKET_CODES: Readonly<Record<string, Text>> = {
  ECONNREFUSED: { en: "nothing answers there", zh: "没有服务在应答" },
  ENOTFOUND: { en: "there is no such host", zh: "没有这台主机" },
  EAI_AGAIN: { en: "the host's name cannot be looked up", zh: "无法解析主机名" },
  ETIMEDOUT: { en: "no answer", zh: "没有应答" },
  EHOSTUNREACH: { en: "the host cannot be reached", zh: "主机不可达" },
  ENETUNREACH: { en: "the network cannot be reached", zh: "网络不可达" },
};

const LOST: Text = { en: "the connection is lost", zh: "连接已断开" };

/** Whether the other end closed the connection without a reply. */
export function isLost(error: unknown): boolean {
  return explainRedisError(error).text === LOST;
}

/** Explains why a first connection failed. */
export function explainOpening(
  error: unknown,
  { isTls }: Pick<RedisAddress, "isTls">,
): RedisTrouble {
  const trouble = explainRedisError(error);
  if (trouble.text === LOST) return isTls ? NOT_TLS : NOT_REDIS;
  return isTls && trouble.text === SOCKET_CODES["ETIMEDOUT"] ? NOT_TLS : trouble;
}

/** Explains an error of the client library or of Redis. */
export function explainRedisError(error: unknown): RedisTrouble {
  const { name = "", message = "", code = "" } = error as {
    name?: string;
    message?: string;
    code?: string;
  };
  const [, word = ""] = /^(?:ERR )?-?([A-Z]{3,})\b/.exec(message) ?? [];
  const reply = REPLIES[word];
  if (reply) {
    return { text: reply.text, exitCode: EXIT.failed, isPassing: reply.isPassing ?? false };
  }
  if (message.includes("AUTH") && /without any password|no password is set/.test(message)) {
    return answer({
      en: "it has no password, but one was given",
      zh: "它没有设密码，却给出了密码",
    });
  }
  if (/unknown command|syntax error|wrong number of arguments/i.test(message)) return TOO_OLD;
  if (/Unknown RESP type/.test(message)) return NOT_REDIS;
  if (/certificate|tls|ssl|handshake|UnknownIssuer|NotValidForName/i.test(`${message} ${code}`)) {
    return {
      text: {
        en: `TLS fails: ${visible(message)}`,
        zh: `TLS 连接失败：${visible(message)}`,
      },
      exitCode: EXIT_TLS,
      isPassing: false,
    };
  }
  const [, found = code] = /\b(E[A-Z]{4,}|EAI_AGAIN)\b/.exec(`${code} ${message}`) ?? [];
  const isTimeout = /timeout/i.test(`${name} ${message}`);
  const known = SOCKET_CODES[found] ?? (isTimeout ? SOCKET_CODES["ETIMEDOUT"] : undefined) ??
    (/refused/i.test(message) ? SOCKET_CODES["ECONNREFUSED"] : undefined) ??
    (/lookup|resolve/i.test(message) ? SOCKET_CODES["ENOTFOUND"] : undefined);
  return {
    text: known ?? LOST,
    exitCode: EXIT_NETWORK,
    isPassing: true,
  };
}

function answer(text: Text): RedisTrouble {
  return { text, exitCode: EXIT.failed, isPassing: false };
}

/** The server is not a Redis. */
export const NOT_REDIS = answer({
  en: "what answers there is not Redis, or wants TLS (rediss://)",
  zh: "应答的不是 Redis，或者需要 TLS（rediss://）",
});

/** The server did not reply to TLS. */
const NOT_TLS: RedisTrouble = {
  text: {
    en: "no answer by TLS; without TLS it is redis://",
    zh: "TLS 没有应答；不用 TLS 时写 redis://",
  },
  exitCode: EXIT_TLS,
  isPassing: false,
};

/** The Redis is older than XAUTOCLAIM. */
export const TOO_OLD = answer({
  en: "it is too old; coplay needs Redis 6.2 or later",
  zh: "版本过旧；coplay 需要 Redis 6.2 或更高版本",
});

/** Makes the error that ends a command. */
export function redisError(
  trouble: RedisTrouble,
  { host, port }: Pick<RedisAddress, "host" | "port">,
): CommandError {
  const where = visible(`${host.includes(":") ? `[${host}]` : host}:${port}`);
  return new CommandError({
    en: `Cannot use Redis at ${where}: ${trouble.text.en}`,
    zh: `无法使用 ${where} 上的 Redis：${trouble.text.zh}`,
  }, trouble.exitCode);
}
