import { UsageError } from "../../cli/errors.ts";
import { visible } from "../../cli/io.ts";
import { fnv1a } from "../names/fnv1a.ts";
import type { Shard } from "../model/config.ts";

/** A scheduler that tells each machine its number. */
interface Scheduler {
  readonly name: string;
  /** A variable that is set on every machine of an array, and nowhere else. */
  readonly variable: string;
  read(number: (name: string) => number): { readonly index: number; readonly count: number };
}

/**
 * The variables of each scheduler: Kubernetes sets them for pods of an Indexed Job, Slurm for tasks of `--array`,
 * AWS Batch for children of an array job. Kubernetes does not tell the number of machines; `auto/N` does.
 */
const SCHEDULERS: readonly Scheduler[] = [
  {
    name: "Kubernetes",
    variable: "JOB_COMPLETION_INDEX",
    read: (number) => ({ index: number("JOB_COMPLETION_INDEX") + 1, count: NaN }),
  },
  {
    name: "Slurm",
    variable: "SLURM_ARRAY_TASK_ID",
    read: (number) => {
      const step = number("SLURM_ARRAY_TASK_STEP") || 1;
      const [first, last] = [number("SLURM_ARRAY_TASK_MIN"), number("SLURM_ARRAY_TASK_MAX")];
      const count = number("SLURM_ARRAY_TASK_COUNT");
      // `--array=1,5,9` leaves gaps, whose lines no machine would fetch.
      const isEven = (last - first) / step + 1 === count;
      const index = (number("SLURM_ARRAY_TASK_ID") - first) / step + 1;
      return { index: isEven ? index : Infinity, count };
    },
  },
  {
    name: "AWS Batch",
    variable: "AWS_BATCH_JOB_ARRAY_INDEX",
    read: (number) => ({
      index: number("AWS_BATCH_JOB_ARRAY_INDEX") + 1,
      count: number("AWS_BATCH_JOB_ARRAY_SIZE"),
    }),
  },
];

/**
 * Parses `I/N`, `auto` or `auto/N`.
 *
 * @param env reads an environment variable
 * @throws {UsageError} where it names no part of a list
 */
export function parseShard(text: string, env: (name: string) => string | undefined): Shard {
  const [, part, total] = /^(\d{1,9}|auto)(?:\/(\d{1,9}))?$/.exec(text) ?? [];
  if (part === undefined || (part !== "auto" && total === undefined)) throw wrongForm(text);
  const count = total === undefined ? undefined : Number(total);
  if (part === "auto") return readScheduler(count, env);
  const shard = { index: Number(part), count: count! };
  if (isShard(shard)) return shard;
  throw new UsageError({
    en: `--shard ${text}: there is no such part; the parts are ` +
      (shard.count > 0 ? `1/${shard.count} to ${shard.count}/${shard.count}` : "1/N to N/N"),
    zh: `--shard ${text}：没有这一份；可用的是 ` +
      (shard.count > 0 ? `1/${shard.count} 到 ${shard.count}/${shard.count}` : "1/N 到 N/N"),
  });
}

function isShard({ index, count }: Shard): boolean {
  return Number.isInteger(index) && Number.isInteger(count) && index >= 1 && index <= count;
}

function readScheduler(
  given: number | undefined,
  env: (name: string) => string | undefined,
): Shard {
  const scheduler = SCHEDULERS.find(({ variable }) => env(variable) !== undefined);
  if (!scheduler) {
    const names = SCHEDULERS.map(({ variable }) => variable).join(", ");
    throw new UsageError({
      en: `--shard auto: no scheduler says which part this is (none of ${names} is set)`,
      zh: `--shard auto：没有调度器说明这是第几份（${names} 均未设置）`,
    });
  }
  const { name } = scheduler;
  const found = scheduler.read((variable) => Number(env(variable)?.trim() || NaN));
  const shard = { index: found.index, count: given ?? found.count };
  if (isShard(shard)) return shard;
  if (given === undefined && Number.isNaN(found.count)) {
    throw new UsageError({
      en: `--shard auto: ${name} does not say how many parts there are; give it as auto/N`,
      zh: `--shard auto：${name} 没有说明一共几份；请写成 auto/N`,
    });
  }
  const seen = `${scheduler.variable}=${visible(env(scheduler.variable) ?? "")}`;
  throw new UsageError({
    en: `--shard auto: what ${name} says makes no part of a list of ${shard.count} (${seen})`,
    zh: `--shard auto：${name} 给出的不是 ${shard.count} 份中的一份（${seen}）`,
  });
}

function wrongForm(text: string): UsageError {
  return new UsageError({
    en: `--shard must be I/N, such as 1/4, or auto, not "${visible(text)}"`,
    zh: `--shard 的格式应为 I/N（例如 1/4）或 auto，而不是“${visible(text)}”`,
  });
}

/**
 * Whether a URL belongs to a part. This depends on the URL alone, so that all machines agree whatever the order of
 * their lists: FNV-1a over its characters, then MurmurHash3's finaliser, without which the parts would be uneven.
 */
export function isInShard(url: string, { index, count }: Shard): boolean {
  let hash = fnv1a(url);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % count === index - 1;
}
