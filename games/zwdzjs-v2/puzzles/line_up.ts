import { poseZombie, restingZombie } from "../../zwdzjs-v1/art/zombie_poses.ts";
import type { Easel } from "../../zwdzjs-v1/view/figures.ts";
import { zombieScale } from "../../zwdzjs-v1/view/figures.ts";
import { boardX, groundY } from "../../zwdzjs-v1/view/layout.ts";
import type { Guest } from "./puzzle.ts";

/** The x of the first guest of a row, and the distance to the next in the largest queue. */
const FIRST_X = 7.1;
const LAST_X = 9.2;
/** Guests are numbered where there are few, and so far apart that a plan has to know who comes first. */
const MOST_NUMBERED = 12;
const LONG_SECONDS = 20;
const NUMBER_REACH = 13;

/** A guest that waits, and its place in the order of all, where that is shown. */
export interface Waiting {
  readonly guest: Guest;
  readonly number?: number;
}

/** The place where a guest stands who waits, by its place in the queue of its row. */
function placeOf({ layout }: Easel, guests: readonly Waiting[], at: number) {
  const gap = Math.min(0.7, (LAST_X - FIRST_X) / Math.max(1, guests.length - 1));
  const [, , row] = guests[at]!.guest;
  return { x: boardX(layout, FIRST_X + at * gap), y: groundY(layout, row) };
}

/** Draws the guests of a row as pale figures in the order in which they will come. */
export function drawLineUp(easel: Easel, guests: readonly Waiting[]): void {
  const { pen, world, layout } = easel;
  for (const [at, { guest: [, kind] }] of guests.entries()) {
    const scale = zombieScale({ kind }, layout);
    pen.stand({ ...placeOf(easel, guests, at), scale, alpha: 0.6 });
    poseZombie(pen, restingZombie(kind, world.tick / 60 + at));
  }
}

/** Draws the numbers of the guests of all rows, so that nobody stands before them. */
export function drawNumbers(easel: Easel, rows: ReadonlyMap<number, readonly Waiting[]>): void {
  const { pen, layout } = easel;
  pen.rest();
  for (const guests of rows.values()) {
    for (const [at, { number }] of guests.entries()) {
      if (number === undefined) continue;
      const { x, y } = placeOf(easel, guests, at);
      const reach = NUMBER_REACH * layout.figure;
      drawNumber(pen.g, String(number), { x, y: y - reach, reach });
    }
  }
}

function drawNumber(
  g: Easel["pen"]["g"],
  number: string,
  { x, y, reach }: { x: number; y: number; reach: number },
): void {
  g.globalAlpha = 1;
  g.fillStyle = "#fff6da";
  g.strokeStyle = "#5a3a08";
  g.lineWidth = 2;
  g.beginPath();
  g.arc(x, y, reach, 0, 2 * Math.PI);
  g.fill();
  g.stroke();
  g.fillStyle = "#3b2a12";
  g.font = `800 ${reach * 1.4}px system-ui, sans-serif`;
  g.textAlign = "center";
  g.textBaseline = "middle";
  g.fillText(number, x, y + reach * 0.08);
}

/** Sorts the guests by rows, each row in the order in which they come. */
export function rowsOf(guests: readonly Guest[]): ReadonlyMap<number, readonly Waiting[]> {
  const inOrder = [...guests].sort((a, b) => a[0] - b[0]);
  const lasts = inOrder.at(-1)![0] - inOrder[0]![0];
  const isNumbered = guests.length <= MOST_NUMBERED && lasts >= LONG_SECONDS;
  const waiting = inOrder.map((guest, at) => isNumbered ? { guest, number: at + 1 } : { guest });
  return Map.groupBy(waiting, ({ guest: [, , row] }) => row);
}
