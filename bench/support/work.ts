import { type Contender, median, runInTurns, type Sample } from "./measure.ts";
import type { Peers } from "./programs.ts";
import type { Ratio, Row } from "./row.ts";

/** What every piece of work finds. */
export interface Bench {
  /** A folder for lists and results. */
  readonly dir: string;
  /** What the file server serves. */
  readonly www: string;
  /** Where it serves that; `/capped/` gives each connection 8 MiB a second, `/hello/` answers without a file. */
  readonly origin: string;
  readonly peers: Peers;
  readonly rounds: number;
}

/** A piece of work, which makes one row or several. */
export interface Work {
  readonly name: string;
  /** The rows it makes. */
  readonly ids: readonly string[];
  /** Rounds of a work that takes minutes, unless more are asked for. */
  readonly usualRounds?: number;
  readonly run: (bench: Bench) => Promise<Omit<Row, "date">[]>;
}

/** Seconds, the peak of memory, or what the contender counts. */
type Measure = "seconds" | "peakMiB" | "count";

/** Two contenders and the most that the first may take of what the second takes; or of a fixed amount. */
export interface Aim {
  readonly own: string;
  /** A contender, several of whom the best counts, or an amount in MiB. */
  readonly beside: string | readonly string[] | number;
  readonly target: number;
}

export type Samples = ReadonlyMap<string, readonly Sample[]>;

/** Measures contenders in turns. */
export function race(
  { rounds, dir }: Bench,
  contenders: readonly Contender[],
  options: { warms?: boolean } = {},
): Promise<Samples> {
  return runInTurns(contenders, { rounds, dir, ...options });
}

function medianOf(samples: Samples, name: string, measure: Measure): number | undefined {
  const good = (samples.get(name) ?? []).filter(({ code }) => code === 0);
  return good.length === 0 ? undefined : median(good.map((sample) => sample[measure]));
}

function show(value: number | undefined, measure: Measure): string {
  if (value === undefined) return "failed";
  if (measure === "count") return `${(value * 100).toFixed(2)} %`;
  return measure === "seconds" ? `${value.toFixed(2)} s` : `${value.toFixed(0)} MiB`;
}

function ratioOf(samples: Samples, aim: Aim, measure: Measure): Ratio[] {
  const own = medianOf(samples, aim.own, measure);
  const { beside, target } = aim;
  if (own === undefined) return [];
  if (measure === "count") return [{ of: `${aim.own}, share`, value: own, target }];
  if (typeof beside === "number") {
    return own === 0 ? [] : [{ of: `${aim.own} / ${beside} MiB`, value: own / beside, target }];
  }
  const names = typeof beside === "string" ? [beside] : beside;
  const others = names.flatMap((name) => medianOf(samples, name, measure) ?? []);
  if (others.length === 0) return [];
  const of = `${aim.own} / ${typeof beside === "string" ? beside : "the best"}`;
  return [{ of, value: own / Math.min(...others), target }];
}

/** A row out of what was measured; who is not on the machine is left out. */
export function rowOf(
  row: Pick<Row, "id" | "what">,
  samples: Samples,
  { measure = "seconds", aims }: { measure?: Measure; aims: readonly Aim[] },
): Omit<Row, "date"> {
  const wanted = [...samples.keys()].filter((name) =>
    measure !== "count" || aims.some(({ own }) => own === name)
  );
  const measured = wanted.map((name) => [name, show(medianOf(samples, name, measure), measure)]);
  return {
    ...row,
    measured: Object.fromEntries(measured),
    ratios: aims.flatMap((aim) => ratioOf(samples, aim, measure)),
    rounds: [...samples.values()][0]?.length ?? 0,
  };
}
