// The carrot on the stage, which watches the road and shows its mood.

import { composeCarrot, type Mood } from "../art/carrot.ts";
import { CARROT_BITES, type Game, type Monster } from "../rules/state.ts";
import type { Frame } from "./frame.ts";

const SCALE = 0.98;
const HURT_MS = 700;
const HOP_MS = 520;
/** The share of the way that the eyes move in a frame. */
const LOOK_SHARE = 0.12;

/** The animation of the carrot. */
export class CarrotView {
  #hurtAtMs = -1e9;
  #hopAtMs = -1e9;
  #proudUntilMs = 0;
  /** The current direction of its eyes. */
  #lookX = 0;
  #lookY = 0;

  hurt(nowMs: number): void {
    this.#hurtAtMs = nowMs;
  }

  /** Lets it hop for joy, after a wave or a tap. */
  cheer(nowMs: number): void {
    this.#hopAtMs = nowMs;
    this.#proudUntilMs = nowMs + 1600;
  }

  draw(frame: Frame): void {
    const { c, game, layout, nowMs, calm } = frame;
    const path = game.paths[0]!;
    const endX = path.xs[path.xs.length - 1]!;
    const endY = path.ys[path.ys.length - 1]!;
    const hop = Math.max(0, Math.min(1, (nowMs - this.#hopAtMs) / HOP_MS));
    const height = Math.abs(Math.sin(hop * Math.PI * 2)) * (1 - hop) * 26;
    const mood = this.#moodOf(game, nowMs);
    const shake = mood === "hurt"
      ? Math.sin(nowMs / 22) * 5
      : mood === "scared"
      ? Math.sin(nowMs / 30) * 1.6
      : 0;
    const stretch = 1 + height / 200;
    this.#watch(frame, { x: endX, y: endY });
    c.save();
    c.translate(layout.toX(endX, endY) + shake, layout.toY(endX, endY) - 12 - height);
    c.scale(SCALE / stretch, SCALE * stretch);
    composeCarrot(c, {
      health: game.carrot,
      mood,
      sway: calm ? 0 : Math.sin(nowMs / 640) * 0.06,
      blink: !calm && nowMs % 3700 < 130,
      lookX: this.#lookX,
      lookY: this.#lookY,
    }, frame.sprites.carrotParts());
    c.restore();
    if (game.carrot < CARROT_BITES) drawHearts(frame, { x: endX, y: endY });
  }

  /** Turns the eyes to the nearest monster, or without one to the player. */
  #watch({ game, layout }: Frame, at: { x: number; y: number }): void {
    let nearest: Monster | undefined;
    let least = Infinity;
    for (const monster of game.monsters) {
      const square = (monster.x - at.x) ** 2 + (monster.y - at.y) ** 2;
      if (square >= least) continue;
      least = square;
      nearest = monster;
    }
    let [toX, toY] = [0, 0.1];
    if (nearest) {
      const far = Math.sqrt(least) || 1;
      const dx = (nearest.x - at.x) / far;
      const dy = (nearest.y - at.y) / far;
      [toX, toY] = layout.portrait ? [dy, dx] : [dx, dy];
    }
    this.#lookX += (toX - this.#lookX) * LOOK_SHARE;
    this.#lookY += (toY - this.#lookY) * LOOK_SHARE;
  }

  #moodOf(game: Game, nowMs: number): Mood {
    if (game.outcome === "lost") return "gone";
    if (nowMs - this.#hurtAtMs < HURT_MS) return "hurt";
    let nearest = 0;
    for (const { distance, path } of game.monsters) {
      nearest = Math.max(nearest, distance / path.length);
    }
    if (nearest > 0.8) return "scared";
    if (nearest > 0.55) return "nervous";
    return nowMs < this.#proudUntilMs || game.outcome === "won" ? "proud" : "happy";
  }
}

/** Draws the bites left as a bar of ten pips under the carrot. */
function drawHearts({ c, game, layout }: Frame, at: { x: number; y: number }): void {
  const x = layout.toX(at.x, at.y) - 35;
  const y = layout.toY(at.x, at.y) + 33;
  c.fillStyle = "rgba(32, 20, 30, 0.7)";
  c.beginPath();
  c.roundRect(x - 3, y - 3, 76, 12, 6);
  c.fill();
  for (let i = 0; i < CARROT_BITES; i++) {
    c.fillStyle = i < game.carrot ? "#ff8a3c" : "rgba(255, 255, 255, 0.22)";
    c.fillRect(x + i * 7, y, 5.6, 6);
  }
}
