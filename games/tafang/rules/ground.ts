// The content of a map's cells.

/** The content of a cell. */
export type Ground = "free" | "road" | "water" | "obstacle" | "tower" | "carrot";

/** The kind of an obstacle. */
export type ObstacleKind = "stone" | "stump" | "crate" | "log" | "boulder";

/** An obstacle, which blocks towers and gives coins when it is cleared; places and sizes in cells. */
export interface Obstacle {
  readonly id: number;
  readonly kind: ObstacleKind;
  readonly cx: number;
  readonly cy: number;
  readonly width: number;
  readonly height: number;
  readonly x: number;
  readonly y: number;
  health: number;
  readonly maxHealth: number;
  readonly coins: number;
  hurtAtStep: number;
  alive: boolean;
}
