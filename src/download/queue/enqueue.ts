import { join, relative } from "node:path";
import { EXIT } from "../../cli/errors.ts";
import { type Io, say, tell, visible } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";
import { RedisConnection } from "../../redis/redis_connection.ts";
import type { CommandConfig } from "../ask/decide.ts";
import { exitCodeFor } from "../model/errors.ts";
import type { Entry, Job, ListItem, Place } from "../model/job.ts";
import { PlanError, Planner } from "../input/plan.ts";
import { SCHEMA_VERSION } from "../report/ndjson.ts";
import { readSources } from "../input/sources.ts";
import type { JobQueue, QueueStatus } from "./job_queue.ts";
import type { QueueConfig } from "../ask/decide_queue.ts";
import { RedisQueue } from "./redis_queue.ts";
import { workerName } from "./worker_name.ts";

type EnqueueConfig = Extract<QueueConfig, { kind: "enqueue" }>;

const BATCH = 500;

/** Runs `coplay download --enqueue`: fills the queue, puts failed jobs back, prints the status. */
export async function enqueue(
  config: CommandConfig,
  { address, showsStatus, addsFailed }: EnqueueConfig,
  io: Io,
): Promise<number> {
  const { caCerts } = config.download;
  const redis = await RedisConnection.open(address, {
    signal: io.signal,
    caCerts,
    onTrouble: (trouble) => tell(io, troubleText(trouble?.text)),
  });
  try {
    const queue = await RedisQueue.open(redis, { worker: workerName(), leaseMs: 0 });
    const writer = new Writer(queue, { config, name: address.name, io });
    let code: number = EXIT.ok;
    if (addsFailed) await writer.addFailed();
    if (config.entries.length + config.lists.length > 0) code = await writer.fill();
    if (showsStatus) writer.showStatus(await queue.status());
    await queue.close();
    return code;
  } finally {
    redis.close();
  }
}

/** The message when Redis is lost, and when it is back. */
export function troubleText(trouble: Text | undefined): Text {
  return trouble
    ? {
      en: `Waiting for Redis: ${trouble.en}`,
      zh: `正在等待 Redis：${trouble.zh}`,
    }
    : { en: "Redis is back", zh: "Redis 已恢复" };
}

/** Carries out the orders at one queue and prints the results. */
class Writer {
  readonly #queue: JobQueue;
  readonly #config: CommandConfig;
  readonly #name: string;
  readonly #io: Io;

  constructor(
    queue: JobQueue,
    { config, name, io }: { config: CommandConfig; name: string; io: Io },
  ) {
    this.#queue = queue;
    this.#config = config;
    this.#name = name;
    this.#io = io;
  }

  /** Adds everything from the input, as a stream. @returns the exit code */
  async fill(): Promise<number> {
    const { entries, lists } = this.#config;
    let [added, wrong] = [0, 0];
    let batch: Entry[] = [];
    const send = async () => {
      await this.#queue.add(batch);
      added += batch.length;
      batch = [];
    };
    try {
      for await (const entry of this.#plan(readSources(entries, lists, this.#io))) {
        if ("notice" in entry) tell(this.#io, entry.notice);
        else if ("wrong" in entry) {
          wrong++;
          this.#tellWrong(entry.wrong, entry.place);
        } else if (batch.push(entry) >= BATCH) await send();
        if (this.#io.signal.aborted) break;
      }
      await send();
    } finally {
      await this.#queue.endAdding();
    }
    this.#say({ event: "enqueued", queue: this.#name, jobs: added, wrong }, {
      en: `${added} ${added === 1 ? "job" : "jobs"} put into the queue "${this.#name}"` +
        (wrong > 0 ? `; ${wrong} ${wrong === 1 ? "line" : "lines"} could not be used` : ""),
      zh: `已将 ${added} 个任务放入队列“${this.#name}”` +
        (wrong > 0 ? `；有 ${wrong} 行无法使用` : ""),
    });
    if (this.#io.signal.aborted) throw this.#io.signal.reason;
    return wrong > 0 ? exitCodeFor(["input"]) : EXIT.ok;
  }

  /** Plans the jobs here, in one process, so that no two workers use one name. */
  async *#plan(
    entries: AsyncIterable<ListItem>,
  ): AsyncGenerator<ListItem> {
    const planner = new Planner(this.#config.download);
    for await (const entry of entries) {
      if (!("urls" in entry)) {
        if ("wrong" in entry) planner.skip();
        yield entry;
        continue;
      }
      try {
        yield this.#named(planner.plan(entry));
      } catch (error) {
        if (!(error instanceof PlanError)) throw error;
        const place = entry.place ?? { list: "", line: 0 };
        yield { wrong: error.text, text: entry.urls[0], place };
      }
    }
  }

  #named({ entry, target, isNameOpen }: Job): Entry {
    if (isNameOpen) return entry;
    const { dir: _, ...rest } = entry;
    const path = relative(this.#config.download.dir, join(target.dir, target.name));
    return { ...rest, out: path.replaceAll("\\", "/") };
  }

  /** Puts failed jobs back into the queue. */
  async addFailed(): Promise<void> {
    const count = await this.#queue.addFailed();
    this.#say({ event: "requeued", queue: this.#name, jobs: count }, {
      en: `${count} failed ${
        count === 1 ? "job" : "jobs"
      } put into the queue "${this.#name}" again`,
      zh: `已将 ${count} 个失败的任务重新放入队列“${this.#name}”`,
    });
  }

  /** Prints the status to stdout, because it is the command's result. */
  showStatus(status: QueueStatus): void {
    const { waiting, held, workers, done, failed, late, isFilling } = status;
    const name = this.#name;
    if (this.#config.show === "json") {
      this.#write({
        event: "status",
        queue: name,
        waiting,
        held,
        workers,
        done,
        failed,
        late,
        filling: isFilling,
      });
      return;
    }
    const text = {
      en: `Queue "${name}": ${waiting} waiting, ${held} held by ${workers} ` +
        `${workers === 1 ? "worker" : "workers"}, ${done} done, ${failed} failed` +
        (late > 0 ? `, ${late} done twice` : "") + (isFilling ? "; still being filled" : ""),
      zh:
        `队列“${name}”：等待 ${waiting}，${workers} 台机器正在处理 ${held}，完成 ${done}，失败 ${failed}` +
        (late > 0 ? `，重复完成 ${late}` : "") + (isFilling ? "；仍在填充" : ""),
    };
    this.#io.stdout.write(`${say(this.#io, text)}\n`);
  }

  #tellWrong(text: Text, { list, line }: Place): void {
    const where = list === "" ? "" : `${visible(list)}:${line}`;
    const [en, zh] = where === "" ? ["", ""] : [`${where}: `, `${where}：`];
    tell(this.#io, { en: en + text.en, zh: zh + text.zh });
  }

  #say(object: Record<string, unknown>, text: Text): void {
    if (this.#config.show === "json") this.#write(object);
    else if (!this.#config.isQuiet) tell(this.#io, text);
  }

  #write(object: Record<string, unknown>): void {
    this.#io.stdout.write(`${JSON.stringify({ v: SCHEMA_VERSION, ...object })}\n`);
  }
}
