// The players that measure a level: each plays by the same rules, with the hands of another kind of person.

import { Random } from "../../../games/kit/random.ts";
import { type Action, applyAction, isFree } from "../../../games/zwdzjs-v1/rules/actions.ts";
import { isReady, SUN_FALL_TICKS } from "../../../games/zwdzjs-v1/rules/economy.ts";
import { COLS, type PlantKind } from "../../../games/zwdzjs-v1/rules/kinds.ts";
import { levelIn } from "../../../games/zwdzjs-v1/rules/levels.ts";
import { step } from "../../../games/zwdzjs-v1/rules/step.ts";
import { createWorld, type Start, type World } from "../../../games/zwdzjs-v1/rules/world.ts";
import { planAction } from "./planner.ts";

/** The hands of a player. */
export interface Hands {
  /** The steps between two acts on the lawn. */
  readonly actEveryTicks: number;
  /** The share of sun that is never picked up. */
  readonly missed: number;
  /** The steps after which landed sun is picked up, at least and at most. */
  readonly pickTicks: readonly [number, number];
  readonly choose: (world: World, random: Random) => Action | undefined;
}

/** Plays as well as it can, twice a second. */
export const PLANNER: Hands = {
  actEveryTicks: 30,
  missed: 0,
  pickTicks: [0, 0],
  choose: planAction,
};

/** Plays as well as the planner, but one act in three seconds; is late for sun, and misses a tenth of it. */
export const SLOW: Hands = {
  actEveryTicks: 180,
  missed: 0.1,
  pickTicks: [90, 210],
  choose: planAction,
};

/** Plants whatever is ready, mostly where danger is; one plant in four seconds, three quarters of the sun. */
export const CHILD: Hands = {
  actEveryTicks: 240,
  missed: 0.25,
  pickTicks: [60, 180],
  choose: chooseAsChild,
};

/** Does nothing. */
export const IDLE: Hands = {
  actEveryTicks: 1e9,
  missed: 1,
  pickTicks: [0, 0],
  choose: () => undefined,
};

function chooseAsChild(world: World, random: Random): Action | undefined {
  const ready = world.packets.filter((packet) => isReady(world, packet));
  if (ready.length === 0) return undefined;
  const { rows } = levelIn(world);
  let row = random.pick(rows);
  let nearest = 99;
  if (random.chance(0.8)) {
    for (const zombie of world.zombies) {
      if (zombie.x < nearest) [row, nearest] = [zombie.row, zombie.x];
    }
  }
  const cols = Array.from({ length: COLS }, (_, col) => col).filter((col) =>
    isFree(world, { row, col })
  );
  if (cols.length === 0) return undefined;
  return { kind: "plant", plant: random.pick(ready).kind, row, col: random.pick(cols) };
}

/** Picks up the sun for which the player's time has come. */
function pickSun(world: World, hands: Hands, due: Map<number, number>, random: Random): void {
  for (const sun of [...world.suns]) {
    let at = due.get(sun.id);
    if (at === undefined) {
      const landed = sun.from === "sky" && hands.pickTicks[1] > 0 ? SUN_FALL_TICKS : 0;
      at = random.chance(hands.missed)
        ? Infinity
        : world.tick + landed + random.between(...hands.pickTicks);
      due.set(sun.id, at);
    }
    if (world.tick >= at) applyAction(world, { kind: "collect", id: sun.id });
  }
}

/** The longest game, in steps. */
const LONGEST_TICKS = 15 * 60 * 60;

/** Plays a level to its end. The same arguments give the same game. */
export function play(
  start: Start,
  hands: Hands,
): World {
  const world = createWorld(start);
  const random = new Random(start.seed * 7919 + 17);
  const due = new Map<number, number>();
  let nextAct = 0;
  while (world.outcome === "playing" && world.tick < LONGEST_TICKS) {
    if (world.tick % 10 === 0 && world.suns.length) pickSun(world, hands, due, random);
    if (world.tick >= nextAct && world.tick % 30 === 0) {
      const action = hands.choose(world, random);
      if (action && applyAction(world, action)) nextAct = world.tick + hands.actEveryTicks;
    }
    step(world);
    world.happenings.length = 0;
  }
  return world;
}

/** Counts how many seeds of a level are won, and the roosters that a game needs on average. */
export function countWins(
  { level, plants, hands, seeds, from = 1 }: {
    readonly level: number;
    readonly plants: readonly PlantKind[];
    readonly hands: Hands;
    readonly seeds: number;
    /** @default 1 */
    readonly from?: number;
  },
): { won: number; roosters: number } {
  const worlds = Array.from(
    { length: seeds },
    (_, at) => play({ level, seed: from + at, plants }, hands),
  );
  const used = worlds.flatMap(({ roosters }) => roosters.filter(({ state }) => state !== "ready"));
  return {
    won: worlds.filter(({ outcome }) => outcome === "won").length,
    roosters: used.length / seeds,
  };
}
