import { join, resolve } from "../cli/path.ts";
import { CommandError, UsageError } from "../cli/errors.ts";
import { type Io, tell, visible } from "../cli/io.ts";
import type { Text } from "../cli/language.ts";
import { ChecksumError } from "./model/checksum.ts";
import { ChecksumTable } from "./model/checksum_table.ts";
import { SYSTEM_CLOCK } from "./model/clock.ts";
import type { DownloadConfig } from "./model/config.ts";
import { readReason } from "../cli/file_reason.ts";
import { runDownloads } from "./run/engine.ts";
import { exitCodeFor, type TransferError } from "./model/errors.ts";
import type { TransferEvent } from "./model/events.ts";
import type { Entry } from "./model/job.ts";
import { retryLine } from "./report/words.ts";

/** A checksums file of a million lines has 100 MB; more than that is something else. */
const MAX_BYTES = 256 << 20;

/**
 * Reads all checksums files, from disk or by URL.
 *
 * @returns `undefined` where none was given
 * @throws {UsageError} where one cannot be read or holds anything else
 * @throws {CommandError} where one cannot be fetched
 */
export async function loadChecksums(
  sources: readonly string[],
  config: DownloadConfig,
  io: Io,
): Promise<ChecksumTable | undefined> {
  if (sources.length === 0) return undefined;
  const table = new ChecksumTable();
  for (const source of sources) {
    const text = /^https?:/i.test(source)
      ? await fetchText(source, config, io)
      : await readText(source, io);
    try {
      table.add(text);
    } catch (error) {
      if (!(error instanceof ChecksumError)) throw error;
      throw new UsageError(unreadable(source, error.text));
    }
  }
  return table;
}

async function readText(path: string, io: Io): Promise<string> {
  try {
    return await Deno.readTextFile(resolve(io.cwd, path));
  } catch (error) {
    throw new UsageError(unreadable(path, readReason(error)));
  }
}

/** Fetched as any file is: by the same rules on redirects, certificates, headers and retries. */
async function fetchText(url: string, config: DownloadConfig, io: Io): Promise<string> {
  const dir = await Deno.makeTempDir({ prefix: "coplay-" });
  let failure: TransferError | undefined;
  const emit = (event: TransferEvent) => {
    if (event.type === "failed") failure = event.error;
    if (event.type !== "retry") return;
    tell(io, retryLine(event.job, event.error, event.delayMs));
  };
  try {
    await runDownloads(only({ urls: [url], out: "checksums" }), {
      ...config,
      dir,
      checksums: undefined,
      doesExtract: false,
      maxSize: MAX_BYTES,
    }, { emit, signal: io.signal, clock: SYSTEM_CLOCK, random: Math.random });
    io.signal.throwIfAborted();
    if (failure) {
      throw new CommandError(unreadable(url, failure.text), exitCodeFor([failure.kind]));
    }
    return await Deno.readTextFile(join(dir, "checksums"));
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

async function* only(entry: Entry): AsyncGenerator<Entry> {
  yield await Promise.resolve(entry);
}

function unreadable(source: string, reason: Text): Text {
  return {
    en: `Cannot read the checksums "${visible(source)}": ${reason.en}`,
    zh: `无法读取校验和“${visible(source)}”：${reason.zh}`,
  };
}
