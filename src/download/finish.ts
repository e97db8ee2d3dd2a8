import { parseHttpDate } from "../http/http_date.ts";
import type { Attempt, WantedDigest } from "./attempt.ts";
import { diskError } from "./disk_error.ts";
import { TransferError } from "./errors.ts";
import { install, syncFolder } from "./install.ts";
import type { Arrival } from "./job.ts";
import type { PartFile } from "./part_file.ts";

/** A part with all its bytes, about to become the file. */
export interface Finished {
  readonly attempt: Attempt;
  readonly part: PartFile;
  readonly headers: Headers;
  readonly size: number;
  readonly isLengthKnown: boolean;
  readonly wanted: WantedDigest | undefined;
  /** The digest of all bytes, where one is wanted. */
  readonly hex: string | undefined;
}

/**
 * The last steps, always in this order: digest agrees, time is set, data is flushed (`--fsync`), the name is
 * taken. A kill between any two of them leaves a part, never a wrong file under the name.
 */
export function finishFile(finished: Finished): Promise<Arrival> {
  const { attempt: { turn: { history }, run }, part, headers, size } = finished;
  requireDigest(finished);
  setTime(part, headers);
  try {
    if (run.config.doesSync) part.file.syncSync();
  } catch (error) {
    throw diskError(error);
  }
  const path = install(part.path, history.target, run.config.ifExists);
  part.finish();
  if (run.config.doesSync) syncFolder(history.target.dir);
  const etag = headers.get("etag")?.trim();
  if (etag && !headers.has("last-modified")) {
    const name = path.slice(history.target.dir.length + 1);
    run.keptEtags.keep(history.target.dir, name, { etag, sizeBytes: size });
  }
  return Promise.resolve(arrivalOf(finished, path, etag));
}

function arrivalOf(
  { attempt, headers, size, isLengthKnown, hex, wanted }: Finished,
  path: string,
  etag: string | undefined,
): Arrival {
  const encoding = headers.get("content-encoding")?.trim();
  const { history } = attempt.turn;
  return {
    path,
    sizeBytes: size,
    isLengthKnown,
    isUnchanged: false,
    receivedBytes: history.receivedBytes + attempt.active.receivedBytes,
    ...(hex && wanted ? { digest: `${wanted.algorithm}:${hex}` } : {}),
    ...(etag ? { etag } : {}),
    ...(encoding && encoding !== "identity" ? { encoding } : {}),
  };
}

/** A wrong digest makes the bytes worthless; bytes of several answers are fetched once more from the start. */
function requireDigest({ attempt: { turn: { history } }, part, wanted, hex }: Finished): void {
  if (wanted?.hex === undefined || wanted.hex === hex) return;
  const mayRestart = part.left !== undefined && part.left.ranges.length > 0 &&
    !history.hasRestarted;
  if (mayRestart) history.hasRestarted = true;
  throw new TransferError("checksum", {
    en: `the ${wanted.algorithm} digest is ${hex}, not ${wanted.hex}`,
    zh: `${wanted.algorithm} 校验和为 ${hex}，应为 ${wanted.hex}`,
  }, { discardsPart: true, isTransient: mayRestart });
}

/** The file gets the server's time, by which the next run tells that it is unchanged. */
function setTime(part: PartFile, headers: Headers): void {
  const modifiedMs = parseHttpDate(headers.get("last-modified") ?? "");
  if (modifiedMs === undefined) return;
  try {
    part.file.utimeSync(new Date(modifiedMs), new Date(modifiedMs));
  } catch {
    // A file system without times only costs a download later.
  }
}
