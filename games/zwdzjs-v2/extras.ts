import type { Extras } from "../zwdzjs-v1/rules/actions.ts";
import { COLS, ZOMBIE_KINDS, type ZombieKind } from "../zwdzjs-v1/rules/kinds.ts";
import { levelIn } from "../zwdzjs-v1/rules/levels.ts";
import { addZombie, CROWD_LIMIT, startWave } from "../zwdzjs-v1/rules/waves.ts";
import { SUN_LIMIT, tell, type World } from "../zwdzjs-v1/rules/world.ts";

/** This edition's changes to the rules. */
export const ALLOWANCES = { endlessSun: true, noRecharge: true } as const;

function isZombieKind(value: unknown): value is ZombieKind {
  return ZOMBIE_KINDS.some((kind) => kind === value);
}

/** Puts a zombie on the lawn: its kind, the row, the x in cells. Only those that come by themselves are worth points. */
function summon(world: World, [kind, row, x]: readonly (string | number)[]): boolean {
  if (!isZombieKind(kind) || typeof row !== "number" || typeof x !== "number") return false;
  if (!levelIn(world).rows.includes(row)) return false;
  if (!(x >= 0 && x <= COLS) || world.zombies.length >= CROWD_LIMIT) return false;
  addZombie(world, kind, { row, x }).isWorthless = true;
  tell(world, { kind: "planted", x, row });
  return true;
}

/** Starts the next wave now; after the last one, all remaining zombies give up. */
function skipWave(world: World): boolean {
  const level = levelIn(world);
  if (world.wave < level.waves) startWave(world, level);
  else sweep(world);
  return true;
}

/** Removes all zombies, including those still to come; nobody has beaten them, so they are worth no points. */
function sweep(world: World): boolean {
  world.arrivals = [];
  for (const zombie of world.zombies) {
    zombie.health = 0;
    zombie.isWorthless = true;
  }
  world.sun = SUN_LIMIT;
  return true;
}

/** The actions that only this edition has. */
export const EXTRAS: Extras = { summon, skipWave, sweep };
