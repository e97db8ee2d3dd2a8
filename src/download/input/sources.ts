import { resolve } from "../../cli/path.ts";
import { CommandError, UsageError } from "../../cli/errors.ts";
import { type Io, visible } from "../../cli/io.ts";
import { readReason } from "../../cli/file_reason.ts";
import { readList } from "./list_reader.ts";
import type { Entry, ListItem } from "../model/job.ts";

/** Opens a list for reading. @throws {UsageError} where it cannot be read */
export async function openList(path: string, io: Io): Promise<Deno.FsFile> {
  try {
    const file = await Deno.open(resolve(io.cwd, path), { read: true });
    if ((await file.stat()).isDirectory) {
      file.close();
      throw unreadable(path, { en: "it is a folder", zh: "这是一个文件夹" });
    }
    return file;
  } catch (error) {
    throw error instanceof UsageError ? error : unreadable(path, readReason(error));
  }
}

function unreadable(path: string, reason: { en: string; zh: string }): UsageError {
  return new UsageError({
    en: `Cannot read the list "${visible(path)}": ${reason.en}`,
    zh: `无法读取列表“${visible(path)}”：${reason.zh}`,
  });
}

/** Reads the URLs of the command line, then every list in turn, each as a stream. */
export async function* readSources(
  urls: readonly Entry[],
  lists: readonly string[],
  io: Io,
): AsyncGenerator<ListItem> {
  yield* urls;
  for (const list of lists) {
    const bytes = list === "-" ? io.stdin.readable : (await openList(list, io)).readable;
    try {
      yield* readList(bytes, list === "-" ? "stdin" : list);
    } catch (error) {
      const { en, zh } = readReason(error);
      throw new CommandError({
        en: `Cannot read on in the list "${visible(list)}": ${en}`,
        zh: `无法继续读取列表“${visible(list)}”：${zh}`,
      });
    }
  }
}

/** Whether a path is a named pipe, or one that the shell passed as `<(command)`. */
export async function isPipe(path: string, io: Io): Promise<boolean> {
  const info = await Deno.stat(resolve(io.cwd, path)).catch(() => undefined);
  return info?.isFifo === true;
}

/** Whether all lists can be read twice: none is stdin or a pipe. */
export async function areRereadable(lists: readonly string[], io: Io): Promise<boolean> {
  for (const list of lists) {
    if (list === "-") return false;
    const info = await Deno.stat(resolve(io.cwd, list)).catch(() => undefined);
    if (!info?.isFile) return false;
  }
  return true;
}
