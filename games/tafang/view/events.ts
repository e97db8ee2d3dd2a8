// Shows the events of the rules.

import { PIVOTS, TOWER_COLOURS } from "../art/towers.ts";
import type { Effects } from "./effects.ts";
import { CELL, type Layout } from "../art/layout.ts";
import { TOWER_SCALE } from "./sprites.ts";
import type { Game, GameEvent, Tower } from "../rules/state.ts";
import type { TowerKind } from "../rules/towers_table.ts";

/** The parts that show events. */
export interface EventView {
  readonly effects: Effects;
  readonly layout: Layout;
  /** The place to which coins fly, in logical units. */
  readonly purse: { x: number; y: number };
  readonly calm: boolean;
  /** Called when a coin has arrived. */
  readonly onCoin: () => void;
  /** Shakes the stage by so many logical units. */
  readonly onShake: (strength: number) => void;
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Shows an event. */
export function showEvent(view: EventView, event: GameEvent, game: Game): void {
  switch (event.what) {
    case "fire":
      showFire(view, event.tower);
      break;
    case "hit":
      showHit(view, place(view, event), event.by);
      break;
    case "burst":
      showBurst(view, place(view, event), event);
      break;
    case "chain":
      showChain(view, event.points);
      break;
    case "pulse":
      ring(view, place(view, event.tower), event.tower.level.range * CELL, "#c9f0a0");
      break;
    case "pop":
      scatter(view, place(view, event.monster), { count: 4, colour: "#dff4ff", kind: "flake" });
      break;
    case "kill":
      showKill(view, place(view, event.monster), event);
      break;
    case "clear":
      showClear(view, place(view, event.obstacle), event.coins);
      break;
    case "bite":
      showBite(view, place(view, event.monster), event.bites);
      break;
    case "build":
    case "upgrade":
      showBuilt(view, place(view, event.tower), event.what === "upgrade");
      break;
    case "sell":
      showSold(view, place(view, event.tower), event.coins);
      break;
    case "stomp":
      showStomp(view, place(view, event), event.radius);
      break;
    case "vanish":
      scatter(view, place(view, event.monster), { count: 12, colour: "#cdbcff", kind: "star" });
      break;
    case "call":
      ring(view, place(view, event.monster), CELL, "#ffcf5c");
      break;
    case "won":
      showWon(view, game);
      break;
  }
}

function showSold(view: EventView, at: Spot, count: number): void {
  puffs(view, at, "#e9dcc4");
  coins(view, at, count);
}

function place(view: EventView, at: Spot): Spot {
  return { x: view.layout.toX(at.x, at.y), y: view.layout.toY(at.x, at.y) };
}

interface Scatter {
  readonly count: number;
  readonly colour: string;
  readonly kind: "spark" | "flake" | "leaf" | "star";
}

function scatter({ effects, calm }: EventView, at: Spot, { count, colour, kind }: Scatter): void {
  const speed = kind === "flake" ? 60 : 150;
  for (let i = 0; i < (calm ? Math.ceil(count / 3) : count); i++) {
    const turn = Math.random() * Math.PI * 2;
    const fast = speed * (0.4 + Math.random() * 0.8);
    effects.add(kind, {
      x: at.x,
      y: at.y - 6,
      vx: Math.cos(turn) * fast,
      vy: Math.sin(turn) * fast - (kind === "flake" ? 0 : 90),
      lifeMs: 320 + Math.random() * 260,
      size: kind === "star" ? 7 : 3 + Math.random() * 3,
      colour,
    });
  }
}

function ring({ effects }: EventView, at: Spot, size: number, colour: string): void {
  effects.add("ring", { ...at, size, colour, lifeMs: 380 });
}

function puffs({ effects, calm }: EventView, at: Spot, colour: string): void {
  for (let i = 0; i < (calm ? 2 : 6); i++) {
    const turn = (i / 6) * Math.PI * 2;
    effects.add("puff", {
      x: at.x + Math.cos(turn) * 18,
      y: at.y + 12 + Math.sin(turn) * 9,
      vx: Math.cos(turn) * 46,
      vy: Math.sin(turn) * 22 - 14,
      lifeMs: 420,
      size: 13,
      colour,
    });
  }
}

/** The puff at the mouth of towers that have one. */
const MUZZLES: Partial<Record<TowerKind, { colour: string; size: number; rise: number }>> = {
  mortar: { colour: "#efe0f5", size: 15, rise: -46 },
  chili: { colour: "#ffc06a", size: 10, rise: -22 },
  frost: { colour: "#e4f6ff", size: 8, rise: -8 },
};

function showFire(view: EventView, tower: Tower): void {
  const muzzle = MUZZLES[tower.plan.kind];
  if (!muzzle || view.calm) return;
  const at = place(view, tower);
  view.effects.add("puff", {
    x: at.x,
    y: at.y - 12 + PIVOTS[tower.plan.kind].y * TOWER_SCALE,
    vy: muzzle.rise,
    size: muzzle.size,
    colour: muzzle.colour,
    lifeMs: 340,
  });
}

const HIT_KINDS: Partial<Record<TowerKind, Scatter["kind"]>> = { frost: "flake", whirl: "leaf" };

function showHit(view: EventView, at: Spot, by: TowerKind): void {
  if (by === "beam" && Math.random() < 0.5) return;
  const count = by === "ballista" || by === "sling" ? 4 : 2;
  scatter(view, at, { count, colour: TOWER_COLOURS[by], kind: HIT_KINDS[by] ?? "spark" });
}

function showBurst(
  view: EventView,
  at: Spot,
  { by, radius }: { by: TowerKind; radius: number },
): void {
  const colour = by === "frost" ? "#d3efff" : by === "chili" ? "#ffb15c" : "#e8c9f2";
  ring(view, at, radius * CELL, colour);
  if (by === "mortar") {
    puffs(view, at, "#dcb6ea");
    scatter(view, at, { count: 7, colour: "#b065c9", kind: "spark" });
  } else {
    view.effects.add("puff", { ...at, size: radius * CELL * 0.6, colour, lifeMs: 260 });
  }
}

/** Draws a zigzag through all points, with new jags each time. */
function showChain(view: EventView, points: readonly Spot[]): void {
  const line: number[] = [];
  points.forEach((point, index) => {
    const at = place(view, point);
    if (index > 0) {
      const fromX = line[line.length - 2]!;
      const fromY = line[line.length - 1]!;
      for (const part of [0.33, 0.66]) {
        line.push(
          fromX + (at.x - fromX) * part + (Math.random() - 0.5) * 22,
          fromY + (at.y - fromY) * part + (Math.random() - 0.5) * 22,
        );
      }
    }
    line.push(at.x, at.y - (index === 0 ? 14 : 6));
  });
  view.effects.add("bolt", { points: line, lifeMs: 240 });
}

/** Shows up to five flying coins for any sum; the number beside them tells the sum. */
function coins(view: EventView, at: Spot, sum: number): void {
  const count = sum >= 100 ? 6 : sum >= 40 ? 4 : sum >= 15 ? 2 : 1;
  for (let i = 0; i < count; i++) {
    view.effects.add("coin", {
      ...at,
      toX: view.purse.x,
      toY: view.purse.y,
      size: (i - (count - 1) / 2) * 16,
      ageMs: -i * 55,
      lifeMs: view.calm ? 300 : 760,
      onEnd: i === 0 ? view.onCoin : undefined,
    });
  }
  view.effects.add("number", { ...at, text: `+${sum}`, colour: "#ffe27a", size: 22, lifeMs: 760 });
}

function showKill(
  view: EventView,
  at: Spot,
  { monster, coins: sum }: Extract<GameEvent, { what: "kill" }>,
): void {
  const { boss, radius } = monster.plan;
  view.effects.add("ghost", { ...at, size: 14 + radius * 30, lifeMs: 460 });
  scatter(view, at, { count: boss ? 26 : 5, colour: "#fff3c4", kind: boss ? "star" : "spark" });
  if (boss) {
    ring(view, at, CELL * 2.4, "#fff3c4");
    view.onShake(9);
  }
  coins(view, at, sum);
}

function showStomp(view: EventView, at: Spot, radius: number): void {
  ring(view, at, radius * CELL, "#fff0c2");
  puffs(view, at, "#d8cbb4");
  view.onShake(7);
}

function showClear(view: EventView, at: Spot, sum: number): void {
  puffs(view, at, "#e2d3b8");
  scatter(view, at, { count: 12, colour: "#b98654", kind: "spark" });
  coins(view, at, sum);
  view.onShake(3);
}

function showBite(view: EventView, at: Spot, bites: number): void {
  scatter(view, at, { count: 14, colour: "#ff8a3c", kind: "spark" });
  view.effects.add("number", {
    x: at.x,
    y: at.y - 40,
    text: `-${bites}`,
    colour: "#ff9d8f",
    size: 34,
    lifeMs: 1100,
  });
  view.onShake(8);
}

function showBuilt(view: EventView, at: Spot, upgraded: boolean): void {
  puffs(view, at, "#efe3cb");
  if (!upgraded) return;
  ring(view, at, CELL * 0.8, "#ffe27a");
  scatter(view, at, { count: 9, colour: "#ffd84f", kind: "star" });
}

function showWon(view: EventView, game: Game): void {
  const end = game.paths[0]!;
  const at = place(view, { x: end.xs[end.xs.length - 1]!, y: end.ys[end.ys.length - 1]! });
  for (const colour of ["#ffd84f", "#f58a6c", "#8fd45f", "#7cc4ef"]) {
    scatter(view, at, { count: 12, colour, kind: "star" });
  }
}
