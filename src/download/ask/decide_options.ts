import { TextError } from "../../cli/errors.ts";
import { visible } from "../../cli/io.ts";
import { resolve } from "../../cli/path.ts";
import { CookieJar } from "../../http/cookie_jar.ts";
import { isHeaderValue } from "../../http/header_value.ts";
import { readHeaders } from "../input/given_entry.ts";
import { LineError } from "../input/entry_text.ts";
import { DIGEST_HEX_LENGTHS, type DigestName } from "../model/checksum.ts";
import type { DownloadConfig, IfExists, RetryPolicy, Shard } from "../model/config.ts";
import { defaultPerHost, DEFAULTS } from "../model/defaults.ts";
import { parseTemplate, TemplateError } from "../names/name_template.ts";

/** Options of a run; each has the command line's default. */
export interface DownloadOptions {
  /** The folder for all files. @default {the current folder} */
  readonly dir?: string;
  /** Stops the run; unfinished files can be resumed later. @default {none} */
  readonly signal?: AbortSignal;
  /** The interval of `progress` events in milliseconds. @default {never} */
  readonly progressMs?: number;
  /** What to do when a file's name is taken. @default {"rename"} */
  readonly ifExists?: IfExists;
  /** Names by a template of `{n}`, `{name}`, `{stem}`, `{ext}`, `{host}` and `{path}`. @default {the URL's last part} */
  readonly as?: string;
  /** Whether the server may propose another name. @default {false} */
  readonly usesContentDisposition?: boolean;
  /** Fetch only this part of the input. @default {all of it} */
  readonly shard?: Shard;
  /** Files at once, from 1 to 4096, or `auto`: as many as the line and the hosts can take. @default {"auto"} */
  readonly jobs?: number | "auto";
  /** Connections to one origin over all files, from 1 to 4096. @default {as `jobs` needs, and at least 8} */
  readonly perHost?: number;
  /**
   * Connections for one large file, from 1 to 4096, and whether to open exactly as many.
   * @default {up to 4, while they help}
   */
  readonly connections?: { readonly count: number; readonly isExplicit?: boolean };
  /** The speed limit of all transfers together in bytes per second, from 1. @default {no limit} */
  readonly limitRate?: number;
  /** The speed limit of each host in bytes per second, from 1. @default {no limit} */
  readonly limitRatePerHost?: number;
  /** Whether to resume unfinished files of an earlier run. @default {"safe"} */
  readonly resume?: "safe" | "unsafe" | "none";
  /** Whether to flush each file to disk before it gets its name. @default {false} */
  readonly doesSync?: boolean;
  /** When to give up a file. @default {5 retries, pauses of at most a minute, Retry-After of at most an hour} */
  readonly retry?: Partial<RetryPolicy>;
  /** The silence in milliseconds after which a connection counts as lost, from 1. @default {30,000} */
  readonly idleMs?: number;
  /**
   * A file that comes slower than so many bytes a second, from 1, for so many milliseconds, from 1, is given up and
   * tried again. @default {as slow as it likes}
   */
  readonly minSpeed?: { readonly bytesPerSecond: number; readonly overMs: number };
  /** The largest file in bytes; larger ones are refused. @default {no limit} */
  readonly maxSize?: number;
  /** The digest to compute and report for every file. @default {none} */
  readonly digest?: DigestName;
  /** Whether to unpack archives into folders. @default {false} */
  readonly doesExtract?: boolean;
  /** The `User-Agent` header. @default {"coplay/VERSION"} */
  readonly userAgent?: string;
  /** Request headers for every file, as pairs of a name and a value. @default {none} */
  readonly headers?: readonly (readonly [string, string])[];
  /** Certificates in PEM form to trust besides the usual ones. @default {none} */
  readonly caCerts?: readonly string[];
  /** Whether to connect by IPv4 or IPv6 only. @default {either} */
  readonly family?: 4 | 6;
  /** Whether to follow redirects from https to http. @default {false} */
  readonly allowsDowngrade?: boolean;
}

/** An option of {@linkcode DownloadOptions} is invalid; thrown before the run starts. */
export class OptionsError extends TextError {
  /** The class's name. */
  override readonly name = "OptionsError";
  /** The option. */
  readonly option: string;
  /** Makes the error of an option. @param option its name @param must what it must be, such as `a text` */
  constructor(option: string, must: { en: string; zh: string }) {
    const shown = visible(option);
    super({ en: `"${shown}" must be ${must.en}`, zh: `“${shown}”必须是${must.zh}` });
    this.option = option;
  }
}

/** Checks a value: returns what it must be, or undefined where it is valid. */
type Check = (value: unknown) => { en: string; zh: string } | undefined;

const MAX_AT_ONCE = 4096;

function whole(min: number, max = Number.MAX_SAFE_INTEGER): Check {
  const top = max === Number.MAX_SAFE_INTEGER ? undefined : max;
  return (value) => {
    const isGood = Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max;
    if (isGood) return undefined;
    return top === undefined
      ? { en: `a whole number from ${min}`, zh: `不小于 ${min} 的整数` }
      : { en: `a whole number from ${min} to ${top}`, zh: `${min} 到 ${top} 的整数` };
  };
}

function oneOf(...choices: readonly (string | number)[]): Check {
  const list = choices.join(", ");
  return (value) =>
    choices.some((choice) => choice === value)
      ? undefined
      : { en: `one of ${list}`, zh: `以下之一：${list}` };
}

function fields(checks: Readonly<Record<string, Check>>, required: readonly string[] = []): Check {
  const list = Object.keys(checks).join(", ");
  return (value) => {
    if (typeof value !== "object" || value === null) {
      return { en: `an object of ${list}`, zh: `包含 ${list} 的对象` };
    }
    for (const [name, check] of Object.entries(checks)) {
      const field = (value as Record<string, unknown>)[name];
      if (field === undefined && !required.includes(name)) continue;
      const must = check(field);
      if (must) {
        return { en: `an object whose ${name} is ${must.en}`, zh: `${name} 为${must.zh}的对象` };
      }
    }
    return undefined;
  };
}

const text: Check = (value) =>
  typeof value === "string" ? undefined : { en: "a text", zh: "字符串" };
const flag: Check = (value) =>
  typeof value === "boolean" ? undefined : { en: "true or false", zh: "true 或 false" };
const texts: Check = (value) =>
  Array.isArray(value) && value.every((item) => typeof item === "string")
    ? undefined
    : { en: "a list of texts", zh: "字符串数组" };

const CHECKS: Readonly<Record<keyof DownloadOptions, Check>> = {
  dir: text,
  signal: (value) =>
    value instanceof AbortSignal ? undefined : { en: "an AbortSignal", zh: " AbortSignal" },
  progressMs: whole(1),
  ifExists: oneOf("update", "skip", "rename", "overwrite", "fail"),
  as: text,
  usesContentDisposition: flag,
  shard: fields({ index: whole(1), count: whole(1) }, ["index", "count"]),
  jobs: (value) => {
    const must = value === "auto" ? undefined : whole(1, MAX_AT_ONCE)(value);
    return must && { en: `"auto", or ${must.en}`, zh: `"auto"，或 ${must.zh}` };
  },
  perHost: whole(1, MAX_AT_ONCE),
  connections: fields({ count: whole(1, MAX_AT_ONCE), isExplicit: flag }, ["count"]),
  limitRate: whole(1),
  limitRatePerHost: whole(1),
  resume: oneOf("safe", "unsafe", "none"),
  doesSync: flag,
  retry: fields({ retries: whole(0), maxDelayMs: whole(0), maxRetryAfterMs: whole(0) }),
  idleMs: whole(1),
  minSpeed: fields({ bytesPerSecond: whole(1), overMs: whole(1) }, ["bytesPerSecond", "overMs"]),
  maxSize: whole(0),
  digest: oneOf(...Object.keys(DIGEST_HEX_LENGTHS)),
  doesExtract: flag,
  userAgent: headerText,
  headers: (value) => {
    try {
      readHeaders(value);
      return undefined;
    } catch (error) {
      if (!(error instanceof LineError)) throw error;
      const { en, zh } = error.text;
      return { en: `headers that can be sent: ${en}`, zh: `可以发送的请求头：${zh}` };
    }
  },
  caCerts: texts,
  family: oneOf(4, 6),
  allowsDowngrade: flag,
};

function headerText(value: unknown): ReturnType<Check> {
  const must = text(value);
  if (must) return must;
  const isOneLine = isHeaderValue(value as string);
  return isOneLine ? undefined : { en: "a text of one line", zh: "单行字符串" };
}

/** The decided configuration of the library's caller. */
export interface DecidedOptions {
  readonly config: DownloadConfig;
  readonly signal: AbortSignal | undefined;
  readonly progressMs: number | undefined;
}

/**
 * Decides the configuration from a program's options.
 *
 * @throws {OptionsError} for an unknown option or an invalid value
 */
export function decideOptions(options: DownloadOptions): DecidedOptions {
  const given = checked(options);
  const { dir = ".", signal, progressMs, as, shard, connections, retry, ...others } = given;
  const { jobs = DEFAULTS.jobs } = others;
  const config: DownloadConfig = {
    ...DEFAULTS,
    perHost: defaultPerHost(jobs, { connections: connections?.count }),
    jar: new CookieJar(),
    ...others,
    shard,
    template: as === undefined ? undefined : readTemplate(as),
    connections: {
      ...DEFAULTS.connections,
      ...connections && { isExplicit: true, ...connections },
    },
    retry: { ...DEFAULTS.retry, ...retry },
    dir: resolve(Deno.cwd(), dir),
  };
  return { config, signal, progressMs };
}

/** Checks the options, and drops those that are undefined. */
function checked(options: DownloadOptions): DownloadOptions {
  if (typeof options !== "object" || options === null) {
    throw new OptionsError("options", { en: "an object", zh: "对象" });
  }
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  for (const [name, value] of given) {
    if (!Object.hasOwn(CHECKS, name)) {
      const names = Object.keys(CHECKS).join(", ");
      throw new OptionsError(name, { en: `one of ${names}`, zh: `以下之一：${names}` });
    }
    const must = CHECKS[name as keyof DownloadOptions](value);
    if (must) throw new OptionsError(name, must);
  }
  const { shard } = options;
  if (shard && shard.index > shard.count) {
    const must = { en: "an object whose index is not above its count", zh: "序号不大于总数的对象" };
    throw new OptionsError("shard", must);
  }
  return Object.fromEntries(given);
}

function readTemplate(template: string): DownloadConfig["template"] {
  try {
    return parseTemplate(template);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const names = "{n} {name} {stem} {ext} {host} {path}";
    throw new OptionsError("as", {
      en: `a template of ${names}, not of ${visible(error.part)}`,
      zh: `由 ${names} 组成的模板，而不是 ${visible(error.part)}`,
    });
  }
}
