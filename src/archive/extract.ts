import { basename, dirname, join } from "node:path";
import { whenLetGo } from "../cli/held_file.ts";
import { visible } from "../cli/io.ts";
import type { Text } from "../cli/language.ts";
import { ArchiveError, encryptedError } from "./archive_error.ts";
import { type ArchiveFormat, detectFormat, ZIP_END_BYTES } from "./archive_format.ts";
import { decompress } from "./decompress.ts";
import { PathTree } from "./path_tree.ts";
import { readTar } from "./tar.ts";
import { DEFAULT_LIMITS, UnpackBudget, type UnpackLimits } from "./unpack_budget.ts";
import { admit, copyOf, isOwnCopy, makeFolders, type UnpackJob, writeEntry } from "./unpack_job.ts";
import { UnpackNotes } from "./unpack_notes.ts";
import { openZip, type ZipArchive, type ZipEntry } from "./zip.ts";

const CHUNK_BYTES = 256 * 1024;

/** The result of unpacking. */
export interface Extracted {
  readonly files: number;
  /** The size of all files together, in bytes. */
  readonly sizeBytes: number;
  /** Messages for the user, such as about renamed files. */
  readonly notes: readonly Text[];
}

/** An archive: its path, or its open file, which stays open and must be left alone meanwhile. */
export type ArchiveFile = string | Deno.FsFile;

/** The limits of unpacking, and how to stop it. */
export interface ExtractOptions extends Partial<UnpackLimits> {
  /** Stops the unpacking, which then leaves nothing behind. */
  readonly signal?: AbortSignal;
}

/** Refuses entries whose bytes overlap: they could make terabytes out of kilobytes. */
function refuseOverlaps(entries: readonly ZipEntry[]): void {
  const sorted = entries.toSorted((a, b) => a.offset - b.offset);
  sorted.forEach((entry, index) => {
    const next = sorted[index + 1];
    if (next === undefined || entry.offset + entry.packedBytes < next.offset) return;
    throw new ArchiveError("damaged", {
      en: "entries of the archive overlap; get another copy of it",
      zh: "压缩包中的条目互相重叠；请重新获取",
    });
  });
}

/** Checks all entries of a zip file before anything is written, as its directory lists them. */
function planZip(job: UnpackJob, zip: ZipArchive) {
  refuseOverlaps(zip.entries);
  const plan = new Map<string, NonNullable<ReturnType<typeof admit>> & { entry: ZipEntry }>();
  for (const entry of zip.entries) {
    const place = admit(job, entry);
    if (place === undefined) continue;
    if (entry.isEncrypted) throw encryptedError();
    job.budget.spend(entry.sizeBytes);
    const path = place.segments.join("/");
    const earlier = plan.get(path);
    // The first entry of a name has created its parent folders.
    if (earlier === undefined) plan.set(path, { ...place, entry });
    else if (!place.isFolder) plan.set(path, { ...earlier, entry });
  }
  return plan.values();
}

async function extractZip(job: UnpackJob): Promise<void> {
  const { signal, limits } = job;
  const options = signal ? { signal } : {};
  using zip = await openZip(job.archive, { maxEntries: limits.maxEntries, ...options });
  for (const { entry, segments, isFolder, newFolders } of planZip(job, zip)) {
    signal?.throwIfAborted();
    await makeFolders(job, newFolders);
    if (isFolder) continue;
    const isSmall = entry.sizeBytes <= CHUNK_BYTES;
    const body = isSmall ? [await zip.readBytes(entry, options)] : zip.read(entry, options);
    await writeEntry(job, { entry, segments, body });
  }
}

/** The prefix of the hidden folder that an archive is unpacked in, beside the folder of this name. */
export function unpackPrefix(name: string): string {
  return `.${name}.unpack-`;
}

/** Streams a file from its beginning. */
async function* fileChunks(file: Deno.FsFile): AsyncGenerator<Uint8Array> {
  file.seekSync(0, Deno.SeekMode.Start);
  for (;;) {
    const buffer = new Uint8Array(CHUNK_BYTES);
    const count = await file.read(buffer);
    if (count === null) return;
    yield buffer.subarray(0, count);
  }
}

/** Counts all unpacked bytes against the limits, including those that become no file. */
async function* spend(
  chunks: AsyncIterable<Uint8Array>,
  job: UnpackJob,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    job.signal?.throwIfAborted();
    job.budget.spend(chunk.length);
    yield chunk;
  }
}

async function extractTar(job: UnpackJob, format: Exclude<ArchiveFormat, "zip">): Promise<void> {
  const packed = fileChunks(job.archive);
  const chunks = format === "tar"
    ? packed
    : decompress(packed, { packing: format === "tar.gz" ? "gzip" : "zstd", note: job.notes.add });
  for await (const entry of readTar(spend(chunks, job), job.notes.add)) {
    if (isOwnCopy(job, entry)) continue;
    const place = admit(job, entry);
    if (place === undefined) continue;
    await makeFolders(job, place.newFolders);
    if (place.isFolder) continue;
    const body = entry.kind === "copy" ? copyOf(job, entry) : entry.body;
    await writeEntry(job, { ...place, entry, body });
  }
}

/** Detects the format by a file's first and last bytes, and reads its size. */
function probe(file: Deno.FsFile): { format: ArchiveFormat; sizeBytes: number } {
  const sizeBytes = file.statSync().size;
  const lastBytes = () => readAt(file, Math.max(0, sizeBytes - ZIP_END_BYTES), ZIP_END_BYTES);
  return { format: detectFormat(readAt(file, 0, 512), lastBytes), sizeBytes };
}

/** Reads so many bytes at an offset; fewer at the file's end. */
function readAt(file: Deno.FsFile, offset: number, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  file.seekSync(offset, Deno.SeekMode.Start);
  let at = 0;
  for (let count; (count = file.readSync(bytes.subarray(at))) !== null && count > 0;) at += count;
  return bytes.subarray(0, at);
}

async function refuseExisting(path: string): Promise<void> {
  try {
    await Deno.lstat(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    throw error;
  }
  throw new ArchiveError("exists", {
    en: `"${visible(path)}" is already there; move it away`,
    zh: `“${visible(path)}”已经存在；请先移走`,
  });
}

/** Returns the folder that becomes the target: an only folder at the top adds nothing, so its content does. */
function contentFolder(job: UnpackJob): string {
  const [root, ...others] = job.tree.roots;
  const isOnlyFolder = root !== undefined && others.length === 0 && root[1] === "folder";
  return isOnlyFolder ? join(job.folder, root[0]) : job.folder;
}

async function unpack(job: UnpackJob, format: ArchiveFormat): Promise<void> {
  await Deno.mkdir(job.folder);
  if (format === "zip") await extractZip(job);
  else await extractTar(job, format);
  if (job.total.files === 0) {
    throw new ArchiveError("empty", {
      en: "there are no files in the archive; look whether it is the file you meant",
      zh: "压缩包中没有文件；请检查是否为正确的文件",
    });
  }
}

/**
 * Unpacks a zip, tar, tar.gz or tar.zst archive into a new folder: first under a hidden name beside it, then it
 * renames that, so that the target exists whole or not at all.
 *
 * It refuses archives with names that leave the folder, symbolic links, devices, encrypted entries or entries that
 * would be one file on some system, and those beyond the limits. It changes names that are invalid on some system,
 * copies hard links, and keeps the last of several files of one name. It leaves out an only folder at the top, and
 * the files that macOS adds.
 *
 * @param targetPath the folder to create; its parent must exist, the folder itself must not
 * @throws {ArchiveError} for the archive's content; the file system's errors as they are
 */
export async function extractArchive(
  archive: ArchiveFile,
  targetPath: string,
  options: ExtractOptions = {},
): Promise<Extracted> {
  const { signal, ...given } = options;
  signal?.throwIfAborted();
  await refuseExisting(targetPath);
  if (typeof archive !== "string") return await extractFile(archive, targetPath, { signal, given });
  // Not by `using`: deno bundle --minify drops it where the value is used once, and never closes the file.
  const file = await Deno.open(archive);
  try {
    return await extractFile(file, targetPath, { signal, given });
  } finally {
    file.close();
  }
}

async function extractFile(
  archive: Deno.FsFile,
  targetPath: string,
  { signal, given }: { signal: AbortSignal | undefined; given: Partial<UnpackLimits> },
): Promise<Extracted> {
  const { format, sizeBytes } = probe(archive);
  const limits = { ...DEFAULT_LIMITS, ...given };
  const prefix = unpackPrefix(basename(targetPath));
  // Deno creates such folders for the owner alone, so no other user can reach into it.
  const temporary = await Deno.makeTempDir({ dir: dirname(targetPath), prefix });
  try {
    const job: UnpackJob = {
      archive,
      folder: join(temporary, "content"),
      limits,
      budget: new UnpackBudget(limits, sizeBytes),
      tree: new PathTree(limits.maxEntries),
      signal,
      total: { files: 0, sizeBytes: 0 },
      notes: new UnpackNotes(),
      pace: { spent: 0 },
    };
    await unpack(job, format);
    signal?.throwIfAborted();
    await refuseExisting(targetPath);
    await whenLetGo(() => Deno.rename(contentFolder(job), targetPath));
    return { ...job.total, notes: job.notes.texts() };
  } finally {
    await whenLetGo(() => Deno.remove(temporary, { recursive: true }));
  }
}
