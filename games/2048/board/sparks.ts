// Crumbs and points that fly off a merge.

import { fade } from "../../kit/colour.ts";
import { easeOut } from "../../kit/motion.ts";
import type { BoardColours } from "./board_shape.ts";

type Crumb = {
  x: number;
  y: number;
  speedX: number;
  speedY: number;
  readonly size: number;
  readonly colour: string;
  readonly lifeMs: number;
  ageMs: number;
};

type Rising = { readonly x: number; readonly y: number; readonly text: string; ageMs: number };

const RISING_MS = 750;
const GRAVITY = 0.0022;

/**
 * The height of a rising text above the middle of its tile after a share of its way, in logical units. It covers no
 * number, neither its own tile's nor that of the tile above, and stays on the canvas.
 */
export function heightOfRising(share: number): number {
  return 84 + 40 * easeOut(share);
}

/** All flying crumbs and texts. Their randomness never reaches the rules. */
export class Sparks {
  #crumbs: Crumb[] = [];
  #rising: Rising[] = [];

  /** Whether any of them is flying. */
  get flying(): boolean {
    return this.#crumbs.length > 0 || this.#rising.length > 0;
  }

  /** Throws crumbs from a place in all directions. */
  burst(place: { x: number; y: number }, colour: string, count: number): void {
    for (let at = 0; at < count; at++) {
      const angle = (at + Math.random()) / count * Math.PI * 2;
      const speed = 0.25 + Math.random() * 0.4;
      this.#crumbs.push({
        x: place.x + Math.cos(angle) * 70,
        y: place.y + Math.sin(angle) * 70,
        speedX: Math.cos(angle) * speed,
        speedY: Math.sin(angle) * speed - 0.25,
        size: 6 + Math.random() * 9,
        colour,
        lifeMs: 350 + Math.random() * 300,
        ageMs: 0,
      });
    }
  }

  /** Lets a short text rise from a place and fade. */
  rise(place: { x: number; y: number }, text: string): void {
    this.#rising.push({ ...place, text, ageMs: 0 });
  }

  update(elapsedMs: number): void {
    for (const crumb of this.#crumbs) {
      crumb.ageMs += elapsedMs;
      crumb.speedY += GRAVITY * elapsedMs;
      crumb.x += crumb.speedX * elapsedMs;
      crumb.y += crumb.speedY * elapsedMs;
    }
    for (const rising of this.#rising) rising.ageMs += elapsedMs;
    this.#crumbs = this.#crumbs.filter(({ ageMs, lifeMs }) => ageMs < lifeMs);
    this.#rising = this.#rising.filter(({ ageMs }) => ageMs < RISING_MS);
  }

  clear(): void {
    this.#crumbs = [];
    this.#rising = [];
  }

  /** @param scale the size of the tiles from which they fly */
  draw(context: CanvasRenderingContext2D, { ink, halo }: BoardColours, scale: number): void {
    for (const { x, y, size, colour, ageMs, lifeMs } of this.#crumbs) {
      const left = 1 - ageMs / lifeMs;
      context.fillStyle = fade(colour, Math.min(1, left * 2));
      context.beginPath();
      context.arc(x, y, size * left, 0, Math.PI * 2);
      context.fill();
    }
    context.textAlign = "center";
    context.textBaseline = "middle";
    const type = Math.min(scale, 1);
    context.font = `800 ${52 * type}px system-ui, sans-serif`;
    context.lineJoin = "round";
    for (const { x, y, text, ageMs } of this.#rising) {
      const share = ageMs / RISING_MS;
      context.globalAlpha = Math.min(1, (1 - share) * 2.2);
      context.lineWidth = 10;
      context.strokeStyle = halo;
      const height = heightOfRising(share) * type;
      context.strokeText(text, x, y - height);
      context.fillStyle = ink;
      context.fillText(text, x, y - height);
    }
    context.globalAlpha = 1;
  }
}
