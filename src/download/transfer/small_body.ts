import type { Reply } from "./ask_for_file.ts";
import { type Attempt, newDigest } from "./attempt.ts";
import { finishFile } from "./finish.ts";
import type { Arrival } from "../model/job.ts";
import type { Answer } from "../host/requester.ts";
import type { Run } from "./run.ts";
import type { WantedDigest } from "./wanted_digest.ts";

/**
 * The largest body that is read into memory and written at once, without a journal or an open part file. Losing such a
 * body to a broken line costs less than keeping a journal for each of thousands of files. With 64 files at once, this
 * bounds their memory to 16 MiB.
 */
const SMALL_BODY_BYTES = 256 * 1024;

/** Whether an answer brings a whole file that is certainly small. */
export function isSmall({ meaning, size }: Reply): boolean {
  return meaning.kind === "whole" && size !== null && size <= SMALL_BODY_BYTES;
}

/** Reads a {@linkcode isSmall small} body and gives the file its name. */
export async function fetchSmallBody(
  { answer, size }: Reply,
  { wanted, attempt }: { wanted: WantedDigest | undefined; attempt: Attempt },
  run: Pick<Run, "buffers" | "line" | "config" | "disk" | "emit">,
): Promise<Arrival> {
  const content = await readBody(answer, size ?? 0, attempt, run);
  const digest = wanted && await newDigest(wanted.algorithm);
  digest?.update(content);
  const arrival = await finishFile(
    {
      content,
      isJoined: false,
      headers: answer.response.headers,
      size: content.length,
      isLengthKnown: true,
      wanted,
      hex: digest?.hex(),
    },
    attempt,
    run,
  );
  run.buffers.giveBack(content);
  return arrival;
}

function readBody(
  { response, url }: Answer,
  size: number,
  { watched, active }: Attempt,
  { buffers, line: { limits } }: Pick<Run, "buffers" | "line">,
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
