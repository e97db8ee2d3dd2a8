// The player's marks: the cursor, free cells, range, the marked target, the entrances.

import type { Brush } from "../art/brush.ts";
import { monsterScale } from "./sprites.ts";
import { CELL } from "../art/layout.ts";
import { COLUMNS } from "../rules/map_plan.ts";
import { MONSTERS } from "../rules/monsters_table.ts";
import { isLastWave, peekWave, REST_STEPS } from "../rules/step.ts";
import { isObstacle } from "../rules/state.ts";
import type { Frame } from "./frame.ts";
import { stamp } from "./sprite.ts";
import { monsterX, monsterY } from "./monsters.ts";

/** What the player points at. */
export interface Pointing {
  /** The cell that keys move; undefined while the pointer is used. */
  cursor: { cx: number; cy: number } | undefined;
  /** The cell with the open ring. */
  selected: { cx: number; cy: number } | undefined;
  /** The range to show around the selected cell, in cells. */
  range: number;
  /** The cell under the mouse. */
  hover: { cx: number; cy: number } | undefined;
  /** Whether to show the free cells. */
  showFree: boolean;
  /** The cell to highlight. */
  glow: { cx: number; cy: number } | undefined;
}

/** Makes a state without marks. */
export function newPointing(): Pointing {
  return {
    cursor: undefined,
    selected: undefined,
    range: 0,
    hover: undefined,
    showFree: false,
    glow: undefined,
  };
}

/** Marks the cells where the player can build. */
export function drawFreeCells({ c, game, layout, nowMs }: Frame): void {
  c.strokeStyle = "rgba(255, 255, 255, 0.75)";
  c.lineWidth = 4;
  c.lineCap = "round";
  c.globalAlpha = 0.5 + Math.sin(nowMs / 420) * 0.15;
  const reach = 8;
  c.beginPath();
  for (let i = 0; i < game.ground.length; i++) {
    if (game.ground[i] !== "free") continue;
    const cx = (i % COLUMNS) + 0.5;
    const cy = Math.floor(i / COLUMNS) + 0.5;
    const x = layout.toX(cx, cy);
    const y = layout.toY(cx, cy);
    c.moveTo(x - reach, y);
    c.lineTo(x + reach, y);
    c.moveTo(x, y - reach);
    c.lineTo(x, y + reach);
  }
  c.stroke();
  c.globalAlpha = 1;
}

/** Draws the marks on cells, and the range around the selected one. */
export function drawPointing(frame: Frame, pointing: Pointing): void {
  const { c, layout } = frame;
  const { selected, range, cursor, hover, glow } = pointing;
  if (glow) drawGlowCell(frame, glow);
  if (hover && !selected) drawCell(frame, hover, "rgba(255, 255, 255, 0.35)");
  if (cursor) drawCell(frame, cursor, "#ffffff");
  if (!selected) return;
  drawCell(frame, selected, "#fff3c4");
  if (range <= 0) return;
  const x = layout.toX(selected.cx + 0.5, selected.cy + 0.5);
  const y = layout.toY(selected.cx + 0.5, selected.cy + 0.5);
  c.fillStyle = "rgba(255, 250, 220, 0.22)";
  c.strokeStyle = "rgba(255, 255, 255, 0.85)";
  c.lineWidth = 3;
  c.beginPath();
  c.arc(x, y, range * CELL, 0, 7);
  c.fill();
  c.stroke();
}

/** Draws a soft square of light that pulses. */
function drawGlowCell(frame: Frame, cell: { cx: number; cy: number }): void {
  const { c, layout, nowMs } = frame;
  const x = layout.toX(cell.cx + 0.5, cell.cy + 0.5);
  const y = layout.toY(cell.cx + 0.5, cell.cy + 0.5);
  const half = CELL / 2 - 2 + Math.sin(nowMs / 260) * 4;
  c.fillStyle = "rgba(255, 240, 150, 0.6)";
  c.beginPath();
  c.roundRect(x - half, y - half, half * 2, half * 2, 18);
  c.fill();
  drawCell(frame, cell, "#ffb92e");
}

function drawCell({ c, layout }: Frame, cell: { cx: number; cy: number }, colour: string): void {
  const x = layout.toX(cell.cx + 0.5, cell.cy + 0.5);
  const y = layout.toY(cell.cx + 0.5, cell.cy + 0.5);
  const half = CELL / 2 - 4;
  c.strokeStyle = colour;
  c.lineWidth = 5;
  c.beginPath();
  c.roundRect(x - half, y - half, half * 2, half * 2, 16);
  c.stroke();
}

/** Draws four arcs that close in on the marked target, and a hopping arrow above it. */
export function drawMark(frame: Frame): void {
  const { c, game, layout, nowMs, calm } = frame;
  const { mark } = game;
  if (!mark?.alive) return;
  const obstacle = isObstacle(mark);
  const x = obstacle ? layout.toX(mark.x, mark.y) : monsterX(frame, mark);
  const y = obstacle ? layout.toY(mark.x, mark.y) : monsterY(frame, mark);
  const reach = obstacle
    ? Math.max(mark.width, mark.height) * CELL * 0.52
    : monsterScale(mark.plan) * 52;
  const turn = calm ? 0 : nowMs / 700;
  c.strokeStyle = "#ff5a4e";
  c.lineWidth = 5;
  c.lineCap = "round";
  for (let i = 0; i < 4; i++) {
    const at = turn + (i / 4) * Math.PI * 2;
    c.beginPath();
    c.arc(x, y, reach, at, at + 0.8);
    c.stroke();
  }
  const hop = calm ? 0 : Math.abs(Math.sin(nowMs / 220)) * 8;
  const top = y - reach - 10 - hop;
  c.fillStyle = "#ff5a4e";
  c.beginPath();
  c.moveTo(x, top);
  c.lineTo(x - 10, top - 14);
  c.lineTo(x + 10, top - 14);
  c.fill();
}

/** Draws at each entrance which monsters come next, and when. */
export function drawEntrances(frame: Frame): void {
  const { game, layout } = frame;
  if (game.streams.length > 0 || isLastWave(game) || game.outcome !== "running") return;
  const wave = peekWave(game);
  if (!wave) return;
  const kinds = [...new Set(wave.map((group) => group.kind))].slice(0, 4);
  const seen = new Set<number>();
  for (const path of game.paths) {
    const at = path.corners[0]!.y;
    if (seen.has(at)) continue;
    seen.add(at);
    drawEntrance(frame, { x: layout.toX(0.62, at), y: layout.toY(0.62, at) - 6, kinds });
  }
}

interface Entrance {
  readonly x: number;
  readonly y: number;
  readonly kinds: readonly (keyof typeof MONSTERS)[];
}

/** The sizes of the badge as it pulses, and how much that is. */
const [PULSES, PULSE] = [3, 0.06];
const BADGE = 32;

function drawEntrance(frame: Frame, { x, y, kinds }: Entrance): void {
  const { c, game, sprites, nowMs, calm } = frame;
  const beat = calm ? 0 : Math.round(Math.sin(nowMs / 240) * PULSES) / PULSES;
  const size = 1 + beat * PULSE;
  const share = Math.min(1, game.restSteps / REST_STEPS);
  stamp(c, sprites.other(`badge ${beat}`, 80, (brush) => drawBadge(brush, size)), { x, y });
  c.strokeStyle = share < 0.3 ? "#ff6f5e" : "#ffc93f";
  c.lineWidth = 6 * size;
  c.beginPath();
  c.arc(x, y, BADGE * size, -Math.PI / 2, -Math.PI / 2 + share * Math.PI * 2);
  c.stroke();
  const kind = kinds[Math.floor(nowMs / 900) % kinds.length]!;
  stamp(c, sprites.badgeOf(MONSTERS[kind]), { x, y: y - 2 });
}

function drawBadge(c: Brush, size: number): void {
  c.fillStyle = "rgba(60, 24, 34, 0.78)";
  c.beginPath();
  c.arc(0, 0, BADGE * size, 0, 7);
  c.fill();
  c.strokeStyle = "rgba(255, 255, 255, 0.25)";
  c.lineWidth = 6 * size;
  c.stroke();
}
