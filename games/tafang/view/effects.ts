// Short effects on the stage: sparks, rings, numbers, lightning, flying coins.

import type { StageBrush } from "../../kit/drawing/stage_brush.ts";
import { type Brush, ellipse, form, shape, spot, stroke } from "../art/brush.ts";
import { clamp, easeIn, easeOut } from "../../kit/motion.ts";
import { lay, stamp } from "./sprite.ts";
import type { Sprites } from "./sprites.ts";

/** The look and motion of an effect. */
export type EffectKind =
  | "spark"
  | "puff"
  | "ring"
  | "number"
  | "coin"
  | "bolt"
  | "flake"
  | "flame"
  | "leaf"
  | "star"
  | "ghost";

/** An effect. Finished ones are reused, so that a long fight leaves no garbage. */
export interface Effect {
  kind: EffectKind;
  x: number;
  y: number;
  vx: number;
  vy: number;
  toX: number;
  toY: number;
  ageMs: number;
  lifeMs: number;
  size: number;
  colour: string;
  text: string;
  points: readonly number[];
  onEnd: (() => void) | undefined;
}

/** The most effects at once, and the most of those that only glitter; more would cost frames and look the same. */
const [MOST_EFFECTS, MOST_DOTS] = [320, 140];
const DOTS: ReadonlySet<EffectKind> = new Set(["spark", "leaf", "flame", "flake", "puff", "star"]);
const NO_POINTS: readonly number[] = [];

function blank(): Effect {
  return {
    kind: "spark",
    x: 0,
    y: 0,
    vx: 0,
    vy: 0,
    toX: 0,
    toY: 0,
    ageMs: 0,
    lifeMs: 0,
    size: 0,
    colour: "#ffffff",
    text: "",
    points: NO_POINTS,
    onEnd: undefined,
  };
}

/** All current effects. */
export class Effects {
  #alive: Effect[] = [];
  #spare: Effect[] = [];

  get count(): number {
    return this.#alive.length;
  }

  add(kind: EffectKind, change: Partial<Effect>): void {
    const most = DOTS.has(kind) ? MOST_DOTS : MOST_EFFECTS;
    if (this.#alive.length >= most) {
      change.onEnd?.();
      return;
    }
    const effect = this.#spare.pop() ?? blank();
    effect.kind = kind;
    effect.vx = effect.vy = effect.ageMs = 0;
    effect.text = "";
    effect.points = NO_POINTS;
    effect.onEnd = undefined;
    Object.assign(effect, change);
    this.#alive.push(effect);
  }

  update(frameMs: number): void {
    let kept = 0;
    for (let i = 0; i < this.#alive.length; i++) {
      const effect = this.#alive[i]!;
      effect.ageMs += frameMs;
      if (effect.ageMs >= effect.lifeMs) {
        effect.onEnd?.();
        this.#spare.push(effect);
        continue;
      }
      const seconds = effect.ageMs < 0 ? 0 : frameMs / 1000;
      effect.x += effect.vx * seconds;
      effect.y += effect.vy * seconds;
      if (effect.kind === "spark" || effect.kind === "leaf" || effect.kind === "star") {
        effect.vy += 420 * seconds;
      }
      this.#alive[kept++] = effect;
    }
    this.#alive.length = kept;
  }

  clear(): void {
    this.#alive.length = 0;
  }

  draw(c: StageBrush, sprites: Sprites): void {
    for (const effect of this.#alive) {
      if (effect.ageMs >= 0) DRAWERS[effect.kind](c, effect, sprites);
    }
    c.globalAlpha = 1;
  }
}

type Drawer = (c: StageBrush, effect: Effect, sprites: Sprites) => void;

function share(effect: Effect): number {
  return clamp(effect.ageMs / effect.lifeMs);
}

function drawDot(c: StageBrush, effect: Effect): void {
  c.globalAlpha = 1 - share(effect) ** 2;
  c.fillStyle = effect.colour;
  c.beginPath();
  c.arc(effect.x, effect.y, effect.size * (1 - share(effect) * 0.6), 0, 7);
  c.fill();
}

function drawPuff(c: StageBrush, effect: Effect): void {
  c.globalAlpha = (1 - share(effect)) * 0.75;
  c.fillStyle = effect.colour;
  c.beginPath();
  c.arc(effect.x, effect.y, effect.size * (0.5 + easeOut(share(effect)) * 0.8), 0, 7);
  c.fill();
}

/** Draws a ring that grows, as a picture: to stroke a circle costs a machine without a GPU ten times a copy. */
function drawRing(c: StageBrush, effect: Effect, sprites: Sprites): void {
  c.globalAlpha = (1 - share(effect)) * 0.8;
  stamp(c, sprites.ring(effect.colour, effect.size, share(effect)), effect);
}

function drawNumber(c: StageBrush, effect: Effect): void {
  const part = share(effect);
  c.globalAlpha = part < 0.6 ? 1 : 1 - (part - 0.6) / 0.4;
  c.font = `800 ${effect.size}px system-ui, sans-serif`;
  c.textAlign = "center";
  c.lineWidth = 5;
  c.lineJoin = "round";
  c.strokeStyle = "rgba(40, 26, 20, 0.75)";
  const y = effect.y - easeOut(part) * 34;
  c.strokeText(effect.text, effect.x, y);
  c.fillStyle = effect.colour;
  c.fillText(effect.text, effect.x, y);
}

/** Draws a coin that hops up, pauses, and flies to the purse. */
function drawCoin(c: StageBrush, effect: Effect, sprites: Sprites): void {
  const part = share(effect);
  const hop = clamp(part / 0.35);
  const fly = easeIn(clamp((part - 0.42) / 0.58));
  const upX = effect.x + effect.size * hop;
  const upY = effect.y - Math.sin(hop * Math.PI) * 34;
  const x = upX + (effect.toX - upX) * fly;
  const y = upY + (effect.toY - upY) * fly;
  const sprite = sprites.other("coin", 34, drawCoinArt);
  const turn = Math.abs(Math.cos(effect.ageMs / 90)) * 0.7 + 0.3;
  const size = 1 - fly * 0.25;
  c.globalAlpha = 1;
  lay(c, sprite, { x, y, sx: size * turn, sy: size });
}

/** Draws the star over a stunned tower and at a visitor's knock. */
export function drawStarArt(c: Brush): void {
  const star = shape("M0-9L3-3 9-2 4 2 6 9 0 5-6 9-4 2-9-2-3-3Z");
  form(c, star, "#ffe27a", { size: 5, line: 1.8 });
}

/** Draws a coin around 0, 0. */
export function drawCoinArt(c: Brush): void {
  form(c, ellipse(0, 0, 12), "#ffc93f", { size: 10, line: 2.6 });
  stroke(c, ellipse(0, 0, 7), "#d9962a", 2);
  spot(c, ellipse(-4, -5, 3, 2, -0.6), "#fff6cf");
}

function drawBolt(c: StageBrush, effect: Effect): void {
  const { points } = effect;
  c.globalAlpha = 1 - share(effect);
  c.lineJoin = "round";
  c.beginPath();
  c.moveTo(points[0]!, points[1]!);
  for (let i = 2; i < points.length; i += 2) c.lineTo(points[i]!, points[i + 1]!);
  c.strokeStyle = "rgba(255, 214, 74, 0.65)";
  c.lineWidth = 11 * (1 - share(effect));
  c.stroke();
  c.strokeStyle = "#fffbe0";
  c.lineWidth = 4;
  c.stroke();
}

function drawStar(c: StageBrush, effect: Effect): void {
  c.globalAlpha = 1 - share(effect) ** 3;
  c.fillStyle = effect.colour;
  const turn = effect.ageMs / 160;
  c.beginPath();
  for (let i = 0; i < 10; i++) {
    const reach = i % 2 === 0 ? effect.size : effect.size * 0.45;
    const at = turn + (i / 10) * Math.PI * 2;
    c.lineTo(effect.x + Math.cos(at) * reach, effect.y + Math.sin(at) * reach);
  }
  c.fill();
}

/** Draws a beaten monster's ghost: a pale puff with closed eyes that rises. */
function drawGhost(c: StageBrush, effect: Effect): void {
  const part = share(effect);
  c.globalAlpha = 1 - part;
  const y = effect.y - easeOut(part) * 26;
  const r = effect.size * (0.6 + part * 0.5);
  c.fillStyle = "#fffdf5";
  c.beginPath();
  c.arc(effect.x - r * 0.5, y + r * 0.2, r * 0.62, 0, 7);
  c.arc(effect.x + r * 0.5, y + r * 0.2, r * 0.62, 0, 7);
  c.arc(effect.x, y - r * 0.2, r * 0.75, 0, 7);
  c.fill();
}

const DRAWERS: Readonly<Record<EffectKind, Drawer>> = {
  spark: drawDot,
  leaf: drawDot,
  flame: drawPuff,
  flake: drawDot,
  puff: drawPuff,
  ring: drawRing,
  number: drawNumber,
  coin: drawCoin,
  bolt: drawBolt,
  star: drawStar,
  ghost: drawGhost,
};
