// The turning parts of towers, drawn around their pivot and pointing right.

import { box, type Brush, ellipse, face, form, shape, spot, stroke } from "./brush.ts";
import type { TowerKind } from "../rules/towers_table.ts";

function drawBlades(c: Brush, rank: number): void {
  const count = 4 + rank;
  const leaf = ["#8fd45f", "#6fcf6a", "#52c285"][rank]!;
  for (let i = 0; i < count; i++) {
    c.save();
    c.rotate((i / count) * Math.PI * 2);
    form(c, shape("M4 0C10-14 26-16 38-6C30 6 16 9 4 0Z"), leaf, { size: 10, line: 2.6 });
    stroke(c, shape("M8-1Q20-5 31-5"), "rgba(30, 70, 30, 0.4)", 1.8);
    c.restore();
  }
}

/** Draws the face of the whirlleaf, which stays upright above its turning leaves. */
export function drawWhirlFace(c: Brush, rank: number): void {
  form(c, ellipse(0, 0, 14.5, 14), rank > 1 ? "#ffd560" : "#f4f0a8", { size: 13, line: 2.8 });
  face(c, { x: 0, y: -2, eye: 4.8, gap: 6, mouth: "open", lookX: 0 });
}

function drawPetals(c: Brush, rank: number): void {
  const count = 10 + rank * 2;
  const reach = 30 + rank * 2;
  for (let i = 0; i < count; i++) {
    c.save();
    c.rotate((i / count) * Math.PI * 2);
    const petal = i % 2 === 0 ? "#ffc52e" : "#ffab2a";
    form(c, ellipse(reach - 9, 0, 11, 6.4), petal, { size: 7, line: 2.2 });
    c.restore();
  }
}

/** Draws the mirror in the sunflower's middle, which stays upright. */
export function drawBeamFace(c: Brush, rank: number): void {
  form(c, ellipse(0, 0, 19), "#b9703a", { size: 16, line: 2.8 });
  form(c, ellipse(0, 0, 14.6), rank > 1 ? "#fff3b0" : "#d8f3ff", { size: 12, line: 2 });
  spot(c, shape("M-10-4L-2-12L2-11L-9 1Z"), "rgba(255, 255, 255, 0.9)");
  face(c, { x: 0, y: 0, eye: 4.6, gap: 6, mouth: "smile", lookX: 0 });
}

function drawBow(c: Brush, rank: number): void {
  const wood = ["#4fa06f", "#3f9a72", "#2f8f7f"][rank]!;
  const bend = 21 + rank * 3;
  stroke(c, shape(`M6-${bend}L-8 0L6 ${bend}`), "#f3e7c8", 2);
  stroke(c, shape(`M6-${bend}Q26 0 6 ${bend}`), "#1e4d38", 9);
  stroke(c, shape(`M6-${bend}Q26 0 6 ${bend}`), wood, 5);
  form(c, box(-18, -4.5, 40, 9, 4.5), "#c98d5a", { size: 8, line: 2.6 });
  stroke(c, shape("M-10 0H32"), "#2d6b49", 4.4);
  form(c, shape("M30-6L44 0L30 6Z"), rank > 1 ? "#ffd560" : "#c9f0b0", { size: 5, line: 2.2 });
}

/** The drawing of the turning part, for towers that have one. */
export const PART_DRAWERS: Partial<Record<TowerKind, (c: Brush, rank: number) => void>> = {
  whirl: drawBlades,
  beam: drawPetals,
  ballista: drawBow,
};
