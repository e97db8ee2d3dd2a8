// The state of a running game. Only the rules write to it.

import type { Random } from "../../kit/random.ts";
import type { Ground, Obstacle } from "./ground.ts";
import type { MonsterKind, MonsterPlan } from "./monsters_table.ts";
import type { Path } from "./path.ts";
import type { MapPlan } from "./map_plan.ts";
import type { TowerKind, TowerLevel, TowerPlan } from "./towers_table.ts";
import type { Wave } from "./waves.ts";

/** A monster; places in cells, times in steps. */
export interface Monster {
  readonly id: number;
  readonly plan: MonsterPlan;
  readonly path: Path;
  /** The distance walked so far, in cells. */
  distance: number;
  x: number;
  y: number;
  /** The place one step ago, for drawing between steps. */
  fromX: number;
  fromY: number;
  health: number;
  readonly maxHealth: number;
  readonly bounty: number;
  /** The blows that its bubble still absorbs. */
  bubble: number;
  slow: number;
  slowSteps: number;
  burn: number;
  burnSteps: number;
  /** The steps of running left, or -1 before it has been scared. */
  sprintSteps: number;
  /** The steps during which no tower can aim at it. */
  hiddenSteps: number;
  /** The steps to a boss's next ability. */
  trickSteps: number;
  /** The quarters of health at which a boss has called for help. */
  calls: number;
  hurtAtStep: number;
  alive: boolean;
}

/** The monster that a tower prefers: nearest to the carrot, strongest, or nearest to itself. */
export type AimMode = "first" | "strong" | "near";

/** A tower that stands. */
export interface Tower {
  readonly id: number;
  readonly plan: TowerPlan;
  /** The column and row of its cell. */
  readonly cx: number;
  readonly cy: number;
  /** The middle of its cell. */
  readonly x: number;
  readonly y: number;
  /** The level: 0, 1 or 2. */
  rank: number;
  level: TowerLevel;
  aim: AimMode;
  /** The coins spent on it so far. */
  spent: number;
  waitSteps: number;
  stunSteps: number;
  /** The factor on its speed by lamps; 1 without any. */
  pace: number;
  /** The direction of its last aim, with length one. */
  dx: number;
  dy: number;
  /** The target of a beam, and its heat (0 to 1). */
  lock: Monster | Obstacle | undefined;
  heat: number;
  firedAtStep: number;
}

/** A tower's shot. */
export interface Shot {
  readonly tower: Tower;
  readonly level: TowerLevel;
  x: number;
  y: number;
  fromX: number;
  fromY: number;
  /** Its start and its target; a homing shot updates the target. */
  readonly startX: number;
  readonly startY: number;
  toX: number;
  toY: number;
  target: Monster | Obstacle | undefined;
  /** The steps of flight left, and of the whole flight, for shells and bolts. */
  steps: number;
  readonly allSteps: number;
  /** The ids of the monsters that a bolt has hit. */
  readonly struck: number[];
  alive: boolean;
}

/** An event in a step, for the view and the sounds; the rules never read it. */
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

/** The state of a game. */
export type Outcome = "running" | "won" | "lost";

/** A group of a wave with monsters still to come. */
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
  /** The content of each cell, by `row * COLUMNS + column`. */
  readonly ground: Ground[];
  readonly waves: readonly Wave[];
  readonly endless: boolean;
  /** Whether the player has taken help, which costs a star. */
  readonly helped: boolean;
  readonly seed: number;
  readonly random: Random;
  step: number;
  coins: number;
  carrot: number;
  outcome: Outcome;
  /** The number of waves so far. */
  wave: number;
  /** The steps to the next wave. */
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
  /** The bites by each kind so far. */
  bitten: Map<MonsterKind, number>;
}

/** The number of bites that the carrot has. */
export const CARROT_BITES = 10;

/** Whether a thing is an obstacle rather than a monster. */
export function isObstacle(target: Monster | Obstacle): target is Obstacle {
  return "width" in target;
}
