import type { Text } from "../../cli/language.ts";
import { DiskSpace } from "../disk/disk_space.ts";
import { Folders } from "../disk/folders.ts";
import { KeptEtags } from "../disk/kept_etags.ts";
import { ScratchFiles } from "../disk/scratch_files.ts";
import { HidingOrigins } from "../host/hiding_origins.ts";
import { HostSlots } from "../host/host_slots.ts";
import { IdleWatch } from "../host/idle_watch.ts";
import { RateLimits } from "../host/rate_limit.ts";
import { Requester } from "../host/requester.ts";
import { StreamSlots } from "../host/stream_slots.ts";
import { PlanError, type Planner } from "../input/plan.ts";
import type { DownloadConfig } from "../model/config.ts";
import { TransferError } from "../model/errors.ts";
import type { Target } from "../model/job.ts";
import { BodyBuffers } from "../transfer/body_buffers.ts";
import type { Run } from "../transfer/run.ts";
import type { EngineOptions } from "./engine_options.ts";

/** Makes the state that all attempts of a run share. */
export function makeRun(
  config: DownloadConfig,
  { clock, signal, emit, folders, shared }: EngineOptions,
  planner: Planner,
): Run {
  const tell = (text: Text) => emit({ type: "notice", job: undefined, text });
  const requester = new Requester({ ...config, clock });
  const hidingOrigins = new HidingOrigins();
  const slots = new StreamSlots(shared?.slots ?? new HostSlots(config.perHost), {
    connectionsOf: (origin) =>
      hidingOrigins.hasOrigin(origin) ? undefined : requester.clients.connectionsOf(origin),
    now: clock.now,
  });
  requester.clients.onShared = (origin) => slots.share(origin);
  return {
    config,
    clock,
    emit,
    line: {
      requester,
      slots,
      limits: new RateLimits({ global: config.limitRate, perHost: config.limitRatePerHost }, clock),
      hidingOrigins,
      watch: new IdleWatch({ clock, limitMs: config.idleMs, minSpeed: config.minSpeed, signal }),
    },
    disk: {
      folders: folders ?? new Folders(),
      // Workers that share a queue usually share a folder, so a busy folder is no news.
      scratch: new ScratchFiles(shared ? undefined : tell),
      space: new DiskSpace({ clock, onBlind: tell }),
      keptEtags: new KeptEtags(),
      isShared: shared !== undefined,
    },
    names: {
      claim: (wanted) => claimLate(wanted, planner),
      tryClaim: (wanted) => planner.tryClaim(wanted),
    },
    buffers: new BodyBuffers(),
    active: shared?.active ?? new Map(),
  };
}

function claimLate(wanted: Target, planner: Planner): Target {
  try {
    return planner.claim(wanted);
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    throw new TransferError("input", error.text);
  }
}
