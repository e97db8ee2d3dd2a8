// The carrot on the title screen: hungry visitors tiptoe in one after the other, and are knocked away.

import type { Brush } from "../art/brush.ts";
import { composeCarrot, type Mood } from "../art/carrot.ts";
import { drawStarArt } from "../view/effects.ts";
import { addElement } from "../../kit/controls.ts";
import { Loop } from "../../kit/loop.ts";
import { clamp, easeIn, easeOut, wantsCalmMotion } from "../../kit/motion.ts";
import { Stage } from "../../kit/stage.ts";
import { type MonsterKind, MONSTERS } from "../rules/monsters_table.ts";
import { lay } from "../view/sprite.ts";
import { Sprites } from "../view/sprites.ts";

/** The area that must be visible; visitors come from the window's edges. */
const SIZE = { width: 160, height: 154 };
/** The height of the floor above the lower edge; everything is drawn around the floor's middle. */
const FLOOR = 15;

const VISITORS: readonly MonsterKind[] = ["gumble", "bubbloo", "tinback", "flutter", "jelloid"];

/** The times of a visit: it comes, opens its mouth, is knocked away, and the carrot is proud. */
const COME_MS = 2300;
const BITE_MS = 2900;
const GONE_MS = 4000;
const VISIT_MS = 5200;
const FAR = 168;
const NEAR = 53;

interface Visit {
  readonly kind: MonsterKind;
  /** The side: -1 is left, 1 is right. */
  readonly side: number;
  /** The time since the visit began. */
  readonly ms: number;
}

function visitAt(timeMs: number): Visit {
  const number = Math.floor(timeMs / VISIT_MS);
  return {
    kind: VISITORS[number % VISITORS.length]!,
    side: number % 2 === 0 ? -1 : 1,
    ms: timeMs % VISIT_MS,
  };
}

/** Puts the toy into a place, and returns a function that ends it. */
export function showTitleToy(place: HTMLElement, onTickle: () => void): () => void {
  const host = addElement("div", "toy-host", place);
  host.setAttribute("aria-hidden", "true");
  // The first visitor starts half way, so that something happens at once.
  let timeMs = 900;
  let tickledAtMs = -1e9;
  const stage = new Stage<CanvasRenderingContext2D>({
    host,
    landscape: SIZE,
    onLayout: () => {
      sprites.forget();
      loop.redraw();
    },
    onSharpness: () => sprites.forget(),
  });
  const sprites = new Sprites(stage);
  const loop: Loop = new Loop({
    update: (stepMs) => timeMs += wantsCalmMotion() ? 0 : stepMs,
    render: () => {
      const c = stage.begin();
      c.translate(SIZE.width / 2, SIZE.height - FLOOR);
      drawToy({ c, sprites, timeMs, sinceTickleMs: timeMs - tickledAtMs });
    },
  });
  host.addEventListener("pointerdown", () => {
    tickledAtMs = timeMs;
    onTickle();
  });
  loop.start();
  return () => {
    loop.stop();
    stage.dispose();
  };
}

interface Toy {
  readonly c: Brush;
  readonly sprites: Sprites;
  readonly timeMs: number;
  readonly sinceTickleMs: number;
}

function drawToy(toy: Toy): void {
  const visit = visitAt(toy.timeMs);
  drawVisitor(toy, visit);
  drawHero(toy, visit);
  drawStars(toy, visit);
}

/** The visitor's distance from the carrot's middle in stage units. */
function distanceOf({ ms }: Visit): number {
  return FAR + (NEAR - FAR) * easeOut(clamp(ms / COME_MS));
}

function drawVisitor({ c, sprites }: Toy, visit: Visit): void {
  const { kind, side, ms } = visit;
  if (ms >= GONE_MS) return;
  const flight = easeOut(clamp((ms - BITE_MS) / (GONE_MS - BITE_MS)));
  const lift = Math.sin(flight * Math.PI) * 76;
  // The visitor stands on its toes before it bites.
  const lean = ms < BITE_MS ? clamp((ms - COME_MS) / (BITE_MS - COME_MS)) : 0;
  // In the air it has no shadow.
  const visitor = flight > 0
    ? sprites.flyingMonster(MONSTERS[kind], side > 0)
    : sprites.monster(MONSTERS[kind], (ms / 420) % 1, side > 0);
  c.save();
  c.translate(side * (distanceOf(visit) + flight * 132), -22 - lift - lean * 4);
  c.rotate(side * flight * 9 - side * lean * 0.22);
  c.scale(1, 1 + lean * 0.08);
  lay(c, visitor, { x: 0, y: 0 });
  c.restore();
}

function moodOf(ms: number): Mood {
  if (ms >= BITE_MS) return "proud";
  if (ms >= COME_MS - 350) return "scared";
  return ms > 1100 ? "nervous" : "happy";
}

function drawHero({ c, sprites, timeMs, sinceTickleMs }: Toy, { ms, side }: Visit): void {
  const bonk = ms >= BITE_MS ? Math.max(0, 1 - (ms - BITE_MS) / 420) : 0;
  const tickle = Math.max(0, 1 - sinceTickleMs / 620);
  const glad = Math.max(bonk, tickle);
  const crouch = ms < BITE_MS ? easeIn(clamp((ms - COME_MS) / (BITE_MS - COME_MS))) : 0;
  const hop = Math.abs(Math.sin((1 - glad) * Math.PI * 2)) * glad * 14;
  const stretch = 1 + hop / 104 - crouch * 0.08;
  c.save();
  c.translate(side * bonk * 10, -hop);
  c.rotate(side * bonk * 0.2);
  c.scale(1 / stretch, stretch);
  c.translate(0, -36);
  composeCarrot(c, {
    health: 10,
    mood: tickle > 0 ? "proud" : moodOf(ms),
    sway: Math.sin(timeMs / 520) * 0.06 + bonk * side * 0.5,
    blink: timeMs % 3300 < 120 && ms < COME_MS,
    lookX: ms < GONE_MS ? side : 0,
    lookY: 0.3,
  }, sprites.carrotParts());
  c.restore();
}

/** Draws a burst of stars where the two met. */
function drawStars({ c, sprites }: Toy, { ms, side }: Visit): void {
  const part = clamp((ms - BITE_MS) / 520);
  if (ms < BITE_MS || part >= 1) return;
  const star = sprites.other("daze", 22, drawStarArt);
  c.globalAlpha = 1 - part;
  for (let i = 0; i < 6; i++) {
    const turn = (i / 6) * Math.PI * 2 + 0.3 + part;
    const reach = 8 + easeOut(part) * 28;
    const x = side * 38 + Math.cos(turn) * reach;
    const y = -30 + Math.sin(turn) * reach * 0.8;
    lay(c, star, { x, y, sx: 16 / 22, sy: 16 / 22 });
  }
  c.globalAlpha = 1;
}
