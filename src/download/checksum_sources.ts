import { join } from "../cli/path.ts";
import { CommandError, EXIT, UsageError } from "../cli/errors.ts";
import { type Io, tell, visible } from "../cli/io.ts";
import type { Text } from "../cli/language.ts";
import { ChecksumError } from "./model/checksum.ts";
import { readChecksumText } from "./model/checksum_text.ts";
import { ChecksumTable } from "./model/checksum_table.ts";
import { SYSTEM_CLOCK } from "./model/clock.ts";
import type { DownloadConfig } from "./model/config.ts";
import { diskReason, readReason } from "../cli/file_reason.ts";
import { runDownloads } from "./run/engine.ts";
import { exitCodeFor, type TransferError } from "./model/errors.ts";
import type { TransferEvent } from "./model/events.ts";
import type { Entry } from "./model/job.ts";
import { decodeText } from "../encoding/text_decoder.ts";
import { shownUrlText } from "./model/shown_url.ts";
import type { CommandConfig } from "./ask/decide.ts";
import { retryLine } from "./report/words.ts";
import { readNamedFile } from "../cli/process/named_file.ts";

/** The largest checksums file; one with a million lines has 100 MB, so a larger one is something else. */
const MAX_BYTES = 256 << 20;

/**
 * Reads all checksums files, from disk or by URL, and reports odd lines.
 *
 * @returns `undefined` where none was given
 * @throws {UsageError} where one cannot be read or holds anything but checksums
 * @throws {CommandError} where one cannot be fetched
 */
export async function loadChecksums(
  { checksumSources, download, isQuiet }: CommandConfig,
  io: Io,
): Promise<ChecksumTable | undefined> {
  if (checksumSources.length === 0) return undefined;
  const table = new ChecksumTable();
  for (const source of checksumSources) {
    const bytes = /^https?:/i.test(source)
      ? await fetchBytes(source, download, io)
      : readBytes(source, io);
    const { text, guessed } = decodeText(bytes);
    const warnings = guessed === undefined ? [] : [guessText(guessed)];
    try {
      const sums = readChecksumText(text, source);
      if (download.isStrict && sums.strayLines) {
        throw new UsageError(unreadable(source, sums.strayLines));
      }
      table.add(sums.lines);
      warnings.push(...sums.warnings);
    } catch (error) {
      if (!(error instanceof ChecksumError)) throw error;
      throw new UsageError(unreadable(source, error.text));
    }
    if (!isQuiet) { for (const warning of warnings) tell(io, ofSource(source, warning)); }
  }
  return table;
}

function ofSource(source: string, { en, zh }: Text): Text {
  const shown = shownUrlText(source);
  return { en: `${shown}: ${en}`, zh: `${shown}：${zh}` };
}

function guessText(encoding: string): Text {
  return {
    en: `it is not UTF-8 and is read as ${encoding}`,
    zh: `不是 UTF-8，按 ${encoding} 读取`,
  };
}

function readBytes(path: string, io: Io): Uint8Array {
  try {
    return readNamedFile(path, io);
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(unreadable(path, readReason(error)));
  }
}

async function makeTempFolder(url: string): Promise<string> {
  try {
    return await Deno.makeTempDir({ prefix: "coplay-" });
  } catch (error) {
    const { en, zh } = diskReason(error);
    const reason = { en: `no temporary folder: ${en}`, zh: `无法创建临时文件夹：${zh}` };
    throw new CommandError(unreadable(url, reason), EXIT.disk);
  }
}

/** Fetches a checksums file like any other file: by the same rules for redirects, certificates, headers and retries. */
async function fetchBytes(
  url: string,
  config: DownloadConfig,
  io: Io,
): Promise<Uint8Array> {
  const dir = await makeTempFolder(url);
  let failure: TransferError | undefined;
  const emit = (event: TransferEvent) => {
    if (event.type === "failed") failure = event.error;
    if (event.type !== "retry") return;
    tell(io, retryLine(event));
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
    return await Deno.readFile(join(dir, "checksums"));
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
