import { CommandError } from "../../cli/errors.ts";
import type { Io } from "../../cli/io.ts";
import { RedisConnection } from "../../redis/redis_connection.ts";
import { SYSTEM_CLOCK } from "../model/clock.ts";
import type { DownloadConfig } from "../model/config.ts";
import { runDownloads } from "../run/engine.ts";
import type { Summary } from "../model/events.ts";
import type { Folders } from "../disk/folders.ts";
import type { Reporter } from "../report/reporter.ts";
import { troubleText } from "./enqueue.ts";
import type { QueueConfig } from "../ask/decide_queue.ts";
import { RedisQueue } from "./redis_queue.ts";
import { SharedSlots } from "./shared_slots.ts";
import { QueueWorker } from "./worker.ts";
import { workerName } from "./worker_name.ts";

/** The jobs that a machine with `--jobs auto` holds at once, so that the other machines get their share. */
const AUTO_BATCH = 16;

type WorkConfig = Extract<QueueConfig, { kind: "work" }>;

/** The parts of one worker's run. */
export interface WorkParts {
  readonly download: DownloadConfig;
  readonly reporter: Reporter;
  readonly folders: Folders;
  readonly io: Io;
}

/** Runs `coplay download --queue`: fetches jobs until the queue is empty. */
export async function work(config: WorkConfig, parts: WorkParts): Promise<Summary> {
  const { download, reporter, io } = parts;
  const stop = new AbortController();
  const signal = AbortSignal.any([io.signal, stop.signal]);
  const redis = await RedisConnection.open(config.address, {
    signal,
    caCerts: download.caCerts,
    onTrouble: (trouble) => {
      reporter.event({ type: "notice", job: undefined, text: troubleText(trouble?.text) });
    },
  });
  try {
    const summary = await runAtQueue(config, { ...parts, redis, signal, stop });
    if (stop.signal.reason instanceof CommandError) throw stop.signal.reason;
    return summary;
  } finally {
    redis.close();
  }
}

async function runAtQueue(
  { tries, leaseMs, waits }: WorkConfig,
  { download, reporter, folders, redis, signal, stop }: WorkParts & {
    redis: RedisConnection;
    signal: AbortSignal;
    stop: AbortController;
  },
): Promise<Summary> {
  const name = workerName();
  const queue = await RedisQueue.open(redis, { worker: name, leaseMs });
  const clock = SYSTEM_CLOCK;
  const slots = new SharedSlots(redis, { worker: name, limit: download.perHost, clock });
  const atOnce = download.jobs === "auto" ? AUTO_BATCH : download.jobs;
  const worker = new QueueWorker(queue, {
    tries,
    leaseMs,
    waits,
    batch: atOnce,
    idleMs: download.idleMs,
    worker: name,
    clock,
    signal,
    fail: (error) => stop.abort(error),
    notice: (job, text) => reporter.event({ type: "notice", job, text }),
  });
  try {
    return await runDownloads(worker.entries(), download, {
      emit: (event) => {
        worker.take(event);
        reporter.event(event);
      },
      signal,
      clock,
      random: Math.random,
      folders,
      ...(reporter.progressMs === undefined ? {} : { progressMs: reporter.progressMs }),
      shared: {
        slots,
        active: worker.active,
        // Small files never wait for the queue, and jobs for a busy host do not pile up here.
        maxWaiting: atOnce * 2,
        giveBack: (job, error) => worker.giveBack(job, error),
      },
    });
  } finally {
    await worker.close();
    await slots.close();
    await queue.close().catch(() => {});
  }
}
