// What lies on the cells of a map.

export type Ground = "free" | "road" | "water" | "obstacle" | "tower" | "carrot";

export type ObstacleKind = "stone" | "stump" | "crate" | "log" | "boulder";

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
