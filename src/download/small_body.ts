import type { Attempt, WantedDigest } from "./attempt.ts";
import { Digest } from "./checksum.ts";
import { finishFile } from "./finish.ts";
import type { Arrival } from "./job.ts";
import { networkError } from "./network_error.ts";
import { PartFile } from "./part_file.ts";
import type { Answer } from "./requester.ts";
import { shortBody } from "./short_body.ts";

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
  const digest = wanted && new Digest(wanted.algorithm);
  digest?.update(bytes);
  const { turn: { history }, run } = attempt;
  const part = PartFile.open(history.target, { doesSync: run.config.doesSync });
  try {
    part.begin("", undefined);
    part.write(bytes, 0);
    return await finishFile({
      attempt,
      part,
      headers: answer.response.headers,
      size,
      isLengthKnown: true,
      wanted,
      hex: digest?.hex(),
    });
  } catch (error) {
    if (!part.isClosed) part.discard();
    throw error;
  }
}

async function readBody(
  { response, url }: Answer,
  size: number,
  { run, watched, active }: Attempt,
): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  if (!response.body) return bytes;
  const reader = response.body.getReader();
  let at = 0;
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      watched.touch();
      // Deno ends a body at its Content-Length; more than that cannot come.
      bytes.set(value.subarray(0, size - at), at);
      at += value.length;
      active.receivedBytes += value.length;
      active.doneBytes = at;
      if (!run.limits.isUnlimited) await run.limits.take(url.origin, value.length);
    }
  } catch (error) {
    throw networkError(error);
  }
  if (at !== size) throw shortBody(at, size);
  return bytes;
}
