// The drawings of obstacles, around the middle of their cells.

import { box, type Brush, contact, ellipse, face, form, shape, spot, stroke } from "./brush.ts";
import type { Theme } from "../rules/map_plan.ts";
import type { ObstacleKind } from "../rules/ground.ts";

/** The kind and orientation of an obstacle. */
export interface ObstacleLook {
  readonly kind: ObstacleKind;
  readonly theme: Theme;
  /** Whether its longer side is vertical. */
  readonly upright: boolean;
}

/** Draws an obstacle in units of a hundredth of a cell. */
export function drawObstacle(c: Brush, { kind, theme, upright }: ObstacleLook): void {
  switch (kind) {
    case "stone":
      drawStone(c, theme);
      break;
    case "stump":
      drawStump(c, theme);
      break;
    case "crate":
      drawCrate(c, theme);
      break;
    case "log":
      if (upright) drawStack(c, theme);
      else drawLog(c, theme);
      break;
    case "boulder":
      drawBoulder(c, theme);
  }
}

const STONES = { meadow: "#a7a9b8", shore: "#d99c86", snow: "#a9c4ea" } as const;
const WOODS = { meadow: "#b98654", shore: "#c9a77c", snow: "#8d7a86" } as const;

function drawStone(c: Brush, theme: Theme): void {
  contact(c, 3, 30, 38);
  form(c, shape("M-36 26L-40 2L-20-24L12-30L36-8L38 22C16 34-16 34-36 26Z"), STONES[theme], {
    size: 30,
  });
  stroke(c, shape("M-6-4l10 10-4 12M20-12l-8 8"), "rgba(60, 60, 90, 0.4)", 3);
  face(c, { x: -4, y: 2, eye: 5, gap: 9, mouth: "flat", lookX: 0, lookY: 0.4 });
  if (theme === "snow") spot(c, shape("M-34-6L-20-24L12-30L30-14C14-20-14-16-34-6Z"), "#f4f8ff");
}

function drawStump(c: Brush, theme: Theme): void {
  if (theme === "shore") {
    drawStarfish(c);
    return;
  }
  const bark = WOODS[theme];
  contact(c, 3, 32, 36);
  form(c, shape("M-28-10C-28 10-32 24-38 30C-12 36 14 36 38 30C32 24 28 10 28-10Z"), bark, {
    size: 26,
  });
  form(c, ellipse(0, -12, 28, 12), "#ecd2a4", { size: 14, line: 3 });
  stroke(c, ellipse(0, -12, 17, 7), "rgba(140, 90, 50, 0.6)", 2.4);
  stroke(c, ellipse(0, -12, 7, 3), "rgba(140, 90, 50, 0.6)", 2.4);
  face(c, { x: 0, y: 10, eye: 5, gap: 9, mouth: "smile", lookX: 0 });
  stroke(c, shape("M24-16C34-24 34-34 30-38"), "#3f6f2c", 4);
  form(c, ellipse(29, -38, 8, 5, -0.4), theme === "snow" ? "#cfe3ff" : "#7cc95c", {
    size: 5,
    line: 2,
  });
}

function drawStarfish(c: Brush): void {
  contact(c, 3, 28, 36);
  let points = "";
  for (let i = 0; i < 5; i++) {
    const turn = -Math.PI / 2 + (i / 5) * Math.PI * 2;
    const half = turn + Math.PI / 5;
    points += `${i === 0 ? "M" : "L"}${Math.cos(turn) * 40} ${Math.sin(turn) * 38}`;
    points += `L${Math.cos(half) * 19} ${Math.sin(half) * 18}`;
  }
  c.lineJoin = "round";
  stroke(c, shape(points + "Z"), "#b34a3c", 12);
  form(c, shape(points + "Z"), "#f58a6c", { size: 26, line: 5 });
  face(c, { x: 0, y: -2, eye: 5.4, gap: 8, mouth: "smile", lookX: 0 });
}

function drawCrate(c: Brush, theme: Theme): void {
  contact(c, 3, 32, 36);
  form(c, box(-32, -26, 64, 58, 8), WOODS[theme], { size: 26 });
  stroke(c, shape("M-26-6H26M-26 14H26"), "rgba(70, 40, 30, 0.5)", 3);
  stroke(c, shape("M-24 24L24-18"), "rgba(70, 40, 30, 0.55)", 10);
  stroke(c, shape("M-24 24L24-18"), theme === "snow" ? "#b9a6b0" : "#e0bd8a", 6);
  spot(c, ellipse(-24, -18, 3), "#6b4a30");
  spot(c, ellipse(24, 24, 3), "#6b4a30");
  form(c, ellipse(0, -28, 12, 7), "#ffcf4a", { size: 6, line: 2.4 });
}

function drawLog(c: Brush, theme: Theme): void {
  contact(c, 4, 30, 86);
  form(c, box(-82, -22, 164, 50, 24), WOODS[theme], { size: 26 });
  stroke(c, shape("M-30-6H14M-10 10H44M-46 14H-30"), "rgba(70, 40, 30, 0.45)", 3);
  form(c, ellipse(64, 3, 19, 24), "#ecd2a4", { size: 14, line: 3 });
  stroke(c, ellipse(64, 3, 11, 14), "rgba(140, 90, 50, 0.6)", 2.4);
  face(c, { x: -22, y: 2, eye: 6, gap: 11, mouth: "smile", lookX: 0 });
  if (theme === "meadow") form(c, ellipse(-62, -20, 16, 8), "#8fc873", { size: 8, line: 2.4 });
  if (theme === "snow") spot(c, shape("M-78-12C-60-28 40-28 56-20C20-12-40-14-78-12Z"), "#f4f8ff");
}

/** Draws the vertical log: a stack of three rounds. */
function drawStack(c: Brush, theme: Theme): void {
  contact(c, 3, 78, 40);
  for (const y of [52, 6, -40]) {
    form(c, box(-34, y - 26, 68, 52, 24), WOODS[theme], { size: 24 });
    form(c, ellipse(16, y, 16, 21), "#ecd2a4", { size: 12, line: 3 });
    stroke(c, ellipse(16, y, 9, 12), "rgba(140, 90, 50, 0.6)", 2.4);
  }
  face(c, { x: -16, y: -44, eye: 5, gap: 8, mouth: "smile", lookX: 0 });
}

function drawBoulder(c: Brush, theme: Theme): void {
  contact(c, 5, 72, 84);
  form(c, shape("M-80 62L-88 10L-54-48L4-74L60-50L88 6L80 60C30 84-30 84-80 62Z"), STONES[theme], {
    size: 66,
    line: 4,
  });
  stroke(c, shape("M-30-20l20 18-8 26M44-30l-18 18 8 20M-56 34l22-8"), "rgba(60, 60, 90, 0.35)", 4);
  face(c, { x: -4, y: 4, eye: 11, gap: 20, mouth: "flat", lookX: 0, lookY: 0.4 });
  if (theme === "meadow") {
    spot(c, shape("M-84 10L-54-48L4-74L30-62C0-50-20-40-30-16C-44-14-60 20-84 10Z"), "#8fc873");
  }
  if (theme === "snow") {
    spot(c, shape("M-66-26L-54-48L4-74L60-50L70-30C20-50-20-44-66-26Z"), "#f4f8ff");
  }
}
