// Simple automatic players, for tests of the maps' balance.

import { act, type Action } from "../../../games/tafang/rules/actions.ts";
import { answerFactor } from "../../../games/tafang/rules/answers.ts";
import { toSteps } from "../../../games/tafang/rules/clock.ts";
import { COLUMNS, type MapPlan } from "../../../games/tafang/rules/map_plan.ts";
import {
  type MonsterKind,
  type MonsterPlan,
  MONSTERS,
} from "../../../games/tafang/rules/monsters_table.ts";
import { newGame, peekWave, step } from "../../../games/tafang/rules/step.ts";
import type { Game, Tower } from "../../../games/tafang/rules/state.ts";
import {
  levelOf,
  type TowerKind,
  type TowerLevel,
  type TowerPlan,
  TOWERS,
} from "../../../games/tafang/rules/towers_table.ts";
import type { Wave } from "../../../games/tafang/rules/waves.ts";

/** Called a few times a second; returns one action or none. */
export type Strategy = (game: Game) => Action | undefined;

export interface Play {
  readonly map: MapPlan;
  readonly strategy: Strategy;
  /** @default 1 */
  readonly seed?: number;
  readonly endless?: boolean;
  readonly helped?: boolean;
  /** @default an hour of play */
  readonly maxSteps?: number;
  /** The seconds between two acts. @default several acts each half second */
  readonly everySeconds?: number;
}

const DECIDE_EVERY_STEPS = 15;
/** What a player without pauses does at once at most. */
const MOST_ACTS = 20;

/** Plays a map to its end. */
export function playMap(play: Play): Game {
  const { map, strategy, seed = 1, endless = false, helped = false, maxSteps, everySeconds } = play;
  const game = newGame({ map, seed, endless, helped });
  const last = maxSteps ?? toSteps(3600);
  const every = everySeconds ? toSteps(everySeconds) : DECIDE_EVERY_STEPS;
  while (game.outcome === "running" && game.step < last) {
    if (game.step % every === 0) decide(game, strategy, everySeconds ? 1 : MOST_ACTS);
    step(game);
  }
  return game;
}

function decide(game: Game, strategy: Strategy, most: number): void {
  for (let acts = 0; acts < most; acts++) {
    const action = strategy(game);
    if (!action || act(game, action) !== undefined) return;
  }
}

export function doNothing(): undefined {
  return undefined;
}

/** Builds slings on the cells that see most of the road, and upgrades them once six stand. */
export function simpleStrategy(): Strategy {
  return (game) => {
    const next = game.towers.find((tower) => tower.rank < 2);
    if (game.towers.length >= 6 && next) {
      const { cost } = levelOf("sling", next.rank + 1);
      return game.coins >= cost ? { do: "upgrade", cx: next.cx, cy: next.cy } : undefined;
    }
    if (game.coins < levelOf("sling", 0).cost) return undefined;
    const cell = bestCell(game, 2.3);
    return cell && { do: "build", ...cell, tower: "sling" };
  };
}

function bestCell(game: Game, range: number): { cx: number; cy: number } | undefined {
  const samples = sampleRoads(game);
  let best: { cx: number; cy: number } | undefined;
  let most = 0;
  for (const cell of freeCells(game)) {
    const seen = seenFrom(samples, cell, range).length;
    if (seen > most) {
      best = cell;
      most = seen;
    }
  }
  return best;
}

interface Cell {
  readonly cx: number;
  readonly cy: number;
}

function freeCells(game: Game): Cell[] {
  const cells: Cell[] = [];
  game.ground.forEach((ground, index) => {
    if (ground === "free") cells.push({ cx: index % COLUMNS, cy: Math.floor(index / COLUMNS) });
  });
  return cells;
}

interface Sample {
  readonly index: number;
  readonly x: number;
  readonly y: number;
}

const SAMPLE_CELLS = 0.25;

function sampleRoads(game: Game): Sample[] {
  const samples: Sample[] = [];
  for (const path of game.paths) {
    const every = Math.round(SAMPLE_CELLS / path.stride);
    for (let i = 0; i < path.xs.length; i += every) {
      samples.push({ index: samples.length, x: path.xs[i]!, y: path.ys[i]! });
    }
  }
  return samples;
}

function seenFrom(samples: readonly Sample[], { cx, cy }: Cell, range: number): Sample[] {
  return samples.filter((s) => (s.x - cx - 0.5) ** 2 + (s.y - cy - 0.5) ** 2 <= range * range);
}

/** A coming kind of monster: its health in all, and its density on the road. */
interface Threat {
  readonly plan: MonsterPlan;
  health: number;
  perCell: number;
}

const LOOK_AHEAD = 4;

function threatsOf(game: Game): Threat[] {
  const threats = new Map<MonsterKind, Threat>();
  const waves: Wave[] = game.endless
    ? [peekWave(game) ?? []]
    : game.waves.slice(Math.max(0, game.wave - 1), game.wave + LOOK_AHEAD);
  for (const group of waves.flat()) {
    addThreat(threats, group.kind, { count: group.count, gapSteps: group.gapSteps });
    const { splits } = MONSTERS[group.kind];
    if (splits > 0) {
      addThreat(threats, "jellet", { count: splits * group.count, gapSteps: group.gapSteps / 3 });
    }
  }
  return [...threats.values()];
}

function addThreat(
  threats: Map<MonsterKind, Threat>,
  kind: MonsterKind,
  group: { count: number; gapSteps: number },
): void {
  const plan = MONSTERS[kind];
  const perCell = group.count < 2 ? 0 : toSteps(1) / group.gapSteps / plan.speed;
  const threat = threats.get(kind) ?? { plan, health: 0, perCell: 0 };
  // A single boss can end the game, so it counts for more than its health.
  threat.health += (plan.health + plan.bubble * 20) * group.count * (plan.boss ? 2.5 : 1);
  threat.perCell = Math.max(threat.perCell, perCell);
  threats.set(kind, threat);
}

/** The damage a second of a tower to a crowd of one kind. */
function strength(plan: TowerPlan, level: TowerLevel, threat: Threat): number {
  return plainStrength(plan, level, threat) * answerFactor(threat.plan.kind, plan.kind);
}

function plainStrength(
  plan: TowerPlan,
  level: TowerLevel,
  { plan: monster, perCell }: Threat,
): number {
  if (plan.attack === "aura" || (monster.flies && !plan.air)) return 0;
  const armour = plan.sharp ? 0 : monster.armour * 1.1;
  const blow = Math.max(level.damage * 0.2, level.damage - armour);
  const rate = toSteps(1) / level.waitSteps;
  const crowd = crowdOf(plan, level, perCell);
  if (plan.attack === "beam") return level.damage * (monster.health > 150 ? 2.6 : 1.4);
  const flame = monster.fireProof
    ? 0
    : level.burn * Math.min(rate * level.burnSteps / toSteps(1), crowd);
  const perBubble = monster.bubble > 0 ? 0.75 : 1;
  const miss = plan.attack === "shell" && monster.speed > 1.3 ? 0.6 : 1;
  return (blow * rate * crowd * miss + flame) * perBubble;
}

function crowdOf(plan: TowerPlan, level: TowerLevel, perCell: number): number {
  switch (plan.attack) {
    case "pulse":
      return Math.max(1, perCell * level.range * 1.4);
    case "chain":
      return Math.max(1, Math.min(level.jumps * 0.7, 1 + perCell * 2));
    case "bolt":
      return Math.max(1, perCell * 2.2);
    default:
      return Math.max(1, 1 + perCell * level.splash);
  }
}

interface Placed {
  readonly plan: TowerPlan;
  readonly level: TowerLevel;
  readonly cell: Cell;
}

/**
 * Values every purchase by how much more damage a coin does to each coming kind of monster along the road. The
 * logarithm favours kinds that the towers cannot handle yet.
 */
export function plannerStrategy(kinds?: readonly TowerKind[]): Strategy {
  let samples: Sample[] = [];
  const views = new Map<string, Sample[]>();
  let wish: Action | undefined;
  let wishKey = "";
  function look(cell: Cell, range: number): Sample[] {
    const key = `${cell.cx},${cell.cy},${range}`;
    let seen = views.get(key);
    if (!seen) {
      seen = seenFrom(samples, cell, range);
      views.set(key, seen);
    }
    return seen;
  }
  return (game) => {
    if (samples.length === 0) samples = sampleRoads(game);
    const marking = chooseMark(game);
    if (marking) return marking;
    const key = `${game.wave} ${game.towers.length} ${game.towers.reduce((n, t) => n + t.rank, 0)}`;
    if (key !== wishKey) {
      wish = bestPurchase(game, { look, count: samples.length, offers: kinds ?? game.map.offers });
      wishKey = key;
    }
    if (!wish) return undefined;
    return game.coins >= priceOf(game, wish) ? wish : undefined;
  };
}

function priceOf(game: Game, action: Action): number {
  if (action.do === "build") return levelOf(action.tower, 0).cost;
  if (action.do !== "upgrade") return 0;
  const tower = game.towers.find((t) => t.cx === action.cx && t.cy === action.cy);
  return tower ? levelOf(tower.plan.kind, tower.rank + 1).cost : 0;
}

interface Survey {
  readonly look: (cell: Cell, range: number) => Sample[];
  readonly count: number;
  readonly offers: readonly TowerKind[];
}

function bestPurchase(game: Game, survey: Survey): Action | undefined {
  const judge = makeJudge(game, survey);
  let best: Action | undefined;
  let bestWorth = 0;
  function consider(action: Action, cost: number, worth: number): void {
    if (worth / cost <= bestWorth) return;
    best = action;
    bestWorth = worth / cost;
  }
  for (const tower of game.towers) {
    if (tower.rank >= 2 || !survey.offers.includes(tower.plan.kind)) continue;
    const level = levelOf(tower.plan.kind, tower.rank + 1);
    const worth = judge({ plan: tower.plan, level, cell: tower }, tower);
    consider({ do: "upgrade", cx: tower.cx, cy: tower.cy }, level.cost, worth);
  }
  for (const cell of freeCells(game)) {
    for (const kind of survey.offers) {
      const level = levelOf(kind, 0);
      const worth = judge({ plan: TOWERS[kind], level, cell });
      consider({ do: "build", cx: cell.cx, cy: cell.cy, tower: kind }, level.cost, worth);
    }
  }
  return best;
}

/** Makes a function that values a tower beside the existing ones; `instead` is the one that it replaces. */
function makeJudge(game: Game, survey: Survey): (placed: Placed, instead?: Tower) => number {
  const threats = threatsOf(game);
  const slow = new Float64Array(survey.count);
  const power = threats.map(() => new Float64Array(survey.count));
  for (const tower of game.towers) {
    for (const { index } of survey.look(tower, tower.level.range)) {
      slow[index] = Math.max(slow[index]!, tower.level.slow);
      threats.forEach((threat, t) => {
        power[t]![index]! += strength(tower.plan, tower.level, threat) * tower.pace;
      });
    }
  }
  const totals = power.map((line) => line.reduce((sum, p, i) => sum + p / (1 - slow[i]!), 1));
  return (placed, instead) => {
    if (placed.plan.attack === "aura") return lampWorth(game, placed, instead);
    let worth = 0;
    threats.forEach((threat, t) => {
      const gain = strength(placed.plan, placed.level, threat) -
        (instead ? strength(instead.plan, instead.level, threat) : 0);
      let more = 0;
      for (const { index } of survey.look(placed.cell, placed.level.range)) {
        const held = slow[index]!;
        const hold = threat.plan.slowProof ? 0 : Math.max(held, placed.level.slow);
        const before = power[t]![index]! / (1 - held);
        more += (power[t]![index]! + gain) / (1 - hold) - before;
      }
      worth += threat.health * Math.log(1 + Math.max(0, more) / totals[t]!);
    });
    return worth;
  };
}

function lampWorth(game: Game, placed: Placed, instead?: Tower): number {
  const total = game.towers.reduce((sum, tower) => sum + tower.spent, 1);
  const health = threatsOf(game).reduce((sum, threat) => sum + threat.health, 0);
  const gain = placed.level.haste - (instead?.level.haste ?? 0);
  let near = 0;
  for (const tower of game.towers) {
    if (tower.plan.attack === "aura" || (tower.pace > 1 && !instead)) continue;
    const dx = tower.cx - placed.cell.cx;
    const dy = tower.cy - placed.cell.cy;
    if (dx * dx + dy * dy <= placed.level.range ** 2) near += tower.spent;
  }
  return health * Math.log(1 + (near * gain) / total);
}

/** Marks an obstacle while no monster is near the carrot, otherwise a monster. */
function chooseMark(game: Game): Action | undefined {
  const danger = game.monsters.some((m) => m.distance > m.path.length * 0.45);
  if (game.mark && danger && "width" in game.mark) return { do: "unmark" };
  if (game.mark || danger || game.towers.length < 3) return undefined;
  const near = game.obstacles.find((obstacle) =>
    obstacle.alive && game.towers.some((tower) => isInReach(tower, obstacle.x, obstacle.y))
  );
  return near && { do: "mark", on: "obstacle", id: near.id };
}

function isInReach(tower: Tower, x: number, y: number): boolean {
  if (tower.plan.attack === "aura") return false;
  return (tower.x - x) ** 2 + (tower.y - y) ** 2 <= (tower.level.range - 0.2) ** 2;
}
