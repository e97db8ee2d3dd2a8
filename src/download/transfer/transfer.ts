import { askForFile } from "./ask_for_file.ts";
import { type Attempt, beginAttempt, requireSize } from "./attempt.ts";
import { settleTarget } from "./choose_target.ts";
import { connectionFreed } from "../host/freed_connection.ts";
import { errorOf } from "../model/errors.ts";
import { finishFile } from "./finish.ts";
import type { Arrival, Outcome } from "../model/job.ts";
import { withTellableEnd } from "./hidden_end.ts";
import { askedRange, openLeftPart } from "./left_part.ts";
import type { Run } from "./run.ts";
import type { Turn } from "./turn.ts";
import { fetchSmallBody, isSmall } from "./small_body.ts";
import { receiveBody } from "./streamed_body.ts";
import { mediaTypeOf } from "../model/validators.ts";
import { wantedDigest } from "./wanted_digest.ts";

/**
 * Makes one attempt at a job: sends the request, interprets the answer, reads the content, and gives the file its name
 * when length and digest match. Every end is an {@linkcode Outcome}; nothing is thrown.
 */
export async function attemptJob(turn: Turn, run: Run): Promise<Outcome> {
  const attempt = beginAttempt(turn, run);
  const { active, watched } = attempt;
  try {
    const arrival = await fetchFile(attempt, run);
    await connectionFreed();
    return { kind: "arrived", arrival, receivedBytes: active.receivedBytes };
  } catch (caught) {
    const error = errorOf(caught);
    if (error.kind === "network") turn.lease.connection?.lose?.();
    // Cancels a body that nothing reads any more.
    watched.abort(error);
    const { progressBytes, restarts, avoidsHelp, answer } = attempt;
    return {
      kind: "failed",
      error,
      receivedBytes: active.receivedBytes,
      progressBytes,
      restarts: error.detail.discardsPart ? restarts + 1 : restarts,
      avoidsHelp,
      mediaType: answer && mediaTypeOf(answer.response.headers),
    };
  } finally {
    watched.stop();
    run.active.delete(turn.job.id);
  }
}

/** Settles the target first; then requests, reads and finishes the file, or the missing part of it. */
async function fetchFile(attempt: Attempt, run: Run): Promise<Arrival> {
  const settled = await settleTarget(attempt, run);
  if (settled.kind === "kept") return settled.arrival;
  using part = await openLeftPart(attempt, run);
  try {
    const asked = askedRange(part.file?.left, attempt, run);
    const wanted = wantedDigest(attempt, run);
    let reply = settled.reply ?? await askForFile(attempt, { asked, left: part.file?.left }, run);
    // A checksum verifies the whole file, so its end need not be visible.
    if (reply.hidesEnd && !wanted?.hex) reply = await withTellableEnd(reply, attempt, run);
    attempt.answer = reply.answer;
    if (reply.meaning.kind === "whole") run.config.passOn?.begin();
    attempt.active.size = reply.size;
    requireSize(reply.size, attempt.watched, run.config);
    if (!part.file && isSmall(reply)) return await fetchSmallBody(reply, { wanted, attempt }, run);
    const received = await receiveBody(reply, { part: await part.open(), wanted, attempt }, run);
    return await finishFile(received, attempt, run);
  } catch (error) {
    if (errorOf(error).detail.discardsPart) part.discard();
    throw error;
  }
}
