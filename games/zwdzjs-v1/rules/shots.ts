import { hurtPlant, hurtZombie, isAloft, isBuried } from "./damage.ts";
import { COLS, ROWS, seconds } from "./kinds.ts";
import type { Gun } from "./plants.ts";
import { type Plant, plantAt, type Shot, takeId, tell, type World, type Zombie } from "./world.ts";
import { STONE_DAMAGE } from "./zombies.ts";

/** The speed of a shot in cells a step. */
const SHOT_SPEED = 5.2 / 60;
const FLUFF_SPEED = 3.6 / 60;
const LOB_TICKS = seconds(0.95);
const HIT_REACH = 0.28;
const SPLASH_REACH = 1.1;
const SPLASH_SHARE = 0.5;
/** The time after which a homing shot without a target fades. */
const LONGEST_FLIGHT_TICKS = seconds(6);

/** The start of a shot. */
export interface Aim {
  readonly gun: Gun;
  readonly row: number;
  readonly target: Zombie | undefined;
}

/** Fires a shot; rows outside the board are left out. */
export function fireShot(world: World, plant: Plant, aim: Aim): void {
  if (aim.row < 0 || aim.row >= ROWS) return;
  const fromX = plant.col + 0.8;
  const toX = aim.target ? aim.target.x - 0.15 : COLS;
  world.shots.push({
    id: takeId(world),
    kind: aim.gun.shot,
    row: aim.row,
    fromRow: plant.row,
    fromX,
    damage: aim.gun.damage,
    x: fromX,
    y: plant.row,
    ticks: 0,
    toX,
    flightTicks: LOB_TICKS,
  });
}

/** Throws a slinger's stone in an arc at a plant. */
export function slingStone(world: World, zombie: Zombie, mark: Plant): void {
  world.shots.push({
    id: takeId(world),
    kind: "stone",
    row: zombie.row,
    fromRow: zombie.row,
    fromX: zombie.x - 0.4,
    damage: STONE_DAMAGE,
    x: zombie.x - 0.4,
    y: zombie.row,
    ticks: 0,
    toX: mark.col + 0.5,
    flightTicks: LOB_TICKS,
  });
  tell(world, { kind: "slung", id: zombie.id, x: zombie.x, row: zombie.row });
}

function land(world: World, shot: Shot): void {
  if (shot.kind === "lob") return splash(world, shot);
  const plant = plantAt(world, shot.row, Math.floor(shot.toX));
  if (plant) hurtPlant(world, plant, shot.damage);
}

/** Hits zombies near the end of a lob with a part of its damage. */
function splash(world: World, shot: Shot): void {
  tell(world, { kind: "splash", x: shot.toX, row: shot.row });
  let direct: Zombie | undefined;
  const near = world.zombies.filter((zombie) =>
    !isAloft(zombie) && !isBuried(zombie) && Math.abs(zombie.row - shot.row) <= 1 &&
    Math.abs(zombie.x - shot.toX) <= SPLASH_REACH
  );
  for (const zombie of near) {
    if (zombie.row !== shot.row || Math.abs(zombie.x - shot.toX) > 0.5) continue;
    if (!direct || Math.abs(zombie.x - shot.toX) < Math.abs(direct.x - shot.toX)) direct = zombie;
  }
  for (const zombie of near) {
    const damage = zombie === direct ? shot.damage : Math.round(shot.damage * SPLASH_SHARE);
    hurtZombie(world, zombie, { damage, from: "above" });
  }
}

function stepLob(world: World, shot: Shot): boolean {
  shot.x = shot.fromX + (shot.toX - shot.fromX) * Math.min(1, shot.ticks / shot.flightTicks);
  if (shot.ticks < shot.flightTicks) return true;
  land(world, shot);
  return false;
}

/** Turns a homing shot towards the zombie closest to the house. Returns whether it still flies. */
function stepFluff(world: World, shot: Shot): boolean {
  let target: Zombie | undefined;
  for (const zombie of world.zombies) {
    if (!isBuried(zombie) && (!target || zombie.x < target.x)) target = zombie;
  }
  if (!target) return shot.ticks < LONGEST_FLIGHT_TICKS && drift(shot);
  const acrossX = target.x - shot.x;
  const acrossY = target.row - shot.y;
  const distance = Math.hypot(acrossX, acrossY);
  if (distance < HIT_REACH) {
    hurtZombie(world, target, { damage: shot.damage, from: "above" });
    return false;
  }
  shot.x += (acrossX / distance) * FLUFF_SPEED;
  shot.y += (acrossY / distance) * FLUFF_SPEED;
  return true;
}

function drift(shot: Shot): boolean {
  shot.x += FLUFF_SPEED;
  return shot.x < COLS + 0.6;
}

function stepStraight(world: World, shot: Shot): boolean {
  shot.x += SHOT_SPEED;
  // A shot that leaves for the next lane changes its row within half a cell.
  shot.y = shot.fromRow + (shot.row - shot.fromRow) * Math.min(1, (shot.x - shot.fromX) / 0.7);
  if (shot.x > COLS + 0.6) return false;
  if (shot.kind === "spark" && shot.x > shot.fromX + 3.4) return false;
  let target: Zombie | undefined;
  for (const zombie of world.zombies) {
    if (zombie.row !== shot.row || zombie.mode === "vault" || isBuried(zombie)) continue;
    if (zombie.x < shot.x - 0.4 || zombie.x > shot.x + HIT_REACH) continue;
    if (!target || zombie.x < target.x) target = zombie;
  }
  if (!target) return true;
  hurtZombie(world, target, {
    damage: shot.damage,
    from: "shot",
    chills: shot.kind === "frost",
    rises: shot.kind === "leaf",
  });
  return false;
}

/** Makes one step of all shots. */
export function stepShots(world: World): void {
  world.shots = world.shots.filter((shot) => {
    shot.ticks++;
    if (shot.kind === "lob" || shot.kind === "stone") return stepLob(world, shot);
    if (shot.kind === "fluff") return stepFluff(world, shot);
    return stepStraight(world, shot);
  });
}
