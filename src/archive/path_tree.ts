import { visible } from "../cli/io.ts";
import { ArchiveError, tooManyEntriesError } from "./archive_error.ts";

/** What stands at a path. */
interface Node {
  /** Spelled as the entry that came first had it. */
  readonly path: string;
  readonly kind: "file" | "folder";
}

/**
 * One spelling for all that some file system takes for one name: Windows and macOS ignore case, macOS
 * also how accents are composed.
 */
function foldName(name: string): string {
  return name.normalize("NFC").toUpperCase().toLowerCase().normalize("NFC");
}

/**
 * The files and folders an archive makes, kept to find two that are one on some system, also where one
 * is a file and the other a folder.
 */
export class PathTree {
  readonly #nodes = new Map<string, Node>();
  readonly #maxNodes: number;
  /** The names at the top. */
  readonly roots = new Map<string, "file" | "folder">();

  /** @param maxNodes folders that are only named within other names count too */
  constructor(maxNodes: number) {
    this.#maxNodes = maxNodes;
  }

  /** False where the folder was known already. */
  #place(segments: readonly string[], kind: Node["kind"]): boolean {
    const path = segments.join("/");
    const key = foldName(path);
    const known = this.#nodes.get(key);
    if (known !== undefined) {
      if (known.path === path && known.kind === "folder" && kind === "folder") return false;
      throw duplicateError(known.path, path);
    }
    if (this.#nodes.size === this.#maxNodes) throw tooManyEntriesError(this.#maxNodes);
    this.#nodes.set(key, { path, kind });
    if (segments.length === 1) this.roots.set(path, kind);
    return true;
  }

  /**
   * Adds an entry with the folders above it.
   *
   * @returns the folders that are new, from the top down, the entry itself among them where it is one
   * @throws {ArchiveError} where another entry stands there, or there are too many
   */
  add(segments: readonly string[], kind: Node["kind"]): (readonly string[])[] {
    const newFolders: (readonly string[])[] = [];
    // From the bottom up: where a folder is known, those above it are too.
    for (let depth = segments.length - 1; depth > 0; depth--) {
      const folder = segments.slice(0, depth);
      if (!this.#place(folder, "folder")) break;
      newFolders.unshift(folder);
    }
    if (this.#place(segments, kind) && kind === "folder") newFolders.push(segments);
    return newFolders;
  }
}

function duplicateError(first: string, second: string): ArchiveError {
  const [a, b] = [visible(first), visible(second)];
  if (first === second) {
    return new ArchiveError("duplicate", {
      en: `"${a}" is in the archive twice`,
      zh: `压缩包中有两个“${a}”`,
    });
  }
  return new ArchiveError("duplicate", {
    en: `"${a}" and "${b}" would be one file on some systems`,
    zh: `“${a}”和“${b}”在某些系统上会是同一个文件`,
  });
}
