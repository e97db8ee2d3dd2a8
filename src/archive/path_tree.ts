import { visible } from "../cli/io.ts";
import { ArchiveError, tooManyEntriesError } from "./archive_error.ts";
import type { SafePath } from "./safe_path.ts";

/** What stands at a path. */
interface Node {
  /** As it is on disk, spelled as the entry that came first had it. */
  readonly path: string;
  /** As the archive has it. */
  readonly spelled: string;
  readonly kind: "file" | "folder";
}

/** An entry's place. */
export interface Place {
  /** The folders that are new, from the top down, the entry itself among them where it is one. */
  readonly newFolders: (readonly string[])[];
  /** A file of just this name came before, and gives way: the last one of a name counts, as for every unpacker. */
  readonly replaces: boolean;
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
  /** Files that gave way, which were work, too. */
  #replaced = 0;
  /** The names at the top. */
  readonly roots = new Map<string, "file" | "folder">();

  /** @param maxNodes folders that are only named within other names count too */
  constructor(maxNodes: number) {
    this.#maxNodes = maxNodes;
  }

  /** Whether the archive has had a file of this path. */
  hasFile(segments: readonly string[]): boolean {
    const path = segments.join("/");
    const node = this.#nodes.get(foldName(path));
    return node?.path === path && node.kind === "file";
  }

  /** False where the entry was known already. */
  #place(node: Node, isTop: boolean): boolean {
    const key = foldName(node.path);
    const known = this.#nodes.get(key);
    if (known !== undefined) {
      const isSame = known.spelled === node.spelled && known.kind === node.kind;
      if (isSame) return false;
      throw clashError(known.spelled, node.spelled);
    }
    if (this.#nodes.size === this.#maxNodes) throw tooManyEntriesError(this.#maxNodes);
    this.#nodes.set(key, node);
    if (isTop) this.roots.set(node.path, node.kind);
    return true;
  }

  /**
   * Adds an entry with the folders above it.
   *
   * @throws {ArchiveError} where an entry of another name stands there, or there are too many
   */
  add({ segments, spelled }: Extract<SafePath, { kind: "safe" }>, kind: Node["kind"]): Place {
    const newFolders: (readonly string[])[] = [];
    const parts = spelled.split("/");
    // From the bottom up: where a folder is known, those above it are too.
    for (let depth = segments.length - 1; depth > 0; depth--) {
      const folder = segments.slice(0, depth);
      const spelledFolder = parts.slice(0, depth).join("/");
      const node = { path: folder.join("/"), spelled: spelledFolder, kind: "folder" } as const;
      if (!this.#place(node, depth === 1)) break;
      newFolders.unshift(folder);
    }
    const isNew = this.#place({ path: segments.join("/"), spelled, kind }, segments.length === 1);
    if (isNew && kind === "folder") newFolders.push(segments);
    const replaces = !isNew && kind === "file";
    if (replaces && ++this.#replaced + this.#nodes.size > this.#maxNodes) {
      throw tooManyEntriesError(this.#maxNodes);
    }
    return { newFolders, replaces };
  }
}

function clashError(first: string, second: string): ArchiveError {
  const [a, b] = [visible(first), visible(second)];
  if (first === second) {
    return new ArchiveError("duplicate", {
      en: `"${a}" is both a file and a folder in the archive; rename one of them and pack it again`,
      zh: `压缩包中的“${a}”既是文件又是文件夹；请改名后重新打包`,
    });
  }
  return new ArchiveError("duplicate", {
    en: `"${a}" and "${b}" would be one file on some systems; rename one of them and pack it again`,
    zh: `“${a}”和“${b}”在某些系统上会是同一个文件；请改名后重新打包`,
  });
}
