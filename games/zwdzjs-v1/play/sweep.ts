import type { Point } from "../../kit/fit.ts";

/** The distance at which a pointer catches a drop of sun, because a finger is wider than a drop. */
const CATCH_REACH = 46;

/**
 * Whether a pointer that went straight from one place to another came close enough to catch a drop. A browser that is
 * busy reports only some places of a swipe, and a drop that lay between two of them was passed over.
 */
export function isSwept(drop: Point, { from, to }: { from: Point; to: Point }): boolean {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = dx * dx + dy * dy;
  const along = length > 0 ? ((drop.x - from.x) * dx + (drop.y - from.y) * dy) / length : 0;
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(from.x + share * dx - drop.x, from.y + share * dy - drop.y) <= CATCH_REACH;
}
