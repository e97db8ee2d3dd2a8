import { interpretAnswer, type Meaning } from "../host/answer.ts";
import type { Attempt } from "./attempt.ts";
import type { JournalState } from "../disk/journal.ts";
import type { Answer } from "../host/requester.ts";
import type { Run } from "./run.ts";
import { declaredLength } from "../model/validators.ts";

/** A part of a file to ask for, with the proof that it is of the same file. */
export interface AskedRange {
  readonly from: number;
  /** Exclusive; `undefined` for the file's end. */
  readonly end: number | undefined;
  readonly ifRange: string | undefined;
}

/** An answer that brings a file, or what is missing of it. */
export interface Reply {
  readonly answer: Answer;
  readonly meaning: Exclude<Meaning, { kind: "failed" }>;
  /** Bytes of the whole file; `null` where the server did not say. */
  readonly size: number | null;
}

/**
 * Asks for the file, or for a range of it.
 *
 * @param left what the part holds already
 * @throws {TransferError} where the answer brings neither
 */
export async function askForFile(
  { job, url, conversation, watched }: Attempt,
  { asked, left }: { asked: AskedRange | undefined; left: JournalState | undefined },
  { config, clock, line }: Pick<Run, "config" | "clock" | "line">,
): Promise<Reply> {
  const answer = await line.requester.ask({
    url,
    headers: job.entry.headers ?? [],
    range: asked && { start: asked.from, end: asked.end },
    ifRange: asked?.ifRange,
  }, conversation);
  watched.touch();
  const meaning = interpretAnswer(answer.response, {
    from: asked?.from,
    end: asked?.end,
    heldBytes: left?.ranges[0]?.end,
    known: config.resume === "none" ? undefined : left?.validators,
    isUnsafe: config.resume === "unsafe",
    nowMs: clock.now(),
  });
  if (meaning.kind === "failed") {
    await answer.response.body?.cancel();
    throw meaning.error;
  }
  const size = meaning.kind === "whole"
    ? declaredLength(answer.response.headers)
    : meaning.validators.size;
  return { answer, meaning, size };
}
