// The parts of the crystal, in logical units.

import { fillEllipse } from "../kit/fill_ellipse.ts";

/** The width and height of the crystal's stage. */
export const CRYSTAL_SIZE = 800;
/** The place of the ball on the stage. */
export const BALL = { x: 400, y: 370, radius: 278 } as const;

/** The places of the eyes on the stage, and their height above the middle of the ball. */
const EYES = [BALL.x - 84, BALL.x + 84] as const;
const EYE_RISE = 20;

/** The blur of a dark glow that separates the face from bright mist. */
const FACE_BLUR = 30;

/** The state of the face in the mist. */
export type CrystalFace = "asleep" | "awake" | "reading" | "glad" | "hidden";

type Context = CanvasRenderingContext2D;

/** The colours of lights and mists, from their middle to their edge. */
const LIGHTS = {
  violet: ["#8a5cffb0", "#8a5cff48", "#8a5cff00"],
  teal: ["#35c9d6b0", "#35c9d648", "#35c9d600"],
  pink: ["#ff78c4b0", "#ff78c448", "#ff78c400"],
  halo: ["#be8cffc0", "#be8cffc0", "#7850dc00"],
  flash: ["#fffae1ff", "#fff0c0aa", "#ffdc9600"],
} as const;

/** The name of a light. */
export type LightName = keyof typeof LIGHTS;

/**
 * The size of a light's picture. Lights have no edges, so a few pixels are enough, and scaling them up costs a tablet
 * little.
 */
const LIGHT_PIXELS = 96;

/** Draws each light once, as a small picture that can be scaled. */
export function makeLights(): Readonly<Record<LightName, HTMLCanvasElement>> {
  const names = Object.keys(LIGHTS) as LightName[];
  const entries = names.map((name) => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = LIGHT_PIXELS;
    const context = canvas.getContext("2d")!;
    const middle = LIGHT_PIXELS / 2;
    const light = context.createRadialGradient(middle, middle, 0, middle, middle, middle);
    for (const [at, colour] of LIGHTS[name].entries()) light.addColorStop(at / 2, colour);
    context.fillStyle = light;
    context.fillRect(0, 0, LIGHT_PIXELS, LIGHT_PIXELS);
    return [name, canvas];
  });
  return Object.fromEntries(entries);
}

function drawCushion(context: Context): void {
  const velvet = context.createLinearGradient(0, 600, 0, 700);
  velvet.addColorStop(0, "#c4344f");
  velvet.addColorStop(1, "#6d1330");
  context.fillStyle = velvet;
  context.strokeStyle = "#4a0b22";
  context.lineWidth = 6;
  context.beginPath();
  context.moveTo(220, 640);
  context.bezierCurveTo(215, 590, 300, 600, 400, 600);
  context.bezierCurveTo(500, 600, 585, 590, 580, 640);
  context.bezierCurveTo(600, 700, 500, 690, 400, 690);
  context.bezierCurveTo(300, 690, 200, 700, 220, 640);
  context.fill();
  context.stroke();
}

/** Draws the stand, its cushion and its shadow. */
export function drawStand(context: Context): void {
  context.fillStyle = "rgba(0, 0, 0, 0.35)";
  fillEllipse(context, { x: 400, y: 770 }, { width: 250, height: 24 });
  const gold = context.createLinearGradient(230, 0, 570, 0);
  gold.addColorStop(0, "#9a6412");
  gold.addColorStop(0.35, "#ffdf86");
  gold.addColorStop(0.6, "#e9a93a");
  gold.addColorStop(1, "#80500c");
  context.fillStyle = gold;
  context.strokeStyle = "#5a3605";
  context.lineWidth = 6;
  context.lineJoin = "round";
  context.beginPath();
  context.moveTo(270, 680);
  context.quadraticCurveTo(310, 720, 236, 766);
  context.quadraticCurveTo(400, 792, 564, 766);
  context.quadraticCurveTo(490, 720, 530, 680);
  context.closePath();
  context.fill();
  context.stroke();
  drawCushion(context);
  context.fillStyle = "#ffd766";
  for (const x of [226, 574]) {
    context.beginPath();
    context.arc(x, 648, 17, 0, Math.PI * 2);
    context.fill();
    context.stroke();
  }
}

/** Draws the reflections on the glass: its edge, a window, and a glimmer below. */
export function drawGlass(context: Context): void {
  const { x, y, radius } = BALL;
  const depth = context.createRadialGradient(x - 70, y - 80, radius * 0.35, x, y, radius);
  depth.addColorStop(0, "rgba(255, 255, 255, 0)");
  depth.addColorStop(0.72, "rgba(40, 10, 90, 0.12)");
  depth.addColorStop(1, "rgba(18, 4, 50, 0.62)");
  context.fillStyle = depth;
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.fill();
  context.lineWidth = 7;
  context.strokeStyle = "#cbb4ff";
  context.stroke();
  context.lineCap = "round";
  context.strokeStyle = "rgba(255, 255, 255, 0.75)";
  context.lineWidth = 20;
  context.beginPath();
  context.arc(x, y, radius - 46, Math.PI * 1.12, Math.PI * 1.34);
  context.stroke();
  context.lineWidth = 14;
  context.beginPath();
  context.arc(x, y, radius - 46, Math.PI * 1.42, Math.PI * 1.46);
  context.stroke();
  context.strokeStyle = "rgba(140, 235, 255, 0.4)";
  context.lineWidth = 12;
  context.beginPath();
  context.arc(x, y, radius - 26, Math.PI * 0.14, Math.PI * 0.38);
  context.stroke();
}

/** Draws the white of an open eye. */
function drawOpenEye(context: Context, x: number): void {
  context.fillStyle = "#fff8e0";
  fillEllipse(context, { x, y: BALL.y - EYE_RISE }, { width: 34, height: 42 });
}

/** Draws a closed eye: the lid hangs in sleep and is raised in joy. */
function drawShutEye(context: Context, x: number, raised: boolean): void {
  context.beginPath();
  if (raised) context.arc(x, BALL.y - 2, 32, Math.PI * 1.15, Math.PI * 1.85);
  else context.arc(x, BALL.y - 34, 32, Math.PI * 0.15, Math.PI * 0.85);
  context.stroke();
}

/** Draws the pupils of open eyes, in the direction -1 to 1 each. */
export function drawPupils(context: Context, look: { x: number; y: number }): void {
  for (const eye of EYES) {
    const [x, y] = [eye + look.x * 13, BALL.y - EYE_RISE + look.y * 15];
    context.fillStyle = "#3a1470";
    fillEllipse(context, { x, y }, { width: 19, height: 25 });
    context.fillStyle = "#ffffff";
    fillEllipse(context, { x: x - 6, y: y - 9 }, { width: 7, height: 8 });
  }
}

/** Draws the face in the mist, without pupils. */
export function drawFace(context: Context, face: CrystalFace): void {
  context.save();
  context.shadowColor = "#2a0d66";
  context.shadowBlur = FACE_BLUR;
  context.strokeStyle = "#fff5d2";
  context.lineCap = "round";
  context.lineWidth = 11;
  for (const x of EYES) {
    if (face === "awake") drawOpenEye(context, x);
    else drawShutEye(context, x, face === "glad");
  }
  context.lineWidth = 9;
  context.beginPath();
  if (face === "reading") context.arc(BALL.x, BALL.y + 84, 12, 0, Math.PI * 2);
  else if (face === "glad") context.arc(BALL.x, BALL.y + 46, 44, Math.PI * 0.1, Math.PI * 0.9);
  else context.arc(BALL.x, BALL.y + 46, 28, Math.PI * 0.2, Math.PI * 0.8);
  context.stroke();
  context.restore();
}
