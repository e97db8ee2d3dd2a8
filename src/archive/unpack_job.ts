import { join } from "node:path";
import { setImmediate } from "node:timers";
import { visible } from "../cli/io.ts";
import { ArchiveError } from "./archive_error.ts";
import type { PathTree } from "./path_tree.ts";
import { requireSafePath } from "./safe_path.ts";
import type { TarEntry } from "./tar.ts";
import type { UnpackBudget, UnpackLimits } from "./unpack_budget.ts";
import type { UnpackNotes } from "./unpack_notes.ts";
import { writeAllSync } from "../cli/write_all.ts";

/** The work between two pauses, in bytes written: a few milliseconds. */
const BREATH_COST = 4 * 1024 * 1024;
/** The time to create a file, in bytes that could be written meanwhile. */
const FILE_COST = 128 * 1024;

/** The fields that zip and tar entries share. */
export type UnpackEntry = Pick<TarEntry, "name" | "kind" | "modifiedMs"> & {
  readonly mode: number | undefined;
};

/** The state of one unpacking. */
export interface UnpackJob {
  /** The archive, opened for reading. */
  readonly archive: Deno.FsFile;
  /** The folder to unpack into. */
  readonly folder: string;
  readonly limits: UnpackLimits;
  readonly budget: UnpackBudget;
  readonly tree: PathTree;
  readonly signal: AbortSignal | undefined;
  readonly total: { files: number; sizeBytes: number };
  /** Messages for the user that are no errors. */
  readonly notes: UnpackNotes;
  /** The work done since the last pause. */
  readonly pace: { spent: number };
}

const COPY_BYTES = 256 * 1024;

/** Whether a path is a file that macOS adds to archives. */
function isMacDebris(segments: readonly string[]): boolean {
  const last = segments.at(-1)!;
  return segments.includes("__MACOSX") || last === ".DS_Store" || last.startsWith("._");
}

function refuseKind(entry: UnpackEntry): void {
  const name = visible(entry.name);
  if (entry.kind === "link") {
    throw new ArchiveError("link", {
      en: `"${name}" is a link, which could lead anywhere; pack the archive again with files ` +
        "in place of links",
      zh: `“${name}”是链接，可能指向任何地方；请用文件代替链接，重新打包`,
    });
  }
  if (entry.kind === "special") {
    throw new ArchiveError("special", {
      en: `"${name}" is neither a file nor a folder; pack the archive again without it`,
      zh: `“${name}”既不是文件也不是文件夹；请去掉它后重新打包`,
    });
  }
}

/** Checks an entry. Returns its place and the folders to create; undefined where it is left out. */
export function admit({ tree, notes }: UnpackJob, entry: UnpackEntry) {
  const path = requireSafePath(entry.name);
  const { segments, spelled } = path;
  if (segments.length === 0 || isMacDebris(segments)) return undefined;
  refuseKind(entry);
  const isFolder = entry.kind === "folder";
  const place = tree.add(path, isFolder ? "folder" : "file");
  const safe = segments.join("/");
  if (safe !== spelled) notes.madeSafe(spelled, safe);
  if (place.replaces) notes.replaced(spelled);
  return { segments, isFolder, ...place };
}

/** Lets timers, signals and other work of this thread run, which synchronous work on small files would never do. */
async function breathe(job: UnpackJob, cost: number): Promise<void> {
  job.pace.spent += cost;
  if (job.pace.spent < BREATH_COST) return;
  job.pace.spent = 0;
  await new Promise((resolve) => setImmediate(resolve));
  job.signal?.throwIfAborted();
}

/** Creates a file synchronously: a thread would take most of a small file's time. */
function createFile(path: string, mode: number): Deno.FsFile {
  // createNew follows no link and replaces no file.
  return Deno.openSync(path, { write: true, createNew: true, mode });
}

function setTime(file: Deno.FsFile, time: Date | undefined): void {
  if (time !== undefined) file.utimeSync(time, time);
}

/** Makes a file readable and writable for its owner, and drops setuid, setgid and sticky. */
function fileMode(mode: number | undefined): number {
  return ((mode ?? 0o644) & 0o777) | 0o600;
}

/** Returns a time that every file system can store; undefined for any other. */
function fileTime(modifiedMs: number): Date | undefined {
  const isPlausible = modifiedMs > 0 && modifiedMs < Date.UTC(2100, 0);
  return isPlausible ? new Date(modifiedMs) : undefined;
}

/** Writes a file whose place is checked and whose folder exists. */
export async function writeEntry(
  job: UnpackJob,
  { entry, segments, body, replaces = false }: {
    entry: UnpackEntry;
    segments: readonly string[];
    body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
    /** Whether it replaces an earlier file of its name. @default {false} */
    replaces?: boolean;
  },
): Promise<void> {
  const path = join(job.folder, ...segments);
  if (replaces) removeEntry(job, path);
  using file = createFile(path, fileMode(entry.mode));
  for await (const chunk of body) {
    job.signal?.throwIfAborted();
    writeAllSync(file, chunk);
    job.total.sizeBytes += chunk.length;
    await breathe(job, chunk.length);
  }
  job.total.files++;
  setTime(file, fileTime(entry.modifiedMs));
  await breathe(job, FILE_COST);
}

/** Removes a file that a later one of its name replaces. */
function removeEntry(job: UnpackJob, path: string): void {
  job.total.files--;
  job.total.sizeBytes -= Deno.lstatSync(path).size;
  Deno.removeSync(path);
}

/** Whether a hard link leads to itself: a file that was packed twice appears as itself and as such a link. */
export function isOwnCopy({ tree }: UnpackJob, { kind, name, target }: TarEntry): boolean {
  if (kind !== "copy") return false;
  const [own, other] = [requireSafePath(name), requireSafePath(target)];
  return own.spelled === other.spelled && tree.hasFile(own.segments);
}

/** Reads an earlier file again for a hard link to it. */
export async function* copyOf(
  job: UnpackJob,
  { name, target }: { name: string; target: string },
): AsyncGenerator<Uint8Array> {
  const { segments } = requireSafePath(target);
  if (!job.tree.hasFile(segments)) throw strayLinkError(name, target);
  using file = await Deno.open(join(job.folder, ...segments));
  for (;;) {
    const buffer = new Uint8Array(COPY_BYTES);
    const count = await file.read(buffer);
    if (count === null) return;
    job.budget.spend(count);
    yield buffer.subarray(0, count);
  }
}

function strayLinkError(name: string, target: string): ArchiveError {
  const [from, to] = [visible(name), visible(target)];
  return new ArchiveError("link", {
    en: `"${from}" is a link to "${to}", which is not in the archive before it; pack the archive ` +
      "again with a file in its place",
    zh: `“${from}”链接到“${to}”，而压缩包中在它之前没有该文件；请用文件代替链接，重新打包`,
  });
}

/** Creates folders, parents first. */
export async function makeFolders(
  job: UnpackJob,
  folders: Iterable<readonly string[]>,
): Promise<void> {
  for (const folder of folders) await Deno.mkdir(join(job.folder, ...folder));
}
