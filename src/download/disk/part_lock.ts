import { TransferError } from "../model/errors.ts";
import type { Target } from "../model/job.ts";
import { JournalFile } from "./journal_file.ts";
import { journalPath } from "./part_paths.ts";

function busy(): TransferError {
  return new TransferError("busy", {
    en: "another coplay is fetching this file into this folder",
    zh: "另一个 coplay 正在向此文件夹下载此文件",
  }, { isLocked: true });
}

/**
 * Whether the path still leads to the opened file. A run that held the lock may have renamed the part to its target.
 */
function isStill(path: string, opened: Deno.FileInfo): boolean {
  try {
    return Deno.lstatSync(path).ino === opened.ino;
  } catch {
    return false;
  }
}

/**
 * How long a lock may seem taken before it counts as taken. A process that is being started holds its parent's open files
 * until its program runs, and with them a lock that the parent has just given back.
 */
const TAKEN_MS = 250;

/** The pause between two tries to lock. */
const TRY_AGAIN_MS = 5;

/** How long to wait for a lock where the runtime cannot ask whether it is free; taking a free lock is much faster. */
const LOCK_WAIT_MS = 2000;

/** Locks a file or folder unless another run has locked it. @returns whether it is locked now */
export async function lock(file: Deno.FsFile): Promise<boolean> {
  const { tryLockSync }: Partial<Deno.FsFile> = file;
  if (!tryLockSync) return await waitForLock(file);
  const end = performance.now() + TAKEN_MS;
  while (!tryLockSync.call(file, true)) {
    if (performance.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
  }
  return true;
}

async function waitForLock(file: Deno.FsFile): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, LOCK_WAIT_MS, false);
  });
  // If the lock is granted too late, the file is closed by then, which also ends the lock.
  const granted = file.lock(true).then(() => true);
  return await Promise.race([granted, late]).finally(() => clearTimeout(timer));
}

/**
 * Locks a folder for as long as the handle is open.
 *
 * @returns `busy` where another run has locked it
 * @throws the system's error where it cannot lock folders
 */
export async function lockFolder(dir: string): Promise<Deno.FsFile | "busy"> {
  const folder = Deno.openSync(dir, { read: true });
  try {
    if (await lock(folder)) return folder;
  } catch (error) {
    folder.close();
    throw error;
  }
  folder.close();
  return "busy";
}

/** Creates and locks a part file; the name must be free. */
export async function createLocked(target: Target, path: string): Promise<Deno.FsFile> {
  // createNew refuses to follow a link that another user may have planted under this name.
  const file = Deno.openSync(path, { read: true, write: true, createNew: true });
  try {
    // Another run may have opened the new file before the lock; then the part belongs to that run.
    const isLocked = await lock(file);
    const now = file.statSync();
    if (!isLocked || now.size > 0 || !isStill(path, now)) throw busy();
    // A kill may have left the journal of a removed part, which must not claim bytes of this one.
    const journal = new JournalFile(journalPath(target));
    if (journal.isThere) journal.remove();
  } catch (error) {
    file.close();
    throw error;
  }
  return file;
}

/** Opens and locks the existing part file; returns `undefined` after removing one that is useless. */
export async function reopenLocked(path: string): Promise<Deno.FsFile | undefined> {
  const before = Deno.lstatSync(path);
  if (!before.isFile) {
    throw new TransferError("disk", {
      en: "something that is not a file has the part file's name",
      zh: "分片文件名已被非普通文件占用",
    });
  }
  // A second name shows that the file is finished: a kill came between adding the one name and removing the other.
  if ((before.nlink ?? 1) > 1) {
    Deno.removeSync(path);
    return undefined;
  }
  const file = Deno.openSync(path, { read: true, write: true });
  try {
    const after = file.statSync();
    const isSame = after.ino === before.ino && after.dev === before.dev;
    if (!isSame || !await lock(file) || !isStill(path, after)) throw busy();
  } catch (error) {
    file.close();
    throw error;
  }
  return file;
}
