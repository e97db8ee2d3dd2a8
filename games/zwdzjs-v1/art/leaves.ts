import { type Canvas2d, form, path, stem } from "./forms.ts";

/** The green of most leaves, and of leaves in the shade. */
export const GREEN = "#4fae4a";
export const DEEP_GREEN = "#2f8f4e";

/** Draws a leaf from (0, 0) to a tip, with its middle vein. */
export function drawLeaf(
  g: Canvas2d,
  at: { x: number; y: number; length: number; width: number; turn: number; colour?: string },
): void {
  const { length, width, colour = GREEN } = at;
  g.save();
  g.translate(at.x, at.y);
  g.rotate(at.turn);
  form(
    g,
    path(
      `M0 0C${length * 0.25} ${-width} ${length * 0.8} ${-width * 0.8} ${length} 0C${
        length * 0.75
      } ${width * 0.7} ${length * 0.25} ${width * 0.8} 0 0z`,
    ),
    colour,
    { line: 2.5, shade: 4, light: 3 },
  );
  g.globalAlpha = 0.4;
  stem(g, path(`M4 0L${length * 0.7} 0`), { colour, width: 0.5 });
  g.restore();
}

/** Draws a tuft of leaves at the foot of a plant. */
export function drawFoot(g: Canvas2d, colour = GREEN): void {
  drawLeaf(g, { x: 2, y: -3, length: 30, width: 11, turn: -0.35, colour });
  drawLeaf(g, { x: -2, y: -3, length: 30, width: 11, turn: Math.PI + 0.35, colour });
  drawLeaf(g, { x: 0, y: -2, length: 24, width: 9, turn: 0.12, colour });
  drawLeaf(g, { x: 0, y: -2, length: 24, width: 9, turn: Math.PI - 0.12, colour });
}
