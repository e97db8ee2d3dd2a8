import { type Attempt, newDigest } from "./attempt.ts";
import { finishFile, finishInScratch } from "./finish.ts";
import type { Arrival } from "./job.ts";
import { networkError } from "./network_error.ts";
import { PartFile } from "./part_file.ts";
import type { Answer } from "./requester.ts";
import { shortBody } from "./short_body.ts";
import type { WantedDigest } from "./wanted_digest.ts";

/**
 * A body of at most this many bytes is taken into memory and written in one go: no journal, no part file that
 * stays open. Losing it to a broken line costs less than keeping a journal for each of thousands of files. With
 * 64 files at once this bounds their memory to 16 MiB.
 */
export const SMALL_BODY_BYTES = 256 * 1024;

/** Takes a small body of known size and gives the file its name. */
export async function fetchSmallBody(
  { answer, size, wanted, attempt }: {
    answer: Answer;
    size: number;
    wanted: WantedDigest | undefined;
    attempt: Attempt;
  },
): Promise<Arrival> {
  const bytes = await readBody(answer, size, attempt);
  const digest = wanted && await newDigest(wanted.algorithm);
  digest?.update(bytes);
  const { headers } = answer.response;
  const finished = { attempt, headers, size, isLengthKnown: true, wanted, hex: digest?.hex() };
  const { turn: { history }, run } = attempt;
  await run.scratch.claim(history.target.dir);
  const arrival = finishInScratch(finished, bytes);
  if (arrival) return arrival;
  const part = await PartFile.open(history.target, { doesSync: run.config.doesSync });
  try {
    part.begin("", undefined);
    part.write(bytes, 0);
    return await finishFile({ ...finished, part });
  } catch (error) {
    if (!part.isClosed) part.discard();
    throw error;
  }
}

/**
 * A body this small is taken in one piece, which costs half of reading it chunk by chunk. Silence cannot be told
 * from slowness then, so an attempt that seemed stalled is made again by chunks.
 */
const ONE_PIECE_BYTES = 64 * 1024;

async function readBody(answer: Answer, size: number, attempt: Attempt): Promise<Uint8Array> {
  const { turn: { history }, run } = attempt;
  const isOnePiece = size <= ONE_PIECE_BYTES && history.attempts === 1 && run.limits.isUnlimited;
  try {
    const bytes = isOnePiece
      ? await readOnePiece(answer, attempt)
      : await readChunks(answer, size, attempt);
    if (bytes.length !== size) throw shortBody(bytes.length, size);
    return bytes;
  } catch (error) {
    throw networkError(error);
  }
}

async function readOnePiece({ response }: Answer, { active }: Attempt): Promise<Uint8Array> {
  const bytes = await response.bytes();
  active.receivedBytes += bytes.length;
  active.doneBytes = bytes.length;
  return bytes;
}

async function readChunks(
  { response, url }: Answer,
  size: number,
  { run, watched, active }: Attempt,
): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  let at = 0;
  for await (const chunk of response.body ?? []) {
    watched.touch();
    // Deno ends a body at its Content-Length; more than that cannot come.
    bytes.set(chunk.subarray(0, size - at), at);
    at += chunk.length;
    active.receivedBytes += chunk.length;
    active.doneBytes = at;
    if (!run.limits.isUnlimited) await run.limits.take(url.origin, chunk.length, watched);
  }
  return bytes.subarray(0, at);
}
