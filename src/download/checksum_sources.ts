import { resolve } from "node:path";
import { UsageError } from "../cli/errors.ts";
import { type Io, visible } from "../cli/io.ts";
import type { Text } from "../cli/language.ts";
import { ChecksumError } from "./checksum.ts";
import { ChecksumTable } from "./checksum_table.ts";
import { diskReason } from "./disk_error.ts";
import { networkError } from "./network_error.ts";

/** A checksums file of a million lines has 100 MB; more than that is something else. */
const MAX_BYTES = 256 << 20;
const TIMEOUT_MS = 30_000;

/**
 * Reads all checksums files, from disk or by URL.
 *
 * @returns `undefined` where none was given
 * @throws {UsageError} where one cannot be read or holds anything else
 */
export async function loadChecksums(
  sources: readonly string[],
  io: Io,
): Promise<ChecksumTable | undefined> {
  if (sources.length === 0) return undefined;
  const table = new ChecksumTable();
  for (const source of sources) {
    const text = /^https?:/i.test(source)
      ? await fetchText(source, io)
      : await readText(source, io);
    try {
      table.add(text);
    } catch (error) {
      if (!(error instanceof ChecksumError)) throw error;
      throw unreadable(source, error.text);
    }
  }
  return table;
}

async function readText(path: string, io: Io): Promise<string> {
  try {
    return await Deno.readTextFile(resolve(io.cwd, path));
  } catch (error) {
    throw unreadable(
      path,
      error instanceof Deno.errors.NotFound
        ? { en: "there is no such file", zh: "文件不存在" }
        : diskReason(error),
    );
  }
}

async function fetchText(url: string, io: Io): Promise<string> {
  try {
    const signal = AbortSignal.any([io.signal, AbortSignal.timeout(TIMEOUT_MS)]);
    const response = await fetch(url, { signal });
    const length = Number(response.headers.get("content-length") ?? 0);
    if (!response.ok || length > MAX_BYTES) {
      await response.body?.cancel();
      throw unreadable(url, {
        en: response.ok ? "it is too large" : `the server answered ${response.status}`,
        zh: response.ok ? "文件过大" : `服务器返回 ${response.status}`,
      });
    }
    return await response.text();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw unreadable(url, networkError(error).text);
  }
}

function unreadable(source: string, reason: Text): UsageError {
  return new UsageError({
    en: `Cannot read the checksums "${visible(source)}": ${reason.en}`,
    zh: `无法读取校验和“${visible(source)}”：${reason.zh}`,
  });
}
