import { type Contender, median, runInTurns, type Sample } from "./measure.ts";
import type { Peers } from "./programs.ts";
import type { Ratio, Row } from "./row.ts";

/** What all works can use. */
export interface Bench {
  /** A folder for lists and results. */
  readonly dir: string;
  /** The folder of the file server. */
  readonly www: string;
  /** The file server's origin; `/capped/` gives each connection 8 MiB a second, `/hello/` answers without a file. */
  readonly origin: string;
  readonly peers: Peers;
  readonly rounds: number;
}

/** A work, which makes one or more rows. */
export interface Work {
  readonly name: string;
  /** The ids of its rows. */
  readonly ids: readonly string[];
  /** The default number of rounds of a work that takes minutes. */
  readonly usualRounds?: number;
  readonly run: (bench: Bench) => Promise<Omit<Row, "date">[]>;
}

/** The measured quantity: seconds, the peak of memory, or the contender's own count. */
type Measure = "seconds" | "peakMiB" | "count";

/** Two contenders and the highest ratio of the first to the second, or to a fixed amount. */
export interface Aim {
  readonly own: string;
  /** A contender, several of which the best counts, or an amount in MiB. */
  readonly beside: string | readonly string[] | number;
  readonly target: number;
}

export type Samples = ReadonlyMap<string, readonly Sample[]>;

/** Measures contenders in turns. */
export function race(
  { rounds, dir }: Bench,
  contenders: readonly Contender[],
  options: { warms?: boolean; limitSeconds?: number } = {},
): Promise<Samples> {
  return runInTurns(contenders, { rounds, dir, ...options });
}

function medianOf(samples: Samples, name: string, measure: Measure): number | undefined {
  // What is counted tells of runs that failed, too.
  const good = (samples.get(name) ?? []).filter(({ code }) => code === 0 || measure === "count");
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

/** Makes a row of the measurements; programs that are missing on this machine are left out. */
export function rowOf(
  row: Pick<Row, "id" | "what">,
  samples: Samples,
  { measure = "seconds", aims }: { measure?: Measure; aims: readonly Aim[] },
): Omit<Row, "date"> {
  const measured = [...samples.keys()].map((name) => {
    return [name, show(medianOf(samples, name, measure), measure)];
  });
  return {
    ...row,
    measured: Object.fromEntries(measured),
    ratios: aims.flatMap((aim) => ratioOf(samples, aim, measure)),
    rounds: [...samples.values()][0]?.length ?? 0,
  };
}
