// The drawing of the carrot.

import type { StageBrush } from "../../kit/drawing/stage_brush.ts";
import { type Brush, contact, ellipse, face, form, shape, spot, stroke } from "./brush.ts";

/** The carrot's mood, by its face. */
export type Mood = "happy" | "proud" | "nervous" | "scared" | "hurt" | "gone";

/** The state of the carrot's drawing. */
export interface CarrotLook {
  /** The bites left, 0 to 10. */
  readonly health: number;
  readonly mood: Mood;
  /** The sway of the leaves in radians. */
  readonly sway: number;
  /** Whether its eyes are closed. */
  readonly blink: boolean;
  /** The direction of its eyes, -1 to 1. @default 0 */
  readonly lookX?: number;
  readonly lookY?: number;
}

const ORANGE = "#ff8a3c";

/** The mark of each lost pair of bites, first to last. */
const MARKS = [[26, -14, 9], [-27, 2, 9], [23, 12, 9], [-20, -24, 10]] as const;

/** The carrot's pieces, each drawn around the carrot's middle; a view may use pictures of them instead. */
export interface CarrotParts<C extends StageBrush> {
  readonly mound: (c: C) => void;
  /** One leaf, pointing up from 0, 0. */
  readonly leaf: (c: C, index: number) => void;
  /** The root, with this many marks bitten out. */
  readonly root: (c: C, lost: number) => void;
  readonly face: (c: C, look: CarrotLook) => void;
  readonly soil: (c: C) => void;
}

/** The pieces, drawn directly. */
export const PLAIN_PARTS: CarrotParts<Brush> = {
  mound: drawMound,
  leaf: drawLeaf,
  root: drawRoot,
  face: drawFace,
  soil: drawSoil,
};

/** Draws the carrot around 0, 0. */
export function drawCarrot(c: Brush, look: CarrotLook): void {
  composeCarrot(c, look, PLAIN_PARTS);
}

/** Draws the carrot around 0, 0, of its pieces. */
export function composeCarrot<C extends StageBrush>(
  c: C,
  look: CarrotLook,
  parts: CarrotParts<C>,
): void {
  parts.mound(c);
  c.save();
  c.translate(0, 30);
  c.rotate(look.sway * 0.25);
  c.translate(0, -30);
  drawLeaves(c, look, parts);
  parts.root(c, Math.min(MARKS.length, Math.floor((10 - look.health + 1) / 2)));
  parts.face(c, look);
  c.restore();
  parts.soil(c);
}

function drawMound(c: Brush): void {
  contact(c, 0, 36, 34);
  form(c, shape("M-34 34C-30 20 30 20 34 34C24 43-24 43-34 34Z"), "#8a5a3a", {
    size: 18,
    line: 2.8,
  });
}

function drawSoil(c: Brush): void {
  form(c, shape("M-32 35C-22 27-10 34 0 31C10 34 22 27 32 35C22 43-22 43-32 35Z"), "#9a673f", {
    size: 12,
    line: 2.6,
  });
  spot(c, ellipse(-14, 37, 3, 1.8), "#6e452c");
  spot(c, ellipse(12, 38, 2.6, 1.6), "#6e452c");
}

function drawLeaves<C extends StageBrush>(
  c: C,
  { health, sway }: CarrotLook,
  parts: CarrotParts<C>,
): void {
  const leaves = health > 6 ? [-0.55, 0.5, -0.2, 0.15] : health > 3 ? [-0.5, 0.45, 0] : [-0.6, 0.7];
  const droop = health > 3 ? 1 : 1.7;
  leaves.forEach((turn, index) => {
    c.save();
    c.translate(0, -34);
    c.rotate(turn * droop + sway * (1 + index * 0.2));
    parts.leaf(c, index);
    c.restore();
  });
}

function drawLeaf(c: Brush, index: number): void {
  const leaf = shape("M-4 4C-14-8-10-18-12-26C-4-28-4-34 0-40C4-34 4-28 12-26C10-18 14-8 4 4Z");
  form(c, leaf, index % 2 === 0 ? "#5fb34a" : "#7cc95c", { size: 10, line: 2.6 });
  stroke(c, shape("M0 2V-28"), "rgba(30, 80, 30, 0.4)", 2);
}

function drawRoot(c: Brush, lost: number): void {
  const root = shape("M-30-18C-30-38 30-38 30-18C28 6 22 24 12 36H-12C-22 24-28 6-30-18Z");
  form(c, root, ORANGE, { size: 28, line: 3.4 });
  stroke(c, shape("M-24-2q8 3 12 1M24-8q-8 4-13 2M-18 20q6 3 10 1M19 17q-6 3-9 2"), "#d9642a", 2.6);
  for (const [x, y, r] of MARKS.slice(0, lost)) {
    c.save();
    c.clip(root);
    spot(c, ellipse(x, y, r + 2.6), "#c9571f");
    spot(c, ellipse(x, y, r), "#ffcf96");
    c.restore();
  }
}

function drawFace(c: Brush, { mood, blink, lookX = 0, lookY = 0.1 }: CarrotLook): void {
  if (blink || mood === "hurt" || mood === "gone") {
    const hurt = mood !== "happy" && mood !== "proud" && mood !== "nervous";
    for (const x of [-10, 10]) {
      const eye = hurt ? shape(`M${x - 5}-18l10 5-10 5`) : shape(`M${x - 6}-13q6 5 12 0`);
      stroke(c, eye, "#4a2416", 3.2);
    }
    stroke(c, shape(hurt ? "M-7 6Q0-2 7 6" : "M-6 0Q0 6 6 0"), "#4a2416", 3);
    return;
  }
  const mouths = { happy: "smile", proud: "open", nervous: "worry", scared: "open" } as const;
  face(c, {
    x: 0,
    y: -12,
    eye: mood === "scared" ? 9.4 : 8,
    gap: 11.5,
    lookX,
    lookY,
    mouth: mouths[mood],
    cheeks: "rgba(226, 70, 60, 0.45)",
    ink: "#4a2416",
  });
  if (mood === "scared") spot(c, shape("M25-30q6 9 0 12q-6-3 0-12Z"), "#9fdcff");
}
