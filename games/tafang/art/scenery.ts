// The trees, palms and firs around the board, where they cover nothing.

import { type Brush, contact, ellipse, form, shape, spot, stroke } from "./brush.ts";
import type { Random } from "../../kit/random.ts";
import { type Layout, MARGIN, STAGE_SIZES } from "./layout.ts";
import type { Theme } from "../rules/map_plan.ts";

/** The area for scenery and the visible part, in logical units. */
export interface SceneryPicture {
  readonly theme: Theme;
  readonly layout: Layout;
  readonly visible: { x: number; y: number; width: number; height: number };
  readonly random: Random;
}

const SPACING = 74;

/** Plants one thing in each square of a loose grid outside the board. */
export function drawScenery(c: Brush, { theme, layout, visible, random }: SceneryPicture): void {
  const { width, height } = STAGE_SIZES[layout.portrait ? "portrait" : "landscape"];
  const bottom = visible.y + visible.height;
  for (let y = visible.y - 20; y < bottom + 60; y += SPACING) {
    for (let x = visible.x - 20; x < visible.x + visible.width + 60; x += SPACING) {
      const px = x + random.between(0, 40);
      const py = y + random.between(0, 40);
      const size = random.between(0.8, 1.15);
      const left = px < MARGIN - 34;
      const outside = left || px > width - MARGIN + 34 || py < -36 || py > height + 62;
      // The side where monsters enter stays free.
      const entrance = layout.portrait ? py < MARGIN : left;
      if (!outside || entrance || random.chance(0.25)) continue;
      c.save();
      c.translate(px, py);
      c.scale(size, size);
      PLANTS[theme](c, random);
      c.restore();
    }
  }
}

function drawTree(c: Brush, random: Random): void {
  contact(c, 3, 30, 26);
  stroke(c, shape("M0 30V4"), "#6b4a30", 12);
  stroke(c, shape("M-1 28V4"), "#8f6744", 6);
  const green = random.pick(["#5c9c4c", "#69a856", "#528f4d"]);
  form(
    c,
    shape("M-30 8C-40-10-26-24-18-28C-12-44 16-44 20-28C34-22 38-6 28 8C16 16-20 16-30 8Z"),
    green,
    {
      size: 26,
    },
  );
  spot(c, ellipse(-8, -20, 4, 3), "rgba(255, 255, 255, 0.25)");
}

function drawPalm(c: Brush, random: Random): void {
  if (random.chance(0.45)) {
    drawShell(c, random);
    return;
  }
  spot(c, ellipse(0, 32, 34, 14), "#f1e2bd");
  stroke(c, shape("M0 32C2 14-2 0 6-14"), "#7a5636", 10);
  stroke(c, shape("M-1 30C1 14-3 0 5-13"), "#a97f53", 5);
  for (const turn of [-2.7, -2, -1.1, -0.4, 0.3]) {
    c.save();
    c.translate(6, -16);
    c.rotate(turn);
    form(c, shape("M0 0C10-12 28-10 38 4C26 2 12 6 0 0Z"), "#5fae6b", { size: 8, line: 2.4 });
    c.restore();
  }
  form(c, ellipse(2, -11, 5), "#8a5f3c", { size: 4, line: 2 });
}

function drawShell(c: Brush, random: Random): void {
  const colour = random.pick(["#f7c9b8", "#fbeedd", "#f0b7c4"]);
  spot(c, ellipse(0, 14, 24, 9), "#f1e2bd");
  form(c, shape("M-16 12C-18-6 18-6 16 12C8 18-8 18-16 12Z"), colour, { size: 12, line: 2.6 });
  stroke(c, shape("M-7 14L-4-1M0 15V-2M7 14L4-1"), "rgba(150, 90, 80, 0.5)", 2);
}

function drawFir(c: Brush): void {
  contact(c, 3, 32, 26);
  stroke(c, shape("M0 32V20"), "#4b3a3c", 10);
  for (const [y, w] of [[22, 30], [4, 25], [-12, 18]] as const) {
    const tier = shape(`M0 ${y - 26}L${w} ${y}Q0 ${y + 9}-${w} ${y}Z`);
    form(c, tier, "#3f6f7a", { size: 14, line: 2.8, shine: false });
    spot(c, shape(`M0 ${y - 24}L${w * 0.5} ${y - 12}Q0 ${y - 7}-${w * 0.5} ${y - 12}Z`), "#eef4ff");
  }
}

const PLANTS: Readonly<Record<Theme, (c: Brush, random: Random) => void>> = {
  meadow: drawTree,
  shore: drawPalm,
  snow: drawFir,
};
