import { visible } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";
import { basename } from "../../cli/path.ts";
import { ArchiveError } from "../../archive/archive_error.ts";
import type { Attempt } from "./attempt.ts";
import { type DownloadConfig, type IfExists, replaces } from "../model/config.ts";
import { diskError } from "../disk/disk_error.ts";
import { TransferError } from "../model/errors.ts";
import { type Remote, remoteOf, remoteValidator } from "./existing.ts";
import { nameFromUrl } from "../names/filename.ts";
import type { HiddenFile } from "../disk/hidden_file.ts";
import type { Kept } from "../disk/kept_etags.ts";
import { install, installIfFree, installPatiently, syncFolder } from "../disk/install.ts";
import type { Arrival, Target } from "../model/job.ts";
import { PartFile } from "../disk/part_file.ts";
import type { Run } from "./run.ts";
import { urlKey } from "../model/url_key.ts";
import type { WantedDigest } from "./wanted_digest.ts";

/** A complete file before it gets its name. */
export interface Received {
  /** The bytes, in a part or in memory. */
  readonly content: PartFile | Uint8Array;
  /** Whether the bytes come from more than one answer. */
  readonly isJoined: boolean;
  readonly headers: Headers;
  readonly size: number;
  readonly isLengthKnown: boolean;
  readonly wanted: WantedDigest | undefined;
  /** The digest of all bytes, where one is wanted. */
  readonly hex: string | undefined;
}

/** The record of a new file. */
interface Vouching {
  readonly kept: Kept;
  /** Whether only the record tells the next run that the file is unchanged. */
  readonly isUrgent: boolean;
}

type Tools = Pick<Run, "config" | "disk" | "emit">;

/**
 * Finishes a file, always in this order: verifies the digest, sets the time, flushes the data (`--fsync`), takes the
 * name. A kill between any two steps leaves a hidden file, never a wrong file under the name.
 */
export async function finishFile(
  received: Received,
  attempt: Attempt,
  { config, disk, emit }: Tools,
): Promise<Arrival> {
  const { target } = attempt.placement;
  // From here on coplay waits for the disk, not for the server.
  attempt.watched.pause();
  requireDigest(received, attempt);
  if (received.content instanceof Uint8Array) await disk.scratch.claim(target.dir);
  // Nothing may await while there is a scratch file, because a folder's small files share one hidden name.
  const scratch = writeScratch(received, attempt, { config, disk });
  using file: HiddenFile = scratch ?? await partOf(received, attempt, config);
  const remote = remoteOf(received.headers);
  const modifiedMs = setTime(file, remote, target.dir, disk);
  if (config.doesSync) file.sync();
  const vouching = whatVouches(received, { url: attempt.url, remote, modifiedMs, config });
  const isEarly = vouching !== undefined && keepEarly(vouching, file, target, { config, disk });
  const given = giveName(file, attempt, { config, disk, emit });
  const path = typeof given === "string" ? given : await given;
  file.finish();
  if (config.doesSync) syncFolder(target.dir);
  const name = basename(path);
  const isKept = isEarly && name === target.name;
  if (vouching && !(isKept && !disk.isShared)) {
    disk.keptEtags.keep(target.dir, name, { ...vouching, isUrgent: vouching.isUrgent && !isKept });
  }
  return arrivalOf(received, attempt, { path, remote, config });
}

/**
 * Records a file before it gets its name, where only the record proves it, so that a kill cannot come in between. It
 * must not replace the record of an existing file of that name.
 *
 * @returns whether it is recorded
 */
function keepEarly(
  vouching: Vouching,
  file: HiddenFile,
  { dir, name }: Target,
  { config, disk }: Pick<Tools, "config" | "disk">,
): boolean {
  if (!vouching.isUrgent || config.ifExists !== "rename" || config.doesExtract) return false;
  if (!disk.isShared) {
    disk.keptEtags.keep(dir, name, vouching);
    return true;
  }
  // Another worker may take the name first, so here the record names the file by its number, too.
  const { ino } = Deno.lstatSync(file.path);
  if (ino === null) return false;
  disk.keptEtags.keepEarly(dir, name, { kept: vouching.kept, ino });
  return true;
}

/** Writes bytes in memory at once. @returns `undefined` where the scratch name cannot be used */
function writeScratch(
  { content }: Received,
  { placement: { target: { dir } } }: Attempt,
  { config: { doesSync, doesExtract }, disk: { scratch } }: Pick<Tools, "config" | "disk">,
): HiddenFile | undefined {
  if (content instanceof PartFile || doesSync || doesExtract) return undefined;
  return scratch.write(dir, content as Uint8Array);
}

/** Returns the part that holds the bytes; bytes in memory get one. */
async function partOf(
  { content }: Received,
  { placement }: Attempt,
  config: DownloadConfig,
): Promise<PartFile> {
  if (content instanceof PartFile) return content;
  const part = await PartFile.open(placement.target, config);
  try {
    part.begin("", undefined);
    part.write(content, 0);
    return part;
  } catch (error) {
    part.discard();
    throw error;
  }
}

/** Gives the file its name, or unpacks it. @returns the path of what is there now */
function giveName(
  file: HiddenFile,
  attempt: Attempt,
  { config, disk, emit }: Tools,
): string | Promise<string> {
  const { target } = attempt.placement;
  if (config.doesExtract) return unpack(file, attempt, { config, emit });
  const ifExists = whenTaken(config, disk);
  return file instanceof PartFile
    ? installPatiently(file.path, target, { ifExists })
    : install(file.path, target, ifExists);
}

/** Decides what to do if another program has taken the name since the download began. */
function whenTaken(
  { ifExists }: DownloadConfig,
  { isShared }: Run["disk"],
): IfExists | "ask again" {
  return isShared && ifExists === "rename" ? "ask again" : ifExists;
}

/**
 * Sets the file's time to the server's Last-Modified, by which the next run sees that it is unchanged.
 *
 * @returns the actual time where the file system changed it: FAT keeps only even seconds
 */
function setTime(
  file: HiddenFile,
  { lastModifiedMs: wantedMs }: Remote,
  dir: string,
  { folders }: Run["disk"],
): number | undefined {
  if (wantedMs === undefined) return undefined;
  file.setTime(wantedMs);
  if (folders.keepsTimes(dir)) return undefined;
  const hasMs = file.modifiedMs();
  if (hasMs !== wantedMs) return hasMs;
  if (wantedMs % 2000 !== 0) folders.foundExact(dir);
  return undefined;
}

/** Makes the record of the file's URL and validator; `undefined` where they prove nothing. */
function whatVouches(
  { headers, size, isLengthKnown, wanted }: Received,
  { url, remote, modifiedMs, config }: {
    url: URL;
    remote: Remote;
    modifiedMs: number | undefined;
    config: DownloadConfig;
  },
): Vouching | undefined {
  const etag = remoteValidator(remote);
  // A body that ended with its connection may be incomplete, so the next run fetches the file again.
  const isWhole = isLengthKnown || config.doesExtract || headers.has("transfer-encoding");
  if (etag === undefined || !isWhole) return undefined;
  const isDated = isLengthKnown && remote.lastModifiedMs !== undefined && modifiedMs === undefined;
  const kept: Kept = {
    etag,
    sizeBytes: size,
    url: urlKey(url),
    ...(modifiedMs === undefined ? {} : { modifiedMs }),
    ...(wanted?.hex === undefined ? {} : { digest: `${wanted.algorithm}:${wanted.hex}` }),
  };
  return { kept, isUrgent: config.doesExtract || !isDated };
}

/** Unpacks the archive into a folder under the target's name, and removes the archive. */
async function unpack(
  file: HiddenFile,
  { job, placement: { target }, url, watched }: Attempt,
  { config: { ifExists }, emit }: Pick<Tools, "config" | "emit">,
): Promise<string> {
  try {
    // The code to unpack takes longer to load than a small file takes to fetch, so it is loaded only here.
    const { unpackInto } = await import("./unpack.ts");
    const name = visible(target.name);
    const path = await unpackInto(file.content, target, {
      ifExists,
      signal: watched.signal,
      onNote: ({ en, zh }) =>
        emit({ type: "notice", job, text: { en: `${name}: ${en}`, zh: `${name}：${zh}` } }),
    });
    file.discard();
    return path;
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw diskError(error);
    const kept = await keepArchive(file, { dir: target.dir, name: nameFromUrl(url) }, ifExists);
    throw new TransferError("archive", {
      en: `cannot unpack: ${error.text.en}; ${kept.en}`,
      zh: `无法解压：${error.text.zh}；${kept.zh}`,
    }, { cause: error });
  }
}

/**
 * Keeps an archive that could not be unpacked, so that the user can look at it without fetching it again. Only one is
 * kept, because a nightly run would leave one more each time.
 */
async function keepArchive(file: HiddenFile, target: Target, ifExists: IfExists): Promise<Text> {
  const name = visible(target.name);
  if (!replaces(ifExists) && !await installIfFree(file.path, target)) {
    file.discard();
    return {
      en: `there is a file ${name} already, so the archive is not kept`,
      zh: `已有文件 ${name}，因此未保留压缩包`,
    };
  }
  if (replaces(ifExists)) await installPatiently(file.path, target, { ifExists: "overwrite" });
  file.finish();
  return { en: `the archive is kept as ${name}`, zh: `压缩包保留为 ${name}` };
}

function arrivalOf(
  { headers, size, isLengthKnown, hex, wanted }: Received,
  { progress, active }: Attempt,
  { path, remote, config }: { path: string; remote: Remote; config: DownloadConfig },
): Arrival {
  const { etag } = remote;
  const encoding = headers.get("content-encoding")?.trim();
  return {
    how: "downloaded",
    path,
    sizeBytes: size,
    isLengthKnown,
    isVerified: wanted?.hex !== undefined,
    receivedBytes: progress.receivedBytes + active.receivedBytes,
    ...(config.doesExtract ? { extractedTo: path } : {}),
    ...(hex && wanted ? { digest: `${wanted.algorithm}:${hex}` } : {}),
    ...(etag ? { etag } : {}),
    ...(encoding && encoding !== "identity" ? { encoding } : {}),
  };
}

/**
 * Verifies the digest. With a wrong one the bytes are worthless; bytes of several answers are fetched once more as one.
 */
function requireDigest({ wanted, hex, isJoined }: Received, { progress }: Attempt): void {
  if (wanted?.hex === undefined || wanted.hex === hex) return;
  throw new TransferError("checksum", {
    en: `the ${wanted.algorithm} digest is ${hex}, not ${wanted.hex}`,
    zh: `${wanted.algorithm} 校验和为 ${hex}，应为 ${wanted.hex}`,
  }, { discardsPart: true, isTransient: isJoined && !progress.wasRefetched });
}
