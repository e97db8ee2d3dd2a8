import { join } from "../../cli/path.ts";
import { parseHttpDate } from "../../http/http_date.ts";
import { diskError } from "../disk/disk_error.ts";
import { exists } from "../disk/exists.ts";
import { numberedName } from "../names/filename.ts";
import { nameTaken } from "../disk/install.ts";
import type { Target } from "../model/job.ts";
import type { KeptEtags } from "../disk/kept_etags.ts";
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
 * Whether the file under the target's name is what the server has: of the same size, and of the same
 * Last-Modified or with the ETag that was kept for it.
 */
export function isUnchanged(target: Target, remote: Remote, kept: KeptEtags): boolean {
  let info: Deno.FileInfo;
  try {
    info = Deno.lstatSync(join(target.dir, target.name));
  } catch {
    return false;
  }
  const validator = remoteValidator(remote);
  if (info.isDirectory) {
    // An archive that was unpacked: only what was kept of it can tell.
    return remote.size !== null && validator !== undefined &&
      kept.find(target.dir, target.name, remote.size) === validator;
  }
  if (!info.isFile) return false;
  if (remote.size !== null && remote.lastModifiedMs !== undefined) {
    const fileSeconds = Math.floor((info.mtime?.getTime() ?? 0) / 1000);
    return info.size === remote.size && fileSeconds === Math.floor(remote.lastModifiedMs / 1000);
  }
  const isOfSize = remote.size === null || info.size === remote.size;
  return isOfSize && validator !== undefined &&
    kept.find(target.dir, target.name, info.size) === validator;
}

/** Numbers tried before a folder counts as full of a name. */
const MAX_NUMBER = 9999;

/**
 * Looks through `name`, `name (1)` … for a file that is the wanted one already, or for the first free name.
 *
 * @param isSame whether what has a name is the wanted file
 * @param tryClaim takes a numbered name for this job, where no other job of the run has it
 * @throws {TransferError} of kind `disk` where all names are taken
 */
export async function findPlace(
  target: Target,
  { isSame, tryClaim }: {
    isSame: (candidate: Target) => Promise<boolean>;
    tryClaim: (target: Target) => boolean;
  },
): Promise<{ readonly target: Target; readonly isSame: boolean }> {
  for (let number = 0; number <= MAX_NUMBER; number++) {
    const name = number === 0 ? target.name : numberedName(target.name, number);
    const candidate = { dir: target.dir, name };
    if (number > 0 && !tryClaim(candidate)) continue;
    if (!isTaken(candidate)) return { target: candidate, isSame: false };
    if (await isSame(candidate)) return { target: candidate, isSame: true };
  }
  throw diskError(nameTaken());
}
