import { exists } from "./exists.ts";
import { collisionKey } from "../names/filename.ts";

/** The number of lookups in a folder from which reading all its names is cheaper. */
const WORTH_LISTING = 32;
/** The most names of a folder to keep: more would take more memory than the rest of a run. */
const MAX_NAMES = 50_000;

interface Folder {
  /** Whether the run created the folder, which was therefore empty. */
  readonly isNew: boolean;
  questions: number;
  /** Whether the folder's file system keeps file times to the second. */
  isExact: boolean;
  /** The names in the folder as {@linkcode collisionKey} writes them; undefined while they are unknown. */
  names: ReadonlySet<string> | undefined;
}

/**
 * The folders of a run and their content before it. Each folder is created when its first file starts. Usually the
 * names known here show that a name is free, which spares each of thousands of small files two lookups on the disk.
 */
export class Folders {
  readonly #folders = new Map<string, Folder>();

  /** Creates a folder if it is missing. Throws the file system's error where that fails. */
  make(dir: string): void {
    if (this.#folders.has(dir)) return;
    const isNew = !exists(dir);
    Deno.mkdirSync(dir, { recursive: true });
    this.#folders.set(dir, { isNew, questions: 0, isExact: false, names: undefined });
  }

  /** Whether the run created this folder, so that it holds only the run's own files. */
  isNew(dir: string): boolean {
    return this.#folders.get(dir)?.isNew ?? false;
  }

  /** Whether this folder is known to keep file times to the second. */
  keepsTimes(dir: string): boolean {
    return this.#folders.get(dir)?.isExact ?? false;
  }

  /** Notes that a file in this folder has kept an odd second, which FAT cannot. */
  foundExact(dir: string): void {
    const folder = this.#folders.get(dir);
    if (folder) folder.isExact = true;
  }

  /**
   * Whether the folder may have held this name, or one that some systems treat as equal, when the run first used it.
   */
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
    // The folder may be writable but not readable; then each name is looked up.
    return undefined;
  }
}
