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
