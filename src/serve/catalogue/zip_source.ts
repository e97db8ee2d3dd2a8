import { ArchiveError } from "../../archive/archive_error.ts";
import { turn } from "../../archive/turn.ts";
import { DEFAULT_LIMITS, UnpackBudget } from "../../archive/unpack_budget.ts";
import { isStored, openZip, type ZipArchive, type ZipEntry } from "../../archive/zip.ts";
import { cut } from "./cut.ts";
import {
  type GameSource,
  isServedPath,
  MAX_GAME_FILES,
  MAX_PAGE_DEPTH,
  type SourceFile,
  type SourceTop,
  StaleFileError,
  TooManyFilesError,
} from "./game_source.ts";
import { depthOf, isPage } from "./page_names.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** The contents of a zip, valid while the file stays the same. */
interface Directory {
  /** Changes when the zip does. */
  readonly version: string;
  readonly entries: readonly ZipEntry[];
  readonly files: readonly SourceFile[];
}

/** The compression methods supported: stored and deflate. */
const METHODS: readonly number[] = [0, 8];

/** Looking at so many entries takes some milliseconds. Then other games' answers have their turn. */
const TURN_ENTRIES = 2000;

/** Packers without a clock write the first day of 1980, where the format's time begins. */
const NO_TIME_MS = Date.UTC(1980, 0, 2);

/** A zip as a {@linkcode GameSource}: reads any file at any time without unpacking to disk. */
export class ZipSource implements GameSource {
  readonly place: string;
  #directory: Promise<Directory> | undefined;
  #version = "";

  /** @param place the zip's absolute path */
  constructor(place: string) {
    this.place = place;
  }

  async top(): Promise<SourceTop> {
    const { files, version } = await this.#read();
    const names = files.map((file) => file.path).filter((path) => !path.includes("/"));
    return { names, version };
  }

  async find(name: string): Promise<SourceFile | undefined> {
    return (await this.#read()).files.find((file) => file.path === name);
  }

  async pages(): Promise<string[]> {
    const { files } = await this.#read();
    return files.map(({ path }) => path)
      .filter((path) => isPage(path) && depthOf(path) <= MAX_PAGE_DEPTH);
  }

  async list(): Promise<SourceFile[]> {
    return [...(await this.#read()).files];
  }

  /** Returns the zip's directory; reads it again only if the file has changed. */
  async #read(): Promise<Directory> {
    const version = await versionOf(this.place);
    if (!this.#directory || this.#version !== version) {
      this.#version = version;
      this.#directory = readDirectory(this.place, version);
    }
    return await this.#directory;
  }
}

async function versionOf(place: string): Promise<string> {
  const info = await Deno.stat(place);
  return `${info.size}-${info.mtime?.getTime() ?? 0}-${info.ino ?? 0}`;
}

async function readDirectory(place: string, version: string): Promise<Directory> {
  using archive = await openZip(place);
  const budget = new UnpackBudget(DEFAULT_LIMITS, archive.sizeBytes);
  const byPath = new Map<string, ZipEntry>();
  for (const [index, entry] of archive.entries.entries()) {
    if (index % TURN_ENTRIES === 0) await turn();
    const path = entry.kind === "file" ? innerPath(entry.name) : undefined;
    if (path === undefined) continue;
    checkReadable(entry);
    budget.spend(entry.sizeBytes);
    // Of two entries with one name the last counts, as in every unpacker.
    byPath.set(path, entry);
  }
  if (byPath.size > MAX_GAME_FILES) throw new TooManyFilesError();
  const root = findRoot([...byPath.keys()]);
  const zip = { place, version, entries: archive.entries };
  const files = [...byPath].map(([path, entry]) =>
    new ZipFile(path.slice(root.length), { zip, entry })
  );
  return { version, entries: archive.entries, files };
}

/** Returns the path inside the game; undefined for junk, dot files and paths that lead outside. */
function innerPath(name: string): string | undefined {
  // Some packers on Windows write backslashes.
  const parts = name.replaceAll("\\", "/").split("/").filter((part) => part !== "." && part !== "");
  const path = parts.join("/");
  return isServedPath(path) && path !== "" ? path : undefined;
}

function checkReadable(entry: ZipEntry): void {
  if (entry.isEncrypted) {
    throw new ArchiveError("encrypted", {
      en: "the archive is encrypted",
      zh: "压缩包已加密",
    });
  }
  if (METHODS.includes(entry.method)) return;
  throw new ArchiveError("unsupported", {
    en:
      `the archive is packed by method ${entry.method}, not by deflate; pack it again as a plain zip`,
    zh: `压缩包使用了方法 ${entry.method} 而不是 deflate；请重新压缩为普通 zip`,
  });
}

/** Returns the folders that contain everything else: `game/`. */
function findRoot(paths: readonly string[]): string {
  let common = paths[0] ?? "";
  for (const path of paths) {
    let length = 0;
    while (length < common.length && path[length] === common[length]) length++;
    common = common.slice(0, length);
  }
  return common.slice(0, common.lastIndexOf("/") + 1);
}

interface ZipPlace {
  readonly place: string;
  readonly version: string;
  readonly entries: readonly ZipEntry[];
}

class ZipFile implements SourceFile {
  readonly path: string;
  readonly place: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number | undefined;
  readonly version: string;
  readonly contentTag: string;
  readonly #zip: ZipPlace;
  readonly #entry: ZipEntry;

  constructor(path: string, { zip, entry }: { zip: ZipPlace; entry: ZipEntry }) {
    this.path = path;
    this.place = `${zip.place}/${entry.name}`;
    this.sizeBytes = entry.sizeBytes;
    this.modifiedMs = entry.modifiedMs > NO_TIME_MS ? entry.modifiedMs : undefined;
    // The CRC-32 that every unpacker checks the bytes against, as this one does.
    this.contentTag = `z${entry.crc32.toString(16)}-${entry.sizeBytes.toString(16)}`;
    this.version = this.contentTag;
    this.#zip = zip;
    this.#entry = entry;
  }

  async read(): Promise<Bytes> {
    using archive = await this.#open();
    try {
      return await archive.readBytes(this.#entry);
    } catch (error) {
      throw await this.#explain(error);
    }
  }

  async stream({ start, end }: { start: number; end: number }): Promise<ReadableStream<Bytes>> {
    const archive = await this.#open();
    try {
      const whole = start === 0 && end === this.sizeBytes;
      const stream = isStored(this.#entry) && !whole
        ? archive.readPacked(this.#entry, { start, end })
        : cut(archive.read(this.#entry), { start, end });
      return closeAfter(stream, archive);
    } catch (error) {
      archive.close();
      throw await this.#explain(error);
    }
  }

  async again(): Promise<SourceFile | undefined> {
    const files = await new ZipSource(this.#zip.place).list().catch(() => []);
    return files.find((file) => file.path === this.path);
  }

  async #open(): Promise<ZipArchive> {
    const { place, version, entries } = this.#zip;
    const archive = await openZip(place, { entries }).catch((error) => {
      throw error instanceof Deno.errors.NotFound ? new StaleFileError(this.path) : error;
    });
    if (await versionOf(place).catch(() => "") === version) return archive;
    archive.close();
    throw new StaleFileError(this.path);
  }

  /** Calls an error a stale file where the zip has changed meanwhile, as its bytes are then not damaged. */
  async #explain(error: unknown): Promise<unknown> {
    const version = await versionOf(this.#zip.place).catch(() => "");
    return version === this.#zip.version ? error : new StaleFileError(this.path);
  }
}

/** Closes the zip when the stream ends, fails or is cancelled. */
function closeAfter(stream: ReadableStream<Bytes>, archive: ZipArchive): ReadableStream<Bytes> {
  const reader = stream.getReader();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (!done) return controller.enqueue(value);
        archive.close();
        controller.close();
      } catch (error) {
        archive.close();
        controller.error(error);
      }
    },
    async cancel(reason) {
      await reader.cancel(reason).catch(() => undefined);
      archive.close();
    },
  }, { highWaterMark: 0 });
}
