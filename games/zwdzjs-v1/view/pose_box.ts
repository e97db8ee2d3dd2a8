import type { Part, PartPen } from "../art/part.ts";

/** Computes the left, top, width and height of all parts of a pose. */
export function boxOfPose(
  parts: Readonly<Record<string, Part>>,
  pose: (pen: PartPen) => void,
): Part["box"] {
  let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
  pose({
    put(name, { x = 0, y = 0, turn = 0, sx = 1, sy = 1 } = {}) {
      const [partLeft, partTop, width, height] = parts[name]!.box;
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
