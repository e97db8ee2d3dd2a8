// Monsters on the stage: their places between two steps, and their effects.

import { ellipse, form, spot } from "../art/brush.ts";
import type { Monster } from "../rules/state.ts";
import { monsterScale } from "./sprites.ts";
import { type Frame, secondsSince } from "./frame.ts";
import { lay, stamp } from "./sprite.ts";

/** The strides in a cell. */
const STRIDES = 1.5;
const FLASH_SECONDS = 0.07;

const facesLeft = new WeakMap<Monster, boolean>();

/** The sideways offset of each monster, so that a crowd looks like one. */
function lane(monster: Monster): number {
  return ((monster.id * 37) % 17) - 8;
}

/** The x of a monster's drawing in logical units. */
export function monsterX(frame: Frame, monster: Monster): number {
  const { layout, alpha } = frame;
  const from = layout.toX(monster.fromX, monster.fromY);
  return from + (layout.toX(monster.x, monster.y) - from) * alpha + lane(monster) * 0.7;
}

/** The y of a monster's drawing in logical units. */
export function monsterY(frame: Frame, monster: Monster): number {
  const { layout, alpha } = frame;
  const from = layout.toY(monster.fromX, monster.fromY);
  const air = monster.plan.flies ? -16 : -10;
  return from + (layout.toY(monster.x, monster.y) - from) * alpha + lane(monster) * 0.9 + air;
}

/** Draws a monster with its state. */
export function drawMonsterAt(frame: Frame, monster: Monster): void {
  const { c, sprites, layout } = frame;
  const x = monsterX(frame, monster);
  const y = monsterY(frame, monster);
  const ahead = layout.toX(monster.x, monster.y) - layout.toX(monster.fromX, monster.fromY);
  if (Math.abs(ahead) > 0.01) facesLeft.set(monster, ahead < 0);
  const left = facesLeft.get(monster) ?? false;
  const hurt = secondsSince(frame, monster.hurtAtStep);
  const knock = hurt < 0.2 ? (1 - hurt / 0.2) * 0.12 : 0;
  if (monster.hiddenSteps > 0) c.globalAlpha = 0.28;
  const beat = ((monster.distance + monster.id * 0.37) * STRIDES) % 1;
  const pose = { x, y, sx: 1 + knock, sy: 1 - knock };
  stamp(c, sprites.monster(monster.plan, beat, left), pose);
  if (
    hurt < FLASH_SECONDS && !frame.still && monster.burnSteps === 0 && monster.hiddenSteps === 0
  ) {
    c.globalAlpha = 0.8;
    stamp(c, sprites.flash(monster.plan, left), pose);
  }
  c.globalAlpha = 1;
  drawSuffering(frame, monster, { x, y });
  drawHealth(frame, monster, { x, y });
}

function drawSuffering(frame: Frame, monster: Monster, { x, y }: { x: number; y: number }): void {
  const { c, sprites, nowMs } = frame;
  const scale = monsterScale(monster.plan);
  if (monster.bubble > 0) {
    stamp(c, sprites.bubble(monster.bubble / monster.plan.bubble), { x, y });
  }
  if (monster.slowSteps > 0) {
    const ice = sprites.other("ice", 60, (brush) => {
      for (const [ix, iy, r] of [[-16, 4, 7], [0, 8, 9], [15, 4, 7], [-7, -2, 5]] as const) {
        form(brush, ellipse(ix, iy, r, r * 0.8), "#cfeeff", { size: 6, line: 1.8 });
      }
    });
    c.globalAlpha = 0.85;
    const wide = scale * 1.25;
    lay(c, ice, { x, y: y + 30 * scale + 4 * wide, sx: wide, sy: wide });
    c.globalAlpha = 1;
  }
  if (monster.burnSteps > 0) {
    const flame = sprites.other("burning", 50, (brush) => {
      spot(brush, new Path2D("M-13 18C-22 4-8-2-8-18C2-10 4-4 8-12C18 2 20 18 2 20Z"), "#ff7a34");
      spot(brush, new Path2D("M-7 18C-10 8-2 4-2-4C6 4 12 14 2 19Z"), "#ffe07a");
    });
    const flicker = 0.85 + Math.sin(nowMs / 60 + monster.id) * 0.15;
    const size = scale * flicker;
    lay(c, flame, { x, y: y - 11 * size, sx: size, sy: size });
  }
}

function drawHealth(frame: Frame, monster: Monster, { x, y }: { x: number; y: number }): void {
  if (monster.health >= monster.maxHealth) return;
  const { c } = frame;
  const { boss, radius } = monster.plan;
  const width = boss ? 84 : 16 + radius * 52;
  const height = boss ? 10 : 6;
  const top = y - (boss ? 66 : 20 + radius * 62);
  const share = monster.health / monster.maxHealth;
  c.fillStyle = "rgba(32, 20, 30, 0.72)";
  c.beginPath();
  c.roundRect(x - width / 2 - 2, top - 2, width + 4, height + 4, 5);
  c.fill();
  c.fillStyle = share > 0.5 ? "#7ddc5f" : share > 0.25 ? "#ffc94a" : "#ff6f5e";
  c.fillRect(x - width / 2, top, width * share, height);
}
