import { join } from "../../cli/path.ts";
import { parseContentDispositionName } from "../../http/content_disposition.ts";
import { interpretAnswer } from "../host/answer.ts";
import { type Attempt, mayHold, newDigest } from "./attempt.ts";
import { diskError } from "../disk/disk_error.ts";
import { TransferError } from "../model/errors.ts";
import { findPlace, isTaken, isUnchanged, type Remote, remoteOf } from "./existing.ts";
import { safeName } from "../names/filename.ts";
import { nameTaken } from "../disk/install.ts";
import type { Arrival, Target } from "../model/job.ts";
import { PartFile } from "../disk/part_file.ts";
import type { Answer } from "../host/requester.ts";
import { type WantedDigest, wantedDigest } from "./wanted_digest.ts";

/** Decides where the file goes by what is there already. @returns an arrival where it is there itself */
export async function chooseTarget(attempt: Attempt): Promise<Arrival | undefined> {
  if (attempt.turn.history.isTargetDecided) return undefined;
  return await decideTarget(attempt, () => askRemote(attempt));
}

/** The server proposes a name; it is made as safe as any other, and never replaces anything. */
export async function chooseOfferedName(
  answer: Answer,
  attempt: Attempt,
): Promise<Arrival | undefined> {
  const { turn: { job, history }, run } = attempt;
  const { headers } = answer.response;
  const header = headers.get("content-disposition");
  const proposed = header === null ? undefined : parseContentDispositionName(header);
  const name = (proposed && safeName(proposed.replace(/^.*[/\\]/s, ""))) || job.target.name;
  history.target = run.claimName({ dir: job.target.dir, name });
  attempt.active.name = history.target.name;
  return await decideTarget(attempt, () => Promise.resolve(remoteOf(headers)));
}

async function decideTarget(
  attempt: Attempt,
  askRemote: () => Promise<Remote>,
): Promise<Arrival | undefined> {
  const { turn: { history }, run: { config, folders, scratch } } = attempt;
  // What a kill left there goes, also where nothing is to be fetched.
  if (!folders.isNew(history.target.dir)) await scratch.claim(history.target.dir);
  const { name } = history.target;
  const mayBeTaken = config.ifExists !== "overwrite" && mayHold(attempt, name);
  if (mayBeTaken && isTaken(history.target)) {
    if (config.ifExists === "fail") throw nameTaken();
    if (config.ifExists === "skip") return await skip(attempt);
    const kept = await findKept(attempt, askRemote);
    if (kept) return kept;
  }
  history.isTargetDecided = true;
  return undefined;
}

/** Keeps what has the name, whatever the server has; only a checksum that was given must hold. */
async function skip(attempt: Attempt): Promise<Arrival> {
  const wanted = wantedDigest(attempt);
  const hex = wanted && await digestOf(attempt.turn.history.target, wanted, attempt);
  if (wanted?.hex !== undefined && hex !== wanted.hex) {
    throw new TransferError("checksum", {
      en: `the file is there already, and its ${wanted.algorithm} digest is not ${wanted.hex}`,
      zh: `文件已存在，但其 ${wanted.algorithm} 校验和不是 ${wanted.hex}`,
    });
  }
  return keptArrival(attempt, { how: "skipped", wanted, hex });
}

/**
 * Looks through `name`, `name (1)` … for a file that need not be fetched, because it has the right checksum or
 * is what the server has. Otherwise the first free name is the target from now on.
 */
async function findKept(
  attempt: Attempt,
  askRemote: () => Promise<Remote>,
): Promise<Arrival | undefined> {
  const { turn: { history }, run } = attempt;
  const wanted = wantedDigest(attempt);
  // A checksum is the better proof, and needs no answer of the server.
  const byDigest = wanted?.hex !== undefined && !run.config.doesExtract;
  const remote = byDigest ? undefined : await askRemote();
  let hex: string | undefined;
  const isSame = async (candidate: Target) => {
    if (remote) return isUnchanged(candidate, remote, run.keptEtags);
    hex = await digestOf(candidate, wanted!, attempt);
    return hex === wanted!.hex;
  };
  const place = await findPlace(history.target, { isSame, tryClaim: run.tryClaimName });
  history.target = place.target;
  attempt.active.name = place.target.name;
  if (!place.isSame) return undefined;
  if (wanted && !byDigest) hex = await digestOf(place.target, wanted, attempt);
  return keptArrival(attempt, { how: "unchanged", wanted, hex });
}

/** What the server says of the file, without its body. */
async function askRemote(attempt: Attempt): Promise<Remote> {
  const { turn: { job }, run, url, conversation } = attempt;
  const question = { url, headers: job.entry.headers ?? [] };
  const head = await run.requester.ask({ ...question, method: "HEAD" }, conversation);
  const remote = remoteOf(head.response.headers);
  if (head.response.ok && remote.size !== null) return remote;
  // Some servers refuse HEAD or leave the length out, and signed URLs are for GET alone.
  const { response } = await run.requester.ask(question, conversation);
  await response.body?.cancel();
  const meaning = interpretAnswer(response, {
    from: undefined,
    known: undefined,
    isUnsafe: false,
    nowMs: run.clock.now(),
  });
  if (meaning.kind === "failed") throw meaning.error;
  return remoteOf(response.headers);
}

/** @returns hex; `undefined` for what is no file */
async function digestOf(
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

function keptArrival(
  { turn: { history: { target } } }: Attempt,
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
