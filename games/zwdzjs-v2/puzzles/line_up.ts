import { poseZombie, restingZombie } from "../../zwdzjs-v1/art/zombie_poses.ts";
import type { Easel } from "../../zwdzjs-v1/view/figures.ts";
import { zombieScale } from "../../zwdzjs-v1/view/figures.ts";
import { boardX, groundY } from "../../zwdzjs-v1/view/layout.ts";
import type { Guest } from "./puzzle.ts";

/** The x of the first guest of a row, and the distance to the next in the largest queue. */
const FIRST_X = 7.1;
const LAST_X = 9.2;

/** Draws the guests of a row as pale figures in the order in which they will come. */
export function drawLineUp({ pen, world, layout }: Easel, guests: readonly Guest[]): void {
  const gap = Math.min(0.7, (LAST_X - FIRST_X) / Math.max(1, guests.length - 1));
  for (const [at, [, kind, row]] of guests.entries()) {
    const scale = zombieScale({ kind }, layout);
    const x = boardX(layout, FIRST_X + at * gap);
    pen.stand({ x, y: groundY(layout, row), scale, alpha: 0.6 });
    poseZombie(pen, restingZombie(kind, world.tick / 60 + at));
  }
}

/** Sorts the guests by rows, each row in the order in which they come. */
export function rowsOf(guests: readonly Guest[]): ReadonlyMap<number, readonly Guest[]> {
  return Map.groupBy([...guests].sort((a, b) => a[0] - b[0]), ([, , row]) => row);
}
