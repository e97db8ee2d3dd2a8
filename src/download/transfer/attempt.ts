import type { DigestName } from "../model/checksum.ts";
import type { Digest } from "../model/digest.ts";
import { TransferError } from "../model/errors.ts";
import type { ActiveTransfer } from "../model/events.ts";
import type { Watched } from "../host/idle_watch.ts";
import type { Conversation } from "../host/requester.ts";
import type { Run } from "./run.ts";
import type { Turn } from "../run/scheduler.ts";
import { ifRangeValue, type Validators } from "../model/validators.ts";

/** What one attempt works with. */
export interface Attempt {
  readonly turn: Turn;
  readonly run: Run;
  readonly url: URL;
  readonly watched: Watched;
  readonly conversation: Conversation;
  readonly active: ActiveTransfer;
  /** New bytes that are safely in the part. */
  progressBytes: number;
}

/** A file over `--max-size` is refused before its bytes come, where the server says its size. */
export function requireSize(size: number | null, { run, watched }: Attempt): void {
  const { maxSize } = run.config;
  if (maxSize === undefined || size === null || size <= maxSize) return;
  const error = new TransferError("refused", {
    en: `the file is larger than --max-size (${size} bytes)`,
    zh: `文件超过 --max-size 的限制（${size} 字节）`,
  }, { discardsPart: true });
  watched.abort(error);
  throw error;
}

/** Whether something may have a name in the target's folder: left by an earlier run or attempt, or by another worker. */
export function mayHold({ turn: { history }, run }: Attempt, name: string): boolean {
  const { dir } = history.target;
  if (history.attempts > 1) return true;
  return !run.folders.isNew(dir) && (run.isShared || run.folders.mayHold(dir, name));
}

/** Begins a digest. Node's crypto takes longer to load than a small file to fetch, so it waits until it is wanted. */
export async function newDigest(algorithm: DigestName): Promise<Digest> {
  const { Digest } = await import("../model/digest.ts");
  return new Digest(algorithm);
}

/** Which state of the file a journal should be kept for; `undefined` where nothing could prove it later. */
export function resumableValidators(
  validators: Validators,
  { run }: Attempt,
): Validators | undefined {
  if (run.config.resume === "none") return undefined;
  const isProvable = ifRangeValue(validators) !== undefined ||
    (run.config.resume === "unsafe" && validators.size !== null);
  return isProvable ? validators : undefined;
}
