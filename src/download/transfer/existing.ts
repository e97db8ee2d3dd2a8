import { join } from "../../cli/path.ts";
import { formatHttpDate, parseHttpDate } from "../../http/http_date.ts";
import { diskError } from "../disk/disk_error.ts";
import { exists } from "../disk/exists.ts";
import { numberedName } from "../names/filename.ts";
import { nameTaken } from "../disk/install.ts";
import type { Arrival, Target } from "../model/job.ts";
import { type Attempt, newDigest } from "./attempt.ts";
import { PartFile } from "../disk/part_file.ts";
import type { WantedDigest } from "./wanted_digest.ts";
import type { Kept, KeptEtags } from "../disk/kept_etags.ts";
import type { HeaderLine } from "../host/request_headers.ts";
import { urlKey } from "../model/url_key.ts";
import { declaredLength } from "../model/validators.ts";

/** The facts of an answer that tell whether a file is unchanged. */
export interface Remote {
  readonly size: number | null;
  readonly lastModifiedMs: number | undefined;
  readonly etag: string | undefined;
}

/** Reads the facts from an answer's headers. */
export function remoteOf(headers: Headers): Remote {
  return {
    size: declaredLength(headers),
    lastModifiedMs: parseHttpDate(headers.get("last-modified") ?? ""),
    etag: headers.get("etag")?.trim() || undefined,
  };
}

/** The validator to record for a file, because its own time may not show whether it is unchanged. */
export function remoteValidator({ etag, lastModifiedMs }: Remote): string | undefined {
  return etag ?? (lastModifiedMs === undefined ? undefined : String(lastModifiedMs));
}

/** Whether the target's name is taken. */
export function isTaken({ dir, name }: Target): boolean {
  return exists(join(dir, name));
}

/**
 * Whether the file with the target's name is the server's: it has the same URL and size, and the same Last-Modified or
 * recorded ETag.
 *
 * @param urls the {@linkcode urlKey}s of the job's URLs
 */
export function isUnchanged(
  { dir, name }: Target,
  remote: Remote,
  { kept, urls }: { kept: KeptEtags; urls: readonly string[] },
): boolean {
  let info: Deno.FileInfo;
  try {
    info = Deno.lstatSync(join(dir, name));
  } catch {
    return false;
  }
  if (!info.isFile && !info.isDirectory) return false;
  const line = kept.find(dir, name, info.ino);
  // The record of a file of another size belongs to a replaced file.
  const own = line && (info.isDirectory || line.sizeBytes === info.size) ? line : undefined;
  if (own?.url !== undefined && !urls.includes(own.url)) return false;
  if (remote.size !== null && remote.size !== (own?.sizeBytes ?? info.size)) return false;
  const validator = remoteValidator(remote);
  const isVouched = own !== undefined && validator !== undefined && own.etag === validator;
  // For an unpacked archive, only the record can tell.
  if (info.isDirectory) return isVouched && remote.size !== null;
  const fileMs = info.mtime?.getTime() ?? 0;
  if (remote.size === null || remote.lastModifiedMs === undefined) return isVouched;
  if (own?.modifiedMs !== undefined) return isVouched && own.modifiedMs === fileMs;
  return Math.floor(fileMs / 1000) === Math.floor(remote.lastModifiedMs / 1000);
}

/**
 * The condition for requesting a file only if it differs from the one with the target's name (RFC 9110 §13.1). The file
 * must come from this URL and have the recorded size and, if known, time; the record has its validator. `undefined`
 * where no record fits.
 *
 * @param facts `digest` is the required one, as `NAME:HEX`
 */
export function conditionFor(
  { dir, name }: Target,
  { kept, url, digest }: { kept: KeptEtags; url: URL; digest: string | undefined },
): HeaderLine | undefined {
  const info = Deno.lstatSync(join(dir, name));
  const line = kept.find(dir, name, info.ino);
  if (!line || line.url !== urlKey(url)) return undefined;
  if (digest !== undefined && line.digest !== digest) return undefined;
  const isWhole = info.isDirectory || (info.isFile && info.size === line.sizeBytes);
  if (!isWhole) return undefined;
  if (!/^\d+$/.test(line.etag)) return ["if-none-match", line.etag];
  const dateMs = Number(line.etag);
  return hasTime(info, line, dateMs) ? ["if-modified-since", formatHttpDate(dateMs)] : undefined;
}

/** Whether a file still has its recorded time; the time of a folder says nothing. */
function hasTime(info: Deno.FileInfo, { modifiedMs }: Kept, wantedMs: number): boolean {
  if (info.isDirectory) return true;
  const fileMs = info.mtime?.getTime() ?? 0;
  if (modifiedMs !== undefined) return modifiedMs === fileMs;
  return Math.floor(fileMs / 1000) === Math.floor(wantedMs / 1000);
}

/** Whether a file's time differs from the one in a 304, which means that another program has changed the file. */
export function isTouched(
  { dir, name }: Target,
  headers: Headers,
  { kept }: { kept: KeptEtags },
): boolean {
  const info = Deno.lstatSync(join(dir, name));
  const line = kept.find(dir, name, info.ino);
  const dateMs = parseHttpDate(headers.get("last-modified") ?? "");
  return line !== undefined && dateMs !== undefined && !hasTime(info, line, dateMs);
}

/** The highest number to try for a name. */
const MAX_NUMBER = 9999;

/** Yields `name`, `name (1)` … */
function* candidates({ dir, name }: Target): Generator<Target, undefined> {
  yield { dir, name };
  for (let number = 1; number <= MAX_NUMBER; number++) {
    yield { dir, name: numberedName(name, number) };
  }
}

/** Takes a numbered name for this job unless another job of the run has it; the first is the job's own. */
type TryClaim = (target: Target) => boolean;

/** Looks through the taken names for a file that is the wanted one. */
export async function findSame(
  target: Target,
  isSame: (candidate: Target) => Promise<boolean> | boolean,
  tryClaim: TryClaim,
): Promise<Target | undefined> {
  for (const candidate of candidates(target)) {
    if (!isTaken(candidate)) return undefined;
    const isOwn = candidate.name === target.name;
    if (await isSame(candidate) && (isOwn || tryClaim(candidate))) return candidate;
  }
  return undefined;
}

/** Finds the first free name. @throws {TransferError} of kind `disk` where all are taken */
export function findFree(target: Target, tryClaim: TryClaim): Target {
  for (const candidate of candidates(target)) {
    if (isTaken(candidate)) continue;
    if (candidate.name === target.name || tryClaim(candidate)) return candidate;
  }
  throw diskError(nameTaken());
}

/** Computes the digest of an existing file. @returns hex; `undefined` for anything but a file */
export async function digestOf(
  { dir, name }: Target,
  { algorithm }: WantedDigest,
  { watched }: Attempt,
): Promise<string | undefined> {
  watched.pause();
  try {
    using file = await Deno.open(join(dir, name), { read: true });
    const { isFile, size } = await file.stat();
    if (!isFile) return undefined;
    const { digestFile } = await import("../model/digest.ts");
    const digest = await newDigest(algorithm);
    await digestFile(file, digest, { start: 0, end: size });
    return digest.hex();
  } catch (error) {
    throw diskError(error);
  } finally {
    watched.touch();
  }
}

/** Describes an existing file as an arrival. */
export function keptArrival(
  target: Target,
  { how, wanted, hex }: {
    how: Arrival["how"];
    wanted: WantedDigest | undefined;
    hex: string | undefined;
  },
): Arrival {
  PartFile.tidyFinished(target);
  const path = join(target.dir, target.name);
  return {
    how,
    path,
    sizeBytes: Deno.lstatSync(path).size,
    isLengthKnown: true,
    isVerified: wanted?.hex !== undefined && hex === wanted.hex,
    receivedBytes: 0,
    ...(wanted && hex ? { digest: `${wanted.algorithm}:${hex}` } : {}),
  };
}
