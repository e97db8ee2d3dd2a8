// Strokes that all drawings share: a form in three tones with an outline of its own hue, and a face.

import { darker, lighter } from "../../kit/colour.ts";

/** The context of a drawing. */
export type Brush = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** The side of a drawing's square. Its middle is 0, 0, and the feet are near y = 34. */
export const ART = 100;

/** @param turn the rotation in radians, clockwise */
export function ellipse(x: number, y: number, rx: number, ry = rx, turn = 0): Path2D {
  const path = new Path2D();
  path.ellipse(x, y, rx, ry, turn, 0, Math.PI * 2);
  return path;
}

/** A rectangle with round corners. */
export function box(x: number, y: number, width: number, height: number, corner: number): Path2D {
  const path = new Path2D();
  path.roundRect(x, y, width, height, corner);
  return path;
}

/** Makes a path of SVG path data. */
export function shape(d: string): Path2D {
  return new Path2D(d);
}

/** Options of a form. */
export interface FormOptions {
  /** The distance of the three tones, about the form's radius. @default 20 */
  readonly size?: number;
  /** The width of the outline. @default 3.2 */
  readonly line?: number;
  /** Whether its upper left is lit. @default true */
  readonly shine?: boolean;
}

/** Fills a form: shade below right, light above left, a darker outline. */
export function form(c: Brush, path: Path2D, colour: string, options: FormOptions = {}): void {
  const { size = 20, line = 3.2, shine = true } = options;
  c.save();
  c.fillStyle = darker(colour, 0.24);
  c.fill(path);
  c.save();
  c.clip(path);
  c.translate(-size * 0.16, -size * 0.2);
  c.fillStyle = colour;
  c.fill(path);
  if (shine) {
    c.translate(-size * 0.75, -size * 0.85);
    c.fillStyle = lighter(colour, 0.42);
    c.fill(path);
  }
  c.restore();
  c.lineWidth = line;
  c.lineJoin = "round";
  c.strokeStyle = darker(colour, 0.52);
  c.stroke(path);
  c.restore();
}

/** A flat spot without outline. */
export function spot(c: Brush, path: Path2D, colour: string): void {
  c.fillStyle = colour;
  c.fill(path);
}

/** A line with round ends. */
export function stroke(c: Brush, path: Path2D, colour: string, width: number): void {
  c.strokeStyle = colour;
  c.lineWidth = width;
  c.lineCap = "round";
  c.lineJoin = "round";
  c.stroke(path);
}

/** Draws a soft shadow where something touches the ground. */
export function contact(c: Brush, x: number, y: number, rx: number): void {
  spot(c, ellipse(x, y, rx, rx * 0.34), "rgba(20, 24, 48, 0.24)");
}

/** The shape of a mouth. */
export type Mouth = "smile" | "open" | "grin" | "flat" | "worry" | "teeth";

/** A face and the place of its middle. */
export interface Face {
  readonly x: number;
  readonly y: number;
  /** The radius of an eye. @default 6 */
  readonly eye?: number;
  /** The distance of each eye from the middle. @default 9 */
  readonly gap?: number;
  /** The direction of the pupils, -1 to 1. */
  readonly lookX?: number;
  readonly lookY?: number;
  readonly mouth?: Mouth;
  /** Whether its brows are slanted. */
  readonly angry?: boolean;
  readonly cheeks?: string;
  readonly ink?: string;
}

/** Draws two eyes and a mouth, optionally with cheeks and brows. */
export function face(c: Brush, f: Face): void {
  const { x, y, eye = 6, gap = 9, lookX = 0.35, lookY = 0.1, ink = "#2b2033" } = f;
  for (const side of [-1, 1]) {
    const ex = x + side * gap;
    spot(c, ellipse(ex, y, eye, eye * 1.12), "#ffffff");
    stroke(c, ellipse(ex, y, eye, eye * 1.12), "rgba(43, 32, 51, 0.55)", 1.6);
    const px = ex + lookX * eye * 0.4;
    const py = y + lookY * eye * 0.5;
    spot(c, ellipse(px, py, eye * 0.55, eye * 0.64), ink);
    spot(c, ellipse(px - eye * 0.2, py - eye * 0.24, eye * 0.2), "#ffffff");
    if (f.angry) {
      const inner = y - eye * 0.75;
      const outer = y - eye * 1.55;
      const brow = new Path2D();
      brow.moveTo(ex + side * eye, outer);
      brow.lineTo(ex - side * eye * 0.9, inner);
      stroke(c, brow, ink, Math.max(2, eye * 0.42));
    }
    if (f.cheeks) {
      spot(
        c,
        ellipse(x + side * (gap + eye * 0.7), y + eye * 1.5, eye * 0.62, eye * 0.4),
        f.cheeks,
      );
    }
  }
  mouth(c, f, ink);
}

function mouth(c: Brush, f: Face, ink: string): void {
  const { x, y, eye = 6, mouth: kind = "smile" } = f;
  const my = y + eye * 1.75;
  const w = eye * 0.95;
  const path = new Path2D();
  switch (kind) {
    case "smile":
      path.moveTo(x - w * 0.7, my);
      path.quadraticCurveTo(x, my + w * 0.9, x + w * 0.7, my);
      stroke(c, path, ink, 2.4);
      return;
    case "flat":
      path.moveTo(x - w * 0.6, my + 1);
      path.lineTo(x + w * 0.6, my + 1);
      stroke(c, path, ink, 2.4);
      return;
    case "worry":
      path.moveTo(x - w * 0.7, my + w * 0.5);
      path.quadraticCurveTo(x, my - w * 0.4, x + w * 0.7, my + w * 0.5);
      stroke(c, path, ink, 2.4);
      return;
    default:
      openMouth(c, { x, my, w, teeth: kind !== "open", wide: kind === "grin" }, ink);
  }
}

interface OpenMouth {
  readonly x: number;
  readonly my: number;
  readonly w: number;
  readonly teeth: boolean;
  readonly wide: boolean;
}

function openMouth(c: Brush, { x, my, w, teeth, wide }: OpenMouth, ink: string): void {
  const half = wide ? w * 1.35 : w;
  const path = new Path2D();
  path.moveTo(x - half, my - 1);
  path.quadraticCurveTo(x, my + 1, x + half, my - 1);
  path.quadraticCurveTo(x + half * 0.8, my + w * 1.3, x, my + w * 1.3);
  path.quadraticCurveTo(x - half * 0.8, my + w * 1.3, x - half, my - 1);
  spot(c, path, "#7a1f35");
  c.save();
  c.clip(path);
  spot(c, ellipse(x, my + w * 1.25, half * 0.7, w * 0.5), "#f27a86");
  if (teeth) {
    for (const tx of [-0.45, 0.45]) {
      spot(c, shape(`M${x + tx * half - 4} ${my - 2}h8l-4 7z`), "#fffaf0");
    }
  }
  c.restore();
  stroke(c, path, ink, 2);
}
