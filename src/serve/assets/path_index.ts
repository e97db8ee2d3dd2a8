/** The target of a request's path inside a game. */
export type Found<Value> =
  | { readonly kind: "file"; readonly value: Value }
  /** The path differs from the file's own in case, Unicode form or slashes. */
  | { readonly kind: "respelled"; readonly value: Value; readonly path: string }
  | { readonly kind: "folder" }
  | { readonly kind: "none" };

/** A folder's first page, by the names that web hosts look for. */
const FIRST_PAGES = ["index.html", "index.htm", "index.xhtml"];

/** Web hosts answer `/play` with `play.html`. */
const PAGE_ENDINGS = [".html", ".htm"];

/**
 * The files of a game by their paths. A path that is not listed does not exist, so no spelling of a path leads out
 * of the game.
 */
export class PathIndex<Value> {
  readonly #values = new Map<string, Value>();
  readonly #folders = new Set<string>();
  /** Paths by their case-folded form; null where several files share one. */
  #folded: Map<string, string | null> | undefined;

  /** @param entries each path inside the game with what it leads to */
  constructor(entries: Iterable<readonly [path: string, value: Value]>) {
    for (const [path, value] of entries) this.add(path, value);
  }

  /** Adds a path. */
  add(path: string, value: Value): void {
    this.#values.set(path, value);
    this.#folded = undefined;
    // From the deepest up to one that is known with all above it, or many deep paths would take for ever.
    for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) {
      const folder = path.slice(0, at);
      if (this.#folders.has(folder)) break;
      this.#folders.add(folder);
    }
  }

  /** The values of all paths. */
  get values(): Iterable<Value> {
    return { [Symbol.iterator]: () => this.#values.values() };
  }

  /** By the file's own path. */
  get(path: string): Value | undefined {
    return this.#values.get(path);
  }

  /** @param rawPath the path as the client sent it, percent-encoded, without the query */
  find(rawPath: string): Found<Value> {
    const path = decodePath(rawPath);
    const value = this.#values.get(path);
    if (value !== undefined) return { kind: "file", value };
    if (this.#folders.has(path)) return { kind: "folder" };
    return this.#findFolded(path);
  }

  /**
   * Finds a file; a folder stands for its first page, and a page may be named without its ending.
   *
   * @param rawPath as for {@linkcode find}
   */
  findPage(rawPath: string): Found<Value> {
    if (rawPath.endsWith("/")) return this.#findAny(FIRST_PAGES.map((name) => rawPath + name));
    const found = this.find(rawPath);
    if (found.kind === "file" || found.kind === "respelled") return found;
    const page = this.#findAny(PAGE_ENDINGS.map((ending) => rawPath + ending));
    return page.kind === "none" || this.findPage(`${rawPath}/`).kind !== "none" ? found : page;
  }

  #findAny(rawPaths: readonly string[]): Found<Value> {
    const found = rawPaths.map((rawPath) => this.find(rawPath));
    return found.find(({ kind }) => kind === "file" || kind === "respelled") ?? { kind: "none" };
  }

  /**
   * Returns the one spelling, percent-encoded, of a file's, folder's or page's path; undefined where there is none.
   *
   * @param rawPath as for {@linkcode find}; a folder's may end in a slash, and keeps it
   */
  spell(rawPath: string): string | undefined {
    const path = rawPath.replace(/\/$/, "");
    const found = this.find(path);
    if (found.kind === "none") return this.findPage(rawPath).kind === "none" ? undefined : rawPath;
    if (found.kind !== "folder" && path !== rawPath) return undefined;
    // A browser would tell `%40` from `@`, so what is right already stays as it is written.
    if (found.kind !== "respelled") return rawPath.replace(/[^!-~]+/g, encodeURIComponent);
    return encodeURI(found.path).replace(/[?#]/g, encodeURIComponent);
  }

  /** Finds a file whose name differs in case or Unicode form, which Windows and macOS hold to be the same. */
  #findFolded(path: string): Found<Value> {
    this.#folded ??= foldAll(this.#values.keys());
    const own = this.#folded.get(foldPath(path));
    if (own === undefined || own === null) return { kind: "none" };
    return { kind: "respelled", value: this.#values.get(own)!, path: own };
  }
}

/** Decodes a path once; one with a malformed escape, such as `100%.png`, stays as it is. */
function decodePath(rawPath: string): string {
  if (!rawPath.includes("%")) return rawPath;
  try {
    return decodeURIComponent(rawPath);
  } catch {
    return rawPath;
  }
}

function foldPath(path: string): string {
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  return parts.join("/").normalize("NFKC").toLowerCase();
}

function foldAll(paths: Iterable<string>): Map<string, string | null> {
  const folded = new Map<string, string | null>();
  for (const path of paths) {
    const key = foldPath(path);
    folded.set(key, folded.has(key) ? null : path);
  }
  return folded;
}
