import { type Tone, tone } from "./tone.ts";

/** The context of a drawing, on the page or off screen. */
export type Canvas2d = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Options of a form. */
export interface FormLook {
  /** The width of the outline, 0 for none. @default 3 */
  readonly line?: number;
  /** The width of the shade at the lower right. @default 6 */
  readonly shade?: number;
  /** The width of the light at the upper left. @default 4 */
  readonly light?: number;
}

const FAR = 4000;

/** Fills the part of a path that the same path, moved by `rim`, does not cover. */
function fillRim(g: Canvas2d, path: Path2D, rim: { x: number; y: number; colour: string }): void {
  const outside = new Path2D();
  outside.rect(-FAR, -FAR, 2 * FAR, 2 * FAR);
  outside.addPath(path, new DOMMatrix([1, 0, 0, 1, rim.x, rim.y]));
  g.fillStyle = rim.colour;
  g.fill(outside, "evenodd");
}

/** Draws a solid form: base, shade at the lower right, light at the upper left, outline. */
export function form(g: Canvas2d, path: Path2D, colour: string | Tone, look: FormLook = {}): void {
  const tones = typeof colour === "string" ? tone(colour) : colour;
  const { line = 3, shade = 6, light = 4 } = look;
  g.save();
  g.fillStyle = tones.base;
  g.fill(path);
  g.clip(path);
  if (shade) fillRim(g, path, { x: -shade * 0.75, y: -shade, colour: tones.dark });
  if (light) fillRim(g, path, { x: light * 0.8, y: light, colour: tones.light });
  g.restore();
  if (!line) return;
  g.strokeStyle = tones.line;
  g.lineWidth = line;
  g.lineJoin = "round";
  g.lineCap = "round";
  g.stroke(path);
}

/** Makes a path from SVG path data. */
export function path(data: string): Path2D {
  return new Path2D(data);
}

/** Makes an ellipse. */
export function oval(x: number, y: number, size: readonly [number, number], turn = 0): Path2D {
  const made = new Path2D();
  made.ellipse(x, y, size[0], size[1], turn, 0, Math.PI * 2);
  return made;
}

/** Makes a box with rounded corners. */
export function box(
  corner: readonly [number, number],
  size: readonly [number, number],
  radius: number,
): Path2D {
  const made = new Path2D();
  made.roundRect(corner[0], corner[1], size[0], size[1], radius);
  return made;
}

/** Fills a shape with one colour. */
export function spot(g: Canvas2d, shape: Path2D, colour: string): void {
  g.fillStyle = colour;
  g.fill(shape);
}

/** Draws a line with round ends. */
export function stroke(g: Canvas2d, shape: Path2D, look: { colour: string; width: number }): void {
  g.strokeStyle = look.colour;
  g.lineWidth = look.width;
  g.lineCap = "round";
  g.lineJoin = "round";
  g.stroke(shape);
}

/** Draws a stem: an outlined line. */
export function stem(g: Canvas2d, shape: Path2D, look: { colour: string; width: number }): void {
  const tones = tone(look.colour);
  stroke(g, shape, { colour: tones.line, width: look.width + 5 });
  stroke(g, shape, { colour: tones.base, width: look.width });
  g.save();
  g.translate(-look.width * 0.2, -look.width * 0.12);
  stroke(g, shape, { colour: tones.light, width: look.width * 0.28 });
  g.restore();
}

/** A face: two eyes and a mouth. */
export interface Face {
  readonly x: number;
  readonly y: number;
  /** Half the distance between the eyes. */
  readonly gap: number;
  /** The height of an eye. */
  readonly eye: number;
  readonly mood: "happy" | "keen" | "stern" | "sleepy" | "blow" | "grin" | "wow";
  /** @default #2b2138 */
  readonly ink?: string;
  /** The direction of the eyes, -1 left to 1 right. @default 0.5 */
  readonly gaze?: number;
  /** @default true */
  readonly cheeks?: boolean;
}

function drawEye(g: Canvas2d, face: Face, side: -1 | 1): void {
  const { eye, ink = "#2b2138", gaze = 0.5 } = face;
  const x = face.x + side * face.gap;
  if (face.mood === "sleepy") {
    const lid = path(`M${x - eye} ${face.y}q${eye} ${eye} ${2 * eye} 0`);
    return stroke(g, lid, { colour: ink, width: eye * 0.42 });
  }
  spot(g, oval(x, face.y, [eye * 0.82, eye]), "#ffffff");
  stroke(g, oval(x, face.y, [eye * 0.82, eye]), { colour: ink, width: eye * 0.2 });
  spot(g, oval(x + gaze * eye * 0.28, face.y + eye * 0.1, [eye * 0.5, eye * 0.66]), ink);
  spot(
    g,
    oval(x + gaze * eye * 0.28 - eye * 0.16, face.y - eye * 0.22, [eye * 0.2, eye * 0.22]),
    "#fff",
  );
  if (face.mood !== "stern" && face.mood !== "keen") return;
  const slope = face.mood === "stern" ? 0.45 : 0.2;
  const brow = path(
    `M${x - eye} ${face.y - eye * (1.25 - side * slope)}L${x + eye} ${
      face.y - eye * (1.25 + side * slope)
    }`,
  );
  stroke(g, brow, { colour: ink, width: eye * 0.36 });
}

function drawMouth(g: Canvas2d, face: Face): void {
  const { x, y, gap, eye, ink = "#2b2138" } = face;
  const low = y + eye * 1.5;
  const pen = { colour: ink, width: Math.max(1.6, eye * 0.3) };
  switch (face.mood) {
    case "happy":
    case "sleepy":
    case "keen":
      return stroke(g, path(`M${x - gap * 0.5} ${low}q${gap * 0.5} ${eye * 0.7} ${gap} 0`), pen);
    case "stern":
      return stroke(
        g,
        path(`M${x - gap * 0.5} ${low + 2}q${gap * 0.5} ${-eye * 0.4} ${gap} 0`),
        pen,
      );
    case "blow":
      return spot(g, oval(x + gap * 0.6, low, [eye * 0.36, eye * 0.42]), ink);
    case "wow":
      return spot(g, oval(x, low + 1, [eye * 0.5, eye * 0.62]), ink);
    case "grin": {
      const teeth = path(
        `M${x - gap} ${low - 2}q${gap} ${eye * 0.5} ${2 * gap} 0q${-gap * 0.3} ${
          eye * 1.3
        } ${-gap} ${eye * 1.3}t${-gap} ${-eye * 1.3}z`,
      );
      spot(g, teeth, "#fff");
      return stroke(g, teeth, pen);
    }
  }
}

/** Draws a face. */
export function drawFace(g: Canvas2d, face: Face): void {
  if (face.cheeks !== false) {
    g.globalAlpha = 0.5;
    for (const side of [-1, 1]) {
      const x = face.x + side * face.gap * 1.45;
      spot(g, oval(x, face.y + face.eye * 1.15, [face.eye * 0.55, face.eye * 0.36]), "#ff7d7d");
    }
    g.globalAlpha = 1;
  }
  drawEye(g, face, -1);
  drawEye(g, face, 1);
  drawMouth(g, face);
}
