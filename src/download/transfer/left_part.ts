import type { AskedRange } from "./ask_for_file.ts";
import { type Attempt, mayHold } from "./attempt.ts";
import { missingRanges } from "../disk/byte_ranges.ts";
import type { JournalState } from "../disk/journal.ts";
import { PartFile } from "../disk/part_file.ts";
import { partName } from "../disk/part_paths.ts";
import type { DownloadConfig } from "../model/config.ts";
import type { Target } from "../model/job.ts";
import { urlSource } from "../model/url_key.ts";
import { ifRangeValue } from "../model/validators.ts";
import type { Run } from "./run.ts";
import { wantedDigest } from "./wanted_digest.ts";

/** The part of an attempt: the one left by an earlier attempt, or a new one that is created when it is needed. */
class AttemptPart implements Disposable {
  readonly #target: Target;
  readonly #config: Pick<DownloadConfig, "doesSync">;
  #file: PartFile | undefined;

  constructor(
    target: Target,
    config: Pick<DownloadConfig, "doesSync">,
    file: PartFile | undefined,
  ) {
    this.#target = target;
    this.#config = config;
    this.#file = file;
  }

  /** The part, if it exists. */
  get file(): PartFile | undefined {
    return this.#file;
  }

  /** Returns the part, and creates it if needed. */
  async open(): Promise<PartFile> {
    return this.#file ??= await PartFile.open(this.#target, this.#config);
  }

  /** Discards the part, because its bytes are wrong. */
  discard(): void {
    this.#file?.discard();
  }

  /** Keeps a resumable part for the next attempt, however this one ended. */
  [Symbol.dispose](): void {
    this.#file?.[Symbol.dispose]();
  }
}

/** Opens the part that an earlier attempt or run left, if it belongs to this job. */
export function openLeftPart(
  attempt: Attempt,
  run: Pick<Run, "config" | "disk" | "emit">,
): AttemptPart | Promise<AttemptPart> {
  const { target } = attempt.placement;
  const isLeft = mayHold(attempt, partName(target), run.disk) && PartFile.isLeft(target);
  return isLeft ? openPart(attempt, run) : new AttemptPart(target, run.config, undefined);
}

async function openPart(
  attempt: Attempt,
  { config, emit }: Pick<Run, "config" | "emit">,
): Promise<AttemptPart> {
  const { job, placement: { target } } = attempt;
  const part = await PartFile.open(target, config);
  const isForeign = part.left !== undefined &&
    !job.urls.map(urlSource).includes(part.left.source);
  if (!part.isJournalDamaged && !isForeign) return new AttemptPart(target, config, part);
  const aside = part.setAside();
  emit({
    type: "notice",
    job,
    text: part.isJournalDamaged
      ? {
        en: `The journal of ${target.name} is damaged; its partial data is kept as ${aside}`,
        zh: `${target.name} 的下载日志已损坏；其部分数据保留为 ${aside}`,
      }
      : {
        en: `Partial data of ${target.name} came from another URL; it is kept as ${aside}`,
        zh: `${target.name} 的部分数据来自另一个网址；已保留为 ${aside}`,
      },
  });
  return new AttemptPart(target, config, undefined);
}

/** Chooses the range to request: the first gap, with the proof that it belongs to the same file. */
export function askedRange(
  left: JournalState | undefined,
  attempt: Attempt,
  run: Pick<Run, "config" | "emit">,
): AskedRange | undefined {
  const { resume } = run.config;
  if (!left || left.ranges.length === 0 || attempt.progress.avoidsRange) return undefined;
  if (attempt.progress.asksWhole) return undefined;
  if (resume === "none" || !mayJoin(left.source, attempt, run)) return undefined;
  const ifRange = ifRangeValue(left.validators);
  if (ifRange === undefined && resume !== "unsafe") return undefined;
  const size = left.validators.size;
  const heldEnd = left.ranges[0]!.end;
  // The part may be complete. Its last byte is requested only for the proof that comes with it.
  if (size === null) return { from: heldEnd - 1, end: undefined, ifRange };
  const missing = missingRanges(left.ranges, size)[0];
  if (!missing) return size === 0 ? undefined : { from: size - 1, end: undefined, ifRange };
  return { from: missing.start, end: missing.end === size ? undefined : missing.end, ifRange };
}

/**
 * Whether the part may be resumed from this URL. A validator is valid only at its own URL; the bytes of two mirrors are
 * joined only where a checksum verifies them.
 */
function mayJoin(source: string, attempt: Attempt, run: Pick<Run, "config" | "emit">): boolean {
  return source === urlSource(attempt.url) || wantedDigest(attempt, run)?.hex !== undefined;
}
