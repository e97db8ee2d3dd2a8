import { diskError } from "./disk_error.ts";
import { removeIfThere } from "./journal_file.ts";
import { lock } from "./part_file.ts";
import { scratchPath } from "./part_paths.ts";

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

  /** Whether the scratch name of a folder is this run's, at this moment. */
  holds(dir: string): boolean {
    return this.#folders.get(dir) !== undefined;
  }

  /** Tries, once, to make the scratch name of a folder this run's; takes away what a kill left there. */
  async claim(dir: string): Promise<void> {
    if (this.#folders.has(dir)) return;
    this.#folders.set(dir, undefined);
    const folder = await lockFolder(dir);
    if (!folder) return;
    this.#folders.set(dir, folder);
    if (this.#folders.size <= MAX_FOLDERS) return;
    const [oldest, file] = this.#folders.entries().next().value!;
    this.#folders.delete(oldest);
    file?.close();
  }

  /**
   * Writes a small file under the scratch name of a folder that this run {@linkcode holds}. Nothing may be awaited
   * until it has its own name or is removed.
   *
   * @param modifiedMs the time it gets; `undefined` for now
   * @returns its path; `undefined` where something has the scratch name that is not this run's
   * @throws {TransferError} of kind `disk`
   */
  write(dir: string, bytes: Uint8Array, modifiedMs: number | undefined): string | undefined {
    const path = scratchPath(dir);
    try {
      // createNew refuses to follow a link that somebody planted under this name.
      Deno.writeFileSync(path, bytes, { createNew: true });
    } catch (error) {
      if (error instanceof Deno.errors.AlreadyExists) return this.#giveUp(dir);
      removeIfThere(path);
      throw diskError(error);
    }
    if (modifiedMs !== undefined) setTime(path, modifiedMs / 1000);
    return path;
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
async function lockFolder(dir: string): Promise<Deno.FsFile | undefined> {
  let folder: Deno.FsFile | undefined;
  try {
    folder = Deno.openSync(dir, { read: true });
    if (await lock(folder)) {
      removeIfThere(scratchPath(dir));
      return folder;
    }
  } catch {
    // As if another run held it.
  }
  folder?.close();
  return undefined;
}

function setTime(path: string, seconds: number): void {
  try {
    Deno.utimeSync(path, seconds, seconds);
  } catch {
    // A file system without times only costs a download later.
  }
}
