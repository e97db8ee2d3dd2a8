import { UsageError } from "../../cli/errors.ts";
import type { Io } from "../../cli/io.ts";
import { parseRedisAddress, type RedisAddress } from "../../redis/redis_address.ts";

/** What to do with a queue. */
export type QueueConfig =
  | {
    readonly kind: "work";
    readonly address: RedisAddress;
    /** The number of failures after which a job is given up. */
    readonly tries: number;
    /** How long a job stays with a silent worker, in milliseconds. */
    readonly leaseMs: number;
    /** Whether to wait at an empty queue. */
    readonly waits: boolean;
  }
  | {
    readonly kind: "enqueue";
    readonly address: RedisAddress;
    /** Whether to print the queue's status. */
    readonly showsStatus: boolean;
    /** Whether to put the failed jobs back into the queue. */
    readonly addsFailed: boolean;
  };

interface Given {
  readonly queue: string | undefined;
  readonly enqueue: string | undefined;
  readonly status: boolean | undefined;
  readonly "retry-failed": boolean | undefined;
  readonly "queue-tries": number | undefined;
  readonly "queue-lease": number | undefined;
  readonly "queue-wait": boolean | undefined;
  readonly shard: string | undefined;
  readonly extract: boolean | undefined;
}

const DEFAULT_TRIES = 3;
/** Twice the silence after which a connection counts as lost, so that a slow server costs no worker its job. */
const DEFAULT_LEASE_SECONDS = 60;

/** Decides what a command line does with a queue; undefined for nothing. @throws {UsageError} where it is invalid */
export function decideQueue(
  given: Given,
  { hasInput, io }: { hasInput: boolean; io: Io },
): QueueConfig | undefined {
  requireMatch(given, hasInput);
  if (given.enqueue !== undefined) {
    const address = parseRedisAddress(given.enqueue, { option: "--enqueue", env: io.env });
    const [showsStatus, addsFailed] = [given.status ?? false, given["retry-failed"] ?? false];
    return { kind: "enqueue", address, showsStatus, addsFailed };
  }
  if (given.queue === undefined) return undefined;
  return {
    kind: "work",
    address: parseRedisAddress(given.queue, { option: "--queue", env: io.env }),
    tries: given["queue-tries"] ?? DEFAULT_TRIES,
    leaseMs: Math.round((given["queue-lease"] ?? DEFAULT_LEASE_SECONDS) * 1000),
    waits: given["queue-wait"] ?? false,
  };
}

function requireMatch(given: Given, hasInput: boolean): void {
  const needs = (option: keyof Given, owner: "queue" | "enqueue") => {
    if (given[option] === undefined || given[owner] !== undefined) return;
    throw new UsageError({
      en: `--${option} needs --${owner}`,
      zh: `--${option} 需要与 --${owner} 一起使用`,
    });
  };
  for (const option of ["status", "retry-failed"] as const) needs(option, "enqueue");
  for (const option of ["queue-tries", "queue-lease", "queue-wait"] as const) {
    needs(option, "queue");
  }
  if (given.queue !== undefined && given.enqueue !== undefined) {
    throw new UsageError({
      en: "--queue and --enqueue exclude each other",
      zh: "--queue 与 --enqueue 不能同时使用",
    });
  }
  if (given.queue !== undefined && hasInput) {
    throw new UsageError({
      en: "With --queue the files come from the queue; put URLs there with --enqueue",
      zh: "使用 --queue 时任务来自队列；请用 --enqueue 把网址放进队列",
    });
  }
  if ((given.queue ?? given.enqueue) !== undefined && given.shard !== undefined) {
    throw new UsageError({
      en: "--shard is for lists; workers at a queue share it by themselves",
      zh: "--shard 只用于列表；从队列取任务的各台机器会自动分担",
    });
  }
}
