import type { BodyBuffers } from "./body_buffers.ts";
import type { Clock } from "../model/clock.ts";
import type { DownloadConfig } from "../model/config.ts";
import type { ActiveTransfer, TransferEvent } from "../model/events.ts";
import type { DiskSpace } from "../disk/disk_space.ts";
import type { Folders } from "../disk/folders.ts";
import type { Slots } from "../host/host_slots.ts";
import type { HidingOrigins } from "../host/hiding_origins.ts";
import type { IdleWatch } from "../host/idle_watch.ts";
import type { Target } from "../model/job.ts";
import type { KeptEtags } from "../disk/kept_etags.ts";
import type { RateLimits } from "../host/rate_limit.ts";
import type { Requester } from "../host/requester.ts";
import type { ScratchFiles } from "../disk/scratch_files.ts";

/** How a run talks to hosts, and how much. */
export interface Line {
  readonly requester: Requester;
  readonly slots: Slots;
  readonly limits: RateLimits;
  readonly watch: IdleWatch;
  /** Origins whose files are asked for over HTTP/1.1, see `hidden_end.ts`. */
  readonly hidingOrigins: HidingOrigins;
}

/** What a run knows of the folders that it writes to. */
export interface Disk {
  readonly folders: Folders;
  readonly scratch: ScratchFiles;
  readonly space: DiskSpace;
  readonly keptEtags: KeptEtags;
  /** Whether other workers take jobs from the same queue, perhaps into the same folder. */
  readonly isShared: boolean;
}

/** The names that a run's jobs have taken, so that no two get one. */
export interface Names {
  /** Takes a name that no other job of this run has, numbering it where need be and allowed. */
  claim(wanted: Target): Target;
  /** Takes just this name. Answers whether no other job of this run had it. */
  tryClaim(wanted: Target): boolean;
}

/** What all attempts of a run share. Each step of an attempt takes the few of these that it needs. */
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
