import { join, relative } from "../../cli/path.ts";
import type { GameSource, SourceFile, SourceTop } from "./game_source.ts";
import {
  isServedName,
  isServedPath,
  MAX_GAME_FILES,
  MAX_PAGE_DEPTH,
  StaleFileError,
  TooManyFilesError,
} from "./game_source.ts";
import { isPage } from "./page_names.ts";

/** Files checked at once: enough to keep a disk busy, few enough for any system's limits. */
const STAT_BATCH = 64;

/** `game/game/game/index.html` happens; deeper nesting is intended. */
const MAX_SEEN_THROUGH = 4;

/** A game's first page is found within fewer folders. */
const MAX_SEARCHED_FOLDERS = 100;

/** Bytes read from a file at once while it is sent to a player. */
const PIECE_BYTES = 256 * 1024;

/** A folder as a {@linkcode GameSource}. */
export class FolderSource implements GameSource {
  readonly place: string;
  #root: Promise<string> | undefined;

  /** @param place the folder's absolute path */
  constructor(place: string) {
    this.place = place;
  }

  async top(): Promise<SourceTop> {
    this.#root = undefined;
    const root = await this.#findRoot();
    const files = await statAll(root, (await readNames(root)).map((name) => ({ path: name })));
    return {
      names: files.map((file) => file.path),
      version: root + files.map((file) => `\n${file.path} ${file.version}`).sort().join(""),
    };
  }

  async find(name: string): Promise<SourceFile | undefined> {
    const root = await this.#findRoot();
    const [file] = await statAll(root, [{ path: await asOnDisk(root, name) }]);
    return file;
  }

  async pages(): Promise<string[]> {
    return await findPages(await this.#findRoot());
  }

  async list(): Promise<SourceFile[]> {
    this.#root = undefined;
    const root = await this.#findRoot();
    const paths: { path: string }[] = [];
    await walk(root, { prefix: "", paths, above: [] });
    const files: SourceFile[] = [];
    for (let at = 0; at < paths.length; at += STAT_BATCH) {
      files.push(...await statAll(root, paths.slice(at, at + STAT_BATCH)));
    }
    return files;
  }

  #findRoot(): Promise<string> {
    return this.#root ??= seeThrough(this.place);
  }
}

/** Skips a folder that contains only one folder, as unpacked zips often do. */
async function seeThrough(place: string): Promise<string> {
  let root = await Deno.realPath(place);
  for (let depth = 0; depth < MAX_SEEN_THROUGH; depth++) {
    const [only, ...others] = await readServed(root);
    if (!only?.isDirectory || others.length > 0) return root;
    root = join(root, only.name);
  }
  return root;
}

async function readServed(folder: string): Promise<Deno.DirEntry[]> {
  const entries: Deno.DirEntry[] = [];
  for await (const entry of Deno.readDir(folder)) {
    if (isServedName(entry.name)) entries.push(entry);
  }
  return entries;
}

/** Finds the pages of the first levels, level by level, and looks into so many folders at most. */
async function findPages(root: string): Promise<string[]> {
  const pages: string[] = [];
  let folders = [""];
  let left = MAX_SEARCHED_FOLDERS;
  for (let depth = 0; depth <= MAX_PAGE_DEPTH; depth++) {
    const below: string[] = [];
    for (const prefix of folders.slice(0, left)) {
      for (const { name, isDirectory, isFile } of await readServed(join(root, prefix))) {
        if (isDirectory) below.push(`${prefix}${name}/`);
        else if (isFile && isPage(name)) pages.push(prefix + name);
      }
    }
    left -= Math.min(left, folders.length);
    folders = below;
  }
  return pages.sort();
}

async function readNames(folder: string): Promise<string[]> {
  const entries = await readServed(folder);
  return entries.filter((entry) => !entry.isDirectory).map((entry) => entry.name);
}

interface Walk {
  readonly prefix: string;
  readonly paths: { path: string }[];
  /** The real paths of the parent folders, so that a link to one of them ends there. */
  readonly above: readonly string[];
}

async function walk(root: string, { prefix, paths, above }: Walk): Promise<void> {
  const folder = join(root, prefix);
  const real = await Deno.realPath(folder).catch(() => undefined);
  if (real === undefined || above.includes(real) || !isInside(real, root)) return;
  const folders: string[] = [];
  for await (const entry of Deno.readDir(folder)) {
    const path = prefix + entry.name;
    if (!isServedPath(path)) continue;
    if (entry.isDirectory || (entry.isSymlink && await leadsToFolder(join(root, path)))) {
      folders.push(path);
    } else {
      paths.push({ path });
    }
    if (paths.length > MAX_GAME_FILES) throw new TooManyFilesError();
  }
  for (const path of folders) {
    await walk(root, { prefix: `${path}/`, paths, above: [...above, real] });
  }
}

async function leadsToFolder(path: string): Promise<boolean> {
  const info = await Deno.stat(path).catch(() => undefined);
  return info?.isDirectory ?? false;
}

/** The separator belongs to the comparison: `/games/a-backup` is not inside `/games/a`. */
function isInside(path: string, root: string): boolean {
  const separator = Deno.build.os === "windows" ? "\\" : "/";
  return path === root || path.startsWith(root.endsWith(separator) ? root : root + separator);
}

/** Reads the state of files; leaves out those that are gone, special or outside the game. */
async function statAll(root: string, paths: readonly { path: string }[]): Promise<SourceFile[]> {
  const files = await Promise.all(paths.map(async ({ path }) => {
    const real = await findReal(root, path);
    const info = await Deno.stat(real ?? "").catch(() => undefined);
    return info?.isFile ? new FolderFile(path, { root, info }) : undefined;
  }));
  return files.filter((file) => file !== undefined);
}

/** Returns a path in the disk's own spelling. Windows and macOS find a file in any case and Unicode form. */
async function asOnDisk(root: string, path: string): Promise<string> {
  if (Deno.build.os === "linux") return path;
  const real = await findReal(root, path);
  const found = real === undefined ? path : relative(root, real).replaceAll("\\", "/");
  const fold = (text: string) => text.normalize("NFC").toLowerCase();
  // A link has another name than the file that it leads to.
  return fold(found) === fold(path) ? found : path;
}

/** Resolves the links of a path; undefined where there is no such file inside the root. */
async function findReal(root: string, path: string): Promise<string | undefined> {
  const full = join(root, path);
  const real = await Deno.realPath(full).catch(async (error) => {
    // A link to a folder we may not read counts as outside; an unreadable folder of the game itself is an error.
    if (error instanceof Deno.errors.PermissionDenied) await Deno.lstat(full);
    return undefined;
  });
  return real !== undefined && isInside(real, root) ? real : undefined;
}

function versionOf(info: Deno.FileInfo): string {
  return `${info.size}-${info.mtime?.getTime() ?? 0}-${info.ino ?? 0}`;
}

class FolderFile implements SourceFile {
  readonly path: string;
  readonly place: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number | undefined;
  readonly version: string;
  readonly #root: string;

  constructor(path: string, { root, info }: { root: string; info: Deno.FileInfo }) {
    this.path = path;
    this.place = join(root, path);
    this.sizeBytes = info.size;
    this.modifiedMs = info.mtime?.getTime();
    this.version = versionOf(info);
    this.#root = root;
  }

  async read(): Promise<Uint8Array<ArrayBuffer>> {
    using file = await this.#open();
    const bytes = new Uint8Array(this.sizeBytes);
    let filled = 0;
    while (filled < bytes.length) {
      const count = await file.read(bytes.subarray(filled));
      if (count === null) throw new StaleFileError(this.path);
      filled += count;
    }
    if (!await isStill(file, this.version)) throw new StaleFileError(this.path);
    return bytes;
  }

  async stream(
    { start, end }: { start: number; end: number },
  ): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
    const file = await this.#open();
    if (start > 0) await file.seek(start, Deno.SeekMode.Start);
    const { path, version } = this;
    return streamFile(file, { path, version, lengthBytes: end - start });
  }

  async again(): Promise<SourceFile | undefined> {
    const [file] = await statAll(this.#root, [{ path: this.path }]);
    return file;
  }

  /** Opens the file after checking that it has not changed and that no link now leads outside the game. */
  async #open(): Promise<Deno.FsFile> {
    const real = await findReal(this.#root, this.path);
    const before = real === undefined ? undefined : await Deno.stat(real).catch(() => undefined);
    // Opening a pipe of the same name would block forever.
    if (real === undefined || !before?.isFile) throw new StaleFileError(this.path);
    const file = await Deno.open(real).catch((error) => {
      if (error instanceof Deno.errors.NotFound) throw new StaleFileError(this.path);
      throw error;
    });
    // Deno cannot stat an open file inside a compiled binary, but such a file cannot change.
    const info = await file.stat().catch(() => before);
    if (versionOf(info) === this.version) return file;
    file.close();
    throw new StaleFileError(this.path);
  }
}

/** Whether a file is still at this version; one inside a compiled binary always is. */
async function isStill(file: Deno.FsFile, version: string): Promise<boolean> {
  const info = await file.stat().catch(() => undefined);
  return info === undefined || versionOf(info) === version;
}

/**
 * Streams so many bytes of an open file, a piece at a time, and closes the file at the end. It holds back the last
 * piece of a file that has changed, so that the client gets a broken answer instead of a mixture.
 */
function streamFile(
  file: Deno.FsFile,
  { path, version, lengthBytes }: { path: string; version: string; lengthBytes: number },
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let left = lengthBytes;
  return new ReadableStream({
    async pull(controller) {
      const piece = new Uint8Array(Math.min(left, PIECE_BYTES));
      const count = left === 0 ? 0 : await file.read(piece).catch(() => null);
      left -= count ?? 0;
      if (count === null || left === 0 && !await isStill(file, version)) {
        file.close();
        controller.error(new StaleFileError(path));
        return;
      }
      if (count > 0) controller.enqueue(piece.subarray(0, count));
      if (left > 0) return;
      file.close();
      controller.close();
    },
    cancel() {
      file.close();
    },
  }, { highWaterMark: 0 });
}
