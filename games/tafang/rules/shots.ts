// The shots of towers: seeds that follow, shells that fall, bolts that pass through.

import { STEPS_PER_SECOND } from "./clock.ts";
import type { Game, Monster, Shot } from "./state.ts";
import { isObstacle } from "./state.ts";
import { bodyOf, strikeMonster, strikeObstacle, within } from "./monsters.ts";

const BOLT_WIDTH = 0.22;

/** Moves all shots by a step, and lets them hit. */
export function stepShots(game: Game): void {
  for (const shot of game.shots) {
    shot.fromX = shot.x;
    shot.fromY = shot.y;
    switch (shot.tower.plan.attack) {
      case "shell":
        stepShell(game, shot);
        break;
      case "bolt":
        stepBolt(game, shot);
        break;
      default:
        stepSeed(game, shot);
    }
  }
}

function stepSeed(game: Game, shot: Shot): void {
  const { target } = shot;
  if (target?.alive) {
    shot.toX = target.x;
    shot.toY = target.y;
  }
  const dx = shot.toX - shot.x;
  const dy = shot.toY - shot.y;
  const far = Math.sqrt(dx * dx + dy * dy);
  const stride = shot.tower.plan.speed / STEPS_PER_SECOND;
  if (far > stride) {
    shot.x += (dx / far) * stride;
    shot.y += (dy / far) * stride;
    return;
  }
  shot.x = shot.toX;
  shot.y = shot.toY;
  shot.alive = false;
  if (shot.level.splash > 0) burst(game, shot);
  else if (target?.alive) strikeTarget(game, shot);
}

function strikeTarget(game: Game, shot: Shot): void {
  const { target, level } = shot;
  if (!target) return;
  if (isObstacle(target)) strikeObstacle(game, target, level.damage);
  else strikeMonster(game, target, blowOf(shot));
}

function blowOf(shot: Shot) {
  const { plan } = shot.tower;
  return { by: plan.kind, level: shot.level, damage: shot.level.damage, sharp: plan.sharp };
}

/** Hits everything around the end of a shot. */
function burst(game: Game, shot: Shot): void {
  const { level, tower, target } = shot;
  game.events.push({
    what: "burst",
    x: shot.x,
    y: shot.y,
    radius: level.splash,
    by: tower.plan.kind,
  });
  if (target && isObstacle(target)) strikeObstacle(game, target, level.damage + level.burn);
  const count = game.monsters.length;
  for (let i = 0; i < count; i++) {
    const monster = game.monsters[i]!;
    if (!monster.alive || (monster.plan.flies && !tower.plan.air)) continue;
    const near = level.splash + bodyOf(monster.plan);
    if (within(monster.x - shot.x, monster.y - shot.y, near)) {
      strikeMonster(game, monster, blowOf(shot));
    }
  }
}

function stepShell(game: Game, shot: Shot): void {
  shot.steps--;
  const part = 1 - shot.steps / shot.allSteps;
  shot.x = shot.startX + (shot.toX - shot.startX) * part;
  shot.y = shot.startY + (shot.toY - shot.startY) * part;
  if (shot.steps > 0) return;
  shot.alive = false;
  burst(game, shot);
}

function stepBolt(game: Game, shot: Shot): void {
  shot.steps--;
  const part = 1 - shot.steps / shot.allSteps;
  shot.x = shot.startX + (shot.toX - shot.startX) * part;
  shot.y = shot.startY + (shot.toY - shot.startY) * part;
  if (shot.steps <= 0) shot.alive = false;
  const count = game.monsters.length;
  for (let i = 0; i < count; i++) {
    const monster = game.monsters[i]!;
    if (!monster.alive || shot.struck.includes(monster.id)) continue;
    if (!isOnTheWay(shot, monster)) continue;
    shot.struck.push(monster.id);
    strikeMonster(game, monster, blowOf(shot));
  }
  const { mark } = game;
  if (mark?.alive && isObstacle(mark) && !shot.struck.includes(-1)) {
    const dx = Math.max(0, Math.abs(mark.x - shot.x) - mark.width / 2);
    const dy = Math.max(0, Math.abs(mark.y - shot.y) - mark.height / 2);
    if (!within(dx, dy, BOLT_WIDTH)) return;
    shot.struck.push(-1);
    strikeObstacle(game, mark, shot.level.damage);
  }
}

/** Whether a monster lies on the distance that a bolt flew in this step. */
function isOnTheWay(shot: Shot, monster: Monster): boolean {
  const width = BOLT_WIDTH + bodyOf(monster.plan);
  const dx = shot.x - shot.fromX;
  const dy = shot.y - shot.fromY;
  const square = dx * dx + dy * dy;
  const toX = monster.x - shot.fromX;
  const toY = monster.y - shot.fromY;
  const part = square === 0 ? 0 : Math.max(0, Math.min(1, (toX * dx + toY * dy) / square));
  return within(toX - dx * part, toY - dy * part, width);
}
