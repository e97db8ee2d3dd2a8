import { PLANT_KINDS, type PlantKind, ROWS } from "../rules/kinds.ts";
import type { Hour, Level } from "../rules/levels.ts";
import { PLANTS } from "../rules/plants.ts";
import { takeId, tell, type World } from "../rules/world.ts";

/** A plant in a cell. */
export interface Planted {
  readonly kind: PlantKind;
  readonly row: number;
  readonly col: number;
}

/** A level in which no zombie comes by itself, unless `more` says so. */
export function quietLevel(hour: Hour, more: Partial<Level> = {}): Level {
  return {
    number: -1,
    hour,
    rows: Array.from({ length: ROWS }, (_, row) => row),
    startSun: 0,
    plants: PLANT_KINDS,
    zombies: [["hopper", 0]],
    waves: Infinity,
    hugeEvery: Infinity,
    budget: 1,
    growth: 0,
    firstWaveSeconds: Infinity,
    ...more,
  };
}

/** Puts a plant on a lawn, without a packet or sun. */
export function putPlant(world: World, { kind, row, col }: Planted): void {
  world.plants.push({
    id: takeId(world),
    kind,
    row,
    col,
    health: PLANTS[kind].health,
    wait: PLANTS[kind].firstTicks,
    volley: 0,
    bornAt: world.tick,
    actedAt: -999,
    hurtAt: -999,
  });
}

/** Ends a game that has its own rules for that. */
export function endGame(
  world: World,
  outcome: "won" | "lost",
  at: { x?: number; row?: number } = {},
): void {
  world.outcome = outcome;
  tell(world, { kind: outcome, ...at });
}
