import { visible } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";
import { diskError } from "./disk_error.ts";
import type { HiddenFile } from "./hidden_file.ts";
import { lockFolder } from "./part_lock.ts";
import { scratchPath } from "./part_paths.ts";
import { removeIfThere } from "./remove_if_there.ts";

/** Folders whose scratch name is held at once; each costs an open handle. */
const MAX_FOLDERS = 64;

/**
 * Where small files are written before they take their names: one hidden name a folder, which the run that holds
 * the folder's lock uses for one file after another, each written, dated and named without a wait in between. A
 * part of its own, opened, locked and looked at, is half of what a small file costs on the disk.
 */
export class ScratchFiles {
  /** Locked folders, the one that was locked last at the end; `undefined` where another run has the lock, or none can be had. */
  readonly #folders = new Map<string, Deno.FsFile | undefined>();
  readonly #onBusy: ((text: Text) => void) | undefined;
  #isBusyTold = false;

  /** @param onBusy hears, once, that another run saves files in a folder of this one @default {nobody} */
  constructor(onBusy?: (text: Text) => void) {
    this.#onBusy = onBusy;
  }

  /** Tries, once, to make the scratch name of a folder this run's; takes away what a kill left there. */
  async claim(dir: string): Promise<void> {
    if (this.#folders.has(dir)) return;
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
   * Writes a small file under the scratch name of a folder. Nothing may be awaited until it has its own name or is
   * discarded.
   *
   * @returns `undefined` where the name is not this run's
   * @throws {TransferError} of kind `disk`
   */
  write(dir: string, bytes: Uint8Array): HiddenFile | undefined {
    if (this.#folders.get(dir) === undefined) return undefined;
    const path = scratchPath(dir);
    try {
      // createNew refuses to follow a link that somebody planted under this name.
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

  /** Lets all folders go. */
  close(): void {
    for (const file of this.#folders.values()) file?.close();
    this.#folders.clear();
  }
}

/** Not every system can lock a folder; there each small file has a part of its own. */
async function holdFolder(dir: string, onBusy: () => void): Promise<Deno.FsFile | undefined> {
  const folder = await lockFolder(dir).catch(() => undefined);
  if (folder === "busy") onBusy();
  if (folder === "busy" || folder === undefined) return undefined;
  try {
    removeIfThere(scratchPath(dir));
    return folder;
  } catch {
    // As if another run held it.
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

  setTime(modifiedMs: number): void {
    try {
      Deno.utimeSync(this.path, modifiedMs / 1000, modifiedMs / 1000);
    } catch {
      // See HiddenFile.
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
