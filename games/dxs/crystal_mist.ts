// The light and the mist in the crystal. Nothing in them has an edge, so they are put together on a small picture that
// is scaled up once a frame.

import { clamp } from "../kit/motion.ts";
import { BALL, type LightName, makeLights } from "./crystal_drawing.ts";

type Blob = {
  angle: number;
  readonly reach: number;
  readonly size: number;
  readonly speed: number;
  readonly hue: LightName;
};

/** What the light depends on. */
export type Light = {
  /** The brightness, 0 to 1. */
  readonly glow: number;
  /** How much farther the halo reaches than at rest. */
  readonly breath: number;
  /** The strength of a flash, 0 to 1. */
  readonly flash: number;
};

const BLOBS = 15;
/** The hues of the mist. */
const MIST = ["violet", "teal", "pink"] as const satisfies readonly LightName[];
/** The width and height of the part of the stage that the light reaches, around the ball. */
const REACH = 920;
/** How far light reaches from the middle of the ball: farther, the upper edge of the stage would cut it off. */
const LIGHT_RADIUS = BALL.y;
const PIXELS = 184;

function makeBlobs(): Blob[] {
  // The golden angle spreads them evenly without a pattern.
  return Array.from({ length: BLOBS }, (_, at) => ({
    angle: at * 2.4,
    reach: BALL.radius * (0.42 + 0.5 * (at % 5) / 5),
    size: BALL.radius * (0.5 + 0.3 * (at % 3) / 3),
    speed: (0.00022 + 0.00012 * (at % 4)) * (at % 2 ? 1 : -0.7),
    hue: MIST[at % 3]!,
  }));
}

/** The mist of one crystal. */
export class CrystalMist {
  #blobs = makeBlobs();
  #lights = makeLights();
  #context: CanvasRenderingContext2D;

  constructor() {
    const picture = document.createElement("canvas");
    picture.width = picture.height = PIXELS;
    this.#context = picture.getContext("2d")!;
  }

  /** Moves the mist. */
  update(stepMs: number): void {
    for (const blob of this.#blobs) blob.angle += blob.speed * stepMs;
  }

  /** Draws halo, mist and flash around the ball. */
  draw(target: CanvasRenderingContext2D, { glow, breath, flash }: Light): void {
    const context = this.#context;
    const scale = PIXELS / REACH;
    const [left, top] = [BALL.x - REACH / 2, BALL.y - REACH / 2];
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, PIXELS, PIXELS);
    context.setTransform(scale, 0, 0, scale, -left * scale, -top * scale);
    context.globalAlpha = clamp(0.3 + glow * 0.7);
    const halo = BALL.radius * (1.25 + glow * 0.1 + breath);
    this.#drawLight("halo", Math.min(LIGHT_RADIUS, halo));
    this.#drawMist(glow);
    if (flash > 0) {
      context.globalAlpha = flash;
      this.#drawLight("flash", LIGHT_RADIUS);
    }
    context.globalAlpha = 1;
    target.drawImage(context.canvas, left, top, REACH, REACH);
  }

  #drawMist(glow: number): void {
    const context = this.#context;
    context.save();
    context.globalAlpha = 1;
    context.beginPath();
    context.arc(BALL.x, BALL.y, BALL.radius, 0, Math.PI * 2);
    context.clip();
    context.fillStyle = "#1c0f3d";
    context.fill();
    context.globalCompositeOperation = "lighter";
    context.globalAlpha = 0.2 + glow * 0.42;
    for (const { angle, reach, size, hue } of this.#blobs) {
      const x = BALL.x + Math.cos(angle) * reach;
      const y = BALL.y + Math.sin(angle * 1.3) * reach * 0.8;
      context.drawImage(this.#lights[hue], x - size, y - size, size * 2, size * 2);
    }
    context.restore();
  }

  #drawLight(name: LightName, reach: number): void {
    this.#context.drawImage(
      this.#lights[name],
      BALL.x - reach,
      BALL.y - reach,
      reach * 2,
      reach * 2,
    );
  }
}
