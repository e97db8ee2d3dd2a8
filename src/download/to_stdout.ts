import { CommandError, EXIT } from "../cli/errors.ts";
import { diskReason } from "../cli/file_reason.ts";
import type { Io, Output } from "../cli/io.ts";
import type { CommandConfig, OutputConfig } from "./ask/decide.ts";
import { loadChecksums } from "./checksum_sources.ts";
import { exitCodeOf } from "./exit_code.ts";
import { readSources } from "./input/sources.ts";
import { SYSTEM_CLOCK } from "./model/clock.ts";
import { TransferError } from "./model/errors.ts";
import type { TransferEvent } from "./model/events.ts";
import type { PassOn } from "./model/pass_on.ts";
import { chooseReporter } from "./report/choose_reporter.ts";
import { runDownloads } from "./run/engine.ts";

/** The size of the pieces in which a file is copied. */
const COPY_BYTES = 1 << 20;

/**
 * Fetches one file into a folder of its own, and writes it to stdout once its length and digest have been verified. A
 * file of unknown length and without a checksum is written as it arrives. All messages go to stderr.
 */
export async function fetchToStdout(
  config: CommandConfig,
  { to, dir }: OutputConfig,
  io: Io,
): Promise<number> {
  const checksums = await loadChecksums(config, io);
  const folder = await makeFolder(dir);
  const results = new ResultBytes(to === "stdout" ? io.stdout : undefined);
  const reporter = chooseReporter(config, { ...io, size: () => io.size(), stdout: io.stderr }, {
    expected: 1,
    failedList: undefined,
  });
  let path: string | undefined;
  const emit = (event: TransferEvent) => {
    if (event.type === "done") ({ path } = event.arrival);
    reporter.event(event);
  };
  try {
    const download = { ...config.download, dir: folder, checksums, passOn: results };
    const summary = await runDownloads(readSources(config.entries, [], io), download, {
      emit,
      signal: io.signal,
      clock: SYSTEM_CLOCK,
      random: Math.random,
      ...(reporter.progressMs === undefined ? {} : { progressMs: reporter.progressMs }),
    });
    if (path !== undefined) results.copyRest(path);
    return exitCodeOf(summary, io);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Creates the folder. @param dir its parent @default {the system's folder for temporary files} */
async function makeFolder(dir: string | undefined): Promise<string> {
  try {
    if (dir !== undefined) await Deno.mkdir(dir, { recursive: true });
    return await Deno.makeTempDir({ prefix: ".coplay-", ...(dir === undefined ? {} : { dir }) });
  } catch (error) {
    const { en, zh } = diskReason(error);
    throw new CommandError({
      en: `Cannot make a folder for what is not yet verified: ${en}`,
      zh: `无法为尚未校验的数据创建文件夹：${zh}`,
    }, EXIT.disk);
  }
}

/** Writes the bytes of one file to stdout, or nowhere. */
class ResultBytes implements PassOn {
  readonly #output: Output | undefined;
  #sentBytes = 0;

  constructor(output: Output | undefined) {
    this.#output = output;
  }

  begin(): void {
    if (this.#sentBytes === 0) return;
    throw new TransferError("network", {
      en: "the file would begin anew, and what was written to stdout cannot be taken back",
      zh: "文件需要从头开始，而已写到标准输出的数据无法收回",
    });
  }

  take(bytes: Uint8Array, at: number): void {
    const fresh = bytes.subarray(Math.max(0, this.#sentBytes - at));
    if (this.#write(fresh)) return;
    // The reader closed the pipe because it has enough, so no error is reported.
    throw new TransferError("interrupted", {
      en: "nobody reads stdout any more",
      zh: "标准输出已无人读取",
    });
  }

  /** Writes the bytes of a finished file that have not been written. */
  copyRest(path: string): void {
    const file = Deno.openSync(path, { read: true });
    try {
      file.seekSync(this.#sentBytes, Deno.SeekMode.Start);
      const buffer = new Uint8Array(COPY_BYTES);
      for (let count; (count = file.readSync(buffer)) !== null;) {
        if (!this.#write(buffer.subarray(0, count))) return;
      }
    } finally {
      file.close();
    }
  }

  #write(bytes: Uint8Array): boolean {
    this.#sentBytes += bytes.length;
    return this.#output?.writeBytes(bytes) ?? true;
  }
}
