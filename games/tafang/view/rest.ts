// The board at rest: while no monster walks, towers and obstacles stand still and are one picture with the ground.

import { isObstacle } from "../rules/state.ts";
import { type Frame, secondsSince } from "./frame.ts";
import type { Pointing } from "./marks.ts";
import { carrotDepth, type Thing } from "./standing.ts";
import { isGrown } from "./towers.ts";

/** After so long without a blow a tower is still. */
const SETTLED_SECONDS = 1;

/** What is nearer to the carrot than this may cover it. */
const CARROT_CELLS = 1.6;

/** Whether the board rests: nobody comes, nothing flies, and nothing is marked beneath the towers. */
export function isAtRest({ game }: Frame, { selected, cursor, glow }: Pointing): boolean {
  if (game.monsters.length > 0 || game.shots.length > 0) return false;
  if (game.mark && isObstacle(game.mark)) return false;
  return !selected && !cursor && !glow;
}

/** Whether a thing stands still, and not so that it covers the carrot, which moves. */
export function isSettled(frame: Frame, { tower, obstacle, depth }: Thing): boolean {
  const thing = tower ?? obstacle;
  if (!thing || (depth > carrotDepth(frame) && isByTheCarrot(frame, thing))) return false;
  if (obstacle) return obstacle.health === obstacle.maxHealth;
  return tower!.stunSteps === 0 && isGrown(frame, tower!) &&
    secondsSince(frame, tower!.firedAtStep) > SETTLED_SECONDS;
}

function isByTheCarrot({ game }: Frame, { x, y }: { x: number; y: number }): boolean {
  const { xs, ys } = game.paths[0]!;
  const end = xs.length - 1;
  return Math.abs(xs[end]! - x) < CARROT_CELLS && Math.abs(ys[end]! - y) < CARROT_CELLS;
}

/** A name that changes whenever the picture of the board at rest does. */
export function restName(frame: Frame): string {
  const { game } = frame;
  // A sum instead of a list of all, because a list in each frame is garbage in each frame.
  let sum = 0;
  const add = (value: number) => sum = (Math.imul(sum, 31) + Math.round(value * 50)) | 0;
  for (const tower of game.towers) {
    TRIED.tower = tower;
    if (!isSettled(frame, TRIED)) continue;
    for (const value of [tower.id, tower.rank, tower.dx, tower.dy]) add(value);
  }
  for (const { alive, health, maxHealth, id } of game.obstacles) {
    if (alive && health === maxHealth) add(id + 1);
  }
  return `rest ${game.map.id} ${sum}`;
}

/** The tower that is asked about; one object for all frames. */
const TRIED: Thing = { depth: 0, tower: undefined, monster: undefined, obstacle: undefined };
