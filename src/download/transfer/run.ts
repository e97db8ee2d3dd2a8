import type { BodyBuffers } from "./body_buffers.ts";
import type { Clock } from "../model/clock.ts";
import type { DownloadConfig } from "../model/config.ts";
import type { ActiveTransfer, TransferEvent } from "../model/events.ts";
import type { DiskSpace } from "../disk/disk_space.ts";
import type { Folders } from "../disk/folders.ts";
import type { HidingOrigins } from "../host/hiding_origins.ts";
import type { IdleWatch } from "../host/idle_watch.ts";
import type { Target } from "../model/job.ts";
import type { KeptEtags } from "../disk/kept_etags.ts";
import type { RateLimits } from "../host/rate_limit.ts";
import type { Requester } from "../host/requester.ts";
import type { StreamSlots } from "../host/stream_slots.ts";
import type { ScratchFiles } from "../disk/scratch_files.ts";

/** The parts of a run that talk to hosts, and their limits. */
export interface Line {
  readonly requester: Requester;
  readonly slots: StreamSlots;
  readonly limits: RateLimits;
  readonly watch: IdleWatch;
  /** Origins whose files are requested over HTTP/1.1; see `hidden_end.ts`. */
  readonly hidingOrigins: HidingOrigins;
}

/** The parts of a run that work with folders. */
export interface Disk {
  readonly folders: Folders;
  readonly scratch: ScratchFiles;
  readonly space: DiskSpace;
  readonly keptEtags: KeptEtags;
  /** Whether other workers take jobs from the same queue, perhaps into the same folder. */
  readonly isShared: boolean;
}

/** The names of a run's jobs, so that no two jobs share one. */
export interface Names {
  /** Takes a name that no other job of this run has, with a number where needed and allowed. */
  claim(wanted: Target): Target;
  /** Takes exactly this name. Returns false where another job of this run has it. */
  tryClaim(wanted: Target): boolean;
}

/** The state that all attempts of a run share. Each step of an attempt receives only the parts that it needs. */
export interface Run {
  readonly config: DownloadConfig;
  readonly clock: Clock;
  readonly emit: (event: TransferEvent) => void;
  readonly line: Line;
  readonly disk: Disk;
  readonly names: Names;
  /** Memory for small bodies. */
  readonly buffers: BodyBuffers;
  /** Transfers under way, by job. */
  readonly active: Map<number, ActiveTransfer>;
}
