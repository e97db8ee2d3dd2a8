import type { Blast } from "./plants.ts";
import { PLANTS } from "./plants.ts";
import { type Plant, tell, type World, type Zombie } from "./world.ts";
import { CHILL_TICKS, KITE_SHARE, SHIELD_SHARE, ZOMBIES } from "./zombies.ts";

/** The path of a blow: a flying shot stops at a shield, other blows do not. */
export interface Blow {
  readonly damage: number;
  readonly from: "shot" | "above" | "blast" | "ground";
  readonly chills?: boolean;
  /** Whether it rises to what flies; other shots only graze a kite from below. */
  readonly rises?: boolean;
}

/** Whether a zombie is in the air, out of reach of anything on the ground. */
export function isAloft(zombie: Zombie): boolean {
  return zombie.mode === "fly" || zombie.mode === "vault";
}

/** Whether a zombie is under the ground, where nothing that flies reaches it. */
export function isBuried(zombie: Zombie): boolean {
  return zombie.mode === "dig";
}

/** The damage of a blow that arrives: shields and height leave little of a straight shot. */
function arriving(zombie: Zombie, blow: Blow): number {
  if (blow.from !== "shot") return blow.damage;
  if (ZOMBIES[zombie.kind].shield && zombie.armour > 0) return blow.damage * SHIELD_SHARE;
  const above = zombie.mode === "fly" && !blow.rises;
  return blow.damage * (above ? KITE_SHARE : ZOMBIES[zombie.kind].hide ?? 1);
}

/** Damages a zombie: its armour first, then its health. */
export function hurtZombie(world: World, zombie: Zombie, blow: Blow): void {
  const stats = ZOMBIES[zombie.kind];
  zombie.hurtAt = world.tick;
  const passes = stats.shield && blow.from !== "shot";
  let left = arriving(zombie, blow);
  if (zombie.armour > 0 && !passes) {
    const taken = Math.min(zombie.armour, left);
    zombie.armour -= taken;
    left -= taken;
    const armoured = { what: zombie.kind, id: zombie.id, x: zombie.x, row: zombie.row };
    tell(world, { kind: zombie.armour > 0 ? "clang" : "broken", ...armoured });
    if (stats.shield) left = 0;
    if (zombie.armour === 0 && zombie.kind === "kite") fallFromSky(zombie);
  } else {
    tell(world, { kind: "hit", what: blow.from, id: zombie.id, x: zombie.x, row: zombie.row });
  }
  zombie.health = Math.max(0, zombie.health - left);
  if (blow.chills && !(stats.shield && zombie.armour > 0)) zombie.chillTicks = CHILL_TICKS;
}

function fallFromSky(zombie: Zombie): void {
  zombie.gifted = false;
  zombie.mode = "fall";
  zombie.modeTicks = 0;
}

/** Damages a plant, and removes it once its health is used up. */
export function hurtPlant(world: World, plant: Plant, damage: number): void {
  plant.health = Math.max(0, plant.health - damage);
  plant.hurtAt = world.tick;
  if (plant.health > 0) return;
  removePlant(world, plant);
  world.plantsLost++;
  tell(world, { kind: "eaten", what: plant.kind, x: plant.col + 0.5, row: plant.row });
}

/** Removes a plant from the lawn. */
export function removePlant(world: World, plant: Plant): void {
  world.plants = world.plants.filter((other) => other !== plant);
}

/** Explodes a plant, which damages everything within its blast, also in the air or behind shields. */
export function explode(world: World, plant: Plant, blast: Blast): void {
  const centre = plant.col + 0.5;
  removePlant(world, plant);
  tell(world, { kind: "blast", what: plant.kind, x: centre, row: plant.row });
  for (const zombie of world.zombies) {
    if (Math.abs(zombie.row - plant.row) > blast.rows) continue;
    if (Math.abs(zombie.x - centre) > blast.reach + 0.3) continue;
    hurtZombie(world, zombie, { damage: blast.damage, from: "blast" });
    if (zombie.health <= 0) tell(world, { kind: "charred", id: zombie.id });
    if (zombie.health > 0 && plant.kind === "dragonfruit") zombie.chillTicks = 0;
  }
}

/** Removes dead zombies. */
export function buryZombies(world: World): void {
  if (!world.zombies.some((zombie) => zombie.health <= 0)) return;
  world.zombies = world.zombies.filter((zombie) => {
    if (zombie.health > 0) return true;
    if (!zombie.isWorthless) world.score += ZOMBIES[zombie.kind].points * 10;
    const fallen = { id: zombie.id, x: zombie.x, row: zombie.row };
    tell(world, { kind: "fallen", what: zombie.kind, ...fallen });
    return false;
  });
}

/** The full health of a plant. */
export function fullHealth(plant: Plant): number {
  return PLANTS[plant.kind].health;
}
