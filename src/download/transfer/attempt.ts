import type { DigestName } from "../model/checksum.ts";
import type { DownloadConfig } from "../model/config.ts";
import type { Digest } from "../model/digest.ts";
import { TransferError } from "../model/errors.ts";
import type { ActiveTransfer } from "../model/events.ts";
import type { Watched } from "../host/idle_watch.ts";
import type { Job, Placement, Progress } from "../model/job.ts";
import type { Answer, Conversation } from "../host/requester.ts";
import type { Run } from "./run.ts";
import type { Turn } from "./turn.ts";
import { ifRangeValue, type Validators } from "../model/validators.ts";

/** What one attempt works with. */
export interface Attempt {
  readonly job: Job;
  /** What the attempts before have come to. */
  readonly progress: Readonly<Progress>;
  readonly placement: Placement;
  readonly url: URL;
  readonly watched: Watched;
  readonly conversation: Conversation;
  readonly active: ActiveTransfer;
  /** New bytes that are safely in the part. */
  progressBytes: number;
  /** How often bytes that were kept were thrown away. */
  restarts: number;
  /** What answered; `undefined` before. */
  answer: Answer | undefined;
  /** Further connections were of no use to it, or unwelcome. */
  avoidsHelp: boolean;
}

/** How many times as long as usual an answer is waited for, after earlier ones did not come in time. */
const MOST_PATIENCE = 4;

/** Begins an attempt: from now on it is watched, seen and told of. */
export function beginAttempt(turn: Turn, { line, active: transfers, emit }: Run): Attempt {
  const { job, progress, placement, lease } = turn;
  const url = job.urls[progress.mirror]!;
  const active: ActiveTransfer = {
    job,
    name: placement.target.name,
    size: null,
    doneBytes: 0,
    receivedBytes: 0,
    connections: 1,
    silentMs: () => watched.silentMs(),
  };
  const watched = line.watch.start({
    patience: Math.min(2 ** progress.unanswered, MOST_PATIENCE),
    receivedBytes: () => active.receivedBytes,
  });
  transfers.set(job.id, active);
  emit({ type: "start", job, attempt: progress.attempts, url });
  const conversation: Conversation = {
    lease,
    watched,
    onRedirect: (from, to, status) => emit({ type: "redirect", job, from, to, status }),
  };
  return {
    job,
    progress,
    placement,
    url,
    watched,
    conversation,
    active,
    progressBytes: 0,
    restarts: 0,
    answer: undefined,
    avoidsHelp: false,
  };
}

/** A file over `--max-size` is refused before its bytes come, where the server says its size. */
export function requireSize(
  size: number | null,
  watched: Watched,
  { maxSize }: Pick<DownloadConfig, "maxSize">,
): void {
  if (maxSize === undefined || size === null || size <= maxSize) return;
  const error = new TransferError("refused", {
    en: `the file is larger than --max-size (${size} bytes)`,
    zh: `文件超过 --max-size 的限制（${size} 字节）`,
  }, { discardsPart: true });
  watched.abort(error);
  throw error;
}

/** Whether something may have a name in the target's folder: left by an earlier run or attempt, or by another worker. */
export function mayHold(
  { placement: { target: { dir } }, progress }: Attempt,
  name: string,
  { folders, isShared }: Run["disk"],
): boolean {
  if (progress.attempts > 1) return true;
  return !folders.isNew(dir) && (isShared || folders.mayHold(dir, name));
}

/** Begins a digest. Node's crypto takes longer to load than a small file to fetch, so it waits until it is wanted. */
export async function newDigest(algorithm: DigestName): Promise<Digest> {
  const { Digest } = await import("../model/digest.ts");
  return new Digest(algorithm);
}

/** Which state of the file a journal should be kept for; `undefined` where nothing could prove it later. */
export function resumableValidators(
  validators: Validators,
  { resume }: Pick<DownloadConfig, "resume">,
): Validators | undefined {
  if (resume === "none") return undefined;
  const isProvable = ifRangeValue(validators) !== undefined ||
    (resume === "unsafe" && validators.size !== null);
  return isProvable ? validators : undefined;
}
