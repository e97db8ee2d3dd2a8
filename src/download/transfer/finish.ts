import { basename } from "../../cli/path.ts";
import { ArchiveError } from "../../archive/archive_error.ts";
import { parseHttpDate } from "../../http/http_date.ts";
import type { Attempt } from "./attempt.ts";
import { diskError } from "../disk/disk_error.ts";
import { TransferError } from "../model/errors.ts";
import { remoteOf, remoteValidator } from "./existing.ts";
import { nameFromUrl } from "../names/filename.ts";
import { type IfExists, install, syncFolder } from "../disk/install.ts";
import type { Arrival } from "../model/job.ts";
import { removeIfThere } from "../disk/journal_file.ts";
import type { PartFile } from "../disk/part_file.ts";
import type { Run } from "./run.ts";
import type { WantedDigest } from "./wanted_digest.ts";

/** All bytes of a file that is about to get its name. */
export interface Finished {
  readonly attempt: Attempt;
  readonly headers: Headers;
  readonly size: number;
  readonly isLengthKnown: boolean;
  readonly wanted: WantedDigest | undefined;
  /** The digest of all bytes, where one is wanted. */
  readonly hex: string | undefined;
}

/** Its bytes are in a part. */
export interface FinishedPart extends Finished {
  readonly part: PartFile;
}

/**
 * The last steps, always in this order: digest agrees, time is set, data is flushed (`--fsync`), the name is
 * taken. A kill between any two of them leaves a part, never a wrong file under the name.
 */
export async function finishFile(finished: FinishedPart): Promise<Arrival> {
  const { attempt: { turn: { history }, run }, part, headers } = finished;
  const isJoined = part.left !== undefined && part.left.ranges.length > 0;
  requireDigest(finished, { isJoined });
  setTime(part, headers);
  try {
    if (run.config.doesSync) part.file.syncSync();
  } catch (error) {
    throw diskError(error);
  }
  const path = run.config.doesExtract
    ? await unpack(finished)
    : install(part.path, history.target, whenTaken(run));
  part.finish();
  if (run.config.doesSync) syncFolder(history.target.dir);
  return arrive(finished, path);
}

/**
 * The same steps for a small file whose bytes are in memory, without a wait between them.
 *
 * @returns `undefined` where the scratch name cannot be used
 */
export function finishInScratch(finished: Finished, bytes: Uint8Array): Arrival | undefined {
  const { attempt: { turn: { history }, run }, headers } = finished;
  const { doesSync, doesExtract } = run.config;
  if (doesSync || doesExtract || !run.scratch.holds(history.target.dir)) return undefined;
  requireDigest(finished, { isJoined: false });
  const modifiedMs = parseHttpDate(headers.get("last-modified") ?? "");
  const scratch = run.scratch.write(history.target.dir, bytes, modifiedMs);
  if (scratch === undefined) return undefined;
  try {
    return arrive(finished, install(scratch, history.target, whenTaken(run)));
  } catch (error) {
    removeIfThere(scratch);
    throw error;
  }
}

/** What happens where the name was free when the fetching began, and is taken now. */
function whenTaken({ config: { ifExists }, isShared }: Run): IfExists | "ask again" {
  return isShared && ifExists === "rename" ? "ask again" : ifExists;
}

function arrive(finished: Finished, path: string): Arrival {
  if (needsValidator(finished)) keepValidator(finished, path);
  return arrivalOf(finished, path);
}

/** Whether the file's own time and size do not tell the next run that it is unchanged. */
function needsValidator({ attempt, headers, isLengthKnown }: Finished): boolean {
  if (attempt.run.config.doesExtract) return true;
  if (isLengthKnown) return !headers.has("last-modified");
  // A body that the end of its connection ended may be a part of the file only: it is fetched again.
  return /\bchunked\b/i.test(headers.get("transfer-encoding") ?? "");
}

/** What the next run needs to tell that this is unchanged, where its own time cannot. */
function keepValidator({ attempt, headers, size }: Finished, path: string): void {
  const validator = remoteValidator(remoteOf(headers));
  if (validator === undefined) return;
  const { turn: { history }, run } = attempt;
  run.keptEtags.keep(history.target.dir, basename(path), { etag: validator, sizeBytes: size });
}

/** Unpacks the part into a folder under the target's name; the archive itself is not kept. */
async function unpack({ attempt, part }: FinishedPart): Promise<string> {
  const { turn: { history }, run, watched } = attempt;
  const { ifExists } = run.config;
  try {
    // Loading what unpacks takes longer than a small file, so it waits until it is wanted.
    const { unpackInto } = await import("./unpack.ts");
    const signal = watched.signal;
    const path = await unpackInto(part.path, history.target, { ifExists, signal });
    part.discard();
    return path;
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw diskError(error);
    // The archive arrived as it should; whoever wants to look at it need not fetch it again.
    const name = nameFromUrl(attempt.url);
    const kept = install(part.path, { dir: history.target.dir, name }, "rename");
    part.finish();
    throw new TransferError("archive", {
      en: `cannot unpack: ${error.text.en}; the archive is kept as ${basename(kept)}`,
      zh: `无法解压：${error.text.zh}；压缩包保留为 ${basename(kept)}`,
    }, { cause: error });
  }
}

function arrivalOf(
  { attempt, headers, size, isLengthKnown, hex, wanted }: Finished,
  path: string,
): Arrival {
  const etag = headers.get("etag")?.trim();
  const encoding = headers.get("content-encoding")?.trim();
  const { history } = attempt.turn;
  return {
    how: "downloaded",
    path,
    sizeBytes: size,
    isLengthKnown,
    isVerified: wanted?.hex !== undefined,
    receivedBytes: history.receivedBytes + attempt.active.receivedBytes,
    ...(attempt.run.config.doesExtract ? { extractedTo: path } : {}),
    ...(hex && wanted ? { digest: `${wanted.algorithm}:${hex}` } : {}),
    ...(etag ? { etag } : {}),
    ...(encoding && encoding !== "identity" ? { encoding } : {}),
  };
}

/** A wrong digest makes the bytes worthless; bytes of several answers are fetched once more from the start. */
function requireDigest(
  { attempt: { turn: { history } }, wanted, hex }: Finished,
  { isJoined }: { isJoined: boolean },
): void {
  if (wanted?.hex === undefined || wanted.hex === hex) return;
  const mayRestart = isJoined && !history.hasRestarted;
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
