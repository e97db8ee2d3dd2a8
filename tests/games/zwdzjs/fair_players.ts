import { Random } from "../../../games/kit/random.ts";
import type { Bowling } from "../../../games/zwdzjs-v1/fair/bowling.ts";
import { beginLightsOut } from "../../../games/zwdzjs-v1/fair/lights_out.ts";
import type { MovingDay } from "../../../games/zwdzjs-v1/fair/moving.ts";
import { type Cell, numberOf, type Sleepers } from "../../../games/zwdzjs-v1/fair/sleepers.ts";
import {
  type Action,
  applyAction,
  type Extras,
  isFree,
} from "../../../games/zwdzjs-v1/rules/actions.ts";
import { isReady } from "../../../games/zwdzjs-v1/rules/economy.ts";
import { COLS, ROWS } from "../../../games/zwdzjs-v1/rules/kinds.ts";
import { PLANTS } from "../../../games/zwdzjs-v1/rules/plants.ts";
import { step } from "../../../games/zwdzjs-v1/rules/step.ts";
import type { World } from "../../../games/zwdzjs-v1/rules/world.ts";

const ALL_ROWS = Array.from({ length: ROWS }, (_, row) => row);
const LONGEST_TICKS = 60 * 900;

/** A game of the fair as a player sees it. */
export interface FairGame {
  readonly world: World;
  readonly extras: Extras;
  step(): void;
}

/** Plays a game to its end; the player is asked once a second. */
export function playFair<Game extends FairGame>(
  game: Game,
  choose: (game: Game, random: Random) => readonly Action[],
  seed = 1,
): Game {
  const random = new Random(seed + 1234);
  const { world } = game;
  while (world.outcome === "playing" && world.tick < LONGEST_TICKS) {
    if (world.tick % 60 === 0) {
      for (const action of choose(game, random)) applyAction(world, action, game.extras);
    }
    step(world);
    if (world.outcome === "playing") game.step();
    world.happenings.length = 0;
  }
  return game;
}

function extra(name: string, value: string, row: number, col: number): Action {
  return { kind: "extra", name, values: [value, row, col + 0.5] };
}

/** The rows with zombies, the one that is nearest to the house first. */
function threatenedRows(world: World): number[] {
  const nearest = (row: number) =>
    Math.min(99, ...world.zombies.filter((zombie) => zombie.row === row).map(({ x }) => x));
  return ALL_ROWS.filter((row) => nearest(row) < 99).sort((a, b) => nearest(a) - nearest(b));
}

/** Bowls down the lane that is in most danger. */
export function bowl({ world, golden }: Bowling): Action[] {
  const [row] = threatenedRows(world);
  if (row === undefined) return [];
  const isLate = world.zombies.some(({ x }) => x < 3);
  return [extra("roll", golden > 0 && isLate ? "golden" : "rooster", row, 0)];
}

/** Bowls where somebody comes, mostly. */
export function bowlAnyhow({ world }: Bowling, random: Random): Action[] {
  if (world.tick % 120 !== 0) return [];
  const [danger] = threatenedRows(world);
  const row = random.chance(0.7) ? danger ?? random.below(ROWS) : random.below(ROWS);
  return [extra("roll", "rooster", row, 0)];
}

/** How much a row lacks: the health of its zombies, less what its plants will take from it. */
function lackOf(world: World, row: number): number {
  const health = world.zombies.filter((zombie) => zombie.row === row)
    .reduce((sum, zombie) => sum + (zombie.health + zombie.armour) * (12 - zombie.x), 0);
  const guns = world.plants.filter((plant) => plant.row === row && PLANTS[plant.kind].gun);
  return health / 8 - guns.length * 220;
}

/** Moves a shooter from the safest row to the one that lacks most. */
export function rearrange({ world }: MovingDay): Action[] {
  const rows = [...ALL_ROWS].sort((a, b) => lackOf(world, b) - lackOf(world, a));
  const [to] = rows;
  if (to === undefined || lackOf(world, to) <= 0) return [];
  const from = [...rows].reverse().find((row) =>
    row !== to && world.plants.some((plant) => plant.row === row && PLANTS[plant.kind].gun)
  );
  const mover = world.plants.find((plant) => plant.row === from && PLANTS[plant.kind].gun);
  const col = [2, 1, 3, 0].find((each) => isFree(world, { row: to, col: each }));
  if (!mover || col === undefined || lackOf(world, to) - lackOf(world, mover.row) < 150) return [];
  return [extra("touch", "", mover.row, mover.col), extra("touch", "", to, col)];
}

/** Moves any shooter, mostly into the first row with a zombie, now and then. */
export function rearrangeAnyhow({ world }: MovingDay, random: Random): Action[] {
  const shooters = world.plants.filter(({ kind }) => PLANTS[kind].gun);
  if (world.tick % 240 !== 0 || shooters.length === 0) return [];
  const [danger] = threatenedRows(world);
  const mover = random.pick(shooters);
  const row = random.chance(0.7) ? danger ?? random.below(ROWS) : random.below(ROWS);
  return [
    extra("touch", "", mover.row, mover.col),
    extra("touch", "", row, random.below(5)),
  ];
}

/** Begins a night without light as a game of the fair. */
export function lightsOut(seed: number): FairGame {
  return { world: beginLightsOut(seed), extras: {}, step: () => {} };
}

function plantFirst(
  world: World,
  wishes: readonly (readonly [string, number, number])[],
): Action[] {
  for (const [kind, row, col] of wishes) {
    const packet = world.packets.find((each) => each.kind === kind)!;
    if (isReady(world, packet) && isFree(world, { row, col })) {
      return [{ kind: "plant", plant: packet.kind, row, col }];
    }
  }
  return [];
}

/** Puts a lamp into the middle of each lane, shooters behind it, and ferns where somebody comes. */
export function lightUp({ world }: FairGame): Action[] {
  const collect: Action[] = world.suns.map(({ id }) => ({ kind: "collect", id }));
  const rows = threatenedRows(world);
  const has = (row: number, kind: string) =>
    world.plants.some((plant) => plant.row === row && plant.kind === kind);
  const order = [...rows, ...ALL_ROWS.filter((row) => !rows.includes(row))];
  const urgent = rows.filter((row) => !has(row, "lotus") && !has(row, "mint"));
  return [
    ...collect,
    ...plantFirst(world, [
      ...urgent.map((row) => ["fern", row, 3] as const),
      ...urgent.map((row) => ["lotus", row, 1] as const),
      ...order.filter((row) => !has(row, "glowberry")).map((row) => ["glowberry", row, 4] as const),
      ...order.flatMap((row) => [["lotus", row, 1], ["fern", row, 3]] as const),
      ...order.map((row) => ["mint", row, 2] as const),
      ...order.map((row) => ["glowberry", row, 0] as const),
    ]),
  ];
}

/** Plants anything, mostly where somebody comes, and catches most of the sun. */
export function lightUpAnyhow({ world }: FairGame, random: Random): Action[] {
  const caught = world.suns.filter(() => random.chance(0.75));
  const collect: Action[] = caught.map(({ id }) => ({ kind: "collect", id }));
  if (world.tick % 240 !== 0) return collect;
  const ready = world.packets.filter((packet) => isReady(world, packet));
  if (ready.length === 0) return collect;
  const [danger] = threatenedRows(world);
  const row = random.chance(0.8) ? danger ?? random.below(ROWS) : random.below(ROWS);
  return [...collect, ...plantFirst(world, [[random.pick(ready).kind, row, random.below(7)]])];
}

/** Digs where it is safe for sure; else where it is least dangerous. Puts up signs, and defends itself. */
export function digWithCare(game: Sleepers, random: Random): Action[] {
  const { world, covered, signs } = game;
  const cells = ALL_ROWS.flatMap((row) => Array.from({ length: COLS }, (_, col) => ({ row, col })));
  const [danger] = threatenedRows(world);
  const shields = danger === undefined ? [] : [
    extra("sow", "popcorn", danger, Math.max(1, Math.floor(world.zombies[0]!.x) - 1)),
    extra("sow", "lotus", danger, 1),
    extra("sow", "bamboo", danger, 2),
  ];
  if (game.sleeping.size === 0) return [extra("dig", "", 2, 5)];
  const open = cells.filter((cell) => cell.col >= 2 && !covered.has(numberOf(cell)));
  const told = open.filter((cell) => game.countAround(cell) > 0);
  const dangerous = new Set<number>(signs);
  for (const cell of told) {
    const around = game.coveredAround(cell);
    if (around.length === game.countAround(cell)) {
      for (const c of around) dangerous.add(numberOf(c));
    }
  }
  const isSafe = (cell: Cell) =>
    told.some((each) => {
      const around = game.coveredAround(each);
      const known = around.filter((other) => dangerous.has(numberOf(other))).length;
      return known === game.countAround(each) && !dangerous.has(numberOf(cell)) &&
        around.some((other) => numberOf(other) === numberOf(cell));
    });
  const beds = cells.filter((cell) =>
    covered.has(numberOf(cell)) && !dangerous.has(numberOf(cell))
  );
  const safe = beds.find(isSafe);
  const guess = safe ?? (beds.length ? random.pick(beds) : undefined);
  return [...shields, ...(guess ? [extra("dig", "", guess.row, guess.col)] : [])];
}

export function digAnywhere({ world, covered }: Sleepers, random: Random): Action[] {
  if (world.tick % 120 !== 0 || covered.size === 0) return [];
  const bed = random.pick([...covered]);
  return [extra("dig", "", Math.floor(bed / COLS), bed % COLS)];
}
