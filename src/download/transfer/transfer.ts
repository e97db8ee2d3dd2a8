import { interpretAnswer, type Meaning } from "../host/answer.ts";
import { type Attempt, mayHold, newDigest, requireSize } from "./attempt.ts";
import { chooseOfferedName, chooseTarget } from "./choose_target.ts";
import { errorOf, type TransferError } from "../model/errors.ts";
import type { ActiveTransfer } from "../model/events.ts";
import { finishFile } from "./finish.ts";
import type { Arrival, Outcome } from "../model/job.ts";
import { journalSource } from "../disk/journal.ts";
import { PartFile } from "../disk/part_file.ts";
import { partName } from "../disk/part_paths.ts";
import type { Answer, Conversation } from "../host/requester.ts";
import type { Run } from "./run.ts";
import type { Turn } from "../run/scheduler.ts";
import { missingRanges } from "../disk/byte_ranges.ts";
import { fetchSmallBody, SMALL_BODY_BYTES } from "./small_body.ts";
import { StreamedBody } from "./streamed_body.ts";
import { declaredLength, ifRangeValue } from "../model/validators.ts";
import { wantedDigest } from "./wanted_digest.ts";

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
    // Lets go of a body that nobody reads any more.
    attempt.watched.abort(error);
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
    const kept = await chooseTarget(attempt);
    if (kept) return kept;
  }
  let part = isNameOpen ? undefined : await openLeftPart(attempt);
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
      heldBytes: part?.left?.ranges[0]?.end,
      known: part?.left?.validators,
      isUnsafe: attempt.run.config.resume === "unsafe",
      nowMs: attempt.run.clock.now(),
    });
    if (meaning.kind === "failed") {
      await answer.response.body?.cancel();
      throw meaning.error;
    }
    if (isNameOpen) {
      const kept = await chooseOfferedName(answer, attempt);
      if (kept) {
        await answer.response.body?.cancel();
        return kept;
      }
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

/** Opens the part that an earlier attempt or run left, if it is of this job. */
async function openLeftPart(attempt: Attempt): Promise<PartFile | undefined> {
  const { turn: { job, history }, run } = attempt;
  if (!mayHold(attempt, partName(history.target)) || !PartFile.isLeft(history.target)) {
    return undefined;
  }
  const part = await PartFile.open(history.target, { doesSync: run.config.doesSync });
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
  attempt: Attempt,
): { from: number; end: number | undefined; ifRange: string | undefined } | undefined {
  const left = part?.left;
  if (!left || left.ranges.length === 0 || attempt.turn.history.avoidsRange) return undefined;
  if (attempt.run.config.resume === "none" || !mayJoin(left.source, attempt)) return undefined;
  const ifRange = ifRangeValue(left.validators);
  if (ifRange === undefined && attempt.run.config.resume !== "unsafe") return undefined;
  const size = left.validators.size;
  const heldEnd = left.ranges[0]!.end;
  // A part that may be whole already: its last byte is asked for, only for the proof that comes with it.
  if (size === null) return { from: heldEnd - 1, end: undefined, ifRange };
  const missing = missingRanges(left.ranges, size)[0];
  if (!missing) return size === 0 ? undefined : { from: size - 1, end: undefined, ifRange };
  return { from: missing.start, end: missing.end === size ? undefined : missing.end, ifRange };
}

/** A tag means something at the URL it came from; the bytes of two mirrors are joined only where a checksum judges them. */
function mayJoin(source: string, attempt: Attempt): boolean {
  return source === journalSource(attempt.url) || wantedDigest(attempt)?.hex !== undefined;
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
  const file = part ?? await PartFile.open(history.target, { doesSync: run.config.doesSync });
  onOpen(file);
  if (meaning.kind === "whole" && file.left && file.left.ranges.length > 0) history.restarts++;
  const digest = wanted && await newDigest(wanted.algorithm);
  const body = new StreamedBody({ attempt, part: file, meaning, digest });
  if (meaning.kind === "complete") await answer.response.body?.cancel();
  else {
    const endWatch = await run.space.watch({
      dir: history.target.dir,
      missingBytes: () => Math.max(0, (size ?? 0) - active.doneBytes),
      onFull: (error) => attempt.watched.abort(error),
    });
    await body.take(answer).finally(endWatch);
  }
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
