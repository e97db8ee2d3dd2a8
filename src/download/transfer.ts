import { relative } from "node:path";
import { parseContentDispositionName } from "../http/content_disposition.ts";
import { interpretAnswer, type Meaning } from "./answer.ts";
import { type Attempt, newDigest, requireSize, type WantedDigest } from "./attempt.ts";
import { errorOf, TransferError } from "./errors.ts";
import type { ActiveTransfer } from "./events.ts";
import { findPlace, isTaken, isUnchanged, remoteOf } from "./existing.ts";
import { nameFromUrl, safeName } from "./filename.ts";
import { finishFile } from "./finish.ts";
import { requireSpace } from "./free_space.ts";
import { nameTaken } from "./install.ts";
import type { Arrival, Outcome } from "./job.ts";
import { journalSource } from "./journal.ts";
import { PartFile } from "./part_file.ts";
import type { Answer, Conversation } from "./requester.ts";
import type { Run } from "./run.ts";
import type { Turn } from "./scheduler.ts";
import { missingRanges } from "./segments.ts";
import { fetchSmallBody, SMALL_BODY_BYTES } from "./small_body.ts";
import { StreamedBody } from "./streamed_body.ts";
import { declaredLength, ifRangeValue } from "./validators.ts";

/**
 * Makes one attempt at a job: asks, reads what the answer means, takes the bytes, and gives the file its name
 * when length and digest agree. Every end is an {@linkcode Outcome}; nothing is thrown.
 */
export async function attemptJob(turn: Turn, run: Run): Promise<Outcome> {
  const attempt = beginAttempt(turn, run);
  try {
    return { kind: "arrived", arrival: await fetchFile(attempt) };
  } catch (caught) {
    const error = errorOf(caught);
    if (error.detail.avoidsRange) turn.history.avoidsRange = true;
    if (error.detail.discardsPart) turn.history.restarts++;
    return { kind: "failed", error, progressBytes: attempt.progressBytes };
  } finally {
    attempt.watched.stop();
    run.active.delete(turn.job.id);
    turn.history.receivedBytes += attempt.active.receivedBytes;
  }
}

function beginAttempt(turn: Turn, run: Run): Attempt {
  const { job, history, lease } = turn;
  history.attempts++;
  const url = job.urls[history.mirror]!;
  const watched = run.watch.start();
  const active: ActiveTransfer = {
    job,
    name: history.target.name,
    size: null,
    doneBytes: 0,
    receivedBytes: 0,
    connections: 1,
  };
  run.active.set(job.id, active);
  run.emit({ type: "start", job, attempt: history.attempts, url });
  const conversation: Conversation = {
    lease,
    watched,
    onRedirect: (from, to, status) => run.emit({ type: "redirect", job, from, to, status }),
  };
  return { turn, run, url, watched, conversation, active, progressBytes: 0 };
}

async function fetchFile(attempt: Attempt): Promise<Arrival> {
  const { job, history } = attempt.turn;
  const isNameOpen = job.isNameOpen && !history.isTargetDecided;
  if (!isNameOpen) {
    const unchanged = await decideTarget(attempt);
    if (unchanged) return unchanged;
  }
  let part = isNameOpen ? undefined : openLeftPart(attempt);
  try {
    const asked = askedRange(part, attempt);
    const answer = await attempt.run.requester.ask({
      url: attempt.url,
      headers: job.entry.headers ?? [],
      range: asked && { start: asked.from, end: asked.end },
      ifRange: asked?.ifRange,
    }, attempt.conversation);
    attempt.watched.touch();
    const meaning = interpretAnswer(answer.response, {
      from: asked?.from,
      end: asked?.end,
      known: part?.left?.validators,
      isUnsafe: attempt.run.config.resume === "unsafe",
      nowMs: attempt.run.clock.now(),
    });
    if (meaning.kind === "failed") {
      await answer.response.body?.cancel();
      throw meaning.error;
    }
    if (isNameOpen) {
      const unchanged = await decideOpenName(answer, attempt);
      if (unchanged) return unchanged;
      if (PartFile.isLeft(history.target)) {
        // Now that the name is known, what an earlier run left can be gone on with.
        await answer.response.body?.cancel();
        return await fetchFile(attempt);
      }
    }
    return await takeBody({ answer, meaning, part, attempt }, (opened) => part = opened);
  } catch (error) {
    throw closePart(part, errorOf(error));
  }
}

/** After a failure the part stays for the next attempt, unless it is known to be worth nothing. */
function closePart(part: PartFile | undefined, error: TransferError): TransferError {
  if (part && !part.isClosed) {
    if (error.detail.discardsPart || !part.isWorthKeeping) part.discard();
    else part.close();
  }
  return error;
}

/** Looks at what has the target's name already; answers with an arrival where it is the file itself. */
async function decideTarget(attempt: Attempt): Promise<Arrival | undefined> {
  const { turn: { job, history }, run } = attempt;
  if (history.isTargetDecided) return undefined;
  const { ifExists } = run.config;
  if (isTaken(history.target) && ifExists !== "overwrite") {
    if (ifExists === "fail") throw nameTaken();
    const answer = await run.requester.ask({
      url: attempt.url,
      method: "HEAD",
      headers: job.entry.headers ?? [],
    }, attempt.conversation);
    const arrival = placeBeside(answer.response.headers, answer.response.ok, attempt);
    if (arrival) return arrival;
  }
  history.isTargetDecided = true;
  return undefined;
}

/** The file is there already, or gets a name that is free. */
function placeBeside(headers: Headers, isOk: boolean, attempt: Attempt): Arrival | undefined {
  const { turn: { history }, run } = attempt;
  const remote = remoteOf(isOk ? headers : new Headers());
  const place = run.config.ifExists === "skip"
    ? { target: history.target, isUnchanged: true }
    : findPlace(history.target, remote, { kept: run.keptEtags, tryClaim: run.tryClaimName });
  history.target = place.target;
  attempt.active.name = place.target.name;
  if (!place.isUnchanged) return undefined;
  return unchangedArrival(attempt, isUnchanged(place.target, remote, run.keptEtags));
}

function unchangedArrival({ turn: { history } }: Attempt, isProven: boolean): Arrival {
  const path = `${history.target.dir}/${history.target.name}`;
  return {
    path,
    sizeBytes: Deno.lstatSync(path).size,
    isLengthKnown: isProven,
    isUnchanged: true,
    receivedBytes: 0,
  };
}

/** The server proposes a name; it is made as safe as any other, and never replaces anything. */
async function decideOpenName(answer: Answer, attempt: Attempt): Promise<Arrival | undefined> {
  const { turn: { job, history }, run } = attempt;
  const header = answer.response.headers.get("content-disposition");
  const proposed = header === null ? undefined : parseContentDispositionName(header);
  const name = (proposed && safeName(proposed.replace(/^.*[/\\]/s, ""))) || job.target.name;
  history.target = run.claimName({ dir: job.target.dir, name });
  attempt.active.name = history.target.name;
  if (isTaken(history.target) && run.config.ifExists !== "overwrite") {
    if (run.config.ifExists === "fail") throw nameTaken();
    const arrival = placeBeside(answer.response.headers, true, attempt);
    if (arrival) {
      await answer.response.body?.cancel();
      return arrival;
    }
  }
  history.isTargetDecided = true;
  return undefined;
}

/** Opens the part that an earlier attempt or run left, if it is of this job. */
function openLeftPart(attempt: Attempt): PartFile | undefined {
  const { turn: { job, history }, run } = attempt;
  if (!PartFile.isLeft(history.target)) return undefined;
  const part = PartFile.open(history.target, { doesSync: run.config.doesSync });
  const sources = job.urls.map(journalSource);
  const isForeign = part.left !== undefined && !sources.includes(part.left.source);
  if (!part.isJournalDamaged && !isForeign) return part;
  const aside = part.setAside();
  run.emit({
    type: "notice",
    job,
    text: part.isJournalDamaged
      ? {
        en:
          `The journal of ${history.target.name} is damaged; its partial data is kept as ${aside}`,
        zh: `${history.target.name} 的下载日志已损坏；其部分数据保留为 ${aside}`,
      }
      : {
        en: `Partial data of ${history.target.name} came from another URL; it is kept as ${aside}`,
        zh: `${history.target.name} 的部分数据来自另一个网址；已保留为 ${aside}`,
      },
  });
  return undefined;
}

/** The range to ask for: what is missing first, with the proof that it is of the same file. */
function askedRange(
  part: PartFile | undefined,
  { turn: { history }, run }: Attempt,
): { from: number; end: number | undefined; ifRange: string | undefined } | undefined {
  const left = part?.left;
  if (!left || left.ranges.length === 0 || history.avoidsRange) return undefined;
  if (run.config.resume === "none") return undefined;
  const ifRange = ifRangeValue(left.validators);
  if (ifRange === undefined && run.config.resume !== "unsafe") return undefined;
  const size = left.validators.size;
  if (size === null) return { from: left.ranges[0]!.end, end: undefined, ifRange };
  const missing = missingRanges(left.ranges, size)[0];
  // A whole part that was never renamed: its last byte is asked for, only for the proof that comes with it.
  if (!missing) return size === 0 ? undefined : { from: size - 1, end: undefined, ifRange };
  return { from: missing.start, end: missing.end === size ? undefined : missing.end, ifRange };
}

type Body = {
  readonly answer: Answer;
  readonly meaning: Exclude<Meaning, { kind: "failed" }>;
  readonly part: PartFile | undefined;
  readonly attempt: Attempt;
};

/** Takes the answer's bytes into the part and finishes the file. */
async function takeBody(
  { answer, meaning, part, attempt }: Body,
  onOpen: (part: PartFile) => void,
): Promise<Arrival> {
  const { turn: { history }, run, active } = attempt;
  const size = meaning.kind === "whole"
    ? declaredLength(answer.response.headers)
    : meaning.validators.size;
  active.size = size;
  requireSize(size, attempt);
  const wanted = wantedDigest(attempt);
  if (meaning.kind === "whole" && size !== null && size <= SMALL_BODY_BYTES && !part) {
    return await fetchSmallBody({ answer, size, wanted, attempt });
  }
  const file = part ?? PartFile.open(history.target, { doesSync: run.config.doesSync });
  onOpen(file);
  if (meaning.kind === "whole" && file.left && file.left.ranges.length > 0) history.restarts++;
  requireSpace(history.target.dir, (size ?? 0) - (meaning.kind === "whole" ? 0 : file.sizeBytes()));
  const digest = wanted && await newDigest(wanted.algorithm);
  const body = new StreamedBody({ attempt, part: file, meaning, digest });
  if (meaning.kind === "complete") await answer.response.body?.cancel();
  else await body.take(answer);
  const fileSize = await body.finish();
  return await finishFile({
    attempt,
    part: file,
    headers: answer.response.headers,
    size: fileSize,
    isLengthKnown: size !== null,
    wanted,
    hex: digest?.hex(),
  });
}

/** The checksum the file must have, or a digest that is only reported. */
function wantedDigest(attempt: Attempt): WantedDigest | undefined {
  const { turn: { job, history }, run } = attempt;
  const { dir, name } = history.target;
  const path = relative(run.config.dir, `${dir}/${name}`).replaceAll("\\", "/");
  const listed = run.config.checksums?.find(path, nameFromUrl(job.urls[0]));
  const checksum = job.checksum ?? listed;
  if (checksum) return checksum;
  if (run.config.checksums) reportUnlisted(attempt);
  return run.config.digest && { algorithm: run.config.digest };
}

/** Checksums were given, and this file is not among them. */
function reportUnlisted({ turn: { job, history }, run }: Attempt): void {
  const text = {
    en: `no checksum is listed for ${history.target.name}`,
    zh: `校验和列表中没有 ${history.target.name}`,
  };
  if (run.config.isStrict) throw new TransferError("checksum", text);
  run.emit({ type: "notice", job, text });
}
