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
  readonly #folders = new Map<string, Records>();
  readonly #waiting = new Map<string, string>();
  /** How many characters this run has added to each folder's file. */
  readonly #written = new Map<string, number>();
  /** The names by URL, as the file had them at the first lookup. */
  readonly #namesByUrl = new Map<string, ReadonlyMap<string, string>>();

  #folder(dir: string): Records {
    const earlier = this.#folders.get(dir);
    if (!earlier) this.#flush(dir);
    const folder = readOn(dir, earlier);
    this.#folders.set(dir, folder);
    return folder;
  }

  /**
   * Finds the record of a name, also where another run added it just now: two workers of a queue share a folder, and
   * one continues what the other left. The file may have been replaced by another program since.
   *
   * @param ino the number of the file that has the name now; without it only records under the name itself count
   */
  find(dir: string, name: string, ino: number | null = null): Kept | undefined {
    const { byName, early } = this.#folder(dir);
    const line = early.get(name);
    return line !== undefined && line.ino === ino ? line.kept : byName.get(name);
  }

  /** Finds the name of the file that came last from a URL, given as its {@linkcode urlKey}. */
  nameOf(dir: string, url: string): string | undefined {
    let names = this.#namesByUrl.get(dir);
    if (!names) {
      names = new Map([...this.#folder(dir).byName].map(([name, { url }]) => [url ?? "", name]));
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
    const folder = this.#folders.get(dir);
    folder?.byName.set(name, kept);
    folder?.early.delete(name);
    const waiting = this.#add(dir, { name, ...kept });
    if (isUrgent || waiting >= MOST_WAITING) this.#flush(dir);
  }

  /**
   * Records a file before it gets its name, which another worker may take first: the record counts only for the file
   * with this number, and leaves the record of the name itself alone.
   */
  keepEarly(dir: string, name: string, { kept, ino }: EarlyLine): void {
    this.#add(dir, { name, ino, ...kept });
    this.#flush(dir);
  }

  /** Adds a line to those that wait. @returns how many characters wait */
  #add(dir: string, line: Kept & { readonly name: string; readonly ino?: number }): number {
    const lines = (this.#waiting.get(dir) ?? "") + JSON.stringify(line) + "\n";
    this.#waiting.set(dir, lines);
    return lines.length;
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
    const isFirst = !this.#written.has(dir);
    const isNew = isFirst && !exists(path);
    // A kill may have cut off the last line of an earlier run; ours must not continue it.
    const start = isFirst && !isNew ? "\n" : "";
    this.#written.set(dir, (this.#written.get(dir) ?? 0) + lines.length);
    try {
      Deno.writeTextFileSync(path, start + lines, { append: true });
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
    const { byName } = readOn(dir, undefined);
    const lines = [...byName].map(([name, line]) => JSON.stringify({ name, ...line }) + "\n");
    const text = lines.join("");
    if (text.length * 2 > size) return;
    Deno.writeTextFileSync(`${path}-new`, text);
    Deno.renameSync(`${path}-new`, path);
    hide(path);
  } catch {
    // The old file is still valid.
  }
}

/** A record of a file that had no name yet. */
interface EarlyLine {
  readonly kept: Kept;
  /** The file's number in its file system. */
  readonly ino: number;
}

/** What a run has read of a folder's file. */
interface Records {
  readonly byName: Map<string, Kept>;
  /** The records that were made ahead of a name, until the name has one of its own. */
  readonly early: Map<string, EarlyLine>;
  /** How far it has read, in bytes; a line that is still being written comes after it. */
  readonly readBytes: number;
  /** Which file it was: tidying replaces it. */
  readonly ino: number | null;
}

/** Reads what was added to a folder's file since; the whole file where it is another one. */
function readOn(dir: string, earlier: Records | undefined): Records {
  try {
    const path = join(dir, FILE_NAME);
    const { size, ino } = Deno.statSync(path);
    const isSame = earlier !== undefined && earlier.ino === ino && earlier.readBytes <= size;
    if (isSame && earlier.readBytes === size) return earlier;
    // What waits to be written is among the records, and stays there.
    const { byName, early } = earlier ?? nothingRead();
    const startByte = isSame ? earlier.readBytes : 0;
    const bytes = readFrom(path, startByte);
    const whole = bytes.subarray(0, bytes.lastIndexOf(LINE_END) + 1);
    addLines(new TextDecoder().decode(whole), { byName, early });
    return { byName, early, readBytes: startByte + whole.length, ino };
  } catch {
    return earlier ?? nothingRead();
  }
}

function nothingRead(): Records {
  return { byName: new Map(), early: new Map(), readBytes: 0, ino: null };
}

const LINE_END = 10;

/** Reads a file from a place to its end. */
function readFrom(path: string, startByte: number): Uint8Array {
  using file = Deno.openSync(path, { read: true });
  const bytes = new Uint8Array(file.statSync().size - startByte);
  file.seekSync(startByte, Deno.SeekMode.Start);
  let filled = 0;
  while (filled < bytes.length) {
    const count = file.readSync(bytes.subarray(filled));
    if (count === null) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
}

function addLines(text: string, { byName, early }: Pick<Records, "byName" | "early">): void {
  for (const line of text.split("\n")) {
    try {
      const { name, ino, etag, sizeBytes, url, modifiedMs, digest } = JSON.parse(line);
      if (typeof name !== "string" || typeof etag !== "string") continue;
      const kept: Kept = {
        etag,
        sizeBytes,
        ...(typeof url === "string" ? { url } : {}),
        ...(typeof modifiedMs === "number" ? { modifiedMs } : {}),
        ...(typeof digest === "string" ? { digest } : {}),
      };
      if (typeof ino === "number") early.set(name, { kept, ino });
      else {
        byName.set(name, kept);
        early.delete(name);
      }
    } catch {
      // A kill cut this line off.
    }
  }
}
