import { exists } from "./exists.ts";
import { collisionKey } from "../names/filename.ts";

/** So many questions about one folder cost more than reading all its names. */
const WORTH_LISTING = 32;
/** More names than this are not kept: they would take more memory than all the rest of a run. */
const MAX_NAMES = 50_000;

interface Folder {
  /** Whether the run made it, so that nothing lay in it before. */
  readonly isNew: boolean;
  questions: number;
  /** Whether files in it keep the times they are given to the second. */
  isExact: boolean;
  /** The names in it, as {@linkcode collisionKey} has them; undefined while they are not known. */
  names: ReadonlySet<string> | undefined;
}

/**
 * The folders of a run, and what lay in them before. Each is made when the first file for it starts; that a name is
 * free is mostly known without a look at the disk, which spares two for each of thousands of small files.
 */
export class Folders {
  readonly #folders = new Map<string, Folder>();

  /** Makes a folder if it is not there. Throws the file system's error where it cannot be. */
  make(dir: string): void {
    if (this.#folders.has(dir)) return;
    const isNew = !exists(dir);
    Deno.mkdirSync(dir, { recursive: true });
    this.#folders.set(dir, { isNew, questions: 0, isExact: false, names: undefined });
  }

  /** Whether the run made this folder, so that only the run's own files are in it. */
  isNew(dir: string): boolean {
    return this.#folders.get(dir)?.isNew ?? false;
  }

  /** Whether files in this folder are known to keep the times they are given. */
  keepsTimes(dir: string): boolean {
    return this.#folders.get(dir)?.isExact ?? false;
  }

  /** A file in this folder has kept the odd second that it was given. */
  foundExact(dir: string): void {
    const folder = this.#folders.get(dir);
    if (folder) folder.isExact = true;
  }

  /** Whether something may have had this name, or one that some systems take for the same, when the run came here. */
  mayHold(dir: string, name: string): boolean {
    const folder = this.#folders.get(dir);
    if (!folder) return true;
    if (folder.isNew) return false;
    if (++folder.questions === WORTH_LISTING) folder.names = listNames(dir);
    return folder.names?.has(collisionKey(name)) ?? true;
  }
}

function listNames(dir: string): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  try {
    for (const { name } of Deno.readDirSync(dir)) {
      if (names.size === MAX_NAMES) return undefined;
      names.add(collisionKey(name));
    }
    return names;
  } catch {
    // A folder may be written to and not read; then each name is looked for.
    return undefined;
  }
}
