import type { PlantKind } from "./kinds.ts";
import type { World, Zombie } from "./world.ts";

/** A round of light, in cells. */
export interface Lamp {
  readonly x: number;
  readonly y: number;
  readonly reach: number;
}

/** How far the plants shine that do. */
const SHINES: Partial<Record<PlantKind, number>> = {
  glowberry: 2.4,
  fern: 1.7,
  dragonfruit: 2.4,
  dandelion: 1.2,
};
const LANTERN_REACH = 1.8;
/** The windows of the house light the first cells. */
const WINDOW_REACH = 1.2;

/** Lists what gives light on a dark lawn. */
export function lampsOf(world: World): Lamp[] {
  const lamps: Lamp[] = [];
  for (const { kind, row, col } of world.plants) {
    const reach = SHINES[kind];
    if (reach) lamps.push({ x: col + 0.5, y: row, reach });
  }
  for (const { kind, row, x } of world.zombies) {
    if (kind === "lantern") lamps.push({ x, y: row, reach: LANTERN_REACH });
  }
  return lamps;
}

function isNear(zombie: Zombie, lamp: Lamp): boolean {
  const { x, y, reach } = lamp;
  return (zombie.x - x) ** 2 + (zombie.row - y) ** 2 < reach ** 2;
}

/** The lamps of a step; every plant asks for them in each step. */
const known = new WeakMap<World, { tick: number; plants: number; lamps: readonly Lamp[] }>();

function lampsNow(world: World): readonly Lamp[] {
  const last = known.get(world);
  if (last?.tick === world.tick && last.plants === world.plants.length) return last.lamps;
  const lamps = lampsOf(world);
  known.set(world, { tick: world.tick, plants: world.plants.length, lamps });
  return lamps;
}

/** Whether a zombie can be seen on a dark lawn. */
export function isLit(world: World, zombie: Zombie): boolean {
  if (zombie.x < WINDOW_REACH) return true;
  for (const lamp of lampsNow(world)) if (isNear(zombie, lamp)) return true;
  return false;
}
