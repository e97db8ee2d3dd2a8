// Lets towers choose a target and strike.

import type { Obstacle } from "./ground.ts";
import type { Game, Monster, Shot, Tower } from "./state.ts";
import { isObstacle } from "./state.ts";
import { bodyOf, speedOf, strikeMonster, strikeObstacle, within } from "./monsters.ts";
import { toSteps } from "./clock.ts";
import { pathX, pathY } from "./path.ts";

type Target = Monster | Obstacle;

/** The steps until a beam on one target is hottest, and the factor on its damage then. */
const BEAM_HEAT_STEPS = toSteps(3.5);
const BEAM_HOTTEST = 4.5;
const CHAIN_REACH = 1.7;
const CHAIN_FADE = 0.82;
const SHELL_FLIGHT_STEPS = toSteps(0.75);
/** Puts targets that already burn or freeze behind others. */
const ALREADY = 100;

/** Lets all towers aim and strike for a step. */
export function stepTowers(game: Game): void {
  for (const tower of game.towers) {
    if (tower.stunSteps > 0) {
      tower.stunSteps--;
      tower.lock = undefined;
      tower.heat = 0;
      continue;
    }
    if (tower.plan.attack === "aura") continue;
    if (tower.plan.attack === "beam") keepHeat(game, tower);
    tower.waitSteps -= tower.pace;
    if (tower.waitSteps > 0) continue;
    const target = chooseTarget(game, tower);
    if (!target) {
      tower.waitSteps = 0;
      if (tower.plan.attack === "beam") tower.lock = undefined;
      continue;
    }
    tower.waitSteps += tower.level.waitSteps;
    strikeFrom(game, tower, target);
  }
}

/** Chooses a marked target first, otherwise by the tower's aim mode. */
function chooseTarget(game: Game, tower: Tower): Target | undefined {
  const { mark } = game;
  if (mark?.alive && reaches(tower, mark)) return mark;
  if (tower.plan.attack === "beam" && tower.lock && !isObstacle(tower.lock)) {
    // A beam that changes its target becomes cold, so it keeps its monster.
    if (tower.lock.alive && reaches(tower, tower.lock)) return tower.lock;
  }
  let best: Monster | undefined;
  let bestScore = -Infinity;
  for (const monster of game.monsters) {
    if (!monster.alive || !reaches(tower, monster)) continue;
    const score = scoreOf(tower, monster);
    if (score > bestScore) {
      best = monster;
      bestScore = score;
    }
  }
  return best;
}

/** Whether any tower that strikes reaches a target where it is now. */
export function isInReach({ towers }: Game, target: Target): boolean {
  return towers.some((tower) => tower.plan.attack !== "aura" && reaches(tower, target));
}

function reaches(tower: Tower, target: Target): boolean {
  const { range } = tower.level;
  if (isObstacle(target)) {
    const dx = Math.max(0, Math.abs(target.x - tower.x) - target.width / 2);
    const dy = Math.max(0, Math.abs(target.y - tower.y) - target.height / 2);
    return within(dx, dy, range - 0.2);
  }
  if (target.hiddenSteps > 0 || (target.plan.flies && !tower.plan.air)) return false;
  return within(target.x - tower.x, target.y - tower.y, range + bodyOf(target.plan));
}

function scoreOf(tower: Tower, monster: Monster): number {
  const { level } = tower;
  let score: number;
  if (tower.aim === "strong") score = monster.health;
  else if (tower.aim === "near") score = -square(tower, monster);
  else score = monster.distance - monster.path.length;
  if (level.slow > 0 && monster.slow >= level.slow) score -= ALREADY;
  if (level.burn > 0 && monster.burn >= level.burn) score -= ALREADY;
  return score;
}

function square(tower: Tower, monster: Monster): number {
  return (monster.x - tower.x) ** 2 + (monster.y - tower.y) ** 2;
}

function strikeFrom(game: Game, tower: Tower, target: Target): void {
  aimAt(tower, target.x, target.y);
  tower.firedAtStep = game.step;
  switch (tower.plan.attack) {
    case "shot":
      game.shots.push(makeShot(tower, target, 0));
      break;
    case "shell":
      game.shots.push(lobShell(tower, target));
      break;
    case "bolt":
      game.shots.push(looseBolt(tower));
      break;
    case "chain":
      strikeChain(game, tower, target);
      break;
    case "pulse":
      strikePulse(game, tower, target);
      return;
    case "beam":
      strikeBeam(game, tower, target);
      return;
    case "aura":
      return;
  }
  game.events.push({ what: "fire", tower });
}

function aimAt(tower: Tower, x: number, y: number): void {
  const dx = x - tower.x;
  const dy = y - tower.y;
  const far = Math.sqrt(dx * dx + dy * dy) || 1;
  tower.dx = dx / far;
  tower.dy = dy / far;
}

function makeShot(tower: Tower, target: Target | undefined, steps: number): Shot {
  return {
    tower,
    level: tower.level,
    x: tower.x,
    y: tower.y,
    fromX: tower.x,
    fromY: tower.y,
    startX: tower.x,
    startY: tower.y,
    toX: target?.x ?? tower.x,
    toY: target?.y ?? tower.y,
    target,
    steps,
    allSteps: steps,
    struck: [],
    alive: true,
  };
}

function lobShell(tower: Tower, target: Target): Shot {
  const shell = makeShot(tower, target, SHELL_FLIGHT_STEPS);
  if (!isObstacle(target)) {
    // Aims where the monster will be if nothing changes its speed.
    const ahead = target.distance + (speedOf(target) * SHELL_FLIGHT_STEPS) / toSteps(1);
    shell.toX = pathX(target.path, ahead);
    shell.toY = pathY(target.path, ahead);
  }
  return shell;
}

function looseBolt(tower: Tower): Shot {
  const reach = tower.level.range + 0.8;
  const bolt = makeShot(tower, undefined, Math.ceil((reach / tower.plan.speed) * toSteps(1)));
  bolt.toX = tower.x + tower.dx * reach;
  bolt.toY = tower.y + tower.dy * reach;
  return bolt;
}

function strikeChain(game: Game, tower: Tower, first: Target): void {
  const points = [{ x: tower.x, y: tower.y }, { x: first.x, y: first.y }];
  if (isObstacle(first)) {
    strikeObstacle(game, first, tower.level.damage);
  } else {
    const struck: Monster[] = [];
    let next: Monster | undefined = first;
    let damage = tower.level.damage;
    while (next && struck.length < tower.level.jumps) {
      struck.push(next);
      if (struck.length > 1) points.push({ x: next.x, y: next.y });
      strikeMonster(game, next, { by: "bell", level: tower.level, damage, sharp: false });
      damage *= CHAIN_FADE;
      next = nearestTo(game, next, struck);
    }
  }
  game.events.push({ what: "chain", points });
}

function nearestTo(game: Game, from: Monster, without: readonly Monster[]): Monster | undefined {
  let best: Monster | undefined;
  let bestSquare = CHAIN_REACH * CHAIN_REACH;
  for (const monster of game.monsters) {
    if (!monster.alive || monster.hiddenSteps > 0 || without.includes(monster)) continue;
    const square = (monster.x - from.x) ** 2 + (monster.y - from.y) ** 2;
    if (square < bestSquare) {
      best = monster;
      bestSquare = square;
    }
  }
  return best;
}

function strikePulse(game: Game, tower: Tower, target: Target): void {
  const { level, plan } = tower;
  game.events.push({ what: "pulse", tower });
  if (isObstacle(target)) strikeObstacle(game, target, level.damage);
  const count = game.monsters.length;
  for (let i = 0; i < count; i++) {
    const monster = game.monsters[i]!;
    if (!monster.alive || !reaches(tower, monster)) continue;
    strikeMonster(game, monster, { by: plan.kind, level, damage: level.damage, sharp: plan.sharp });
  }
}

function keepHeat(game: Game, tower: Tower): void {
  if (!tower.lock) {
    tower.heat = 0;
    return;
  }
  if (!tower.lock.alive || (tower.lock !== game.mark && !reaches(tower, tower.lock))) {
    tower.lock = undefined;
    tower.heat = 0;
    return;
  }
  tower.heat = Math.min(1, tower.heat + tower.pace / BEAM_HEAT_STEPS);
  aimAt(tower, tower.lock.x, tower.lock.y);
}

function strikeBeam(game: Game, tower: Tower, target: Target): void {
  if (tower.lock !== target) {
    tower.lock = target;
    tower.heat = 0;
    game.events.push({ what: "fire", tower });
  }
  const { level } = tower;
  const damage = level.damage * level.waitSteps / toSteps(1) *
    (1 + (BEAM_HOTTEST - 1) * tower.heat);
  if (isObstacle(target)) strikeObstacle(game, target, damage);
  else strikeMonster(game, target, { by: "beam", level, damage, sharp: true });
}
