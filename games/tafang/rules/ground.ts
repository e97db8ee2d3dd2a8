// What lies on the cells of a map.

/** What stands on a cell. */
export type Ground = "free" | "road" | "water" | "obstacle" | "tower" | "carrot";

/** What an obstacle is. */
export type ObstacleKind = "stone" | "stump" | "crate" | "log" | "boulder";

/** What stands in the way of towers and gives coins when it is cleared; places and sizes in cells. */
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
