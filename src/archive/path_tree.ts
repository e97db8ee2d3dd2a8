import { visible } from "../cli/io.ts";
import { ArchiveError, tooManyEntriesError } from "./archive_error.ts";
import type { SafePath } from "./safe_path.ts";

/** A file or folder of the archive. */
interface Node {
  /** The path on disk, in the spelling of its first entry. */
  readonly path: string;
  /** The path in the archive. */
  readonly spelled: string;
  readonly kind: "file" | "folder";
}

/** The place of an entry. */
export interface Place {
  /** The folders to create, from the top down, including the entry itself if it is one. */
  readonly newFolders: (readonly string[])[];
  /** Whether it replaces an earlier file of the same name: the last one counts, as in every unpacker. */
  readonly replaces: boolean;
}

/**
 * Folds a name so that names that are one on some file system become equal: Windows and macOS ignore case, and macOS
 * also how accents are composed.
 */
function foldName(name: string): string {
  return name.normalize("NFC").toUpperCase().toLowerCase().normalize("NFC");
}

/**
 * The files and folders of an archive, kept to find two that would be one on some system, also a file and a folder.
 */
export class PathTree {
  readonly #nodes = new Map<string, Node>();
  readonly #maxNodes: number;
  /** The number of replaced files, which count towards the limit too. */
  #replaced = 0;
  /** The names at the top level. */
  readonly roots = new Map<string, "file" | "folder">();

  /** @param maxNodes the most files and folders, including folders that only occur within other names */
  constructor(maxNodes: number) {
    this.#maxNodes = maxNodes;
  }

  /** Whether the archive has had a file of this path. */
  hasFile(segments: readonly string[]): boolean {
    const path = segments.join("/");
    const node = this.#nodes.get(foldName(path));
    return node?.path === path && node.kind === "file";
  }

  /** Records an entry; false where it is known already. */
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
   * Adds an entry with its parent folders.
   *
   * @throws {ArchiveError} where another entry conflicts with it, or there are too many
   */
  add({ segments, spelled }: Extract<SafePath, { kind: "safe" }>, kind: Node["kind"]): Place {
    const newFolders: (readonly string[])[] = [];
    const parts = spelled.split("/");
    // From the bottom up: the parents of a known folder are known too.
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
