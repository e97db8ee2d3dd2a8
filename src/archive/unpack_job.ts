import { join } from "node:path";
import { setImmediate } from "node:timers";
import { visible } from "../cli/io.ts";
import { ArchiveError } from "./archive_error.ts";
import type { PathTree } from "./path_tree.ts";
import { safeSegments } from "./safe_path.ts";
import type { TarEntry } from "./tar.ts";
import type { UnpackBudget, UnpackLimits } from "./unpack_budget.ts";
import { writeAllSync } from "../cli/write_all.ts";

/** In bytes; a few milliseconds of work. */
const BREATH_COST = 4 * 1024 * 1024;
/** What making a file costs, in bytes that could be written meanwhile. */
const FILE_COST = 128 * 1024;

/** What both kinds of archive have of an entry. */
export type UnpackEntry = Pick<TarEntry, "name" | "kind" | "modifiedMs"> & {
  readonly mode: number | undefined;
};

/** One unpacking under way. */
export interface UnpackJob {
  readonly archivePath: string;
  /** The folder that the entries go to. */
  readonly folder: string;
  readonly limits: UnpackLimits;
  readonly budget: UnpackBudget;
  readonly tree: PathTree;
  readonly signal: AbortSignal | undefined;
  readonly total: { files: number; sizeBytes: number };
  /** What has been done since other work last had its turn. */
  readonly pace: { spent: number };
}

/** What macOS adds to archives, which is no part of what was packed. */
function isMacDebris(segments: readonly string[]): boolean {
  const last = segments.at(-1)!;
  return segments.includes("__MACOSX") || last === ".DS_Store" || last.startsWith("._");
}

function refuseKind(entry: UnpackEntry): void {
  const name = visible(entry.name);
  if (entry.kind === "link") {
    throw new ArchiveError("link", {
      en: `"${name}" is a link, which could lead anywhere`,
      zh: `“${name}”是链接，可能指向任何地方`,
    });
  }
  if (entry.kind === "special") {
    throw new ArchiveError("special", {
      en: `"${name}" is neither a file nor a folder`,
      zh: `“${name}”既不是文件也不是文件夹`,
    });
  }
}

/** Checks an entry; its place and the folders it needs, or undefined where it is left out. */
export function admit(tree: PathTree, entry: UnpackEntry) {
  const segments = safeSegments(entry.name);
  if (segments.length === 0 || isMacDebris(segments)) return undefined;
  refuseKind(entry);
  const isFolder = entry.kind === "folder";
  return { segments, isFolder, newFolders: tree.add(segments, isFolder ? "folder" : "file") };
}

/**
 * Lets timers, signals and other work of this thread have their turn, which small files read and
 * written without waiting would never give them.
 */
async function breathe(job: UnpackJob, cost: number): Promise<void> {
  job.pace.spent += cost;
  if (job.pace.spent < BREATH_COST) return;
  job.pace.spent = 0;
  await new Promise((resolve) => setImmediate(resolve));
  job.signal?.throwIfAborted();
}

/** Calls that wait for the disk themselves: going through a thread costs a small file most of its time. */
function createFile(path: string, mode: number): Deno.FsFile {
  // createNew follows no link and takes no file's place.
  return Deno.openSync(path, { write: true, createNew: true, mode });
}

function setTime(file: Deno.FsFile, time: Date | undefined): void {
  if (time !== undefined) file.utimeSync(time, time);
}

/** The owner can always read and write it; setuid, setgid and sticky are dropped. */
function fileMode(mode: number | undefined): number {
  return ((mode ?? 0o644) & 0o777) | 0o600;
}

/** A time that every file system holds, or undefined. */
function fileTime(modifiedMs: number): Date | undefined {
  const isPlausible = modifiedMs > 0 && modifiedMs < Date.UTC(2100, 0);
  return isPlausible ? new Date(modifiedMs) : undefined;
}

/** Writes one file, its place checked and its folder made. */
export async function writeEntry(
  job: UnpackJob,
  { entry, segments, body }: {
    entry: UnpackEntry;
    segments: readonly string[];
    body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  },
): Promise<void> {
  using file = createFile(join(job.folder, ...segments), fileMode(entry.mode));
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

/** Makes folders, the upper ones first. */
export async function makeFolders(
  job: UnpackJob,
  folders: Iterable<readonly string[]>,
): Promise<void> {
  for (const folder of folders) await Deno.mkdir(join(job.folder, ...folder));
}
