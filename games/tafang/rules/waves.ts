// Waves: parsed from a line of text each, or generated without end.

import { toSteps } from "./clock.ts";
import { type MonsterKind, MONSTERS } from "./monsters_table.ts";
import { Random } from "../../kit/random.ts";

/** Monsters of one kind that come one after the other. */
export interface Group {
  readonly kind: MonsterKind;
  readonly count: number;
  readonly gapSteps: number;
  readonly delaySteps: number;
  /** The road, or -1 for each in turn. */
  readonly road: number;
}

/** Groups that come together. */
export type Wave = readonly Group[];

/**
 * Parses "gumble 8 1.2, scoot 4 .6 +5 r1": kind, count, seconds between two, then optionally `+` and the seconds before
 * the first, and `r` and the number of the road.
 */
export function parseWave(text: string): Wave {
  return text.split(",").map((part) => {
    const [kind, count, gap, ...rest] = part.trim().split(/ +/);
    if (!isMonsterKind(kind) || !(Number(count) > 0) || !(Number(gap) > 0)) {
      throw new Error(`Cannot read wave "${text}": "${part.trim()}" is not KIND COUNT SECONDS`);
    }
    const delay = rest.find((word) => word.startsWith("+"))?.slice(1) ?? "0";
    const road = rest.find((word) => word.startsWith("r"))?.slice(1) ?? "-1";
    return {
      kind,
      count: Number(count),
      gapSteps: toSteps(Number(gap)),
      delaySteps: toSteps(Number(delay)),
      road: Number(road),
    };
  });
}

function isMonsterKind(word: string | undefined): word is MonsterKind {
  return word !== undefined && word in MONSTERS;
}

const BOSSES: readonly MonsterKind[] = ["gobble", "boulder", "lunara"];
const GUARDS: readonly MonsterKind[] = [
  "gumble",
  "scoot",
  "tinback",
  "flutter",
  "bubbloo",
  "jelloid",
  "mossback",
  "embertail",
  "snowfluff",
];

/** A step between the seeds of two waves, so that no wave resembles its neighbour's. */
const WAVE_SEED_STEP = 7919;

/** Generates a wave of the endless game: a boss, and guards of two kinds, more with every round. */
export function makeEndlessWave(seed: number, index: number): Wave {
  const random = new Random(seed + index * WAVE_SEED_STEP);
  const boss = BOSSES[index % BOSSES.length]!;
  const more = Math.min(10, Math.floor(index / 2));
  const crowd = random.pick(GUARDS);
  const guard = random.pick(GUARDS);
  return [
    group(crowd, 5 + more, 0.9),
    group(guard, 3 + Math.floor(more / 2), 1.1, random.between(3, 5)),
    group(boss, 1 + Math.floor(index / 9), 4, 5),
    ...(index >= 3 ? [group("nursecap", 1 + Math.floor(more / 4), 2, 6)] : []),
  ];
}

function group(kind: MonsterKind, count: number, gap: number, delay = 0): Group {
  return { kind, count, gapSteps: toSteps(gap), delaySteps: toSteps(delay), road: -1 };
}

/** The boss of a wave, if it has one. */
export function bossOf(wave: Wave): MonsterKind | undefined {
  return wave.find((group) => MONSTERS[group.kind].boss)?.kind;
}

/** The waves that every game begins with in the same order, so that a map's newcomers are introduced. */
const FIXED_WAVES = 3;

/** Swaps some neighbouring waves without bosses, so that a map played again is not the same list. */
export function varyWaves(waves: readonly Wave[], random: Random): Wave[] {
  const varied = [...waves];
  for (let i = FIXED_WAVES; i + 2 < varied.length; i += 2) {
    const [first, second] = [varied[i]!, varied[i + 1]!];
    if (bossOf(first) || bossOf(second) || !random.chance(0.5)) continue;
    varied[i] = second;
    varied[i + 1] = first;
  }
  return varied;
}
