import { findInk } from "../../kit/ink.ts";
import type { Part, PartPen } from "../art/part.ts";

type Box = Part["box"];

/** The margin for outlines and leaf tips that extend beyond a part's box. */
const MARGIN = 6;

/** What each part covers; pictures of one part in many sizes have the same. */
const inks = new WeakMap<Part, Box>();

/** Finds the left, top, width and height of what a part really covers. */
export function inkOfPart(part: Part): Box {
  const known = inks.get(part);
  if (known) return known;
  const [left, top, width, height] = part.box;
  const area = {
    x: left - MARGIN,
    y: top - MARGIN,
    width: width + 2 * MARGIN,
    height: height + 2 * MARGIN,
  };
  const ink = findInk(area, (g) => part.paint(g));
  const box = [ink.x, ink.y, ink.width, ink.height] as const;
  inks.set(part, box);
  return box;
}

/** A stretch of a whole figure over its feet, then a turn in radians. */
export interface Bend {
  /** @default 1 */
  readonly sx?: number;
  /** @default 1 */
  readonly sy?: number;
  /** @default 0 */
  readonly turn?: number;
}

/** Computes the box around a box that is bent. */
export function boxOfBend([left, top, width, height]: Box, bend: Bend): Box {
  return boxOfPose(() => [left, top, width, height], (pen) => pen.put("", bend));
}

/** Computes the left, top, width and height of all parts of a pose. */
export function boxOfPose(boxOf: (name: string) => Box, pose: (pen: PartPen) => void): Box {
  let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
  pose({
    put(name, { x = 0, y = 0, turn = 0, sx = 1, sy = 1 } = {}) {
      const [partLeft, partTop, width, height] = boxOf(name);
      const cos = Math.cos(turn);
      const sin = Math.sin(turn);
      for (const across of [partLeft * sx, (partLeft + width) * sx]) {
        for (const down of [partTop * sy, (partTop + height) * sy]) {
          left = Math.min(left, x + cos * across - sin * down);
          right = Math.max(right, x + cos * across - sin * down);
          top = Math.min(top, y + sin * across + cos * down);
          bottom = Math.max(bottom, y + sin * across + cos * down);
        }
      }
    },
  });
  return [left, top, right - left, bottom - top];
}
