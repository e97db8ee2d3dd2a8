// All that a running game consists of. Only the rules write to it.

import type { Random } from "../../kit/random.ts";
import type { Ground, Obstacle } from "./ground.ts";
import type { MonsterKind, MonsterPlan } from "./monsters_table.ts";
import type { Path } from "./path.ts";
import type { MapPlan } from "./map_plan.ts";
import type { TowerKind, TowerLevel, TowerPlan } from "./towers_table.ts";
import type { Wave } from "./waves.ts";

/** A monster on its way; places in cells, times in steps. */
export interface Monster {
  readonly id: number;
  readonly plan: MonsterPlan;
  readonly path: Path;
  /** Cells walked so far. */
  distance: number;
  x: number;
  y: number;
  /** Where it was one step ago, for drawing between steps. */
  fromX: number;
  fromY: number;
  health: number;
  readonly maxHealth: number;
  readonly bounty: number;
  /** Blows that its bubble still swallows. */
  bubble: number;
  slow: number;
  slowSteps: number;
  burn: number;
  burnSteps: number;
  /** Steps of running left, or -1 while it has not been scared yet. */
  sprintSteps: number;
  /** Steps during which nothing can aim at it. */
  hiddenSteps: number;
  /** Steps to a boss's next trick. */
  trickSteps: number;
  /** Quarters of health at which a boss has called for help. */
  calls: number;
  hurtAtStep: number;
  alive: boolean;
}

/** Which monster a tower likes best: nearest to the carrot, strongest, or nearest to itself. */
export type AimMode = "first" | "strong" | "near";

/** A tower that stands. */
export interface Tower {
  readonly id: number;
  readonly plan: TowerPlan;
  /** Column and row of its cell. */
  readonly cx: number;
  readonly cy: number;
  /** Middle of its cell. */
  readonly x: number;
  readonly y: number;
  /** 0, 1 or 2. */
  rank: number;
  level: TowerLevel;
  aim: AimMode;
  /** Coins put into it so far. */
  spent: number;
  waitSteps: number;
  stunSteps: number;
  /** Speed from lamps around it; 1 without any. */
  pace: number;
  /** Where it last aimed, as a direction of length one. */
  dx: number;
  dy: number;
  /** What a beam rests on, and how hot it has become (0 to 1). */
  lock: Monster | Obstacle | undefined;
  heat: number;
  firedAtStep: number;
}

/** Something that a tower has thrown. */
export interface Shot {
  readonly tower: Tower;
  readonly level: TowerLevel;
  x: number;
  y: number;
  fromX: number;
  fromY: number;
  /** Where it began, where it goes; a homing shot renews the second. */
  readonly startX: number;
  readonly startY: number;
  toX: number;
  toY: number;
  target: Monster | Obstacle | undefined;
  /** Steps of flight left, and of the whole flight, for shells and bolts. */
  steps: number;
  readonly allSteps: number;
  /** Ids of what a bolt went through. */
  readonly struck: number[];
  alive: boolean;
}

/** What happened in a step, for eyes and ears; the rules never read it. */
export type GameEvent =
  | { what: "spawn"; monster: Monster }
  | { what: "fire"; tower: Tower }
  | { what: "hit"; x: number; y: number; amount: number; by: TowerKind }
  | { what: "pop"; monster: Monster }
  | { what: "burst"; x: number; y: number; radius: number; by: TowerKind }
  | { what: "chain"; points: { x: number; y: number }[] }
  | { what: "pulse"; tower: Tower }
  | { what: "kill"; monster: Monster; coins: number }
  | { what: "clear"; obstacle: Obstacle; coins: number }
  | { what: "bite"; monster: Monster; bites: number }
  | { what: "build"; tower: Tower }
  | { what: "upgrade"; tower: Tower }
  | { what: "sell"; tower: Tower; coins: number }
  | { what: "wave"; index: number; boss: MonsterKind | undefined }
  | { what: "bonus"; coins: number }
  | { what: "stomp"; x: number; y: number; radius: number }
  | { what: "vanish"; monster: Monster }
  | { what: "call"; monster: Monster }
  | { what: "won" }
  | { what: "lost" };

/** How a game stands. */
export type Outcome = "running" | "won" | "lost";

/** A group of a wave that still has monsters to send. */
export interface Stream {
  readonly kind: MonsterKind;
  readonly path: number;
  left: number;
  sent: number;
  readonly gapSteps: number;
  waitSteps: number;
}

/** A running game. */
export interface Game {
  readonly map: MapPlan;
  readonly paths: readonly Path[];
  /** What stands on each cell, by `row * COLUMNS + column`. */
  readonly ground: Ground[];
  readonly waves: readonly Wave[];
  readonly endless: boolean;
  readonly random: Random;
  step: number;
  coins: number;
  carrot: number;
  outcome: Outcome;
  /** Waves begun so far. */
  wave: number;
  /** Steps to the next wave by itself. */
  restSteps: number;
  streams: Stream[];
  monsters: Monster[];
  towers: Tower[];
  shots: Shot[];
  obstacles: Obstacle[];
  mark: Monster | Obstacle | undefined;
  events: GameEvent[];
  nextId: number;
  kills: number;
  /** Bites taken by each kind so far. */
  bitten: Map<MonsterKind, number>;
}

/** Bites until nothing is left of the carrot. */
export const CARROT_BITES = 10;

/** Whether a thing is an obstacle rather than a monster. */
export function isObstacle(target: Monster | Obstacle): target is Obstacle {
  return "width" in target;
}
