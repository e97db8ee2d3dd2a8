// The plan of a map, and the objects that the rules make of it.

import type { TowerKind } from "./towers_table.ts";
import type { Ground, Obstacle, ObstacleKind } from "./ground.ts";
import { cellsOf, makePath, parseCorners, type Path } from "./path.ts";

/** The number of columns of a board. */
export const COLUMNS = 12;
/** The number of rows of a board. */
export const ROWS = 7;

/** The land that a map lies in. */
export type Theme = "meadow" | "shore" | "snow";

/** The plan of a map. */
export interface MapPlan {
  readonly id: string;
  readonly theme: Theme;
  /**
   * Seven rows of twelve cells: `.` grass, `~` water, which blocks towers, and obstacles by a letter at their top left
   * cell: `s`tone, s`t`ump, `c`rate, `l`og (two wide), `b`oulder (two by two).
   */
  readonly rows: readonly string[];
  /** The corners of each road, from outside on the left to the carrot. */
  readonly roads: readonly string[];
  readonly coins: number;
  /** The factor on monsters' health, and its increase with each wave. */
  readonly toughness: number;
  readonly growth: number;
  readonly offers: readonly TowerKind[];
  /** The waves, one line each; see `parseWave`. */
  readonly waves: readonly string[];
}

interface ObstaclePlan {
  readonly kind: ObstacleKind;
  readonly width: number;
  readonly height: number;
  readonly health: number;
  readonly coins: number;
}

const OBSTACLES: Readonly<Record<string, ObstaclePlan>> = {
  s: { kind: "stone", width: 1, height: 1, health: 190, coins: 50 },
  t: { kind: "stump", width: 1, height: 1, health: 130, coins: 35 },
  c: { kind: "crate", width: 1, height: 1, health: 90, coins: 30 },
  l: { kind: "log", width: 2, height: 1, health: 260, coins: 70 },
  b: { kind: "boulder", width: 2, height: 2, health: 520, coins: 130 },
};

/** @returns the roads of a map as paths */
export function makePaths(map: MapPlan): Path[] {
  return map.roads.map((road) => makePath(parseCorners(road)));
}

/** @returns the obstacles of a map in reading order, numbered from 0 */
export function makeObstacles(map: MapPlan): Obstacle[] {
  const obstacles: Obstacle[] = [];
  for (let cy = 0; cy < ROWS; cy++) {
    for (let cx = 0; cx < COLUMNS; cx++) {
      const plan = OBSTACLES[map.rows[cy]?.[cx] ?? "."];
      if (!plan) continue;
      const health = Math.round(plan.health * map.toughness);
      obstacles.push({
        id: obstacles.length,
        kind: plan.kind,
        cx,
        cy,
        width: plan.width,
        height: plan.height,
        x: cx + plan.width / 2,
        y: cy + plan.height / 2,
        health,
        maxHealth: health,
        coins: plan.coins,
        hurtAtStep: -99,
        alive: true,
      });
    }
  }
  return obstacles;
}

/** @returns the content of each cell before anything is built */
export function makeGround(map: MapPlan, obstacles: readonly Obstacle[]): Ground[] {
  const ground: Ground[] = new Array<Ground>(COLUMNS * ROWS).fill("free");
  map.rows.forEach((row, cy) => {
    for (let cx = 0; cx < COLUMNS; cx++) if (row[cx] === "~") ground[cy * COLUMNS + cx] = "water";
  });
  for (const road of map.roads) {
    const cells = cellsOf(parseCorners(road)).filter((cell) => isOnBoard(cell.x, cell.y));
    for (const cell of cells) ground[cell.y * COLUMNS + cell.x] = "road";
    const end = cells[cells.length - 1];
    if (end) ground[end.y * COLUMNS + end.x] = "carrot";
  }
  for (const obstacle of obstacles) {
    for (let y = 0; y < obstacle.height; y++) {
      for (let x = 0; x < obstacle.width; x++) {
        ground[(obstacle.cy + y) * COLUMNS + obstacle.cx + x] = "obstacle";
      }
    }
  }
  return ground;
}

/** Whether a cell lies on the board. */
export function isOnBoard(cx: number, cy: number): boolean {
  return cx >= 0 && cy >= 0 && cx < COLUMNS && cy < ROWS;
}
