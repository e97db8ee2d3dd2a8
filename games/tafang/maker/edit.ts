// What a brush does to a map that is being made. Each change gives a new map.

import { type Cell, isRoad, type MadeMap } from "../maps/made_map.ts";
import { coverOf, fitsObstacle, sizeOf } from "../maps/obstacles.ts";
import { putLetter } from "../maps/roll.ts";
import { COLUMNS, ROWS } from "../rules/map_plan.ts";

/** A brush: the road, the letter of a plan's rows, or the rubber. */
export type BrushKind = "road" | "t" | "c" | "s" | "l" | "b" | "~" | "rubber";

/** All brushes in their order. */
export const BRUSHES: readonly BrushKind[] = ["road", "t", "c", "s", "l", "b", "~", "rubber"];

/** Where a brush is used, and whether a stroke begins there. */
export interface Dab extends Cell {
  readonly isFirst: boolean;
}

/** Uses a brush on a cell. @returns the same map where it does nothing */
export function paint(made: MadeMap, brush: BrushKind, { isFirst, ...cell }: Dab): MadeMap {
  if (brush === "road") return layRoad(made, cell, isFirst);
  if (brush === "rubber") return rub(made, cell);
  const cover = coverOf(made.rows, cell);
  // The same brush again takes away what it has placed.
  if (cover.letter === brush) return { ...made, rows: putLetter(made.rows, cover, ".") };
  const rows = clearUnder(made.rows, cell, brush);
  return fitsObstacle({ ...made, rows }, cell, brush)
    ? { ...made, rows: putLetter(rows, cell, brush) }
    : made;
}

/** Takes away what lies where something of a letter's size would. */
function clearUnder(rows: readonly string[], at: Cell, letter: string): readonly string[] {
  const { width, height } = sizeOf(letter);
  let cleared = rows;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const cover = coverOf(cleared, { cx: at.cx + x, cy: at.cy + y });
      if (cover.letter !== ".") cleared = putLetter(cleared, cover, ".");
    }
  }
  return cleared;
}

function rub(made: MadeMap, cell: Cell): MadeMap {
  const cover = coverOf(made.rows, cell);
  if (cover.letter !== ".") return { ...made, rows: putLetter(made.rows, cover, ".") };
  const at = indexOn(made.road, cell);
  return at > 0 ? { ...made, road: made.road.slice(0, at) } : made;
}

/**
 * Goes on with the road to a cell beside its end, in a straight line to one further on, or back to a cell that it
 * already has. A stroke that begins at the left edge, away from the road's end, begins a new road.
 */
function layRoad(made: MadeMap, cell: Cell, isFirst: boolean): MadeMap {
  const at = indexOn(made.road, cell);
  if (at >= 0) {
    return at + 1 === made.road.length ? made : { ...made, road: made.road.slice(0, at + 1) };
  }
  const line = lineTo(made.road[made.road.length - 1], cell);
  if (isFirst && cell.cx === 0 && line.length !== 1) return clearRoad(made, [cell]);
  const road = [...made.road, ...line];
  return isRoad(road) && line.length > 0 ? clearRoad(made, road) : made;
}

/** The cells from the end of a road to a cell in its row or column; none for any other. */
function lineTo(end: Cell | undefined, { cx, cy }: Cell): Cell[] {
  if (!end || (end.cx !== cx && end.cy !== cy)) return [];
  const cells: Cell[] = [];
  let at = end;
  while (at.cx !== cx || at.cy !== cy) {
    at = { cx: at.cx + Math.sign(cx - at.cx), cy: at.cy + Math.sign(cy - at.cy) };
    cells.push(at);
  }
  return cells;
}

function clearRoad(made: MadeMap, road: readonly Cell[]): MadeMap {
  let rows = made.rows;
  for (const cell of road) rows = clearUnder(rows, cell, "s");
  return { ...made, rows, road };
}

function indexOn(road: readonly Cell[], { cx, cy }: Cell): number {
  return road.findIndex((other) => other.cx === cx && other.cy === cy);
}

/** The map without anything on it but the first cell of its road. */
export function wipe(made: MadeMap): MadeMap {
  const rows = new Array<string>(ROWS).fill(".".repeat(COLUMNS));
  return { ...made, rows, road: made.road.slice(0, 1) };
}

/** Adds a kind to a list that has it not, else takes it away; the list keeps the order of `all`. */
export function toggle<Kind>(all: readonly Kind[], chosen: readonly Kind[], kind: Kind): Kind[] {
  return all.filter((other) => other === kind ? !chosen.includes(kind) : chosen.includes(other));
}
