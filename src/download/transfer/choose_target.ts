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

/** What settling a target needs of a run. */
type Tools = Pick<Run, "config" | "clock" | "line" | "disk" | "names" | "emit">;

/** Where the file goes is settled; or it need not go anywhere. */
export type Settled =
  /** It is there already. */
  | { readonly kind: "kept"; readonly arrival: Arrival; readonly reply: Reply | undefined }
  /** It is to be fetched, for which an answer with the whole file may have come already. */
  | { readonly kind: "wanted"; readonly reply: Reply | undefined };

/**
 * Settles where the file goes: by what is there already, and before that by the name which the server proposes,
 * where it may; for that it has to be asked.
 */
export async function settleTarget(attempt: Attempt, tools: Tools): Promise<Settled> {
  const { job, placement } = attempt;
  if (placement.isSettled) return { kind: "wanted", reply: undefined };
  const settled = job.isNameOpen
    ? await settleOpenName(attempt, tools)
    : await lookThere(attempt, undefined, tools);
  placement.isSettled = settled.kind === "wanted";
  const reply = settled.reply;
  // What an earlier run left under the name that was found can be gone on with.
  const isOfUse = settled.kind === "wanted" && reply && !PartFile.isLeft(placement.target);
  if (isOfUse || !reply) return settled;
  await reply.answer.response.body?.cancel();
  return { ...settled, reply: undefined };
}

/** The server proposes the name. Where it did so before, it is asked on condition of what has that name. */
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

/** Takes the name under which the file was kept when it came from this URL. @returns whether there is one */
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

/** The name that the server proposes, made as safe as any other. */
function offeredName({ answer }: Reply, { job }: Pick<Attempt, "job">): string {
  const header = answer.response.headers.get("content-disposition");
  const proposed = header === null ? undefined : parseContentDispositionName(header);
  return (proposed && safeName(proposed.replace(/^.*[/\\]/s, ""))) || job.target.name;
}

/** A name that is only known now never takes that of another job. */
function takeName(
  name: string,
  { job, placement, active }: Attempt,
  { names }: Pick<Run, "names">,
): void {
  placement.target = names.claim({ dir: job.target.dir, name });
  active.name = placement.target.name;
}

/** Whether the file is there already, under the target's name or a numbered one; else the target is free from now on. */
async function lookThere(
  attempt: Attempt,
  reply: Reply | undefined,
  tools: Tools,
): Promise<Settled> {
  const { placement: { target } } = attempt;
  const { config: { ifExists, doesExtract }, disk } = tools;
  // What a kill left there goes, also where nothing is to be fetched; a folder that it left aside comes back.
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

/** Keeps what has the name as long as the server has nothing else for it; what has changed takes its place. */
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
    // A checksum is the better proof, and needs no answer of the server; what fails it is never kept.
    return hex === wanted.hex ? keep(offered) : { kind: "wanted", reply: offered };
  }
  const reply = offered ?? await askForChange(attempt, wanted, tools);
  if (!reply) return keep(undefined);
  // Not every server knows conditions, and some files came by another way than this.
  const remote = remoteOf(reply.answer.response.headers);
  const urls = job.urls.map(urlKey);
  const isSame = wanted?.hex === undefined && isUnchanged(target, remote, { kept, urls });
  if (!isSame) return { kind: "wanted", reply };
  keepFound(attempt, remote, kept);
  return keep(reply);
}

/** The next time a file that came by another way is asked for on condition, too. */
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

/** Asks once, on condition where something vouches for what is there. @returns `undefined` where it is unchanged */
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
    // A checksum is the better proof, and needs no answer of the server.
    same = await findSame(target, isRight, names.tryClaim);
  } else {
    const head = reply ? undefined : await askHead(attempt, tools);
    same = head && await findSame(target, isAs(head), names.tryClaim);
    // A HEAD may lie. It only ever spares a body: what it does not confirm, the answer itself decides.
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

/** How long a HEAD is waited for; what it may spare is not worth more. */
const HEAD_MS = 10_000;

/** What the server says of the file without its body; `undefined` where it does not say it, or not soon. */
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
