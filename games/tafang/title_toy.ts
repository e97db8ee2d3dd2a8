// The carrot behind the name: hungry visitors tiptoe in, one after the other, and are sent home.

import { type Brush, form, shape } from "./art_brush.ts";
import { drawCarrot, type Mood } from "./art_carrot.ts";
import { drawMonster, drawMonsterShadow } from "./art_monsters.ts";
import { addElement } from "./kit/controls.ts";
import { Loop } from "./kit/loop.ts";
import { clamp, easeIn, easeOut, wantsCalmMotion } from "./kit/motion.ts";
import { Stage } from "./kit/stage.ts";
import { type MonsterKind, MONSTERS } from "./monsters.ts";

/** What must be seen; visitors come from beyond, as far as the window is wide. */
const SIZE = { width: 400, height: 320 };
/** Everything is drawn around the middle of the floor, which lies so high above the lower edge. */
const FLOOR = 38;
const CARROT_SCALE = 2.5;
const VISITOR_SCALE = 1.35;

const VISITORS: readonly MonsterKind[] = ["gumble", "bubbloo", "tinback", "flutter", "jelloid"];

/** One visit: it comes, opens its mouth, is knocked away, and the carrot is pleased with itself. */
const COME_MS = 2300;
const BITE_MS = 2900;
const GONE_MS = 4000;
const VISIT_MS = 5200;
const FAR = 420;
const NEAR = 128;

interface Visit {
  readonly kind: MonsterKind;
  /** -1 from the left, 1 from the right. */
  readonly side: number;
  /** Time since it began. */
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

/** Puts the toy into a place; the function returned ends it. */
export function showTitleToy(place: HTMLElement, onTickle: () => void): () => void {
  const host = addElement("div", "toy-host", place);
  host.setAttribute("aria-hidden", "true");
  // Begins with a visitor half on its way, so that something happens at once.
  let timeMs = 900;
  let tickledAtMs = -1e9;
  const stage = new Stage({
    host,
    landscape: SIZE,
    onLayout: () => loop.redraw(),
  });
  const loop: Loop = new Loop({
    update: (stepMs) => timeMs += wantsCalmMotion() ? 0 : stepMs,
    render: () => {
      const c = stage.begin();
      c.translate(SIZE.width / 2, SIZE.height - FLOOR);
      drawToy(c, { timeMs, sinceTickleMs: timeMs - tickledAtMs });
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

interface ToyTime {
  readonly timeMs: number;
  readonly sinceTickleMs: number;
}

function drawToy(c: Brush, { timeMs, sinceTickleMs }: ToyTime): void {
  const visit = visitAt(timeMs);
  drawVisitor(c, visit);
  drawHero(c, visit, { timeMs, sinceTickleMs });
  drawStars(c, visit);
}

/** How far from the carrot's middle the visitor is, in stage units. */
function distanceOf({ ms }: Visit): number {
  return FAR + (NEAR - FAR) * easeOut(clamp(ms / COME_MS));
}

function drawVisitor(c: Brush, visit: Visit): void {
  const { kind, side, ms } = visit;
  if (ms >= GONE_MS) return;
  const flight = easeOut(clamp((ms - BITE_MS) / (GONE_MS - BITE_MS)));
  const x = side * (distanceOf(visit) + flight * 330);
  const lift = Math.sin(flight * Math.PI) * 190;
  // Up on its toes before it bites.
  const lean = ms < BITE_MS ? clamp((ms - COME_MS) / (BITE_MS - COME_MS)) : 0;
  c.save();
  c.translate(x, -44);
  c.save();
  c.scale(VISITOR_SCALE, VISITOR_SCALE);
  drawMonsterShadow(c, 28, MONSTERS[kind].flies);
  c.restore();
  c.translate(0, -lift - lean * 10);
  c.rotate(side * flight * 9 - side * lean * 0.22);
  c.scale(side < 0 ? VISITOR_SCALE : -VISITOR_SCALE, VISITOR_SCALE * (1 + lean * 0.08));
  drawMonster(c, kind, (ms / 420) % 1);
  c.restore();
}

function moodOf(ms: number): Mood {
  if (ms >= BITE_MS) return "proud";
  if (ms >= COME_MS - 350) return "scared";
  return ms > 1100 ? "nervous" : "happy";
}

function drawHero(c: Brush, visit: Visit, { timeMs, sinceTickleMs }: ToyTime): void {
  const { ms, side } = visit;
  const bonk = ms >= BITE_MS ? Math.max(0, 1 - (ms - BITE_MS) / 420) : 0;
  const tickle = Math.max(0, 1 - sinceTickleMs / 620);
  const crouch = ms < BITE_MS ? easeIn(clamp((ms - COME_MS) / (BITE_MS - COME_MS))) : 0;
  const hop = Math.abs(Math.sin((1 - Math.max(bonk, tickle)) * Math.PI * 2)) *
    Math.max(bonk, tickle) * 34;
  const stretch = 1 + hop / 260 - crouch * 0.08;
  c.save();
  c.translate(side * bonk * 26, -hop);
  c.rotate(side * bonk * 0.2);
  c.scale(CARROT_SCALE / stretch, CARROT_SCALE * stretch);
  c.translate(0, -36);
  drawCarrot(c, {
    health: 10,
    mood: tickle > 0 ? "proud" : moodOf(ms),
    sway: Math.sin(timeMs / 520) * 0.06 + bonk * side * 0.5,
    blink: timeMs % 3300 < 120 && ms < COME_MS,
    lookX: ms < GONE_MS ? side : 0,
    lookY: 0.25,
  });
  c.restore();
}

/** The knock: a burst of stars where the two met. */
function drawStars(c: Brush, { ms, side }: Visit): void {
  const part = clamp((ms - BITE_MS) / 520);
  if (ms < BITE_MS || part >= 1) return;
  for (let i = 0; i < 6; i++) {
    const turn = (i / 6) * Math.PI * 2 + 0.3;
    const reach = 20 + easeOut(part) * 70;
    c.save();
    c.translate(
      side * 96 + Math.cos(turn) * reach,
      -76 + Math.sin(turn) * reach * 0.8,
    );
    c.rotate(part * 3);
    c.globalAlpha = 1 - part;
    c.scale(1.5, 1.5);
    form(c, shape("M0-9L3-3 9-2 4 2 6 9 0 5-6 9-4 2-9-2-3-3Z"), "#ffe27a", { size: 5, line: 1.8 });
    c.restore();
  }
}
