// The decoration over the board: butterflies, glints on the water, falling snow.
//
// It is a function of time alone, so there is nothing to store or clear.

import type { StageBrush } from "../../kit/drawing/stage_brush.ts";
import { STAGE_SIZES } from "../art/layout.ts";
import { COLUMNS } from "../rules/map_plan.ts";
import type { Frame } from "./frame.ts";

/** Draws the decoration on the ground, below towers and monsters. */
export function drawGroundAmbient(frame: Frame): void {
  if (frame.calm) return;
  drawGlints(frame);
}

/** Draws the decoration in the air, over everything else. */
export function drawAirAmbient(frame: Frame): void {
  if (frame.calm) return;
  if (frame.game.map.theme === "snow") drawSnow(frame);
  if (frame.game.map.theme === "meadow") drawButterflies(frame);
}

function sizeOf({ layout }: Frame): { width: number; height: number } {
  return STAGE_SIZES[layout.portrait ? "portrait" : "landscape"];
}

const GLINT_MS = 2600;

/** Draws a short white stroke at changing places on each piece of water. */
function drawGlints({ c, game, layout, nowMs }: Frame): void {
  c.strokeStyle = "#ffffff";
  c.lineWidth = 3;
  c.lineCap = "round";
  for (let i = 0; i < game.ground.length; i++) {
    if (game.ground[i] !== "water") continue;
    const time = nowMs / GLINT_MS + i * 0.37;
    const part = time % 1;
    const round = Math.floor(time);
    const cx = (i % COLUMNS) + 0.3 + ((round * 7 + i * 3) % 5) * 0.1;
    const cy = Math.floor(i / COLUMNS) + 0.3 + ((round * 3 + i * 5) % 5) * 0.1;
    const half = 9 * Math.sin(part * Math.PI);
    c.globalAlpha = 0.5 * Math.sin(part * Math.PI);
    c.beginPath();
    c.moveTo(layout.toX(cx, cy) - half, layout.toY(cx, cy));
    c.lineTo(layout.toX(cx, cy) + half, layout.toY(cx, cy));
    c.stroke();
  }
  c.globalAlpha = 1;
}

const FLAKES = 34;

function drawSnow(frame: Frame): void {
  const { c, nowMs } = frame;
  const { width, height } = sizeOf(frame);
  c.fillStyle = "rgba(255, 255, 255, 0.8)";
  c.beginPath();
  for (let i = 0; i < FLAKES; i++) {
    const fall = (nowMs / (9000 + (i % 7) * 1400) + i * 0.618) % 1;
    const x = ((i * 0.377) % 1) * width + Math.sin(nowMs / 1300 + i) * 16;
    const y = (fall * 1.1 - 0.05) * height;
    const size = 1.6 + (i % 3);
    c.moveTo(x + size, y);
    c.arc(x, y, size, 0, 7);
  }
  c.fill();
}

const BUTTERFLIES = ["#ffe27a", "#ffffff", "#ffb7c9"] as const;

function drawButterflies(frame: Frame): void {
  const { c, nowMs } = frame;
  const { width, height } = sizeOf(frame);
  for (const [index, colour] of BUTTERFLIES.entries()) {
    const time = nowMs / 1000 + index * 40;
    const x = width * (0.5 + 0.46 * Math.sin(time * 0.11 + index) * Math.cos(time * 0.05));
    const y = height * (0.5 + 0.44 * Math.sin(time * 0.083 + index * 2)) +
      Math.sin(time * 2.6) * 9;
    drawButterfly(c, { x, y, colour, open: Math.abs(Math.sin(time * 9)) });
  }
}

interface Butterfly {
  readonly x: number;
  readonly y: number;
  readonly colour: string;
  /** The spread of its wings, 0 to 1. */
  readonly open: number;
}

function drawButterfly(c: StageBrush, { x, y, colour, open }: Butterfly): void {
  const half = 1.5 + open * 5;
  c.fillStyle = "rgba(20, 24, 48, 0.12)";
  c.beginPath();
  c.ellipse(x, y + 26, half, 2, 0, 0, 7);
  c.fill();
  c.fillStyle = colour;
  c.beginPath();
  c.ellipse(x - half * 0.8, y - 2, half, 5, 0.5, 0, 7);
  c.ellipse(x + half * 0.8, y - 2, half, 5, -0.5, 0, 7);
  c.fill();
  c.fillStyle = "#5a3a2a";
  c.fillRect(x - 0.9, y - 5, 1.8, 8);
}
