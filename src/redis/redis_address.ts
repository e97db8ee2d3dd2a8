import { UsageError } from "../cli/errors.ts";
import { visible } from "../cli/io.ts";
import { shownAddress } from "./shown_address.ts";

/** The address of a named place in Redis. */
export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  readonly isTls: boolean;
  readonly username: string | undefined;
  readonly password: string | undefined;
  /** The number of the database. */
  readonly database: number;
  /** The name of a queue, or of the state that hosts share. */
  readonly name: string;
  /** The path of a file with certificates (PEM) to trust for TLS. */
  readonly caPath: string | undefined;
}

const DEFAULT_PORT = 6379;
/**
 * Names become part of keys, messages and command lines: letters of any script, digits, dots, dashes and
 * underscores.
 */
const NAME_REGEXP = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u;

/**
 * Parses `redis://[USER[:PASSWORD]@]HOST[:PORT]/NAME[?db=N][&ca=FILE]`, or `rediss://` for TLS.
 *
 * @param options `option` is the command-line option, such as `--queue`; `env` reads REDIS_PASSWORD where the
 * address has no password
 * @throws {UsageError} where the address is invalid
 */
export function parseRedisAddress(
  text: string,
  { option, env }: { option: string; env: (name: string) => string | undefined },
): RedisAddress {
  const fail = (en: string, zh: string) => {
    const shown = visible(shownAddress(text));
    return new UsageError({
      en: `${option} "${shown}": ${en}`,
      zh: `${option}“${shown}”：${zh}`,
    });
  };
  const form = () => fail("it must be redis://HOST/NAME", "格式应为 redis://主机/名称");
  if (!/^rediss?:\/\//.test(text) || !URL.canParse(text)) throw form();
  const url = new URL(text);
  if (url.hostname === "" || url.hash !== "") throw form();
  const name = decode(url.pathname.slice(1));
  if (name === "") throw form();
  if (!NAME_REGEXP.test(name)) {
    throw fail(
      "the name may have letters, digits, dots, dashes and underscores, 64 at most",
      "名称只能包含字母、数字、点、短横线和下划线，最多 64 个字符",
    );
  }
  const database = url.searchParams.get("db") ?? "0";
  const unknown = [...url.searchParams.keys()].find((key) => key !== "db" && key !== "ca");
  if (unknown !== undefined || !/^\d{1,5}$/.test(database)) {
    throw fail(
      "after the ? only db=NUMBER and ca=FILE may stand",
      "? 之后只能写 db=编号 和 ca=文件",
    );
  }
  return {
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: Number(url.port || DEFAULT_PORT),
    isTls: url.protocol === "rediss:",
    username: decode(url.username) || undefined,
    password: decode(url.password) || env("REDIS_PASSWORD") || undefined,
    database: Number(database),
    name,
    caPath: url.searchParams.get("ca") ?? undefined,
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
