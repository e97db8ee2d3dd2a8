// Towers on the stage with their animation, and their shots.

import { drawAcorn, FEET_Y, PIVOTS, RANK_SIZES, TURNS } from "../art/towers.ts";
import { drawStarArt } from "./effects.ts";
import { ellipse, form, spot, stroke } from "../art/brush.ts";
import { backOut, clamp } from "../../kit/motion.ts";
import { CELL } from "../art/layout.ts";
import { TOWER_SCALE } from "./sprites.ts";
import { isObstacle, type Shot, type Tower } from "../rules/state.ts";
import type { TowerKind } from "../rules/towers_table.ts";
import { type Frame, secondsSince } from "./frame.ts";
import { lay, stamp } from "./sprite.ts";
import { monsterX, monsterY } from "./monsters.ts";

const RECOIL_SECONDS = 0.28;
const BORN_MS = 320;
/** The stretch of a deep breath, and the pictures from none to that: no step is more than half a unit. */
const [DEEP, BREATHS] = [0.014, 3];

/** The pictures of a blow. */
const BLOWS = 4;

/** When the view first drew a tower, or first drew it with its present level. */
const born = new WeakMap<Tower, { rank: number; atMs: number }>();

function towerX(frame: Frame, tower: Tower): number {
  return frame.layout.toX(tower.x, tower.y);
}

/** The y of a tower's drawing in logical units. */
export function towerY(frame: Frame, tower: Tower): number {
  return frame.layout.toY(tower.x, tower.y) - 8;
}

/** Draws a tower with its state. */
export function drawTowerAt(frame: Frame, tower: Tower): void {
  const { c, sprites, layout, nowMs, calm } = frame;
  const { kind } = tower.plan;
  const since = secondsSince(frame, tower.firedAtStep);
  const recoil = since < RECOIL_SECONDS ? (1 - since / RECOIL_SECONDS) ** 2 : 0;
  const grown = growth(frame, tower);
  const wave = calm ? 0 : Math.sin(nowMs / 420 + tower.id);
  // On an upright stage the axes are swapped.
  const dx = layout.portrait ? tower.dy : tower.dx;
  const dy = layout.portrait ? tower.dx : tower.dy;
  const isWhole = isGrown(frame, tower);
  const rests = recoil === 0 && isWhole;
  const breath = rests ? Math.round(wave * BREATHS) / BREATHS * DEEP : wave * DEEP;
  const squash = (isWhole ? Math.round(recoil * BLOWS) / BLOWS : recoil) * recoilOf(kind);
  const stretch = { sx: 1 + squash, sy: 1 - squash + (rests || !isWhole ? breath : 0) };
  const at = { x: towerX(frame, tower), y: towerY(frame, tower) };
  const back = dx * recoil * 4;
  if (isWhole) {
    stamp(c, sprites.standingTower(kind, tower.rank, stretch), { ...at, x: at.x - back });
  }
  c.save();
  const feet = FEET_Y * TOWER_SCALE;
  c.translate(at.x, at.y + feet);
  c.scale(stretch.sx * grown, stretch.sy * grown);
  c.translate(0, -feet);
  if (!isWhole) lay(c, sprites.tower(kind, tower.rank), { x: -back, y: 0 });
  if (TURNS[kind] !== "none") drawPart(frame, tower, { angle: Math.atan2(dy, dx), recoil, since });
  if (!isWhole && hasFront(kind)) lay(c, sprites.towerFront(kind, tower.rank), { x: 0, y: 0 });
  c.restore();
  if (isWhole && hasFront(kind)) stamp(c, sprites.standingFront(kind, tower.rank, stretch), at);
  if (tower.stunSteps > 0) drawDaze(frame, tower);
}

/** How much a blow squashes a tower; one that aims recoils by its turning part. */
function recoilOf(kind: TowerKind): number {
  return TURNS[kind] === "aim" || kind === "beam" ? 0.06 : 0.17;
}

/** Whether a face stands upright before the turning part. */
function hasFront(kind: TowerKind): boolean {
  return kind === "whirl" || kind === "beam";
}

function growth(frame: Frame, tower: Tower): number {
  const known = born.get(tower);
  if (!known || known.rank !== tower.rank) {
    const atMs = frame.game.step === 0 && !known ? frame.nowMs - BORN_MS : frame.nowMs;
    born.set(tower, { rank: tower.rank, atMs });
  }
  const part = clamp((frame.nowMs - (born.get(tower)?.atMs ?? 0)) / BORN_MS);
  return (0.55 + 0.45 * backOut(part)) * RANK_SIZES[tower.rank]!;
}

/** Whether a tower has been drawn with its present level for as long as it grows. */
export function isGrown(frame: Frame, tower: Tower): boolean {
  const known = born.get(tower);
  return known?.rank === tower.rank && frame.nowMs - known.atMs > BORN_MS;
}

interface PartPose {
  readonly angle: number;
  readonly recoil: number;
  readonly since: number;
}

function drawPart(frame: Frame, tower: Tower, { angle, recoil, since }: PartPose): void {
  const { c, sprites, nowMs, calm } = frame;
  const { kind } = tower.plan;
  const pivot = PIVOTS[kind];
  const part = sprites.towerPart(kind, tower.rank);
  const idle = calm ? 0 : nowMs / (kind === "whirl" ? 900 : 2600);
  // A blow adds one full turn that slows down, so the next one begins where this one ends.
  const turn = TURNS[kind] === "aim"
    ? angle
    : idle + (kind === "whirl" ? (1 - Math.exp(-since * 5)) * Math.PI * 2 : 0);
  c.save();
  c.translate(pivot.x * TOWER_SCALE, pivot.y * TOWER_SCALE);
  c.rotate(turn);
  lay(c, part, { x: -recoil * 8, y: 0 });
  c.restore();
}

function drawDaze(frame: Frame, tower: Tower): void {
  const { c, sprites, nowMs } = frame;
  const star = sprites.other("daze", 22, drawStarArt);
  for (let i = 0; i < 3; i++) {
    const turn = nowMs / 260 + (i / 3) * Math.PI * 2;
    const x = towerX(frame, tower) + Math.cos(turn) * 24;
    const y = towerY(frame, tower) - 36 + Math.sin(turn) * 8;
    lay(c, star, { x, y });
  }
}

/** Draws the soft light of a lamp on the ground, under everything that stands there. */
export function drawGlow(frame: Frame, tower: Tower): void {
  const { c, sprites, nowMs } = frame;
  const side = CELL * 3.2;
  const glow = sprites.other("glow", side, (brush) => {
    const light = brush.createRadialGradient(0, 0, 10, 0, 0, side / 2);
    light.addColorStop(0, "rgba(255, 236, 140, 0.5)");
    light.addColorStop(1, "rgba(255, 226, 120, 0)");
    brush.fillStyle = light;
    brush.fillRect(-side / 2, -side / 2, side, side);
  });
  c.globalAlpha = 0.7 + Math.sin(nowMs / 600 + tower.id) * 0.2 + tower.rank * 0.05;
  stamp(c, glow, { x: towerX(frame, tower), y: towerY(frame, tower) });
  c.globalAlpha = 1;
}

/** Draws the ray of a sunflower mirror from its face to its target. */
export function drawRay(frame: Frame, tower: Tower): void {
  const { lock, heat } = tower;
  if (!lock?.alive || secondsSince(frame, tower.firedAtStep) > 0.4) return;
  const { c, nowMs } = frame;
  const fromX = towerX(frame, tower);
  const fromY = towerY(frame, tower) + PIVOTS.beam.y * TOWER_SCALE;
  const toX = isObstacle(lock) ? frame.layout.toX(lock.x, lock.y) : monsterX(frame, lock);
  const toY = isObstacle(lock) ? frame.layout.toY(lock.x, lock.y) : monsterY(frame, lock);
  const flicker = 1 + Math.sin(nowMs / 40) * 0.12;
  c.lineCap = "round";
  c.beginPath();
  c.moveTo(fromX, fromY);
  c.lineTo(toX, toY);
  c.strokeStyle = `rgba(255, ${Math.round(220 - heat * 110)}, 60, ${0.3 + heat * 0.3})`;
  c.lineWidth = (9 + heat * 13) * flicker;
  c.stroke();
  c.strokeStyle = "rgba(255, 252, 224, 0.95)";
  c.lineWidth = (3 + heat * 5) * flicker;
  c.stroke();
  c.fillStyle = "rgba(255, 246, 190, 0.9)";
  c.beginPath();
  c.arc(toX, toY, (7 + heat * 9) * flicker, 0, 7);
  c.fill();
}

/** The height of a shot above the ground, from the tower's mouth down to a monster's middle. */
function liftOf({ x, y, startX, startY, tower }: Shot): number {
  const mouth = 8 - PIVOTS[tower.plan.kind].y * TOWER_SCALE;
  const flown = Math.sqrt((x - startX) ** 2 + (y - startY) ** 2);
  return mouth + (12 - mouth) * clamp(flown / 1.2);
}

/** Draws a shot. */
export function drawShot(frame: Frame, shot: Shot): void {
  const { c, layout, alpha } = frame;
  const fromX = layout.toX(shot.fromX, shot.fromY);
  const fromY = layout.toY(shot.fromX, shot.fromY);
  const x = fromX + (layout.toX(shot.x, shot.y) - fromX) * alpha;
  const y = fromY + (layout.toY(shot.x, shot.y) - fromY) * alpha - liftOf(shot);
  switch (shot.tower.plan.attack) {
    case "shell":
      drawShell(frame, shot, { x, y });
      return;
    case "bolt":
      drawNeedle(frame, shot, { x, y });
      return;
    default:
  }
  const { kind } = shot.tower.plan;
  const sprite = frame.sprites.other(`shot ${kind}`, 40, (brush) => {
    if (kind === "frost") form(brush, ellipse(0, 0, 9), "#bfe8ff", { size: 8, line: 2.4 });
    else if (kind === "chili") {
      spot(brush, ellipse(0, 0, 12), "rgba(255, 140, 50, 0.5)");
      form(brush, ellipse(0, 0, 8), "#ffb03a", { size: 7, line: 2.2 });
    } else drawAcorn(brush, 0, 0, "#d9923f");
  });
  c.save();
  c.translate(x, y);
  c.rotate(frame.nowMs / 90 + shot.startX);
  lay(c, sprite, { x: 0, y: 0 });
  c.restore();
}

/** Draws a shell in a high arc; its shadow stays on the ground. */
function drawShell(frame: Frame, shot: Shot, { x, y }: { x: number; y: number }): void {
  const { c, sprites } = frame;
  const part = clamp(1 - (shot.steps - frame.alpha) / shot.allSteps);
  const height = Math.sin(part * Math.PI) * 74 + (1 - part) * 22;
  c.fillStyle = "rgba(20, 24, 48, 0.22)";
  c.beginPath();
  c.ellipse(x, y + 14, 11, 4.5, 0, 0, 7);
  c.fill();
  const sprite = sprites.other("shot mortar", 40, (brush) => {
    form(brush, ellipse(0, 0, 12), "#b065c9", { size: 10, line: 2.6 });
    for (const [sx, sy] of [[-4, -4], [5, 1], [-3, 6]] as const) {
      spot(brush, ellipse(sx, sy, 2.6), "#fff3ff");
    }
  });
  stamp(c, sprite, { x, y: y - height });
}

function drawNeedle(frame: Frame, shot: Shot, { x, y }: { x: number; y: number }): void {
  const { c, layout, sprites } = frame;
  const dx = layout.toX(shot.toX, shot.toY) - layout.toX(shot.startX, shot.startY);
  const dy = layout.toY(shot.toX, shot.toY) - layout.toY(shot.startX, shot.startY);
  const sprite = sprites.other("shot ballista", 84, (brush) => {
    stroke(brush, new Path2D("M-36 0H24"), "rgba(226, 255, 214, 0.5)", 9);
    stroke(brush, new Path2D("M-20 0H26"), "#2d6b49", 5);
    form(brush, new Path2D("M22-8L40 0L22 8Z"), "#d9f7c4", { size: 6, line: 2.2 });
  });
  c.save();
  c.translate(x, y);
  c.rotate(Math.atan2(dy, dx));
  lay(c, sprite, { x: 0, y: 0 });
  c.restore();
}
