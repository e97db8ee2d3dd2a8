import { visible } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";
import { diskError } from "./disk_error.ts";
import type { HiddenFile } from "./hidden_file.ts";
import { lockFolder } from "./part_lock.ts";
import { scratchPath } from "./part_paths.ts";
import { removeIfThere } from "./remove_if_there.ts";

/** The most folders to keep locked at once; each costs an open handle. */
const MAX_FOLDERS = 64;

/**
 * Writes small files before they take their names. Each folder has one hidden scratch name. The run that holds the
 * folder's lock uses it for one file after another, and writes, dates and renames each file without waiting in between.
 * A part file for each would have to be opened, locked and checked, which is half of a small file's cost on the disk.
 */
export class ScratchFiles {
  /** The locked folders, the latest at the end; `undefined` where another run has the lock, or locking failed. */
  readonly #folders = new Map<string, Deno.FsFile | undefined>();
  readonly #onBusy: ((text: Text) => void) | undefined;
  #isBusyTold = false;

  /** @param onBusy is called, once, when another run saves files in a folder of this one @default {none} */
  constructor(onBusy?: (text: Text) => void) {
    this.#onBusy = onBusy;
  }

  /** Tries, once, to get the scratch name of a folder for this run, and removes what a kill left under it. */
  claim(dir: string): Promise<void> | undefined {
    return this.#folders.has(dir) ? undefined : this.#claim(dir);
  }

  async #claim(dir: string): Promise<void> {
    this.#folders.set(dir, undefined);
    const folder = await holdFolder(dir, () => this.#tellBusy(dir));
    if (!folder) return;
    this.#folders.set(dir, folder);
    if (this.#folders.size <= MAX_FOLDERS) return;
    const [oldest, file] = this.#folders.entries().next().value!;
    this.#folders.delete(oldest);
    file?.close();
  }

  /**
   * Writes a small file under a folder's scratch name. The caller must rename or discard it before awaiting anything.
   *
   * @returns `undefined` where another run has the name
   * @throws {TransferError} of kind `disk`
   */
  write(dir: string, bytes: Uint8Array): HiddenFile | undefined {
    if (this.#folders.get(dir) === undefined) return undefined;
    const path = scratchPath(dir);
    try {
      // createNew refuses to follow a link that another user may have planted under this name.
      Deno.writeFileSync(path, bytes, { createNew: true });
    } catch (error) {
      if (error instanceof Deno.errors.AlreadyExists) return this.#giveUp(dir);
      removeIfThere(path);
      throw diskError(error);
    }
    return new ScratchFile(path);
  }

  #tellBusy(dir: string): void {
    if (this.#isBusyTold) return;
    this.#isBusyTold = true;
    const shown = visible(dir);
    this.#onBusy?.({
      en: `Another coplay is saving files in "${shown}", too`,
      zh: `另一个 coplay 也正在向“${shown}”保存文件`,
    });
  }

  #giveUp(dir: string): undefined {
    this.#folders.get(dir)?.close();
    this.#folders.set(dir, undefined);
  }

  /** Unlocks all folders. */
  close(): void {
    for (const file of this.#folders.values()) file?.close();
    this.#folders.clear();
  }
}

/** Locks a folder. Where the system cannot lock folders, each small file gets a part of its own. */
async function holdFolder(dir: string, onBusy: () => void): Promise<Deno.FsFile | undefined> {
  const folder = await lockFolder(dir).catch(() => undefined);
  if (folder === "busy") onBusy();
  if (folder === "busy" || folder === undefined) return undefined;
  try {
    removeIfThere(scratchPath(dir));
    return folder;
  } catch {
    // The folder counts as locked by another run.
    folder.close();
    return undefined;
  }
}

/** A small file under its folder's scratch name. */
class ScratchFile implements HiddenFile {
  readonly path: string;
  #isOver = false;

  constructor(path: string) {
    this.path = path;
  }

  get content(): string {
    return this.path;
  }

  setTime(modifiedMs: number): void {
    try {
      Deno.utimeSync(this.path, modifiedMs / 1000, modifiedMs / 1000);
    } catch {
      // A missing time only costs a later download; see HiddenFile.
    }
  }

  modifiedMs(): number | undefined {
    return Deno.lstatSync(this.path).mtime?.getTime();
  }

  sync(): void {
    try {
      const file = Deno.openSync(this.path, { read: true, write: true });
      try {
        file.syncSync();
      } finally {
        file.close();
      }
    } catch (error) {
      throw diskError(error);
    }
  }

  finish(): void {
    this.#isOver = true;
  }

  discard(): void {
    if (!this.#isOver) removeIfThere(this.path);
    this.#isOver = true;
  }

  [Symbol.dispose](): void {
    this.discard();
  }
}
