import { existsSync } from "node:fs";

/**
 * The folders of a run. Each is made when the first file for it starts; of one that the run made itself it is known
 * that nothing lay in it before, which spares two looks at the disk for each of thousands of small files.
 */
export class Folders {
  readonly #isNew = new Map<string, boolean>();

  /** Makes a folder if it is not there. Throws the file system's error where it cannot be. */
  make(dir: string): void {
    if (this.#isNew.has(dir)) return;
    const isNew = !existsSync(dir);
    Deno.mkdirSync(dir, { recursive: true });
    this.#isNew.set(dir, isNew);
  }

  /** Whether the run made this folder, so that only the run's own files are in it. */
  isNew(dir: string): boolean {
    return this.#isNew.get(dir) ?? false;
  }
}
