import { addSun } from "./economy.ts";
import { explode, fullHealth, hurtZombie, isAloft, isBuried } from "./damage.ts";
import { COLS } from "./kinds.ts";
import { levelIn } from "./levels.ts";
import { isLit } from "./light.ts";
import { CALTROP_DAMAGE, type Gun, HEAL_PER_BEAT, PLANTS } from "./plants.ts";
import { fireShot } from "./shots.ts";
import { type Plant, tell, type World, type Zombie } from "./world.ts";

/** The x up to which plants aim at zombies; beyond it they are still behind the hedge. */
const SIGHT_X = COLS + 0.35;

function inSight(world: World, aim: { plant: Plant; zombie: Zombie; gun: Gun }): boolean {
  const { plant, zombie, gun } = aim;
  if (zombie.x > SIGHT_X || isBuried(zombie)) return false;
  if (levelIn(world).isDark && !isLit(world, zombie)) return false;
  if (gun.shot === "fluff") return true;
  if (gun.shot === "lob" && isAloft(zombie)) return false;
  const ahead = zombie.x - plant.col - 0.2;
  const sight = levelIn(world).sight ?? gun.range;
  return ahead > 0 && ahead < Math.min(gun.range, sight) &&
    gun.rows.includes(zombie.row - plant.row);
}

/** Finds the nearest zombie at which a gun may aim. */
function findTarget(world: World, plant: Plant, gun: Gun): Zombie | undefined {
  let best: Zombie | undefined;
  for (const zombie of world.zombies) {
    if (!inSight(world, { plant, zombie, gun })) continue;
    // A homing shot takes the zombie closest to the house.
    if (!best || zombie.x < best.x) best = zombie;
  }
  return best;
}

function stepGun(world: World, plant: Plant, gun: Gun): void {
  if (plant.volley === 0 && !findTarget(world, plant, gun)) return;
  if (plant.volley === 0) plant.volley = gun.volley;
  plant.volley--;
  plant.actedAt = world.tick;
  plant.wait = plant.volley > 0 ? gun.gapTicks : PLANTS[plant.kind].periodTicks;
  const target = findTarget(world, plant, gun);
  for (const offset of gun.rows) fireShot(world, plant, { gun, row: plant.row + offset, target });
  tell(world, { kind: "shot", what: gun.shot, x: plant.col + 0.5, row: plant.row });
}

function stepPeanut(world: World, plant: Plant): void {
  if (plant.actedAt < plant.bornAt) {
    plant.actedAt = world.tick;
    tell(world, { kind: "armed", x: plant.col + 0.5, row: plant.row });
  }
  const near = world.zombies.some((zombie) =>
    zombie.row === plant.row && !isAloft(zombie) && Math.abs(zombie.x - plant.col - 0.5) < 0.6
  );
  if (near) explode(world, plant, PLANTS.peanut.blast!);
}

function stepCaltrop(world: World, plant: Plant): void {
  for (const zombie of world.zombies) {
    if (zombie.row !== plant.row || isAloft(zombie)) continue;
    if (Math.abs(zombie.x - plant.col - 0.5) > 0.65) continue;
    hurtZombie(world, zombie, { damage: CALTROP_DAMAGE, from: "ground" });
    plant.actedAt = world.tick;
    plant.wait = PLANTS.caltrop.periodTicks;
  }
}

function stepGinseng(world: World, plant: Plant): void {
  plant.wait = PLANTS.ginseng.periodTicks;
  let healed = false;
  for (const other of world.plants) {
    if (Math.abs(other.row - plant.row) > 1 || Math.abs(other.col - plant.col) > 1) continue;
    const full = fullHealth(other);
    if (other.health >= full) continue;
    other.health = Math.min(full, other.health + HEAL_PER_BEAT);
    healed = true;
    tell(world, { kind: "healed", x: other.col + 0.5, row: other.row });
  }
  if (healed) plant.actedAt = world.tick;
}

function stepGlowberry(world: World, plant: Plant): void {
  plant.wait = PLANTS.glowberry.periodTicks;
  plant.actedAt = world.tick;
  addSun(world, { x: plant.col + 0.5, y: plant.row + 0.6, from: "plant" });
}

/** Whether a plant sleeps because it is day. */
export function isAsleep(world: World, plant: Plant): boolean {
  return PLANTS[plant.kind].nocturnal === true && levelIn(world).hour === "day";
}

/** Makes one step of a plant that is ready to act. */
function act(world: World, plant: Plant): void {
  const stats = PLANTS[plant.kind];
  if (isAsleep(world, plant)) return;
  if (stats.gun) stepGun(world, plant, stats.gun);
  else if (plant.kind === "peanut") stepPeanut(world, plant);
  else if (stats.blast) explode(world, plant, stats.blast);
  else if (plant.kind === "caltrop") stepCaltrop(world, plant);
  else if (plant.kind === "ginseng") stepGinseng(world, plant);
  else if (plant.kind === "glowberry") stepGlowberry(world, plant);
}

/** Makes one step of all plants. */
export function stepPlants(world: World): void {
  for (const plant of world.plants) {
    if (plant.wait > 0) plant.wait--;
    else act(world, plant);
  }
}

/** Whether a peanut is armed and waits for a zombie. */
export function isArmed(plant: Plant): boolean {
  return plant.kind === "peanut" && plant.actedAt >= plant.bornAt;
}
