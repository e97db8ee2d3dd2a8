import type { BodyBuffers } from "./body_buffers.ts";
import type { Clock } from "../model/clock.ts";
import type { DownloadConfig } from "../model/config.ts";
import type { ActiveTransfer, TransferEvent } from "../model/events.ts";
import type { DiskSpace } from "../disk/disk_space.ts";
import type { Folders } from "../disk/folders.ts";
import type { Slots } from "../host/host_slots.ts";
import type { IdleWatch } from "../host/idle_watch.ts";
import type { Target } from "../model/job.ts";
import type { KeptEtags } from "../disk/kept_etags.ts";
import type { RateLimits } from "../host/rate_limit.ts";
import type { Requester } from "../host/requester.ts";
import type { ScratchFiles } from "../disk/scratch_files.ts";

/** What all attempts of a run share. */
export interface Run {
  readonly config: DownloadConfig;
  readonly requester: Requester;
  /** Whether other workers take jobs from the same queue, perhaps into the same folder. */
  readonly isShared: boolean;
  readonly slots: Slots;
  readonly limits: RateLimits;
  readonly watch: IdleWatch;
  readonly keptEtags: KeptEtags;
  readonly folders: Folders;
  readonly scratch: ScratchFiles;
  readonly space: DiskSpace;
  readonly buffers: BodyBuffers;
  readonly clock: Clock;
  /** Takes a name that no other job of this run has, numbering it where need be and allowed. */
  readonly claimName: (wanted: Target) => Target;
  /** Takes just this name. Answers whether no other job of this run had it. */
  readonly tryClaimName: (wanted: Target) => boolean;
  /** Transfers under way, by job. */
  readonly active: Map<number, ActiveTransfer>;
  readonly emit: (event: TransferEvent) => void;
}
