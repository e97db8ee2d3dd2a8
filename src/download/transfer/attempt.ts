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

/** The state of one attempt. */
export interface Attempt {
  readonly job: Job;
  /** The progress of all earlier attempts. */
  readonly progress: Readonly<Progress>;
  readonly placement: Placement;
  readonly url: URL;
  readonly watched: Watched;
  readonly conversation: Conversation;
  readonly active: ActiveTransfer;
  /** New bytes that are safely in the part. */
  progressBytes: number;
  /** How often the attempt discarded bytes that had been kept. */
  restarts: number;
  /** The first answer; `undefined` before it. */
  answer: Answer | undefined;
  /** Whether further connections were useless, or the server refused them. */
  avoidsHelp: boolean;
}

/** The highest factor for the time that an answer may take, after earlier ones did not arrive in time. */
const MOST_PATIENCE = 4;

/** Begins an attempt: its connection is watched, and progress events include it from now on. */
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

/** Refuses a file over `--max-size` before its content arrives, where the server states its size. */
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

/** Whether the target's folder may hold a name, left by an earlier run or attempt, or by another worker. */
export function mayHold(
  { placement: { target: { dir } }, progress }: Attempt,
  name: string,
  { folders, isShared }: Run["disk"],
): boolean {
  if (progress.attempts > 1) return true;
  return !folders.isNew(dir) && (isShared || folders.mayHold(dir, name));
}

/** Begins a digest. Node's crypto takes longer to load than a small file takes to fetch, so it is loaded only here. */
export async function newDigest(algorithm: DigestName): Promise<Digest> {
  const { Digest } = await import("../model/digest.ts");
  return new Digest(algorithm);
}

/** The validators for a journal; `undefined` where nothing could later prove that the file is the same. */
export function resumableValidators(
  validators: Validators,
  { resume }: Pick<DownloadConfig, "resume">,
): Validators | undefined {
  if (resume === "none") return undefined;
  const isProvable = ifRangeValue(validators) !== undefined ||
    (resume === "unsafe" && validators.size !== null);
  return isProvable ? validators : undefined;
}
