import { join } from "../../cli/path.ts";
import { parseContentDispositionName } from "../../http/content_disposition.ts";
import { interpretAnswer } from "../host/answer.ts";
import { askForFile, type Reply } from "./ask_for_file.ts";
import { type Attempt, mayHold, newDigest } from "./attempt.ts";
import { diskError } from "../disk/disk_error.ts";
import { TransferError } from "../model/errors.ts";
import { findPlace, isTaken, isUnchanged, type Remote, remoteOf } from "./existing.ts";
import { safeName } from "../names/filename.ts";
import { nameTaken } from "../disk/install.ts";
import type { Arrival, Target } from "../model/job.ts";
import { PartFile } from "../disk/part_file.ts";
import type { Run } from "./run.ts";
import { type WantedDigest, wantedDigest } from "./wanted_digest.ts";

/** What settling a target needs of a run. */
type Tools = Pick<Run, "config" | "clock" | "line" | "disk" | "names" | "emit">;

/** Where the file goes is settled; or it need not go anywhere. */
export type Settled =
  /** It is there already. */
  | { readonly kind: "kept"; readonly arrival: Arrival }
  /** It is to be fetched, for which an answer with the whole file may have come already. */
  | { readonly kind: "wanted"; readonly reply: Reply | undefined };

/**
 * Settles where the file goes: by what is there already, and before that by the name which the server proposes,
 * where it may; for that it has to be asked.
 */
export async function settleTarget(attempt: Attempt, tools: Tools): Promise<Settled> {
  const { job, placement } = attempt;
  if (placement.isSettled) return { kind: "wanted", reply: undefined };
  const reply = job.isNameOpen
    ? await askForFile(attempt, { asked: undefined, left: undefined }, tools)
    : undefined;
  if (reply) takeOfferedName(reply, attempt, tools);
  const arrival = await findArrival(attempt, reply, tools);
  placement.isSettled = arrival === undefined;
  // Now that the name is known, what an earlier run left under it can be gone on with.
  const isOfUse = !arrival && reply && !PartFile.isLeft(placement.target);
  if (!isOfUse) await reply?.answer.response.body?.cancel();
  if (arrival) return { kind: "kept", arrival };
  return { kind: "wanted", reply: isOfUse ? reply : undefined };
}

/** The server proposes a name; it is made as safe as any other, and never replaces anything. */
function takeOfferedName(
  { answer }: Reply,
  { job, placement, active }: Attempt,
  { names }: Pick<Run, "names">,
): void {
  const header = answer.response.headers.get("content-disposition");
  const proposed = header === null ? undefined : parseContentDispositionName(header);
  const name = (proposed && safeName(proposed.replace(/^.*[/\\]/s, ""))) || job.target.name;
  placement.target = names.claim({ dir: job.target.dir, name });
  active.name = placement.target.name;
}

/** The file that is there already, under the target's name or a numbered one; else the target is free from now on. */
async function findArrival(
  attempt: Attempt,
  reply: Reply | undefined,
  tools: Tools,
): Promise<Arrival | undefined> {
  const { placement: { target } } = attempt;
  const { config: { ifExists }, disk } = tools;
  // What a kill left there goes, also where nothing is to be fetched.
  if (!disk.folders.isNew(target.dir)) await disk.scratch.claim(target.dir);
  const mayBeTaken = ifExists !== "overwrite" && mayHold(attempt, target.name, disk);
  if (!mayBeTaken || !isTaken(target)) return undefined;
  if (ifExists === "fail") throw nameTaken();
  if (ifExists === "skip") return await skip(attempt, tools);
  return await findKept(attempt, reply, tools);
}

/** Keeps what has the name, whatever the server has; only a checksum that was given must hold. */
async function skip(attempt: Attempt, tools: Pick<Run, "config" | "emit">): Promise<Arrival> {
  const wanted = wantedDigest(attempt, tools);
  const hex = wanted && await digestOf(attempt.placement.target, wanted, attempt);
  if (wanted?.hex !== undefined && hex !== wanted.hex) {
    throw new TransferError("checksum", {
      en: `the file is there already, and its ${wanted.algorithm} digest is not ${wanted.hex}`,
      zh: `文件已存在，但其 ${wanted.algorithm} 校验和不是 ${wanted.hex}`,
    });
  }
  return keptArrival(attempt.placement.target, { how: "skipped", wanted, hex });
}

/**
 * Looks through `name`, `name (1)` … for a file that need not be fetched, because it has the right checksum or
 * is what the server has. Otherwise the first free name is the target from now on.
 */
async function findKept(
  attempt: Attempt,
  reply: Reply | undefined,
  tools: Tools,
): Promise<Arrival | undefined> {
  const { placement, active } = attempt;
  const { config, disk, names } = tools;
  const wanted = wantedDigest(attempt, tools);
  // A checksum is the better proof, and needs no answer of the server.
  const byDigest = wanted?.hex !== undefined && !config.doesExtract;
  const remote = byDigest ? undefined : await remoteFile(attempt, reply, tools);
  let hex: string | undefined;
  const isSame = async (candidate: Target) => {
    if (remote) return isUnchanged(candidate, remote, disk.keptEtags);
    hex = await digestOf(candidate, wanted!, attempt);
    return hex === wanted!.hex;
  };
  const place = await findPlace(placement.target, { isSame, tryClaim: names.tryClaim });
  placement.target = place.target;
  active.name = place.target.name;
  if (!place.isSame) return undefined;
  if (wanted && !byDigest) hex = await digestOf(place.target, wanted, attempt);
  return keptArrival(place.target, { how: "unchanged", wanted, hex });
}

/** What the server says of the file, without its body. */
async function remoteFile(
  { job, url, conversation }: Attempt,
  reply: Reply | undefined,
  { clock, line: { requester } }: Pick<Run, "clock" | "line">,
): Promise<Remote> {
  if (reply) return remoteOf(reply.answer.response.headers);
  const question = { url, headers: job.entry.headers ?? [] };
  const head = await requester.ask({ ...question, method: "HEAD" }, conversation);
  const remote = remoteOf(head.response.headers);
  if (head.response.ok && remote.size !== null) return remote;
  // Some servers refuse HEAD or leave the length out, and signed URLs are for GET alone.
  const { response } = await requester.ask(question, conversation);
  await response.body?.cancel();
  const meaning = interpretAnswer(response, {
    from: undefined,
    known: undefined,
    isUnsafe: false,
    nowMs: clock.now(),
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
