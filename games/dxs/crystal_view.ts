// The animated crystal: a glass ball with mist, a sleepy face in the mist, and light.

import { BALL, CRYSTAL_SIZE, type CrystalFace, drawPupils } from "./crystal_drawing.ts";
import { CrystalMist } from "./crystal_mist.ts";
import { CrystalSprites } from "./crystal_sprites.ts";
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

type Spark = {
  x: number;
  y: number;
  speedX: number;
  speedY: number;
  ageMs: number;
  readonly lifeMs: number;
  readonly size: number;
};

const SPARKS = 46;
const FLASH_MS = 900;
const SMILE_MS = 900;
/** How fast the crystal follows its mood: most of the way in a third of a second. */
const FOLLOW_PER_MS = 0.006;

/** A crystal on a canvas of its own. */
export class CrystalView {
  readonly stage: Stage<CanvasRenderingContext2D>;
  #mood: CrystalMood = { glow: 0.3, whirl: 1, face: "asleep" };
  #glow = 0;
  #whirl = 1;
  #faceOpacity = 0;
  #mist = new CrystalMist();
  #sprites: CrystalSprites;
  #sparks: Spark[] = [];
  #flashMs = 0;
  #smileMs = 0;
  #timeMs = 0;
  #look = { x: 0, y: 0 };

  constructor(host: HTMLElement) {
    this.stage = new Stage<CanvasRenderingContext2D>({
      host,
      landscape: { width: CRYSTAL_SIZE, height: CRYSTAL_SIZE },
      onLayout: () => this.#relayout(),
      onSharpness: () => this.#sprites.forget(),
    });
    this.#sprites = new CrystalSprites(this.stage);
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
    this.#mist.update(stepMs * pace);
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
    this.#sprites.draw(context, "stand");
    const calm = wantsCalmMotion();
    this.#mist.draw(context, {
      glow: this.#glow,
      breath: calm ? 0 : Math.sin(this.#timeMs / 900) * 0.04,
      flash: this.#flashMs / FLASH_MS * (calm ? 0.35 : 0.95),
    });
    this.#drawFace(context);
    this.#sprites.draw(context, "glass");
    this.#drawSparks(context);
  }

  dispose(): void {
    this.stage.dispose();
  }

  #relayout(): void {
    this.#sprites.forget();
    this.render();
  }

  #drawFace(context: CanvasRenderingContext2D): void {
    if (this.#faceOpacity <= 0.02) return;
    const blinks = this.#timeMs % 4300 < 130 && this.#timeMs > 200;
    const mood = this.#smileMs > 0 ? "glad" : this.#mood.face;
    const face = mood === "awake" && blinks ? "asleep" : mood;
    context.globalAlpha = this.#faceOpacity;
    this.#sprites.draw(context, face);
    if (face === "awake") drawPupils(context, this.#look);
    context.globalAlpha = 1;
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
