import { parseContentDispositionName } from "../../http/content_disposition.ts";
import { askForFile, askIfChanged, type Reply } from "./ask_for_file.ts";
import { type Attempt, mayHold } from "./attempt.ts";
import { errorOf, TransferError } from "../model/errors.ts";
import {
  conditionFor,
  digestOf,
  findFree,
  findSame,
  isTaken,
  isTouched,
  isUnchanged,
  keptArrival,
  type Remote,
  remoteOf,
  remoteValidator,
} from "./existing.ts";
import { safeName } from "../names/filename.ts";
import { nameTaken } from "../disk/install.ts";
import { mendReplacement } from "../disk/replace_folder.ts";
import type { KeptEtags } from "../disk/kept_etags.ts";
import type { Arrival, Target } from "../model/job.ts";
import { PartFile } from "../disk/part_file.ts";
import type { Run } from "./run.ts";
import { urlKey } from "../model/url_key.ts";
import { type WantedDigest, wantedDigest } from "./wanted_digest.ts";

/** The parts of a run that settling a target needs. */
type Tools = Pick<Run, "config" | "clock" | "line" | "disk" | "names" | "emit">;

/** The result of settling a target. */
export type Settled =
  /** The file is there already. */
  | { readonly kind: "kept"; readonly arrival: Arrival; readonly reply: Reply | undefined }
  /** The file must be fetched; an answer with the whole file may have arrived already. */
  | { readonly kind: "wanted"; readonly reply: Reply | undefined };

/**
 * Settles the name of the file by what the folder holds. Where the server may propose the name, it first requests the
 * file to learn that.
 */
export function settleTarget(attempt: Attempt, tools: Tools): Settled | Promise<Settled> {
  const { job, placement } = attempt;
  const isSettled = placement.isSettled ||
    (!job.isNameOpen && attempt.progress.attempts === 1 &&
      tools.disk.folders.isNew(job.target.dir));
  if (!isSettled) return settle(attempt, tools);
  placement.isSettled = true;
  return UNTOUCHED;
}

/** Nothing has the name: the run made the folder, and no other job has the name. */
const UNTOUCHED: Settled = { kind: "wanted", reply: undefined };

async function settle(attempt: Attempt, tools: Tools): Promise<Settled> {
  const { job, placement } = attempt;
  const settled = job.isNameOpen
    ? await settleOpenName(attempt, tools)
    : await lookThere(attempt, undefined, tools);
  placement.isSettled = settled.kind === "wanted";
  const reply = settled.reply;
  // An earlier run may have left a part under the new name; resuming that is better than this answer.
  const isOfUse = settled.kind === "wanted" && reply && !PartFile.isLeft(placement.target);
  if (isOfUse || !reply) return settled;
  await reply.answer.response.body?.cancel();
  return { ...settled, reply: undefined };
}

/**
 * Settles a name that the server proposes. If the file came from this URL before, the request is conditional on that
 * file.
 */
async function settleOpenName(attempt: Attempt, tools: Tools): Promise<Settled> {
  const isKnown = takeKnownName(attempt, tools);
  const settled = isKnown ? await lookThere(attempt, undefined, tools) : undefined;
  if (settled?.kind === "kept") return settled;
  const reply = settled?.reply ?? await askForWhole(attempt, tools);
  const name = offeredName(reply, attempt);
  if (settled && name === attempt.placement.target.name) return { kind: "wanted", reply };
  takeName(name, attempt, tools);
  return await lookThere(attempt, reply, tools);
}

/** Uses the name of the file that came from this URL before. @returns whether there is one */
function takeKnownName(
  { job, placement, active, url }: Attempt,
  { config, disk, names }: Pick<Run, "config" | "disk" | "names">,
): boolean {
  const { dir } = job.target;
  const name = config.ifExists === "update" ? disk.keptEtags.nameOf(dir, urlKey(url)) : undefined;
  if (name === undefined) return false;
  const target = { dir, name };
  if (!isTaken(target) || !names.tryClaim(target)) return false;
  placement.target = target;
  active.name = name;
  return true;
}

function askForWhole(attempt: Attempt, tools: Tools): Promise<Reply> {
  return askForFile(attempt, { asked: undefined, left: undefined }, tools);
}

/** Returns the name that the server proposes, made safe like any other. */
function offeredName({ answer }: Reply, { job }: Pick<Attempt, "job">): string {
  const header = answer.response.headers.get("content-disposition");
  const proposed = header === null ? undefined : parseContentDispositionName(header);
  return (proposed && safeName(proposed.replace(/^.*[/\\]/s, ""))) || job.target.name;
}

/** Takes a name that became known only now; it never takes another job's name. */
function takeName(
  name: string,
  { job, placement, active }: Attempt,
  { names }: Pick<Run, "names">,
): void {
  placement.target = names.claim({ dir: job.target.dir, name });
  active.name = placement.target.name;
}

/**
 * Looks whether the file is there, under the target's name or a numbered one. If not, the target becomes a free name.
 */
async function lookThere(
  attempt: Attempt,
  reply: Reply | undefined,
  tools: Tools,
): Promise<Settled> {
  const { placement: { target } } = attempt;
  const { config: { ifExists, doesExtract }, disk } = tools;
  // This removes and restores what a kill left, even where nothing will be fetched.
  if (!disk.folders.isNew(target.dir)) {
    await disk.scratch.claim(target.dir);
    if (doesExtract) await mendReplacement(target);
  }
  const mayBeTaken = ifExists !== "overwrite" && mayHold(attempt, target.name, disk);
  if (!mayBeTaken || !isTaken(target)) return { kind: "wanted", reply };
  if (ifExists === "fail") throw nameTaken();
  if (ifExists === "skip") return { kind: "kept", arrival: await skip(attempt, tools), reply };
  return ifExists === "update"
    ? await update(attempt, reply, tools)
    : await findKept(attempt, reply, tools);
}

/** Keeps the file while the server has no other version of it, and fetches it anew otherwise. */
async function update(
  attempt: Attempt,
  offered: Reply | undefined,
  tools: Tools,
): Promise<Settled> {
  const { placement: { target }, job } = attempt;
  const { config: { doesExtract }, disk: { keptEtags: kept } } = tools;
  const wanted = wantedDigest(attempt, tools);
  const hex = wanted && !doesExtract ? await digestOf(target, wanted, attempt) : undefined;
  const keep = (reply: Reply | undefined): Settled => {
    const arrival = keptArrival(target, { how: "unchanged", wanted, hex });
    return { kind: "kept", arrival, reply };
  };
  if (wanted?.hex !== undefined && !doesExtract) {
    // A checksum is the better proof, and needs no request; a file that fails it is never kept.
    return hex === wanted.hex ? keep(offered) : { kind: "wanted", reply: offered };
  }
  const reply = offered ?? await askForChange(attempt, wanted, tools);
  if (!reply) return keep(undefined);
  // Some servers ignore conditions, and some files came by another way than coplay.
  const remote = remoteOf(reply.answer.response.headers);
  const urls = job.urls.map(urlKey);
  const isSame = wanted?.hex === undefined && isUnchanged(target, remote, { kept, urls });
  if (!isSame) return { kind: "wanted", reply };
  keepFound(attempt, remote, kept);
  return keep(reply);
}

/** Records the validator of a file that came by another way, so that the next request for it can be conditional. */
function keepFound(
  { placement: { target: { dir, name } }, url }: Attempt,
  remote: Remote,
  kept: KeptEtags,
): void {
  const etag = remoteValidator(remote);
  if (etag === undefined || remote.size === null || kept.find(dir, name)?.url !== undefined) return;
  const line = { etag, sizeBytes: remote.size, url: urlKey(url) };
  kept.keep(dir, name, { kept: line, isUrgent: false });
}

/** Requests the file, with a condition where a record allows one. @returns `undefined` where it is unchanged */
async function askForChange(
  attempt: Attempt,
  wanted: WantedDigest | undefined,
  tools: Tools,
): Promise<Reply | undefined> {
  const { placement: { target }, url } = attempt;
  const { keptEtags: kept } = tools.disk;
  const digest = wanted?.hex === undefined ? undefined : `${wanted.algorithm}:${wanted.hex}`;
  const condition = conditionFor(target, { kept, url, digest });
  const reply = await askIfChanged(attempt, condition, tools);
  if (!("unchanged" in reply)) return reply;
  return isTouched(target, reply.unchanged, { kept })
    ? await askForWhole(attempt, tools)
    : undefined;
}

/** Keeps the existing file, whatever the server has; only a given checksum must match. */
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
 * Looks through `name`, `name (1)` … for a file that has the right checksum or is unchanged on the server, and need not
 * be fetched. If there is none, the first free name becomes the target.
 */
async function findKept(
  attempt: Attempt,
  offered: Reply | undefined,
  tools: Tools,
): Promise<Settled> {
  const { job, placement, active } = attempt;
  const { config, disk, names } = tools;
  const { target } = placement;
  const wanted = wantedDigest(attempt, tools);
  let reply = offered;
  let hex: string | undefined;
  const isRight = async (candidate: Target) => {
    hex = await digestOf(candidate, wanted!, attempt);
    return hex === wanted!.hex;
  };
  const urls = job.urls.map(urlKey);
  const isAs = (remote: Remote) => (candidate: Target) =>
    isUnchanged(candidate, remote, { kept: disk.keptEtags, urls });
  let same: Target | undefined;
  if (wanted?.hex !== undefined && !config.doesExtract) {
    // A checksum is the better proof, and needs no request.
    same = await findSame(target, isRight, names.tryClaim);
  } else {
    const head = reply ? undefined : await askHead(attempt, tools);
    same = head && await findSame(target, isAs(head), names.tryClaim);
    // A HEAD may be wrong, so it may only confirm that the file is the same; otherwise the GET's answer decides.
    reply ??= same ? undefined : await askForWhole(attempt, tools);
    same ??= reply && await findSame(
      target,
      isAs(remoteOf(reply.answer.response.headers)),
      names.tryClaim,
    );
    if (same && wanted) hex = await digestOf(same, wanted, attempt);
  }
  placement.target = same ?? findFree(target, names.tryClaim);
  active.name = placement.target.name;
  if (!same) return { kind: "wanted", reply };
  return { kind: "kept", arrival: keptArrival(same, { how: "unchanged", wanted, hex }), reply };
}

/** The longest wait for a HEAD; what it may save is not worth more. */
const HEAD_MS = 10_000;

/** Sends a HEAD for the file; returns `undefined` where the answer says too little or comes too late. */
async function askHead(
  { job, url, conversation, watched: own }: Attempt,
  { clock, line: { requester, watch } }: Pick<Run, "clock" | "line">,
): Promise<Remote | undefined> {
  const watched = watch.start();
  const text = { en: "no answer to HEAD", zh: "HEAD 请求没有应答" };
  const cancel = clock.after(HEAD_MS, () => watched.abort(new TransferError("network", text)));
  own.pause();
  try {
    const question = { url, headers: job.entry.headers ?? [], method: "HEAD" } as const;
    const { response } = await requester.ask(question, { ...conversation, watched });
    return response.ok ? remoteOf(response.headers) : undefined;
  } catch (error) {
    if (errorOf(error).kind === "interrupted") throw error;
    return undefined;
  } finally {
    cancel();
    watched.stop();
    own.touch();
  }
}
