// The animated crystal: a glass ball with mist, a sleepy face in the mist, and light.

import { drawFace, drawGlass, drawStand, type LightName, makeLights } from "./crystal_drawing.ts";
import { BALL, CRYSTAL_SIZE, type CrystalFace } from "./crystal_drawing.ts";
import { clamp, lerp, wantsCalmMotion } from "../kit/motion.ts";
import { Stage } from "../kit/stage.ts";

/** The state that the crystal moves towards. */
export type CrystalMood = {
  /** The brightness, 0 to 1. */
  readonly glow: number;
  /** The speed of the mist; 1 is the speed at rest. */
  readonly whirl: number;
  readonly face: CrystalFace;
};

type Blob = {
  angle: number;
  readonly reach: number;
  readonly size: number;
  readonly speed: number;
  readonly hue: LightName;
};
type Spark = {
  x: number;
  y: number;
  speedX: number;
  speedY: number;
  ageMs: number;
  readonly lifeMs: number;
  readonly size: number;
};

const BLOBS = 15;
const SPARKS = 46;
const FLASH_MS = 900;
const SMILE_MS = 900;
/** How fast the crystal follows its mood: most of the way in a third of a second. */
const FOLLOW_PER_MS = 0.006;

/** The hues of the mist. */
const MIST = ["violet", "teal", "pink"] as const satisfies readonly LightName[];

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

/** A crystal on a canvas of its own. */
export class CrystalView {
  readonly stage: Stage;
  #mood: CrystalMood = { glow: 0.3, whirl: 1, face: "asleep" };
  #glow = 0;
  #whirl = 1;
  #faceOpacity = 0;
  #blobs = makeBlobs();
  #lights = makeLights();
  #sparks: Spark[] = [];
  #flashMs = 0;
  #smileMs = 0;
  #timeMs = 0;
  #look = { x: 0, y: 0 };

  constructor(host: HTMLElement) {
    this.stage = new Stage({
      host,
      landscape: { width: CRYSTAL_SIZE, height: CRYSTAL_SIZE },
      onLayout: () => this.render(),
    });
  }

  /** Sets the state to move towards. */
  set mood(mood: CrystalMood) {
    this.#mood = mood;
  }

  /** The direction of the eyes, -1 to 1 each. */
  lookAt(x: number, y: number): void {
    this.#look = { x: clamp(x, -1, 1), y: clamp(y, -1, 1) };
  }

  /** Shows a smile for a moment. */
  smile(): void {
    this.#smileMs = SMILE_MS;
  }

  /** Shows a burst of light and stars. */
  flash(): void {
    this.#flashMs = FLASH_MS;
    if (wantsCalmMotion()) return;
    this.#sparks = Array.from({ length: SPARKS }, (_, at) => {
      const angle = at / SPARKS * Math.PI * 2 + Math.random() * 0.2;
      const speed = 0.25 + Math.random() * 0.45;
      return {
        x: BALL.x + Math.cos(angle) * BALL.radius * 0.8,
        y: BALL.y + Math.sin(angle) * BALL.radius * 0.8,
        speedX: Math.cos(angle) * speed,
        speedY: Math.sin(angle) * speed - 0.1,
        ageMs: 0,
        lifeMs: 700 + Math.random() * 700,
        size: 5 + Math.random() * 11,
      };
    });
  }

  update(stepMs: number): void {
    this.#timeMs += stepMs;
    const share = clamp(stepMs * FOLLOW_PER_MS);
    this.#glow = lerp(this.#glow, this.#mood.glow, share);
    this.#whirl = lerp(this.#whirl, this.#mood.whirl, share);
    this.#faceOpacity = lerp(this.#faceOpacity, this.#mood.face === "hidden" ? 0 : 1, share);
    this.#flashMs = Math.max(0, this.#flashMs - stepMs);
    this.#smileMs = Math.max(0, this.#smileMs - stepMs);
    const pace = wantsCalmMotion() ? 0.15 : this.#whirl;
    for (const blob of this.#blobs) blob.angle += blob.speed * stepMs * pace;
    for (const spark of this.#sparks) {
      spark.ageMs += stepMs;
      spark.speedY += 0.0004 * stepMs;
      spark.x += spark.speedX * stepMs;
      spark.y += spark.speedY * stepMs;
    }
    this.#sparks = this.#sparks.filter(({ ageMs, lifeMs }) => ageMs < lifeMs);
  }

  render(): void {
    const context = this.stage.begin();
    this.stage.drawLayer("stand", (layer) => drawStand(layer));
    this.#drawHalo(context);
    this.#drawMist(context);
    if (this.#faceOpacity > 0.02) {
      context.globalAlpha = this.#faceOpacity;
      const blinks = this.#timeMs % 4300 < 130 && this.#timeMs > 200;
      const face = this.#smileMs > 0 ? "glad" : this.#mood.face;
      drawFace(context, { face, look: this.#look, blinks });
      context.globalAlpha = 1;
    }
    this.stage.drawLayer("glass", (layer) => drawGlass(layer));
    this.#drawFlash(context);
    this.#drawSparks(context);
  }

  dispose(): void {
    this.stage.dispose();
  }

  #drawHalo(context: CanvasRenderingContext2D): void {
    const breath = wantsCalmMotion() ? 0 : Math.sin(this.#timeMs / 900) * 0.04;
    const reach = BALL.radius * (1.25 + this.#glow * 0.25 + breath);
    context.globalAlpha = 0.3 + this.#glow * 0.7;
    this.#drawLight(context, "halo", reach);
    context.globalAlpha = 1;
  }

  #drawMist(context: CanvasRenderingContext2D): void {
    context.save();
    context.beginPath();
    context.arc(BALL.x, BALL.y, BALL.radius, 0, Math.PI * 2);
    context.clip();
    context.fillStyle = "#1c0f3d";
    context.fill();
    context.globalCompositeOperation = "lighter";
    context.globalAlpha = 0.2 + this.#glow * 0.42;
    for (const { angle, reach, size, hue } of this.#blobs) {
      const x = BALL.x + Math.cos(angle) * reach;
      const y = BALL.y + Math.sin(angle * 1.3) * reach * 0.8;
      context.drawImage(this.#lights[hue], x - size, y - size, size * 2, size * 2);
    }
    context.restore();
  }

  #drawFlash(context: CanvasRenderingContext2D): void {
    if (this.#flashMs <= 0) return;
    const left = this.#flashMs / FLASH_MS;
    context.globalAlpha = left * (wantsCalmMotion() ? 0.35 : 0.95);
    this.#drawLight(context, "flash", BALL.radius * 1.45);
    context.globalAlpha = 1;
  }

  #drawLight(context: CanvasRenderingContext2D, name: LightName, reach: number): void {
    const light = this.#lights[name];
    context.drawImage(light, BALL.x - reach, BALL.y - reach, reach * 2, reach * 2);
  }

  #drawSparks(context: CanvasRenderingContext2D): void {
    for (const { x, y, ageMs, lifeMs, size } of this.#sparks) {
      const left = 1 - ageMs / lifeMs;
      context.fillStyle = `rgba(255, 231, 150, ${Math.min(1, left * 2)})`;
      context.beginPath();
      for (let point = 0; point < 8; point++) {
        const reach = point % 2 ? size * 0.35 : size * (0.5 + left);
        const angle = point * Math.PI / 4;
        context.lineTo(x + Math.cos(angle) * reach, y + Math.sin(angle) * reach);
      }
      context.fill();
    }
  }
}
