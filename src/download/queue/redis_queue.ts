import { CommandError } from "../../cli/errors.ts";
import type { RedisConnection, RedisReply } from "../../redis/redis_connection.ts";
import type { Entry } from "../model/job.ts";
import type { Burial, Delivery, JobQueue, QueueStatus, Result, Taken } from "./job_queue.ts";
import { readJob, writeJob } from "./job_text.ts";
import * as script from "./queue_scripts.ts";

/** The version of a queue's keys. A coplay that knows another version leaves the queue alone. */
const QUEUE_VERSION = 1;

/** Jobs per script: enough that the round trips cost little, few enough to let other clients in between. */
const BATCH = 500;
/**
 * The number of results kept, so that a queue in use for years does not fill Redis. A reader of a longer list must
 * read them as they come; counts and failed jobs are stored separately.
 */
const KEPT_RESULTS = 1_000_000;

/** A worker's settings for a queue. */
export interface RedisQueueOptions {
  /** A name that no other worker has. */
  readonly worker: string;
  /** How long a job stays with a silent worker, in milliseconds. */
  readonly leaseMs: number;
  /** The least number of results kept; the oldest are dropped first. @default {1,000,000} */
  readonly keptResults?: number;
}

/** A queue in Redis: the streams `jobs`, `results` and `failed`, and a few small keys. */
export class RedisQueue implements JobQueue {
  readonly #redis: RedisConnection;
  readonly #worker: string;
  readonly #leaseMs: number;
  readonly #keptResults: number;
  /** Names a key; the braces keep all keys of a queue on one node of a cluster. */
  readonly #key: (name: string) => string;
  #batch = 0;

  private constructor(
    redis: RedisConnection,
    { worker, leaseMs, keptResults = KEPT_RESULTS }: RedisQueueOptions,
  ) {
    this.#redis = redis;
    this.#worker = worker;
    this.#leaseMs = leaseMs;
    this.#keptResults = keptResults;
    this.#key = (name) => `coplay:queue:{${redis.address.name}}:${name}`;
  }

  /**
   * Opens the queue at the address, creating it if need be.
   *
   * @throws {CommandError} where another version of coplay created it
   */
  static async open(
    redis: RedisConnection,
    options: RedisQueueOptions,
  ): Promise<RedisQueue> {
    const queue = new RedisQueue(redis, options);
    const keys = [queue.#key("jobs"), queue.#key("version")];
    const version = Number(await redis.runOnce(script.OPEN, keys, [QUEUE_VERSION]));
    if (version !== QUEUE_VERSION) throw otherVersion(redis.address.name, version);
    return queue;
  }

  async add(entries: readonly Entry[]): Promise<void> {
    const keys = [this.#key("jobs"), this.#key("filling"), this.#key(`filler:${this.#worker}`)];
    for (let at = 0; at < entries.length; at += BATCH) {
      const jobs = entries.slice(at, at + BATCH).map(writeJob);
      const texts = jobs.flatMap(({ job, list, line }) => [job, list, line]);
      await this.#redis.run(script.ADD, keys, [this.#worker, ++this.#batch, ...texts]);
    }
  }

  async endAdding(): Promise<void> {
    const keys = [this.#key("filling"), this.#key(`filler:${this.#worker}`)];
    await this.#redis.run(script.END_ADDING, keys, [this.#worker]);
  }

  async take(count: number, { reclaims }: { reclaims: boolean }): Promise<Taken> {
    const keys = ["jobs", "filling", "lost"].map(this.#key);
    const args = [this.#worker, count, this.#leaseMs, reclaims ? 1 : 0];
    const [taken, leftCount] = await this.#redis.run(script.TAKE, keys, args) as [
      RedisReply[],
      number,
    ];
    const deliveries = await Promise.all(taken.map((reply) => this.#readDelivery(reply)));
    return { deliveries: deliveries.filter((each) => each !== undefined), leftCount };
  }

  async #readDelivery(reply: RedisReply): Promise<Delivery | undefined> {
    type Reply = [string, string, string, string, number, number, number];
    const [id, job, list, line, tries, takenOver, lost] = reply as Reply;
    try {
      return {
        id,
        entry: readJob({ job, list, line }),
        tries,
        isTakenOver: takenOver === 1,
        lost,
      };
    } catch (error) {
      // Another program put it here; among the failed jobs it is found with this reason.
      const reason = `not a job: ${(error as Error).message}`;
      const event = JSON.stringify({ v: 1, event: "failed", kind: "input", url: "", reason });
      await this.#bury(id, { event, reason, job, list, line });
      return undefined;
    }
  }

  async begin(id: string): Promise<void> {
    await this.#redis.runOnce(script.BEGIN, ["jobs", "lost"].map(this.#key), [this.#worker, id]);
  }

  async renew(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.#redis.runOnce(script.RENEW, [this.#key("jobs")], [this.#worker, ...ids]);
  }

  async finish(id: string, { event, how }: Result): Promise<boolean> {
    const keys = ["jobs", "results", "counts", "lost"].map(this.#key);
    return await this.#redis.run(script.FINISH, keys, [id, event, how, this.#keptResults]) === 1;
  }

  async bury(id: string, { event, entry, reason }: Burial): Promise<boolean> {
    return await this.#bury(id, { event, reason, ...writeJob(entry) });
  }

  async #bury(
    id: string,
    { event, job, list, line, reason }: Record<
      "event" | "job" | "list" | "line" | "reason",
      string
    >,
  ): Promise<boolean> {
    const keys = ["jobs", "results", "failed", "lost"].map(this.#key);
    const args = [this.#worker, id, event, job, list, line, reason, this.#keptResults];
    return await this.#redis.run(script.BURY, keys, args) === 1;
  }

  async giveBack(
    ids: readonly string[],
    { isFailure, delayMs }: { isFailure: boolean; delayMs: number },
  ): Promise<void> {
    if (ids.length === 0) return;
    const idleMs = Math.max(0, this.#leaseMs - delayMs);
    const args = [this.#worker, idleMs, isFailure ? 1 : 0, ...ids];
    await this.#redis.run(script.GIVE_BACK, ["jobs", "lost"].map(this.#key), args);
  }

  async addFailed(): Promise<number> {
    const keys = [this.#key("jobs"), this.#key("failed")];
    let count = 0;
    for (let added = -1; added !== 0;) {
      added = Number(await this.#redis.run(script.ADD_FAILED, keys, [BATCH]));
      count += added;
    }
    return count;
  }

  async status(): Promise<QueueStatus> {
    const keys = ["jobs", "failed", "counts", "filling"].map(this.#key);
    const reply = await this.#redis.run(script.STATUS, keys);
    type Reply = [number, number, number, number, number, readonly string[]];
    const [waiting, held, workers, failed, filling, list] = reply as Reply;
    const counts = new Map<string, number>();
    for (let at = 0; at < list.length; at += 2) counts.set(list[at]!, Number(list[at + 1]));
    const sum = (...names: string[]) =>
      names.reduce((total, name) => total + (counts.get(name) ?? 0), 0);
    return {
      waiting,
      held,
      workers,
      done: sum("downloaded", "unchanged", "skipped"),
      failed,
      late: sum("late"),
      isFilling: filling > 0,
    };
  }

  async close(): Promise<void> {
    await this.#redis.runOnce(script.LEAVE, [this.#key("jobs")], [this.#worker]);
  }
}

function otherVersion(name: string, version: number): CommandError {
  const isNewer = version > QUEUE_VERSION;
  return new CommandError({
    en:
      `Cannot use the queue "${name}": it was made by ${isNewer ? "a newer" : "an older"} coplay ` +
      `(form ${version}; this one knows ${QUEUE_VERSION})`,
    zh: `无法使用队列“${name}”：它由${isNewer ? "更新" : "更旧"}版本的 coplay 创建` +
      `（格式 ${version}；本程序支持 ${QUEUE_VERSION}）`,
  });
}
