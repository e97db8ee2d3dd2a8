import type { Extras } from "../../zwdzjs-v1/rules/actions.ts";
import {
  COLS,
  PLANT_KINDS,
  type PlantKind,
  ROWS,
  ZOMBIE_KINDS,
  type ZombieKind,
} from "../../zwdzjs-v1/rules/kinds.ts";
import { addZombie, CROWD_LIMIT } from "../../zwdzjs-v1/rules/waves.ts";
import { plantAt, tell, type World } from "../../zwdzjs-v1/rules/world.ts";
import { removePlant } from "../../zwdzjs-v1/rules/damage.ts";
import { putPlant } from "../../zwdzjs-v1/fair/ground.ts";
import { FARTHEST, type Lawn } from "./lawn.ts";

type Values = readonly (string | number)[];

/** Reads the cell of an action's values; undefined beside the lawn. */
function cellOf([, row, x]: Values): { row: number; col: number; x: number } | undefined {
  if (typeof row !== "number" || typeof x !== "number") return undefined;
  if (!Number.isInteger(row) || row < 0 || row >= ROWS || !(x >= 0 && x < COLS)) return undefined;
  return { row, col: Math.floor(x), x };
}

/** Sets a plant in a cell, in the place of another one. */
function setPlant(world: World, kind: PlantKind, cell: { row: number; col: number }): void {
  const other = plantAt(world, cell.row, cell.col);
  if (other) removePlant(world, other);
  putPlant(world, { kind, ...cell });
}

function setZombie(world: World, kind: ZombieKind, at: { row: number; x: number }): boolean {
  if (world.zombies.length >= CROWD_LIMIT) return false;
  const x = Math.min(FARTHEST, Math.round(at.x * 10)) / 10;
  // In its first half second a zombie is shown coming out of the mist; here it stands at once.
  const zombie = addZombie(world, kind, { row: at.row, x });
  zombie.hopTicks = 40;
  return true;
}

/** Puts a plant or a zombie where the builder points. */
function place(world: World, values: Values): boolean {
  const [name] = values;
  const cell = cellOf(values);
  if (!cell) return false;
  const plant = PLANT_KINDS.find((kind) => kind === name);
  const zombie = ZOMBIE_KINDS.find((kind) => kind === name);
  if (plant) setPlant(world, plant, { row: cell.row, col: cell.col });
  else if (!zombie || !setZombie(world, zombie, cell)) return false;
  tell(world, { kind: "planted", x: plant ? cell.col + 0.5 : cell.x, row: cell.row });
  return true;
}

/** Takes away the zombie that stands nearest to the builder's finger, or the plant below it. */
function erase(world: World, values: Values): boolean {
  const cell = cellOf(values);
  if (!cell) return false;
  const near = world.zombies
    .filter((zombie) => zombie.row === cell.row && Math.abs(zombie.x - cell.x) < 0.6)
    .sort((a, b) => Math.abs(a.x - cell.x) - Math.abs(b.x - cell.x))[0];
  const plant = plantAt(world, cell.row, cell.col);
  if (near) world.zombies = world.zombies.filter((zombie) => zombie !== near);
  else if (plant) removePlant(world, plant);
  else return false;
  tell(world, { kind: "dug", x: cell.x, row: cell.row });
  return true;
}

/** The actions of somebody who sets up a lawn. */
export const BUILDING: Extras = { place, erase };

/** Reads a lawn off a world; what else belongs to it is given. */
export function lawnOf(world: World, rest: Lawn): Lawn {
  return {
    ...rest,
    plants: world.plants.map(({ kind, row, col }) => ({ kind, row, col })),
    zombies: world.zombies.map(({ kind, row, x }) => ({ kind, row, tenths: Math.round(x * 10) })),
  };
}
