import { type Attempt, newDigest } from "./attempt.ts";
import { type Finished, finishFile, finishInScratch } from "./finish.ts";
import type { Arrival } from "../model/job.ts";
import { PartFile } from "../disk/part_file.ts";
import type { Answer } from "../host/requester.ts";
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
  const { run: { buffers } } = attempt;
  const bytes = await readBody(answer, size, attempt);
  const digest = wanted && await newDigest(wanted.algorithm);
  digest?.update(bytes);
  const { headers } = answer.response;
  const hex = digest?.hex();
  const arrival = await save(bytes, { attempt, headers, size, isLengthKnown: true, wanted, hex });
  buffers.giveBack(bytes);
  return arrival;
}

/** Writes the file in one go, under the folder's scratch name where that can be used. */
async function save(bytes: Uint8Array, finished: Finished): Promise<Arrival> {
  const { turn: { history }, run } = finished.attempt;
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

function readBody(
  { response, url }: Answer,
  size: number,
  { run: { buffers, limits }, watched, active }: Attempt,
): Promise<Uint8Array<ArrayBuffer>> {
  return buffers.read(response.body, {
    size,
    isSmooth: !limits.isUnlimited,
    onBytes: (count) => {
      watched.touch();
      active.receivedBytes += count;
      active.doneBytes += count;
      return limits.isUnlimited ? undefined : limits.take(url.origin, count, watched);
    },
  });
}
