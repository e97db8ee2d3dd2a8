import { hurtPlant } from "./damage.ts";
import { COLS } from "./kinds.ts";
import { isArmed } from "./plant_acts.ts";
import { PLANTS } from "./plants.ts";
import { slingStone } from "./shots.ts";
import { type Mode, type Plant, plantAt, tell, type World, type Zombie } from "./world.ts";
import {
  BITE_TICKS,
  CRACKER_DAMAGE,
  CRACKER_FUSE_TICKS,
  DRUM_EVERY_TICKS,
  DRUM_HASTE_TICKS,
  DRUM_REACH,
  DRUM_TICKS,
  FALL_TICKS,
  HOP_AIR_TICKS,
  HOP_TICKS,
  RISE_TICKS,
  RISE_X,
  SLING_REACH,
  SLING_TICKS,
  SMASH_TICKS,
  VAULT_CELLS,
  VAULT_TICKS,
  ZOMBIES,
} from "./zombies.ts";

/** The distance of a zombie's teeth from its feet. */
const TEETH = 0.32;

function setMode(zombie: Zombie, mode: Mode): void {
  zombie.mode = mode;
  zombie.modeTicks = 0;
}

/** Finds the plant that blocks a zombie. */
function findBarrier(world: World, zombie: Zombie): Plant | undefined {
  const under = Math.floor(zombie.x - 0.1);
  const ahead = Math.floor(zombie.x - TEETH);
  for (const col of under === ahead ? [ahead] : [under, ahead]) {
    const plant = plantAt(world, zombie.row, col);
    if (!plant || isArmed(plant)) continue;
    if (!PLANTS[plant.kind].flat || zombie.kind === "giant") return plant;
  }
  return undefined;
}

/** Makes a zombie hop on; only the part in the air moves it forward. */
function walk(zombie: Zombie): void {
  const pace = ZOMBIES[zombie.kind].speed / 60;
  zombie.hopTicks = (zombie.hopTicks + 1) % HOP_TICKS;
  if (zombie.hopTicks < HOP_AIR_TICKS) zombie.x -= pace * (HOP_TICKS / HOP_AIR_TICKS);
}

/** Lets a zombie act on a plant, each kind in its own way. */
function meet(world: World, zombie: Zombie, plant: Plant): void {
  const here = { what: zombie.kind, id: zombie.id, x: zombie.x, row: zombie.row };
  if (zombie.kind === "pole" && zombie.gifted) {
    zombie.gifted = false;
    if (PLANTS[plant.kind].tall) return tell(world, { kind: "broken", ...here });
    setMode(zombie, "vault");
    return tell(world, { kind: "vaulted", ...here });
  }
  if (zombie.kind === "giant") return setMode(zombie, "smash");
  if (zombie.kind === "cracker") {
    setMode(zombie, "fuse");
    return tell(world, { kind: "lit", ...here });
  }
  setMode(zombie, "eat");
}

function stepWalk(world: World, zombie: Zombie): void {
  const barrier = findBarrier(world, zombie);
  if (barrier) return meet(world, zombie, barrier);
  if (zombie.kind === "slinger" && findMark(world, zombie)) return setMode(zombie, "sling");
  if (zombie.kind === "drummer" && --zombie.drumWait <= 0 && zombie.x < 8.8) {
    zombie.drumWait = DRUM_EVERY_TICKS;
    return setMode(zombie, "drum");
  }
  walk(zombie);
}

/** Finds the plant that a slinger aims at: the nearest that neither lies flat nor is a wall. */
function findMark(world: World, zombie: Zombie): Plant | undefined {
  if (zombie.x > COLS) return undefined;
  let mark: Plant | undefined;
  for (const plant of world.plants) {
    const { flat, tall } = PLANTS[plant.kind];
    if (plant.row !== zombie.row || flat || tall || plant.col > zombie.x) continue;
    if (zombie.x - plant.col - 0.5 > SLING_REACH) continue;
    if (!mark || plant.col > mark.col) mark = plant;
  }
  return mark;
}

function stepSling(world: World, zombie: Zombie): void {
  if (zombie.modeTicks % SLING_TICKS !== Math.round(SLING_TICKS / 2)) {
    if (zombie.modeTicks >= SLING_TICKS) setMode(zombie, "walk");
    return;
  }
  const mark = findMark(world, zombie);
  if (mark) slingStone(world, zombie, mark);
}

/** Digs on under the plants, and comes up behind them. */
function stepDig(world: World, zombie: Zombie): void {
  zombie.x -= ZOMBIES[zombie.kind].speed / 60;
  if (zombie.x > RISE_X) return;
  setMode(zombie, "rise");
  const here = { what: zombie.kind, id: zombie.id, x: zombie.x, row: zombie.row };
  tell(world, { kind: "surfaced", ...here });
}

function stepEat(world: World, zombie: Zombie): void {
  const barrier = findBarrier(world, zombie);
  if (!barrier) return setMode(zombie, "walk");
  if (zombie.modeTicks % BITE_TICKS !== 0) return;
  tell(world, { kind: "bite", what: barrier.kind, id: zombie.id, x: zombie.x, row: zombie.row });
  hurtPlant(world, barrier, ZOMBIES[zombie.kind].bite);
}

function stepVault(zombie: Zombie): void {
  zombie.x -= VAULT_CELLS / VAULT_TICKS;
  if (zombie.modeTicks >= VAULT_TICKS) setMode(zombie, "walk");
}

function stepDrum(world: World, zombie: Zombie): void {
  if (zombie.modeTicks === DRUM_TICKS / 2) {
    tell(world, { kind: "drummed", id: zombie.id, x: zombie.x, row: zombie.row });
    for (const other of world.zombies) {
      if (other === zombie || Math.abs(other.row - zombie.row) > 1) continue;
      if (Math.abs(other.x - zombie.x) < DRUM_REACH) other.hasteTicks = DRUM_HASTE_TICKS;
    }
  }
  if (zombie.modeTicks >= DRUM_TICKS) setMode(zombie, "walk");
}

/** Burns a carrier's fuse down to the explosion, which destroys the carrier and the plants around it. */
function stepFuse(world: World, zombie: Zombie): void {
  if (zombie.modeTicks < CRACKER_FUSE_TICKS) return;
  tell(world, { kind: "blast", what: "cracker", x: zombie.x, row: zombie.row });
  zombie.health = 0;
  const col = Math.floor(zombie.x - TEETH);
  const near = world.plants.filter((plant) =>
    Math.abs(plant.row - zombie.row) <= 1 && Math.abs(plant.col - col) <= 1
  );
  for (const plant of near) hurtPlant(world, plant, CRACKER_DAMAGE);
}

function stepSmash(world: World, zombie: Zombie): void {
  if (zombie.modeTicks === Math.round(SMASH_TICKS * 0.6)) {
    const barrier = findBarrier(world, zombie);
    tell(world, { kind: "smashed", id: zombie.id, x: zombie.x - 0.6, row: zombie.row });
    if (barrier) hurtPlant(world, barrier, barrier.health);
  }
  if (zombie.modeTicks >= SMASH_TICKS) setMode(zombie, "walk");
}

function stepOne(world: World, zombie: Zombie): void {
  zombie.modeTicks++;
  switch (zombie.mode) {
    case "walk":
      return stepWalk(world, zombie);
    case "eat":
      return stepEat(world, zombie);
    case "vault":
      return stepVault(zombie);
    case "fly":
      zombie.x -= ZOMBIES[zombie.kind].speed / 60;
      return;
    case "fall":
      if (zombie.modeTicks >= FALL_TICKS) setMode(zombie, "walk");
      return;
    case "drum":
      return stepDrum(world, zombie);
    case "fuse":
      return stepFuse(world, zombie);
    case "smash":
      return stepSmash(world, zombie);
    case "dig":
      return stepDig(world, zombie);
    case "rise":
      if (zombie.modeTicks >= RISE_TICKS) setMode(zombie, "walk");
      return;
    case "sling":
      return stepSling(world, zombie);
  }
}

/** The number of steps of a zombie in this one: cold halves it, the drum adds a half. */
function stepsDue(world: World, zombie: Zombie): number {
  if (zombie.chillTicks > 0 && world.tick % 2 === 0) return 0;
  return zombie.hasteTicks > 0 && world.tick % 2 === 1 ? 2 : 1;
}

/** Makes one step of all zombies. */
export function stepZombies(world: World): void {
  for (const zombie of world.zombies) {
    for (let due = stepsDue(world, zombie); due > 0 && zombie.health > 0; due--) {
      stepOne(world, zombie);
    }
    if (zombie.chillTicks > 0) zombie.chillTicks--;
    if (zombie.hasteTicks > 0) zombie.hasteTicks--;
  }
}
