import { join } from "../../cli/path.ts";
import { exists } from "./exists.ts";
import { hide } from "./hide.ts";

/** The file beside downloads that keeps what file times and sizes cannot tell. */
const FILE_NAME = ".coplay-etags";

/** The most characters of lines to keep in memory before they are written together. */
const MOST_WAITING = 32 * 1024;

/** The size in bytes from which the file is tidied. */
const WORTH_TIDYING = 256 * 1024;

/** The most folders in which a run hides the file, because on Windows each costs the start of a program. */
const MOST_HIDDEN = 16;

/** The record of a finished file. */
export interface Kept {
  /** Its ETag, or without one its Last-Modified in milliseconds since 1970. */
  readonly etag: string;
  /** Its size; for an unpacked archive, the archive's size. */
  readonly sizeBytes: number;
  /** The {@linkcode urlKey} of its URL; lines of earlier versions have none. */
  readonly url?: string;
  /** The time of the file on disk, where the file system could not keep the server's. */
  readonly modifiedMs?: number;
  /** The checksum that it matched, as `NAME:HEX`. */
  readonly digest?: string;
}

/**
 * The URLs and validators of a folder's finished files; a date or a tag is valid only for the URL that sent it. Each
 * folder has one small file with a line for each download. The last line of a name counts.
 */
export class KeptEtags {
  readonly #folders = new Map<string, Map<string, Kept>>();
  readonly #waiting = new Map<string, string>();
  /** How many characters this run has added to each folder's file. */
  readonly #written = new Map<string, number>();
  /** The names by URL, as the file had them at the first lookup. */
  readonly #namesByUrl = new Map<string, ReadonlyMap<string, string>>();

  #folder(dir: string): Map<string, Kept> {
    let folder = this.#folders.get(dir);
    if (!folder) {
      this.#flush(dir);
      this.#folders.set(dir, folder = readFolder(dir));
    }
    return folder;
  }

  /** Finds the record of a name. The file may have been replaced by another program since. */
  find(dir: string, name: string): Kept | undefined {
    return this.#folder(dir).get(name);
  }

  /** Finds the name of the file that came last from a URL, given as its {@linkcode urlKey}. */
  nameOf(dir: string, url: string): string | undefined {
    let names = this.#namesByUrl.get(dir);
    if (!names) {
      names = new Map([...this.#folder(dir)].map(([name, { url }]) => [url ?? "", name]));
      this.#namesByUrl.set(dir, names);
    }
    return names.get(url);
  }

  /**
   * Records a finished file. If the folder is not writable, that only costs a later download.
   *
   * @param isUrgent whether only this record tells the next run that the file is unchanged. Other lines are written
   * together, because a write for each file would slow down small ones
   */
  keep(
    dir: string,
    name: string,
    { kept, isUrgent }: { readonly kept: Kept; readonly isUrgent: boolean },
  ): void {
    const lines = (this.#waiting.get(dir) ?? "") + JSON.stringify({ name, ...kept }) + "\n";
    this.#waiting.set(dir, lines);
    this.#folders.get(dir)?.set(name, kept);
    if (isUrgent || lines.length >= MOST_WAITING) this.#flush(dir);
  }

  /** Writes the remaining lines, and tidies a file that has grown too large. */
  close(): void {
    for (const dir of this.#waiting.keys()) this.#flush(dir);
    for (const [dir, added] of this.#written) tidy(dir, added);
  }

  #flush(dir: string): void {
    const lines = this.#waiting.get(dir);
    if (lines === undefined) return;
    this.#waiting.delete(dir);
    const path = join(dir, FILE_NAME);
    const isNew = !this.#written.has(dir) && !exists(path);
    this.#written.set(dir, (this.#written.get(dir) ?? 0) + lines.length);
    try {
      Deno.writeTextFileSync(path, lines, { append: true });
      if (isNew && this.#written.size <= MOST_HIDDEN) hide(path);
    } catch {
      // A failure only costs a later download; see keep.
    }
  }
}

/**
 * Reduces the file to one line for each name where most lines are outdated. Lines that another run adds meanwhile may
 * get lost, which only costs a later download.
 */
function tidy(dir: string, added: number): void {
  const path = join(dir, FILE_NAME);
  try {
    const { size } = Deno.lstatSync(path);
    // A run writes one line for each name, so lines of before that are outdated are less than half here.
    if (size < WORTH_TIDYING || added * 2 > size) return;
    const kept = readFolder(dir);
    const lines = [...kept].map(([name, line]) => JSON.stringify({ name, ...line }) + "\n");
    const text = lines.join("");
    if (text.length * 2 > size) return;
    Deno.writeTextFileSync(`${path}-new`, text);
    Deno.renameSync(`${path}-new`, path);
    hide(path);
  } catch {
    // The old file is still valid.
  }
}

function readFolder(dir: string): Map<string, Kept> {
  const kept = new Map<string, Kept>();
  let text: string;
  try {
    text = Deno.readTextFileSync(join(dir, FILE_NAME));
  } catch {
    return kept;
  }
  for (const line of text.split("\n")) {
    try {
      const { name, etag, sizeBytes, url, modifiedMs, digest } = JSON.parse(line);
      if (typeof name !== "string" || typeof etag !== "string") continue;
      kept.set(name, {
        etag,
        sizeBytes,
        ...(typeof url === "string" ? { url } : {}),
        ...(typeof modifiedMs === "number" ? { modifiedMs } : {}),
        ...(typeof digest === "string" ? { digest } : {}),
      });
    } catch {
      // A kill cut this line off.
    }
  }
  return kept;
}
