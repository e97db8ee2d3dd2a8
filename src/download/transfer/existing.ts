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

/** What the server says of a file now, as far as it tells an unchanged file. */
export interface Remote {
  readonly size: number | null;
  readonly lastModifiedMs: number | undefined;
  readonly etag: string | undefined;
}

/** Reads it off an answer's headers. */
export function remoteOf(headers: Headers): Remote {
  return {
    size: declaredLength(headers),
    lastModifiedMs: parseHttpDate(headers.get("last-modified") ?? ""),
    etag: headers.get("etag")?.trim() || undefined,
  };
}

/** What is kept of a file whose own time cannot tell whether it is unchanged. */
export function remoteValidator({ etag, lastModifiedMs }: Remote): string | undefined {
  return etag ?? (lastModifiedMs === undefined ? undefined : String(lastModifiedMs));
}

/** Whether something has the target's name. */
export function isTaken({ dir, name }: Target): boolean {
  return exists(join(dir, name));
}

/**
 * Whether what has the target's name is what the server has: of the same URL, of the same size, and of the same
 * Last-Modified or with the ETag that was kept for it.
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
  const line = kept.find(dir, name);
  // What was kept of a file of another size is not about this one.
  const own = line && (info.isDirectory || line.sizeBytes === info.size) ? line : undefined;
  if (own?.url !== undefined && !urls.includes(own.url)) return false;
  if (remote.size !== null && remote.size !== (own?.sizeBytes ?? info.size)) return false;
  const validator = remoteValidator(remote);
  const isVouched = own !== undefined && validator !== undefined && own.etag === validator;
  // An archive that was unpacked: only what was kept of it can tell.
  if (info.isDirectory) return isVouched && remote.size !== null;
  const fileMs = info.mtime?.getTime() ?? 0;
  if (remote.size === null || remote.lastModifiedMs === undefined) return isVouched;
  if (own?.modifiedMs !== undefined) return isVouched && own.modifiedMs === fileMs;
  return Math.floor(fileMs / 1000) === Math.floor(remote.lastModifiedMs / 1000);
}

/**
 * The condition under which the server need not send what has the target's name: it was fetched from this URL, has
 * the size and, as far as that is known, the time that it had then, and is still what the server called it (RFC 9110
 * §13.1). `undefined` where nothing vouches for it.
 *
 * @param facts `digest` is what it must have, as `NAME:HEX`
 */
export function conditionFor(
  { dir, name }: Target,
  { kept, url, digest }: { kept: KeptEtags; url: URL; digest: string | undefined },
): HeaderLine | undefined {
  const line = kept.find(dir, name);
  const info = Deno.lstatSync(join(dir, name));
  if (!line || line.url !== urlKey(url)) return undefined;
  if (digest !== undefined && line.digest !== digest) return undefined;
  const isWhole = info.isDirectory || (info.isFile && info.size === line.sizeBytes);
  if (!isWhole) return undefined;
  if (!/^\d+$/.test(line.etag)) return ["if-none-match", line.etag];
  const dateMs = Number(line.etag);
  return hasTime(info, line, dateMs) ? ["if-modified-since", formatHttpDate(dateMs)] : undefined;
}

/** Whether a file still has the time that it was given; a folder's own says nothing. */
function hasTime(info: Deno.FileInfo, { modifiedMs }: Kept, wantedMs: number): boolean {
  if (info.isDirectory) return true;
  const fileMs = info.mtime?.getTime() ?? 0;
  if (modifiedMs !== undefined) return modifiedMs === fileMs;
  return Math.floor(fileMs / 1000) === Math.floor(wantedMs / 1000);
}

/** Whether a file has another time than the server says in a 304: somebody has changed it here. */
export function isTouched(
  { dir, name }: Target,
  headers: Headers,
  { kept }: { kept: KeptEtags },
): boolean {
  const line = kept.find(dir, name);
  const dateMs = parseHttpDate(headers.get("last-modified") ?? "");
  return line !== undefined && dateMs !== undefined &&
    !hasTime(Deno.lstatSync(join(dir, name)), line, dateMs);
}

/** Numbers tried before a folder counts as full of a name. */
const MAX_NUMBER = 9999;

/** `name`, `name (1)` … */
function* candidates({ dir, name }: Target): Generator<Target, undefined> {
  yield { dir, name };
  for (let number = 1; number <= MAX_NUMBER; number++) {
    yield { dir, name: numberedName(name, number) };
  }
}

/** Takes a numbered name for this job, where no other job of the run has it; the first is the job's own. */
type TryClaim = (target: Target) => boolean;

/** Looks through the names that are taken for a file that is the wanted one already. */
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

/** The first name that is free. @throws {TransferError} of kind `disk` where all are taken */
export function findFree(target: Target, tryClaim: TryClaim): Target {
  for (const candidate of candidates(target)) {
    if (isTaken(candidate)) continue;
    if (candidate.name === target.name || tryClaim(candidate)) return candidate;
  }
  throw diskError(nameTaken());
}

/** The digest of a file that is there. @returns hex; `undefined` for what is no file */
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

/** What is there, as an arrival. */
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
