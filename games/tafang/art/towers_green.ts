// The drawings of four towers: whirlleaf, pine ballista, sunflower mirror, firefly lamp.

import { box, type Brush, ellipse, face, form, shape, spot, stroke } from "./brush.ts";

function drawWhirl(c: Brush, rank: number): void {
  stroke(c, shape("M0 26V-8"), "#35612c", 11);
  stroke(c, shape("M0 26V-8"), "#7cc25a", 6.4);
  form(c, shape("M-4 22C-22 20-30 10-32 0C-16 0-6 8-4 22Z"), "#6fbf4f", { size: 10, line: 2.6 });
  form(c, shape("M4 22C22 20 30 10 32 0C16 0 6 8 4 22Z"), "#6fbf4f", { size: 10, line: 2.6 });
  if (rank > 0) {
    form(c, ellipse(-15, 24, 6, 5), "#ff9db0", { size: 5, line: 2 });
    form(c, ellipse(15, 24, 6, 5), "#ff9db0", { size: 5, line: 2 });
  }
}

function drawBallista(c: Brush, rank: number): void {
  const cone = ["#a3744c", "#94665a", "#84566a"][rank]!;
  form(c, shape("M-7-14L-5-28H5L7-14Z"), "#a9744a", { size: 8, line: 2.6 });
  form(c, shape("M-24 28C-31 10-24-10 0-16C24-10 31 10 24 28C12 33-12 33-24 28Z"), cone, {
    size: 24,
  });
  for (const [x, y] of [[-9, -8], [9, -8], [-20, 2], [20, 2], [-13, 25], [0, 29], [13, 25]]) {
    stroke(c, shape(`M${x! - 6} ${y}q6 6 12 0`), "rgba(50, 26, 18, 0.45)", 2.4);
  }
  face(c, { x: 0, y: 7, eye: 6, gap: 9, mouth: "flat", angry: rank > 1 });
  if (rank > 0) {
    stroke(c, shape("M-22-6Q0 2 22-6"), rank > 1 ? "#ffd560" : "#9fd6a5", 3.6);
  }
}

function drawBeam(c: Brush, rank: number): void {
  stroke(c, shape("M0 28C-4 14 4 8 0-6"), "#35612c", 11);
  stroke(c, shape("M0 28C-4 14 4 8 0-6"), "#7cc25a", 6.4);
  form(c, shape("M-2 26C-20 26-30 18-34 8C-16 6-6 12-2 26Z"), "#6fbf4f", { size: 10, line: 2.6 });
  form(c, shape("M2 26C20 26 30 18 34 8C16 6 6 12 2 26Z"), "#6fbf4f", { size: 10, line: 2.6 });
  if (rank > 1) form(c, ellipse(0, 27, 7, 5), "#ffd560", { size: 5, line: 2 });
}

function drawLamp(c: Brush, rank: number): void {
  const frame = ["#5a6b8c", "#54607f", "#8a6a3a"][rank]!;
  const glow = c.createRadialGradient(0, 4, 4, 0, 4, 30);
  glow.addColorStop(0, "rgba(255, 240, 150, 0.95)");
  glow.addColorStop(1, "rgba(255, 220, 110, 0)");
  stroke(c, shape("M0-38C-12-38-12-28 0-28C12-28 12-38 0-38"), frame, 3.6);
  form(c, shape("M-18-14L-10-28H10L18-14Z"), frame, { size: 12 });
  spot(c, box(-20, -14, 40, 38, 12), "rgba(255, 244, 190, 0.92)");
  spot(c, box(-20, -14, 40, 38, 12), "rgba(160, 210, 255, 0.25)");
  c.fillStyle = glow;
  c.fillRect(-20, -14, 40, 38);
  stroke(c, box(-20, -14, 40, 38, 12), "#3c4660", 3.2);
  form(c, box(-23, 22, 46, 8, 4), frame, { size: 8, line: 2.8 });
  drawFirefly(c, 0, 4);
  if (rank > 0) drawFirefly(c, -11, 14, 0.55);
  if (rank > 1) drawFirefly(c, 11, 13, 0.55);
}

function drawFirefly(c: Brush, x: number, y: number, size = 1): void {
  c.save();
  c.translate(x, y);
  c.scale(size, size);
  spot(c, ellipse(-9, -8, 8, 4, 0.6), "rgba(255, 255, 255, 0.85)");
  spot(c, ellipse(9, -8, 8, 4, -0.6), "rgba(255, 255, 255, 0.85)");
  form(c, ellipse(0, 2, 10.5, 11.5), "#ffd84f", { size: 9, line: 2.4 });
  face(c, { x: 0, y: -1, eye: 4, gap: 4.8, mouth: "smile", lookX: 0 });
  c.restore();
}

/** The drawings of these towers without the turning part. */
export const GREEN_DRAWERS = {
  whirl: drawWhirl,
  ballista: drawBallista,
  beam: drawBeam,
  lamp: drawLamp,
} as const;
