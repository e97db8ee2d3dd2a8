// Moves monsters, heals them, performs their abilities, and applies damage and bites.

import { answerFactor } from "./answers.ts";
import { STEPS_PER_SECOND, toSteps } from "./clock.ts";
import { type MonsterKind, type MonsterPlan, MONSTERS } from "./monsters_table.ts";
import { type Path, pathX, pathY } from "./path.ts";
import type { Obstacle } from "./ground.ts";
import type { Game, Monster } from "./state.ts";
import type { TowerKind, TowerLevel } from "./towers_table.ts";

const SPRINT_STEPS = toSteps(2);
const SPRINT_FACTOR = 1.7;
const HEAL_RADIUS = 1.5;
const STOMP_RADIUS = 2.3;
const STOMP_STUN_STEPS = toSteps(2.2);
const HIDE_STEPS = toSteps(1.6);
/** The steps between two abilities of a boss. */
const TRICK_STEPS: Partial<Record<MonsterKind, number>> = {
  boulder: toSteps(6),
  lunara: toSteps(5),
};
/** The factor by which monsters' health grows with every wave of the endless game, so that it ends. */
const ENDLESS_GROWTH = 1.09;
/** However good the frost, everybody keeps a quarter of their speed. */
const MOST_SLOW = 0.75;
/** The share of a map's growth that bosses follow: a single one that comes through must not decide every map. */
const BOSS_GROWTH = 0.4;
/** The factor of help on toughness. */
const HELP_TOUGHNESS = 0.8;
/** The share of a blow that any armour lets through. */
const LEAST_SHARE = 0.3;

/** A monster to spawn, and the distance that it has already walked, in cells. */
export interface Spawn {
  readonly kind: MonsterKind;
  readonly path: Path;
  readonly distance?: number;
  /** @default the plan's own */
  readonly bounty?: number;
}

/** Puts a monster on its road. */
export function spawnMonster(game: Game, { kind, path, distance = 0, bounty }: Spawn): Monster {
  const plan = MONSTERS[kind];
  const health = Math.round(plan.health * toughness(game, plan));
  const x = pathX(path, distance);
  const y = pathY(path, distance);
  const monster: Monster = {
    id: game.nextId++,
    plan,
    path,
    distance,
    x,
    y,
    fromX: x,
    fromY: y,
    health,
    maxHealth: health,
    bounty: bounty ?? plan.bounty,
    bubble: plan.bubble,
    slow: 0,
    slowSteps: 0,
    burn: 0,
    burnSteps: 0,
    sprintSteps: -1,
    hiddenSteps: 0,
    trickSteps: TRICK_STEPS[kind] ?? 0,
    calls: 0,
    hurtAtStep: -99,
    alive: true,
  };
  game.monsters.push(monster);
  game.events.push({ what: "spawn", monster });
  return monster;
}

/** How tough the map's monsters are for this player. */
function baseToughness({ map, helped }: Game): number {
  return map.toughness * (helped ? HELP_TOUGHNESS : 1);
}

/** The factor on the health of the present wave's monsters. */
function toughness(game: Game, { boss }: MonsterPlan): number {
  const round = Math.max(0, game.wave - 1);
  const growth = game.map.growth * (boss && !game.endless ? BOSS_GROWTH : 1);
  const base = baseToughness(game) * (1 + growth * round);
  return game.endless ? base * endlessGrowth(round) : base;
}

/** Multiplies step by step, because engines differ in the last digit of a power. */
function endlessGrowth(rounds: number): number {
  let growth = 1;
  for (let round = 0; round < rounds; round++) growth *= ENDLESS_GROWTH;
  return growth;
}

/** Moves all monsters by a step, with their bites and abilities. */
export function stepMonsters(game: Game): void {
  // Only monsters present at the start move, so that a called one does not act in its first step.
  const count = game.monsters.length;
  for (let i = 0; i < count; i++) {
    const monster = game.monsters[i]!;
    monster.fromX = monster.x;
    monster.fromY = monster.y;
    if (monster.alive) stepMonster(game, monster);
  }
}

function stepMonster(game: Game, monster: Monster): void {
  const { plan } = monster;
  burn(game, monster);
  if (!monster.alive) return;
  if (plan.regrows > 0 && monster.burnSteps === 0) heal(monster, plan.regrows / STEPS_PER_SECOND);
  if (plan.heals > 0) healOthers(game, monster);
  if (plan.boss) playTrick(game, monster);
  monster.distance += speedOf(monster) / STEPS_PER_SECOND;
  if (monster.slowSteps > 0 && --monster.slowSteps === 0) monster.slow = 0;
  if (monster.sprintSteps > 0) monster.sprintSteps--;
  if (monster.hiddenSteps > 0) monster.hiddenSteps--;
  monster.x = pathX(monster.path, monster.distance);
  monster.y = pathY(monster.path, monster.distance);
  if (monster.distance >= monster.path.length - 0.35) bite(game, monster);
}

/** A monster's current speed in cells a second. */
export function speedOf(monster: Monster): number {
  const sprint = monster.sprintSteps > 0 ? SPRINT_FACTOR : 1;
  return monster.plan.speed * (1 - monster.slow) * sprint;
}

function burn(game: Game, monster: Monster): void {
  if (monster.burnSteps === 0) return;
  monster.burnSteps--;
  takeHealth(game, monster, monster.burn / STEPS_PER_SECOND);
  if (monster.burnSteps === 0) monster.burn = 0;
}

function heal(monster: Monster, amount: number): void {
  monster.health = Math.min(monster.maxHealth, monster.health + amount);
}

function healOthers(game: Game, healer: Monster): void {
  const amount = (healer.plan.heals * (healer.maxHealth / healer.plan.health)) / STEPS_PER_SECOND;
  for (const other of game.monsters) {
    if (other === healer || !other.alive || other.burnSteps > 0) continue;
    if (within(other.x - healer.x, other.y - healer.y, HEAL_RADIUS)) heal(other, amount);
  }
}

function bite(game: Game, monster: Monster): void {
  const { kind, bites } = monster.plan;
  monster.alive = false;
  game.carrot -= bites;
  game.bitten.set(kind, (game.bitten.get(kind) ?? 0) + bites);
  game.events.push({ what: "bite", monster, bites });
}

function playTrick(game: Game, boss: Monster): void {
  if (boss.plan.kind === "gobble") {
    callForHelp(game, boss);
    return;
  }
  if (--boss.trickSteps > 0) return;
  boss.trickSteps = TRICK_STEPS[boss.plan.kind] ?? 0;
  if (boss.plan.kind === "boulder") stomp(game, boss);
  if (boss.plan.kind === "lunara") {
    boss.hiddenSteps = HIDE_STEPS;
    boss.burnSteps = 0;
    boss.slowSteps = 0;
    boss.slow = 0;
    game.events.push({ what: "vanish", monster: boss });
  }
}

function callForHelp(game: Game, boss: Monster): void {
  const quarters = Math.floor((1 - boss.health / boss.maxHealth) * 4);
  if (quarters <= boss.calls) return;
  boss.calls = quarters;
  game.events.push({ what: "call", monster: boss });
  for (let i = 1; i <= 3; i++) {
    const distance = Math.max(0, boss.distance - i * 0.45);
    spawnMonster(game, { kind: "gumble", path: boss.path, distance, bounty: 6 });
  }
}

function stomp(game: Game, boss: Monster): void {
  for (const tower of game.towers) {
    if (within(tower.x - boss.x, tower.y - boss.y, STOMP_RADIUS)) {
      tower.stunSteps = STOMP_STUN_STEPS;
    }
  }
  game.events.push({ what: "stomp", x: boss.x, y: boss.y, radius: STOMP_RADIUS });
}

/** A tower's blow on a monster, with armour, frost and fire. */
export interface Blow {
  readonly by: TowerKind;
  readonly level: TowerLevel;
  readonly damage: number;
  readonly sharp: boolean;
}

/** Applies a blow to a monster. */
export function strikeMonster(game: Game, monster: Monster, blow: Blow): void {
  if (!monster.alive || monster.hiddenSteps > 0) return;
  if (monster.plan.bolts && monster.sprintSteps < 0) monster.sprintSteps = SPRINT_STEPS;
  const factor = answerFactor(monster.plan.kind, blow.by);
  if (monster.bubble > 0) {
    monster.bubble = Math.max(0, monster.bubble - (factor > 1 ? 2 : 1));
    monster.hurtAtStep = game.step;
    game.events.push({ what: "pop", monster });
    return;
  }
  chill(monster, blow.level, factor);
  ignite(monster, blow.level, factor);
  const armour = blow.sharp ? 0 : monster.plan.armour * baseToughness(game);
  const damage = blow.damage * factor;
  const amount = Math.max(damage * LEAST_SHARE, damage - armour);
  game.events.push({ what: "hit", x: monster.x, y: monster.y, amount, by: blow.by });
  takeHealth(game, monster, amount);
}

function chill(monster: Monster, level: TowerLevel, factor: number): void {
  if (level.slow === 0 || monster.plan.slowProof) return;
  const share = Math.min(MOST_SLOW, level.slow * factor);
  const slow = monster.plan.boss ? share / 2 : share;
  if (slow < monster.slow) return;
  monster.slow = slow;
  monster.slowSteps = level.slowSteps;
}

function ignite(monster: Monster, level: TowerLevel, factor: number): void {
  const burn = level.burn * factor;
  if (burn === 0 || monster.plan.fireProof || burn < monster.burn) return;
  monster.burn = burn;
  monster.burnSteps = level.burnSteps;
}

function takeHealth(game: Game, monster: Monster, amount: number): void {
  monster.health -= amount;
  monster.hurtAtStep = game.step;
  if (monster.health > 0) return;
  monster.health = 0;
  monster.alive = false;
  game.coins += monster.bounty;
  game.kills++;
  game.events.push({ what: "kill", monster, coins: monster.bounty });
  split(game, monster);
}

function split(game: Game, monster: Monster): void {
  for (let i = 0; i < monster.plan.splits; i++) {
    const distance = Math.max(0, monster.distance + (i - 1) * 0.3);
    spawnMonster(game, { kind: "jellet", path: monster.path, distance });
  }
}

/** Applies a blow to an obstacle, which may break and free its cells. */
export function strikeObstacle(game: Game, obstacle: Obstacle, damage: number): void {
  if (!obstacle.alive) return;
  obstacle.health -= damage;
  obstacle.hurtAtStep = game.step;
  if (obstacle.health > 0) return;
  obstacle.health = 0;
  obstacle.alive = false;
  game.coins += obstacle.coins;
  freeCells(game, obstacle);
  game.events.push({ what: "clear", obstacle, coins: obstacle.coins });
}

function freeCells(game: Game, obstacle: Obstacle): void {
  const columns = game.ground.length / game.map.rows.length;
  for (let y = 0; y < obstacle.height; y++) {
    for (let x = 0; x < obstacle.width; x++) {
      game.ground[(obstacle.cy + y) * columns + obstacle.cx + x] = "free";
    }
  }
}

/** Whether a distance is shorter than `radius`. */
export function within(dx: number, dy: number, radius: number): boolean {
  return dx * dx + dy * dy <= radius * radius;
}

/** The radius at which a tower's range touches a monster. */
export function bodyOf(plan: MonsterPlan): number {
  return plan.radius * 0.7;
}
