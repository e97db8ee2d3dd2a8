import { hidesEnd, interpretAnswer, type Meaning } from "../host/answer.ts";
import type { Attempt } from "./attempt.ts";
import type { JournalState } from "../disk/journal.ts";
import type { HeaderLine } from "../host/request_headers.ts";
import type { Answer } from "../host/requester.ts";
import type { Run } from "./run.ts";
import { declaredLength } from "../model/validators.ts";

/** A range to request, with the proof that it belongs to the same file. */
export interface AskedRange {
  readonly from: number;
  /** Exclusive; `undefined` for the file's end. */
  readonly end: number | undefined;
  readonly ifRange: string | undefined;
}

/** An answer that brings the file, or a missing part of it. */
export interface Reply {
  readonly answer: Answer;
  readonly meaning: Exclude<Meaning, { kind: "failed" }>;
  /** The size of the whole file in bytes; `null` where the server did not state it. */
  readonly size: number | null;
  /** Whether the end of the content looks the same as a break. */
  readonly hidesEnd: boolean;
}

/** The parts of a run that requests need. */
type Tools = Pick<Run, "config" | "clock" | "line">;

/**
 * Requests the file, or a range of it.
 *
 * @param left the journal's state of the part
 * @throws {TransferError} where the answer brings neither
 */
export async function askForFile(
  { job, url, conversation, watched, progress }: Attempt,
  { asked, left }: { asked: AskedRange | undefined; left: JournalState | undefined },
  run: Tools,
): Promise<Reply> {
  const isSegment = run.line.hidingOrigins.has(url);
  const answer = await run.line.requester.ask({
    url,
    headers: job.entry.headers ?? [],
    range: asked && { start: asked.from, end: asked.end },
    ifRange: asked?.ifRange,
    isSegment,
  }, conversation);
  watched.touch();
  const reply = await readReply(answer, { asked, left, progress }, run);
  return isSegment ? overHttp1(reply, url, run) : reply;
}

/**
 * Requests the whole file with a condition.
 *
 * @returns the headers of a 304, which has no content, where the file is unchanged
 * @throws {TransferError} where the answer is neither that nor a file
 */
export async function askIfChanged(
  { job, url, conversation, watched, progress }: Attempt,
  condition: HeaderLine | undefined,
  run: Tools,
): Promise<Reply | { readonly unchanged: Headers }> {
  const headers = job.entry.headers ?? [];
  const isSegment = run.line.hidingOrigins.has(url);
  const answer = await run.line.requester.ask({ url, headers, condition, isSegment }, conversation);
  watched.touch();
  const { response } = answer;
  if (!condition || response.status !== 304) {
    const reply = await readReply(answer, { asked: undefined, left: undefined, progress }, run);
    return isSegment ? overHttp1(reply, url, run) : reply;
  }
  await response.body?.cancel();
  return { unchanged: response.headers };
}

/** Marks an answer over HTTP/1.1, which does not hide its end. */
function overHttp1(reply: Reply, { origin }: URL, { line }: Pick<Run, "line">): Reply {
  line.hidingOrigins.count(origin, { hasLength: reply.size !== null });
  return { ...reply, hidesEnd: false };
}

async function readReply(
  answer: Answer,
  { asked, left, progress }: {
    asked: AskedRange | undefined;
    left: JournalState | undefined;
    progress: Attempt["progress"];
  },
  { config, clock }: Tools,
): Promise<Reply> {
  const { mediaType } = progress;
  // Without a validator, only the media type from the start of this run identifies the file.
  const begun = mediaType === undefined ? undefined : { size: null, mediaType };
  const meaning = interpretAnswer(answer.response, {
    from: asked?.from,
    end: asked?.end,
    heldBytes: left?.ranges[0]?.end,
    known: config.resume === "none" ? undefined : left?.validators ?? begun,
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
  return {
    answer,
    meaning,
    size,
    hidesEnd: meaning.kind === "whole" && size === null &&
      hidesEnd(answer.url, answer.response.headers),
  };
}
