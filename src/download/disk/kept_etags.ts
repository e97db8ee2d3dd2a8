import { join } from "../../cli/path.ts";

/** The file beside downloads that keeps what the files' own times and sizes cannot tell. */
const FILE_NAME = ".coplay-etags";

/** Lines that wait to be written together, in characters, before they are. */
const MOST_WAITING = 32 * 1024;

/** A smaller file, in bytes, is never rewritten. */
const WORTH_TIDYING = 256 * 1024;

/** What is kept of a finished file. */
export interface Kept {
  /** Its ETag, or its Last-Modified in milliseconds since 1970 where it has none. */
  readonly etag: string;
  /** Its size; an archive that was unpacked had it. */
  readonly sizeBytes: number;
  /** The {@linkcode urlKey} of where it came from; lines of earlier versions have none. */
  readonly url?: string;
  /** The time the file has, where the file system could not keep the server's. */
  readonly modifiedMs?: number;
  /** The checksum that it agreed with, as `NAME:HEX`. */
  readonly digest?: string;
}

/**
 * Where the finished files of a folder came from, and what their servers said of them then: a date or a tag vouches
 * only for the URL that gave it. One small file a folder, a line a download, the last line of a name counts.
 */
export class KeptEtags {
  readonly #folders = new Map<string, Map<string, Kept>>();
  readonly #waiting = new Map<string, string>();
  readonly #written = new Set<string>();
  /** As they were when they were first asked for. */
  readonly #namesByUrl = new Map<string, ReadonlyMap<string, string>>();

  #folder(dir: string): Map<string, Kept> {
    let folder = this.#folders.get(dir);
    if (!folder) {
      this.#flush(dir);
      this.#folders.set(dir, folder = readFolder(dir));
    }
    return folder;
  }

  /** What was kept of a name. It may be of a file that something else has replaced since. */
  find(dir: string, name: string): Kept | undefined {
    return this.#folder(dir).get(name);
  }

  /** The name of the file that came last from a URL, by its {@linkcode urlKey}. */
  nameOf(dir: string, url: string): string | undefined {
    let names = this.#namesByUrl.get(dir);
    if (!names) {
      names = new Map([...this.#folder(dir)].map(([name, { url }]) => [url ?? "", name]));
      this.#namesByUrl.set(dir, names);
    }
    return names.get(url);
  }

  /**
   * Keeps what is known of a file. A folder that cannot be written only costs a download later.
   *
   * @param isUrgent whether nothing else tells the next run that the file is unchanged; other lines wait for each
   * other, for one write a file would be felt where files are small
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

  /** Writes what waits, and tidies what has grown. */
  close(): void {
    for (const dir of this.#waiting.keys()) this.#flush(dir);
    for (const dir of this.#written) tidy(dir);
  }

  #flush(dir: string): void {
    const lines = this.#waiting.get(dir);
    if (lines === undefined) return;
    this.#waiting.delete(dir);
    this.#written.add(dir);
    try {
      Deno.writeTextFileSync(join(dir, FILE_NAME), lines, { append: true });
    } catch {
      // See keep.
    }
  }
}

/**
 * Leaves a line a name, where most lines are of files that have been replaced since. Another run that adds lines
 * meanwhile may lose some, which only costs a download later.
 */
function tidy(dir: string): void {
  const path = join(dir, FILE_NAME);
  try {
    if (Deno.lstatSync(path).size < WORTH_TIDYING) return;
    const kept = readFolder(dir);
    const lines = [...kept].map(([name, line]) => JSON.stringify({ name, ...line }) + "\n");
    const text = lines.join("");
    if (text.length * 2 > Deno.lstatSync(path).size) return;
    Deno.writeTextFileSync(`${path}-new`, text);
    Deno.renameSync(`${path}-new`, path);
  } catch {
    // It is as good as before.
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
      // A line that a kill cut off.
    }
  }
  return kept;
}
