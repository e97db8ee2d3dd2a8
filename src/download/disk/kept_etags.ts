import { join } from "../../cli/path.ts";

/** The file beside downloads that keeps what the files' own times cannot tell. */
const FILE_NAME = ".coplay-etags";

interface Kept {
  readonly etag: string;
  readonly sizeBytes: number;
}

/**
 * The strong ETags of finished files whose server gave no usable Last-Modified: only by them can the next run
 * tell that such a file is unchanged. Files with a date need nothing kept, their own time says it. One small
 * file a folder, a line a download, the last line of a name counts.
 */
export class KeptEtags {
  readonly #folders = new Map<string, Map<string, Kept>>();

  #folder(dir: string): Map<string, Kept> {
    let folder = this.#folders.get(dir);
    if (!folder) this.#folders.set(dir, folder = readFolder(dir));
    return folder;
  }

  /** The tag kept for a file of this size, if there is one. */
  find(dir: string, name: string, sizeBytes: number): string | undefined {
    const kept = this.#folder(dir).get(name);
    return kept?.sizeBytes === sizeBytes ? kept.etag : undefined;
  }

  /** Keeps the tag of a file that has just arrived. A folder that cannot be written only costs a download later. */
  keep(dir: string, name: string, kept: Kept): void {
    try {
      const line = JSON.stringify({ name, ...kept }) + "\n";
      Deno.writeTextFileSync(join(dir, FILE_NAME), line, { append: true });
      this.#folders.get(dir)?.set(name, kept);
    } catch {
      // See above.
    }
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
      const { name, etag, sizeBytes } = JSON.parse(line);
      if (typeof name === "string" && typeof etag === "string") kept.set(name, { etag, sizeBytes });
    } catch {
      // A line that a kill cut off.
    }
  }
  return kept;
}
