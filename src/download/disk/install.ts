import { join } from "../../cli/path.ts";
import { diskErrorCode } from "../../cli/file_reason.ts";
import { type HeldFileOptions, whenLetGo } from "../../cli/held_file.ts";
import { diskError } from "./disk_error.ts";
import { TransferError } from "../model/errors.ts";
import { type IfExists, replaces } from "../model/config.ts";
import { exists } from "./exists.ts";
import { numberedName } from "../names/filename.ts";
import type { Target } from "../model/job.ts";
import { removeIfThere } from "./remove_if_there.ts";

/** The highest number to try for a free name. */
const MAX_NUMBER = 9999;

/**
 * Errors of file systems without hard links. There the name is checked and then taken, in two steps, because no single
 * step exists.
 */
const NO_LINK_CODES = new Set([
  "EPERM",
  "ENOTSUP",
  "EOPNOTSUPP",
  "ENOSYS",
  "EMLINK",
  "EXDEV",
  "EINVAL",
  // ERROR_INVALID_FUNCTION, what Windows says of FAT and exFAT, by the name that Deno gives it.
  "EISDIR",
]);

/** Gives a file a new name if that is free, in one step. @returns whether it was free */
function takeFreeName(from: string, to: string): boolean {
  try {
    Deno.linkSync(from, to);
  } catch (error) {
    const code = diskErrorCode(error) ?? "";
    if (code === "EEXIST") return false;
    if (!NO_LINK_CODES.has(code)) throw error;
    if (exists(to)) return false;
    Deno.renameSync(from, to);
    return true;
  }
  removeIfThere(from);
  return true;
}

/**
 * Gives a finished part its name in one atomic step, so that the name only ever stands for the whole file. A name that
 * another file has taken meanwhile is overwritten only with `overwrite`.
 *
 * @param ifExists `ask again` is for workers that share a queue and a folder: another worker may have installed this
 * very file, and a further attempt finds that out
 * @returns the path of the file
 * @throws {TransferError} of kind `disk`
 */
export function install(
  partPath: string,
  target: Target,
  ifExists: IfExists | "ask again",
): string {
  try {
    return takeName(partPath, target, ifExists);
  } catch (error) {
    throw diskError(error);
  }
}

/** As {@linkcode install}, but on Windows it waits while another program holds one of the two files. */
export async function installPatiently(
  partPath: string,
  target: Target,
  { ifExists, ...held }: HeldFileOptions & { readonly ifExists: IfExists | "ask again" },
): Promise<string> {
  try {
    return await whenLetGo(() => takeName(partPath, target, ifExists), held);
  } catch (error) {
    throw diskError(error);
  }
}

/** @throws the file system's error, or {@linkcode TransferError} where the name is taken */
function takeName(partPath: string, target: Target, ifExists: IfExists | "ask again"): string {
  const path = join(target.dir, target.name);
  if (ifExists !== "ask again" && replaces(ifExists)) {
    Deno.renameSync(partPath, path);
    return path;
  }
  if (takeFreeName(partPath, path)) return path;
  if (ifExists === "ask again") throw justTaken();
  if (ifExists !== "rename") throw nameTaken();
  for (let number = 1; number <= MAX_NUMBER; number++) {
    const candidate = join(target.dir, numberedName(target.name, number));
    if (takeFreeName(partPath, candidate)) return candidate;
  }
  throw nameTaken();
}

/**
 * Gives a finished part a name if that is free.
 *
 * @returns whether it was free
 * @throws {TransferError} of kind `disk`
 */
export async function installIfFree(partPath: string, { dir, name }: Target): Promise<boolean> {
  try {
    return await whenLetGo(() => takeFreeName(partPath, join(dir, name)));
  } catch (error) {
    throw diskError(error);
  }
}

/** Makes the error for a name that is taken and must not be replaced. */
export function nameTaken(): TransferError {
  return new TransferError("disk", {
    en: "a file of that name is there already",
    zh: "已有同名文件",
  });
}

function justTaken(): TransferError {
  return new TransferError("disk", {
    en: "another worker has just saved a file of that name",
    zh: "另一台机器刚刚保存了同名文件",
  }, { isLocked: true, discardsPart: true });
}

/** Errors of a disk that has lost data. */
const LOSSES: ReadonlySet<string> = new Set(["EIO", "ENOSPC", "EDQUOT"]);

/** Flushes a folder's entries to the disk, so that a new name survives a power cut. */
export function syncFolder(dir: string): void {
  try {
    const folder = Deno.openSync(dir, { read: true });
    try {
      folder.syncSync();
    } finally {
      // Not `using`: deno bundle --minify drops it where the value is used only once, and the folder would stay open.
      folder.close();
    }
  } catch (error) {
    // Windows and some network file systems cannot flush a folder; their own journal keeps the name there.
    if (LOSSES.has(diskErrorCode(error) ?? "")) throw diskError(error);
  }
}
