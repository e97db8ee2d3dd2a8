import { join } from "../../cli/path.ts";
import { diskErrorCode } from "../../cli/file_reason.ts";
import { diskError } from "./disk_error.ts";
import { TransferError } from "../model/errors.ts";
import { type IfExists, replaces } from "../model/config.ts";
import { exists } from "./exists.ts";
import { numberedName } from "../names/filename.ts";
import type { Target } from "../model/job.ts";
import { removeIfThere } from "./remove_if_there.ts";

/** Names tried before a folder counts as full of them. */
const MAX_NUMBER = 9999;

/** Where the file system has no hard links, the name is checked and then taken: not one step, but the best there is. */
const NO_LINK_CODES = new Set([
  "EPERM",
  "ENOTSUP",
  "EOPNOTSUPP",
  "ENOSYS",
  "EMLINK",
  "EXDEV",
  "EINVAL",
]);

/** Gives a file a name that must be free, in one step. @returns whether it was free */
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
 * Gives a finished part its name, in one atomic step, so that the name never stands for anything but the whole
 * file. A name that was taken in the meantime is never overwritten unless that was asked for.
 *
 * @param ifExists `ask again` is for workers that share a queue and a folder: whoever was first may have installed
 * this very file, which a further attempt finds out
 * @returns the path it has now
 * @throws {TransferError} of kind `disk`
 */
export function install(
  partPath: string,
  target: Target,
  ifExists: IfExists | "ask again",
): string {
  const path = join(target.dir, target.name);
  try {
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
  } catch (error) {
    throw diskError(error);
  }
}

/**
 * Gives a finished part a name if nothing has it.
 *
 * @returns whether it was free
 * @throws {TransferError} of kind `disk`
 */
export function installIfFree(partPath: string, { dir, name }: Target): boolean {
  try {
    return takeFreeName(partPath, join(dir, name));
  } catch (error) {
    throw diskError(error);
  }
}

/** A file of that name is there, and it may not be replaced. */
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

/** What a disk says that has lost something. */
const LOSSES: ReadonlySet<string> = new Set(["EIO", "ENOSPC", "EDQUOT"]);

/** Writes a folder's entries through to the disk, so that a new name survives a power cut. */
export function syncFolder(dir: string): void {
  try {
    const folder = Deno.openSync(dir, { read: true });
    try {
      folder.syncSync();
    } finally {
      // Not by `using`: deno bundle --minify drops it where the value is used once, and with it the end.
      folder.close();
    }
  } catch (error) {
    // Windows and some network file systems cannot; there the name's own journal has to do.
    if (LOSSES.has(diskErrorCode(error) ?? "")) throw diskError(error);
  }
}
