// The drawings of the nine towers in three levels: a body that can be squashed, and a part that turns.

import { box, type Brush, contact, ellipse, face, form, shape, spot, stroke } from "./brush.ts";
import type { TowerKind } from "../rules/towers_table.ts";
import { drawBeamFace, drawWhirlFace, PART_DRAWERS } from "./tower_parts.ts";
import { GREEN_DRAWERS } from "./towers_green.ts";

/** How a tower's part moves: towards the target, or round and round. */
export type Turn = "aim" | "spin" | "none";

/** How each tower's part moves. */
export const TURNS: Readonly<Record<TowerKind, Turn>> = {
  sling: "none",
  frost: "none",
  mortar: "none",
  whirl: "spin",
  chili: "none",
  bell: "none",
  ballista: "aim",
  beam: "spin",
  lamp: "none",
};

/** The pivot of the part, where shots start, in units of the drawing. */
export const PIVOTS: Readonly<Record<TowerKind, { x: number; y: number }>> = {
  sling: { x: 0, y: -24 },
  frost: { x: 0, y: -14 },
  mortar: { x: 0, y: -26 },
  whirl: { x: 0, y: -12 },
  chili: { x: 0, y: -26 },
  bell: { x: 0, y: -8 },
  ballista: { x: 0, y: -25 },
  beam: { x: 0, y: -12 },
  lamp: { x: 0, y: -10 },
};

/** The colour of each tower's shots, rings and numbers. */
export const TOWER_COLOURS: Readonly<Record<TowerKind, string>> = {
  sling: "#c8793a",
  frost: "#63b7f0",
  mortar: "#b065c9",
  whirl: "#63b84c",
  chili: "#ef5a3c",
  bell: "#f2b92f",
  ballista: "#3f8f63",
  beam: "#ffd23e",
  lamp: "#ffe58a",
};

/** Draws the still parts: shadow, stand, body and face. */
export function drawTowerBody(c: Brush, kind: TowerKind, rank: number): void {
  drawStand(c, rank);
  BODY_DRAWERS[kind](c, rank);
}

/** Draws the turning part around 0, 0, pointing right. */
export function drawTowerPart(c: Brush, kind: TowerKind, rank: number): void {
  PART_DRAWERS[kind]?.(c, rank);
}

/** The size of a tower by its level; its feet stay in place. */
export const RANK_SIZES: readonly number[] = [0.92, 1, 1.07];
/** The y of the feet, around which it grows. */
export const FEET_Y = 34;

/** Draws the whole tower, for rings, cards and the almanac. */
export function drawTower(c: Brush, kind: TowerKind, rank: number): void {
  c.save();
  c.translate(0, FEET_Y);
  c.scale(RANK_SIZES[rank]!, RANK_SIZES[rank]!);
  c.translate(0, -FEET_Y);
  drawWhole(c, kind, rank);
  c.restore();
}

function drawWhole(c: Brush, kind: TowerKind, rank: number): void {
  drawTowerBody(c, kind, rank);
  if (TURNS[kind] === "none") return;
  c.save();
  c.translate(PIVOTS[kind].x, PIVOTS[kind].y);
  if (TURNS[kind] === "aim") c.rotate(-0.5);
  drawTowerPart(c, kind, rank);
  c.restore();
  drawTowerFront(c, kind, rank);
}

/** Draws the face that stays upright in front of the turning part. */
export function drawTowerFront(c: Brush, kind: TowerKind, rank: number): void {
  if (kind !== "whirl" && kind !== "beam") return;
  c.save();
  c.translate(PIVOTS[kind].x, PIVOTS[kind].y);
  if (kind === "whirl") drawWhirlFace(c, rank);
  else drawBeamFace(c, rank);
  c.restore();
}

/** Draws a stone disc with one to three petals: the level, readable without colour. */
function drawStand(c: Brush, rank: number): void {
  contact(c, 2, 37, 37);
  const stone = ["#b9a88e", "#c2b6cf", "#f0c659"][rank] ?? "#b9a88e";
  for (let leaf = 0; leaf < rank; leaf++) drawSprigs(c, leaf, rank > 1 ? "#8fd45f" : "#7cc25a");
  form(c, shape("M-31 28C-31 20 31 20 31 28V34C31 43-31 43-31 34Z"), stone, {
    size: 22,
    line: 2.6,
  });
  spot(c, ellipse(0, 27.5, 26, 6.4), "rgba(255, 255, 255, 0.28)");
  for (let i = 0; i <= rank; i++) {
    const x = (i - rank / 2) * 11;
    spot(c, ellipse(x, 36.4, 3.9, 3.4), "#fff7d6");
    stroke(c, ellipse(x, 36.4, 3.9, 3.4), "rgba(70, 46, 20, 0.55)", 1.4);
  }
}

/** Draws a leaf on each side of the stand for the second level, two for the third. */
function drawSprigs(c: Brush, index: number, green: string): void {
  for (const side of [-1, 1]) {
    c.save();
    c.translate(side * 25, 31);
    c.scale(side, 1);
    c.rotate(-0.25 - index * 0.75);
    form(c, shape("M0 3C2-8 12-10 19-5C16 4 8 8 0 3Z"), green, { size: 6, line: 2.2 });
    c.restore();
  }
}

type Drawer = (c: Brush, rank: number) => void;

function drawSling(c: Brush, rank: number): void {
  const wood = ["#b9793f", "#b56f3a", "#9c5a33"][rank]!;
  form(c, shape("M-20-6C-27-18-30-30-27-38l9-2C-19-29-14-20-6-14Z"), wood, { size: 10 });
  form(c, shape("M20-6C27-18 30-30 27-38l-9-2C19-29 14-20 6-14Z"), wood, { size: 10 });
  form(c, shape("M-22 28C-24 8-23-10-10-14H10C23-10 24 8 22 28C12 33-12 33-22 28Z"), wood);
  stroke(c, shape("M-23-36Q0-8 23-36"), "#7d2f3a", 4.4);
  stroke(c, shape("M-23-37Q0-9 23-37"), "#d9606a", 2.2);
  if (rank > 0) {
    stroke(c, shape("M-27-31l9-2M18-33l9 2"), rank > 1 ? "#ffd560" : "#8fd06a", 5);
  }
  drawAcorn(c, 0, -21, rank > 1 ? "#ffcf4a" : "#d9923f");
  face(c, { x: 0, y: 6, eye: 6.4, gap: 9.5, mouth: "smile", cheeks: "rgba(240, 110, 90, 0.5)" });
}

/** Draws an acorn, which the sling also throws. */
export function drawAcorn(c: Brush, x: number, y: number, colour: string): void {
  form(c, shape(`M${x - 8} ${y - 2}q8 18 16 0Z`), colour, { size: 8, line: 2.4 });
  form(c, shape(`M${x - 10} ${y - 1}q0-10 10-10q10 0 10 10Z`), "#8b5a36", { size: 8, line: 2.4 });
}

function drawFrost(c: Brush, rank: number): void {
  const tin = ["#7cc4ef", "#5fb0ee", "#6a9cf0"][rank]!;
  stroke(c, shape("M-18-8C-40-16-40 18-20 18"), "#2c6c9a", 8);
  stroke(c, shape("M-18-8C-40-16-40 18-20 18"), tin, 4);
  form(c, shape("M18 14L36-18L42-14L24 22Z"), tin, { size: 8 });
  form(c, ellipse(40, -17, 8, 5, 0.6), "#d9f2ff", { size: 6, line: 2.4 });
  form(c, shape("M-22-10H22L26 26C14 33-14 33-26 26Z"), tin);
  form(c, shape("M-23-10C-23-18 23-18 23-10C23-4-23-4-23-10Z"), "#bfe6fb", { size: 10, line: 2.6 });
  if (rank > 0) stroke(c, shape("M-24 20Q0 29 25 20"), rank > 1 ? "#ffe07a" : "#ffffff", 4);
  drawSnowflower(c, 0, -20 - rank * 2, 9 + rank * 2.5);
  face(c, { x: 0, y: 5, eye: 6.2, gap: 9, mouth: "smile", cheeks: "rgba(255, 150, 170, 0.6)" });
}

function drawSnowflower(c: Brush, x: number, y: number, size: number): void {
  for (let i = 0; i < 6; i++) {
    const turn = (i / 6) * Math.PI * 2;
    const px = x + Math.cos(turn) * size * 0.62;
    const py = y + Math.sin(turn) * size * 0.62;
    form(c, ellipse(px, py, size * 0.5, size * 0.3, turn), "#eefaff", { size: 4, line: 1.8 });
  }
  form(c, ellipse(x, y, size * 0.34), "#ffd76a", { size: 4, line: 1.8 });
}

function drawMortar(c: Brush, rank: number): void {
  const cap = ["#b86bd0", "#a95bd6", "#d0509f"][rank]!;
  form(c, shape("M-17 28C-21 14-20 2-15-4H15C20 2 21 14 17 28C10 33-10 33-17 28Z"), "#f6e7d2");
  form(c, shape("M-36 0C-36-24-18-36 0-36C18-36 36-24 36 0C24 8-24 8-36 0Z"), cap, { size: 26 });
  form(c, ellipse(0, -32, 15, 7), "#5c2a6b", { size: 10, line: 2.8 });
  spot(c, ellipse(0, -31, 10.5, 4.4), "#2c1238");
  for (const [x, y, r] of [[-24, -6, 5], [-8, -15, 4], [12, -12, 6], [26, -4, 4]] as const) {
    spot(c, ellipse(x, y, r, r * 0.86), "rgba(255, 250, 235, 0.9)");
  }
  if (rank > 0) stroke(c, shape("M-33 2Q0 13 33 2"), rank > 1 ? "#ffd560" : "#e9c4f5", 3.4);
  face(c, { x: 0, y: 12, eye: 5.6, gap: 8, mouth: "flat", cheeks: "rgba(240, 120, 130, 0.5)" });
}

function drawChili(c: Brush, rank: number): void {
  const pot = ["#c96f4a", "#bb5a44", "#8f4a63"][rank]!;
  const peppers = [[-12, -16, -0.5], [13, -17, 0.5], [0, -24, 0]] as const;
  for (const [x, y, turn] of peppers.slice(0, 2 + rank)) {
    c.save();
    c.translate(x, y);
    c.rotate(turn);
    form(c, shape("M-8 12C-10-6-4-16 3-22C4-8 12-2 8 12Z"), "#f0492f", { size: 10, line: 2.6 });
    stroke(c, shape("M-5 10Q0 6 6 10"), "#3f8f3f", 5);
    c.restore();
  }
  form(c, shape("M-24-8H24C32 6 30 20 20 29C10 33-10 33-20 29C-30 20-32 6-24-8Z"), pot, {
    size: 24,
  });
  form(c, box(-28, -14, 56, 10, 5), pot, { size: 10, line: 2.8 });
  if (rank > 0) {
    stroke(c, shape("M-26 21l7-5 7 5 7-5 7 5 7-5 7 5 7-5"), rank > 1 ? "#ffd560" : "#ffb48a", 3);
  }
  face(c, { x: 0, y: 5, eye: 6, gap: 9.5, mouth: "grin", angry: rank > 1 });
}

function drawBell(c: Brush, rank: number): void {
  const gold = ["#f5c146", "#f7b52c", "#ffcb3a"][rank]!;
  stroke(c, shape("M-24 30C-34-10-22-42 4-42C16-42 20-34 14-28"), "#3c5a2e", 8);
  stroke(c, shape("M-24 30C-34-10-22-42 4-42C16-42 20-34 14-28"), "#6fae55", 4.4);
  form(c, shape("M-30-2q-12-6-14 6q10 4 14-6Z"), "#7fc55f", { size: 6, line: 2.2 });
  form(c, shape("M-2-30H10C22-26 24-6 30 12C22 20-14 20-22 12C-16-6-14-26-2-30Z"), gold, {
    size: 22,
  });
  form(c, shape("M-25 10C-12 19 20 19 33 10L34 17C20 27-12 27-26 17Z"), gold, {
    size: 10,
    line: 2.8,
  });
  form(c, ellipse(4, 24, 6, 5.4), "#b96f2a", { size: 5, line: 2.4 });
  if (rank > 0) {
    form(c, shape("M6-2l-9 0 5-11h9l-4 7h6L0 8Z"), rank > 1 ? "#fff7c9" : "#fffdf0", {
      size: 4,
      line: 1.8,
    });
  }
  face(c, { x: 4, y: rank > 0 ? 4 : 0, eye: 5.6, gap: 8.6, mouth: "smile", lookX: 0.2 });
}

const BODY_DRAWERS: Readonly<Record<TowerKind, Drawer>> = {
  sling: drawSling,
  frost: drawFrost,
  mortar: drawMortar,
  chili: drawChili,
  bell: drawBell,
  ...GREEN_DRAWERS,
};
