import { ask } from "../cli/ask.ts";
import { type Command, helpOf, runCommand } from "../cli/command_line/command.ts";
import { CommandError, UsageError } from "../cli/errors.ts";
import { type Io, tell, visible } from "../cli/io.ts";
import { loadChecksums } from "./checksum_sources.ts";
import { SYSTEM_CLOCK } from "./model/clock.ts";
import { type CommandConfig, decideDownload } from "./ask/decide.ts";
import { diskReason } from "../cli/file_reason.ts";
import { exitCodeOf } from "./exit_code.ts";
import { runDownloads } from "./run/engine.ts";
import { exitCodeFor } from "./model/errors.ts";
import type { Summary } from "./model/events.ts";
import { Folders } from "./disk/folders.ts";
import { DOWNLOAD_OPTIONS } from "./ask/options.ts";
import type { ChecksumTable } from "./model/checksum_table.ts";
import { type Preview, previewInput } from "./input/preview.ts";
import { chooseReporter } from "./report/choose_reporter.ts";
import { FailedList } from "./report/failed_list.ts";
import type { Reporter } from "./report/reporter.ts";
import { areRereadable, isPipe, openList, readSources } from "./input/sources.ts";
import { SUMMARIES } from "../cli/command_line/summaries.ts";

const command: Command<typeof DOWNLOAD_OPTIONS, CommandConfig> = {
  name: "download",
  summary: SUMMARIES.download,
  usage: [
    { en: "download [OPTIONS] URL...", zh: "download [选项] 网址..." },
    { en: "download [OPTIONS] -i LIST -d DIR", zh: "download [选项] -i 列表 -d 文件夹" },
  ],
  options: DOWNLOAD_OPTIONS,
  environment: [
    {
      name: "http_proxy, https_proxy, all_proxy",
      does: {
        en:
          "Go through this proxy: http://, https:// or socks5://, where need be with USER:PASSWORD@",
        zh: "使用的代理：http://、https:// 或 socks5://，必要时写上 用户名:密码@",
      },
    },
    {
      name: "no_proxy",
      does: {
        en:
          "Hosts, domains and networks to reach without a proxy, separated by commas; * means all",
        zh: "不经代理访问的主机、域名和网段，用逗号分隔；* 表示全部",
      },
    },
  ],
  examples: [
    {
      command: "coplay download https://example.org/a.zip",
      does: { en: "Fetch one file into this folder", zh: "下载一个文件到当前文件夹" },
    },
    {
      command: "coplay download -i list.txt -d pictures -j 32 --as '{n}.gif'",
      does: {
        en: "Fetch a list, 32 at once, as 1.gif, 2.gif …",
        zh: "下载列表，同时 32 个，命名为 1.gif、2.gif……",
      },
    },
    {
      command: "coplay download -i list.txt --json --failed-to again.ndjson",
      does: {
        en: "For scripts: events on stdout, and what failed as a new list",
        zh: "供脚本使用：事件写到标准输出，失败项另存为新列表",
      },
    },
  ],
  foreign: {
    "-O": { en: "to name the file: -o NAME", zh: "指定文件名请用 -o 名称" },
    "-P": { en: "to name the folder: -d DIR", zh: "指定文件夹请用 -d 文件夹" },
    "-L": { en: "redirects are followed without it", zh: "重定向总会跟随，无需此选项" },
    "-C": { en: "downloads are resumed without it", zh: "下载总会续传，无需此选项" },
    "-s": { en: "for silence: -q", zh: "不显示进度请用 -q" },
    "-x": { en: "for connections to one file: -c N", zh: "单个文件的连接数请用 -c N" },
    "-k": {
      en: "certificates are always checked; --ca FILE trusts one of your own",
      zh: "证书总会检查；信任自己的证书请用 --ca 文件",
    },
  },
  decide: decideDownload,
  run: download,
};

async function download(config: CommandConfig, io: Io): Promise<number> {
  await requireReadable(config, io);
  const expected = config.queue?.kind === "work" ? undefined : await lookAhead(config, io);
  if (config.queue?.kind === "enqueue") {
    const { enqueue } = await import("./queue/enqueue.ts");
    return await enqueue(config, config.queue, io);
  }
  if (config.output) {
    const { fetchToStdout } = await import("./to_stdout.ts");
    return await fetchToStdout(config, config.output, io);
  }
  const checksums = await loadChecksums(config, io);
  const folders = new Folders();
  makeFolder(config.download.dir, folders);
  const failedList = config.failedTo &&
    await FailedList.open(config.failedTo, { dir: config.download.dir, io });
  const reporter = chooseReporter(config, io, { expected, failedList });
  let isWhole = false;
  try {
    const summary = await runConfig(config, { checksums, folders, reporter, io });
    isWhole = !summary.isInterrupted;
    return exitCodeOf(summary, io);
  } finally {
    await failedList?.close(isWhole);
  }
}

async function runConfig(
  config: CommandConfig,
  { checksums, folders, reporter, io }: {
    checksums: ChecksumTable | undefined;
    folders: Folders;
    reporter: Reporter;
    io: Io;
  },
): Promise<Summary> {
  const download = { ...config.download, checksums };
  if (config.queue?.kind === "work") {
    const { work } = await import("./queue/work.ts");
    return await work(config.queue, { download, reporter, folders, io });
  }
  return await runDownloads(readSources(config.entries, config.lists, io), download, {
    emit: (event) => reporter.event(event),
    signal: io.signal,
    clock: SYSTEM_CLOCK,
    random: Math.random,
    folders,
    ...(reporter.progressMs === undefined ? {} : { progressMs: reporter.progressMs }),
  });
}

/** Ends the run before any download starts if a list cannot be read. */
async function requireReadable({ lists }: CommandConfig, io: Io): Promise<void> {
  for (const list of lists) {
    // A pipe can be opened only once, so opening it here would lose its content.
    if (list !== "-" && !await isPipe(list, io)) (await openList(list, io)).close();
  }
}

/**
 * Reports problems of the input before any download starts, as far as the input can be read twice. Where `--quiet` asks
 * for no report and no problem would end the run, reading the input only once saves a tenth of a long list's time.
 *
 * @returns the number of files; `undefined` where it is unknown before the input has been read
 */
async function lookAhead(
  { download, entries, lists, isQuiet }: CommandConfig,
  io: Io,
): Promise<number | undefined> {
  if (lists.length === 0 && entries.length === 1) return 1;
  const isForbidden = download.isStrict || download.ifExists !== "rename";
  if ((isQuiet && !isForbidden) || !await areRereadable(lists, io)) return undefined;
  const preview = await previewInput(readSources(entries, lists, io), download);
  tellClashes(preview, isForbidden, io);
  if (!download.isStrict || preview.wrongCount === 0) return preview.count;
  for (const text of preview.wrong) tell(io, text);
  throw new UsageError({
    en: `${preview.wrongCount} ${preview.wrongCount === 1 ? "line" : "lines"} cannot be used, ` +
      "and --strict is set; nothing was started",
    zh: `有 ${preview.wrongCount} 行无法使用（--strict）；没有开始任何下载`,
  });
}

function tellClashes(preview: Preview, isForbidden: boolean, io: Io): void {
  if (preview.clashCount === 0) return;
  for (const text of preview.clashes) tell(io, text);
  const count = preview.clashCount;
  if (isForbidden) {
    throw new UsageError({
      en: `${count} ${count === 1 ? "file has" : "files have"} the name of another; nothing was ` +
        "started. Give other names with out= or --as",
      zh: `有 ${count} 个文件重名；没有开始任何下载。请用 out= 或 --as 指定其他名称`,
    });
  }
  const text = {
    en: count === 1
      ? "1 file has the name of another and is numbered"
      : `${count} files have the name of another and are numbered`,
    zh: `有 ${count} 个文件重名，将加上编号保存`,
  };
  tell(io, text);
}

function makeFolder(dir: string, folders: Folders): void {
  try {
    folders.make(dir);
  } catch (error) {
    const reason = diskReason(error);
    throw new CommandError({
      en: `Cannot use the folder "${visible(dir)}": ${reason.en}`,
      zh: `无法使用文件夹“${visible(dir)}”：${reason.zh}`,
    }, exitCodeFor(["disk"]));
  }
}

/** Runs `coplay download`. */
export function run(args: readonly string[], io: Io): Promise<number> {
  return runCommand(command, args, io);
}

/** The help of the command. */
export const help = helpOf(command);

const WHICH_URLS = { en: "Addresses to fetch: ", zh: "要下载的网址：" };

/** Asks for URLs and fetches them into the current folder; for a user who gave none. */
export async function runAlone(io: Io): Promise<number> {
  const answer = await ask(io, WHICH_URLS);
  return await run(["--", ...(answer ?? "").split(/\s+/).filter(Boolean)], io);
}
