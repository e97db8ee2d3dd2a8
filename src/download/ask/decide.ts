import { resolve } from "../../cli/path.ts";
import { UsageError } from "../../cli/errors.ts";
import { standardStream } from "../../cli/process/standard_stream.ts";
import { type Io, visible } from "../../cli/io.ts";
import type { OptionValues } from "../../cli/command_line/options.ts";
import { ChecksumError, parseChecksum } from "../model/checksum.ts";
import type { DownloadConfig } from "../model/config.ts";
import { defaultPerHost, DEFAULTS } from "../model/defaults.ts";
import type { Entry } from "../model/job.ts";
import { parseTemplate, TemplateError } from "../names/name_template.ts";
import type { DOWNLOAD_OPTIONS } from "./options.ts";
import { parseUrl, PlanError } from "../input/plan.ts";
import { decideRequests } from "./decide_requests.ts";
import { decideQueue, type QueueConfig } from "./decide_queue.ts";
import { parseShard } from "../input/shard.ts";

/** Where to write the entries that failed. */
export interface FailedTo {
  readonly path: string;
  /** Whether it is one of the input lists, which it replaces at the end. */
  readonly isInput: boolean;
}

type Given = OptionValues<typeof DOWNLOAD_OPTIONS>;

/** Where the bytes of the one file go that is not kept. */
export interface OutputConfig {
  readonly to: "stdout" | "nowhere";
  /** The folder of the file until it is verified; undefined where the user named none. */
  readonly dir: string | undefined;
}

/** The configuration of the command besides the downloads. */
export interface CommandConfig {
  readonly download: DownloadConfig;
  readonly entries: readonly Entry[];
  readonly lists: readonly string[];
  /** Paths or URLs of further checksums files. */
  readonly checksumSources: readonly string[];
  readonly failedTo: FailedTo | undefined;
  /** The output of the one file; undefined where files are kept. */
  readonly output: OutputConfig | undefined;
  readonly show: "json" | "bars" | "lines" | "none";
  readonly isQuiet: boolean;
  /** What to do with a queue; undefined without one. */
  readonly queue: QueueConfig | undefined;
}

/** Decides the configuration of a command line. @throws {UsageError} where it is invalid */
export function decideDownload(given: Given, operands: readonly string[], io: Io): CommandConfig {
  const lists = (given.input ?? [])
    .map((list) => standardStream(resolve(io.cwd, list)) === "stdin" ? "-" : list);
  const hasInput = operands.length + lists.length > 0;
  const queue = decideQueue(given, { hasInput, io });
  const needsInput = queue === undefined ||
    (queue.kind === "enqueue" && !queue.showsStatus && !queue.addsFailed);
  if (needsInput && !hasInput) throw nothingToDownload();
  requireMatch(given, operands, lists);
  const output = decideOutput(given, io);
  const entries = operands.map((url) =>
    entryOf(url, output ? { ...given, out: undefined } : given)
  );
  return {
    download: decideConfig(given, io),
    entries,
    lists,
    checksumSources: given.checksums ?? [],
    failedTo: decideFailedTo(given["failed-to"], lists, io),
    output,
    show: decideShow(given, io),
    isQuiet: given.quiet ?? false,
    queue,
  };
}

function decideConfig(given: Given, io: Io): DownloadConfig {
  const jobs = given.jobs ?? DEFAULTS.jobs;
  return {
    dir: resolve(io.cwd, given.dir ?? "."),
    ifExists: given["if-exists"] ?? DEFAULTS.ifExists,
    template: given.as === undefined ? undefined : templateOf(given.as),
    usesContentDisposition: given["content-disposition"] ?? false,
    shard: given.shard === undefined ? undefined : parseShard(given.shard, io.env),
    jobs,
    perHost: given["per-host"] ?? defaultPerHost(jobs, {
      connections: given.connections,
      isShared: given.queue !== undefined,
    }),
    connections: given.connections === undefined
      ? DEFAULTS.connections
      : { count: given.connections, isExplicit: true },
    limitRate: given["limit-rate"],
    limitRatePerHost: given["limit-rate-per-host"],
    resume: given.resume ?? DEFAULTS.resume,
    doesSync: given.fsync ?? false,
    retry: { ...DEFAULTS.retry, retries: given.retries ?? DEFAULTS.retry.retries },
    idleMs: given.timeout === undefined ? DEFAULTS.idleMs : Math.round(given.timeout * 1000),
    minSpeed: minSpeedOf(given),
    maxSize: given["max-size"],
    checksums: undefined,
    digest: given.digest,
    doesExtract: given.extract ?? false,
    isStrict: given.strict ?? false,
    ...decideRequests(given, io),
  };
}

function nothingToDownload(): UsageError {
  return new UsageError({
    en: "Nothing to download: name a URL, or a list with -i FILE",
    zh: "没有可下载的内容：请给出网址，或用 -i 文件 指定列表",
  });
}

function requireMatch(given: Given, operands: readonly string[], lists: readonly string[]): void {
  const isSingle = operands.length === 1 && lists.length === 0;
  for (const name of ["out", "checksum"] as const) {
    if (given[name] === undefined || isSingle) continue;
    throw new UsageError({
      en: `--${name} is for one URL only`,
      zh: `--${name} 只能用于单个网址`,
    });
  }
  if (given.ipv4 && given.ipv6) {
    throw new UsageError({ en: "-4 and -6 exclude each other", zh: "-4 与 -6 不能同时使用" });
  }
  if (lists.filter((list) => list === "-").length > 1) {
    throw new UsageError({ en: "stdin can be read only once", zh: "标准输入只能读取一次" });
  }
}

/** Options that also write to stdout, or have no effect where no file is kept. */
const NOT_WITH_OUTPUT = ["json", "failed-to", "extract", "as", "enqueue"] as const;

/** Decides on `-` and the paths of stdout, which write the file to stdout. */
function decideOutput(given: Given, io: Io): OutputConfig | undefined {
  if (given.out === undefined) return undefined;
  const path = given.out === "-" ? "/dev/stdout" : resolve(io.cwd, given.out);
  const isStdout = standardStream(path) === "stdout";
  if (!isStdout && path !== "/dev/null") return undefined;
  const wrong = NOT_WITH_OUTPUT.find((name) => given[name] !== undefined);
  if (wrong !== undefined) {
    throw new UsageError({
      en: `--out ${visible(given.out)} keeps no file and does not go with --${wrong}`,
      zh: `--out ${visible(given.out)} 不保存文件，不能与 --${wrong} 同时使用`,
    });
  }
  const dir = given.dir === undefined ? undefined : resolve(io.cwd, given.dir);
  return { to: isStdout ? "stdout" : "nowhere", dir };
}

/** Decides on the list of failures, which may replace an input list if that is a file. */
function decideFailedTo(
  given: string | undefined,
  lists: readonly string[],
  io: Io,
): FailedTo | undefined {
  if (given === undefined) return undefined;
  const path = given === "-" ? "/dev/stdout" : resolve(io.cwd, given);
  const isInput = lists.some((list) => list !== "-" && isSameFile(resolve(io.cwd, list), path));
  if (isInput && !isFile(path)) {
    throw new UsageError({
      en: `--failed-to "${visible(given)}" is being read as a list and is no file`,
      zh: `--failed-to “${visible(given)}”正作为列表读取，且不是普通文件`,
    });
  }
  return { path, isInput };
}

/** Whether a path is a file; the reader of a missing one reports it. */
function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return true;
  }
}

/** Whether two paths lead to one file, as links and case allow. */
function isSameFile(path: string, other: string): boolean {
  if (path === other) return true;
  try {
    return Deno.realPathSync(path) === Deno.realPathSync(other);
  } catch {
    return false;
  }
}

/** Converts a reader's own errors to usage errors. */
function asUsage<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    const isExpected = error instanceof PlanError || error instanceof ChecksumError;
    throw isExpected ? new UsageError(error.text) : error;
  }
}

function entryOf(url: string, given: Given): Entry {
  asUsage(() => parseUrl(url));
  const { out, checksum } = given;
  return {
    urls: [url],
    ...(out === undefined ? {} : { out: requireName(out) }),
    ...(checksum === undefined ? {} : { checksum: asUsage(() => parseChecksum(checksum)) }),
  };
}

/** Refuses a name that is not safe: one changed silently would not be where the user looks for it. */
function requireName(out: string): string {
  if (out.trim() === "" || /[/\\]$/.test(out)) {
    throw new UsageError({ en: "--out needs a file name", zh: "--out 需要一个文件名" });
  }
  if (/^(?:[/\\]|[A-Za-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)/.test(out)) {
    throw new UsageError({
      en: `--out "${visible(out)}" leads out of the folder; choose another one with --dir`,
      zh: `--out “${visible(out)}”超出了保存文件夹；请用 --dir 指定其他文件夹`,
    });
  }
  return out;
}

function templateOf(text: string): DownloadConfig["template"] {
  try {
    return parseTemplate(text);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const part = visible(error.part);
    throw new UsageError({
      en: `--as does not know ${part}; it knows {n} {name} {stem} {ext} {host} {path}`,
      zh: `--as 不认识 ${part}；可用的有 {n} {name} {stem} {ext} {host} {path}`,
    });
  }
}

function decideShow(given: Given, io: Io): CommandConfig["show"] {
  if (given.json) return "json";
  if (given.quiet || given.progress === "none") return given.quiet ? "lines" : "none";
  if (given.progress === "bars" || given.progress === "lines") return given.progress;
  // The file's content appears where the bars would be.
  if (given.out === "-" && io.stdout.isTerminal) return "lines";
  const canDraw = io.stderr.isTerminal && !io.isInBackground && io.env("TERM") !== "dumb";
  return canDraw ? "bars" : "lines";
}

const MIN_SPEED_SECONDS = 30;

function minSpeedOf(given: Given): DownloadConfig["minSpeed"] {
  const bytesPerSecond = given["min-speed"];
  const seconds = given["min-speed-time"];
  if (bytesPerSecond !== undefined) {
    return { bytesPerSecond, overMs: Math.round((seconds ?? MIN_SPEED_SECONDS) * 1000) };
  }
  if (seconds === undefined) return undefined;
  throw new UsageError({
    en: "--min-speed-time needs --min-speed",
    zh: "--min-speed-time 需要与 --min-speed 一起使用",
  });
}
