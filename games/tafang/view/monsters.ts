// Monsters on the stage: their places between two steps, and their effects.

import type { Monster } from "../rules/state.ts";
import { flickerSize, monsterScale } from "./sprites.ts";
import { type Frame, secondsSince } from "./frame.ts";
import { stamp } from "./sprite.ts";

/** The strides in a cell. */
const STRIDES = 1.5;
const FLASH_SECONDS = 0.07;
/** How long a hit squashes a monster. */
const KNOCK_SECONDS = 0.2;

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
  const squash = hurt < KNOCK_SECONDS ? 1 - hurt / KNOCK_SECONDS : 0;
  if (monster.hiddenSteps > 0) c.globalAlpha = 0.28;
  const beat = ((monster.distance + monster.id * 0.37) * STRIDES) % 1;
  stamp(c, sprites.monster(monster.plan, beat, left, squash), { x, y });
  if (
    hurt < FLASH_SECONDS && !frame.still && monster.burnSteps === 0 && monster.hiddenSteps === 0
  ) {
    stamp(c, sprites.flash(monster.plan, left), { x, y });
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
    stamp(c, sprites.ice(monster.plan), { x, y: y + 30 * scale + 4 * scale * 1.25 });
  }
  if (monster.burnSteps > 0) {
    const flicker = (Math.sin(nowMs / 60 + monster.id) + 1) / 2;
    const height = 11 * scale * flickerSize(flicker);
    stamp(c, sprites.burning(monster.plan, flicker), { x, y: y - height });
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
