// Small pictures for buttons and cards, made of the game's own drawings.

import type { Brush } from "../art/brush.ts";
import { drawMonster, drawMonsterShadow, drawUnknown } from "../art/monsters.ts";
import { drawTower } from "../art/towers.ts";
import { type MonsterKind, MONSTERS } from "../rules/monsters_table.ts";
import type { TowerKind } from "../rules/towers_table.ts";

/** The pixels for each CSS pixel, as many as the stage has at most. */
const PIXELS_A_PIXEL = 2;

function makePortrait(sidePx: number, draw: (c: Brush) => void): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.className = "portrait";
  canvas.width = canvas.height = sidePx * PIXELS_A_PIXEL;
  canvas.style.width = canvas.style.height = `${sidePx}px`;
  canvas.setAttribute("aria-hidden", "true");
  const c = canvas.getContext("2d")!;
  c.translate(canvas.width / 2, canvas.height / 2);
  c.scale(canvas.width / 116, canvas.height / 116);
  draw(c);
  return canvas;
}

/** Makes a picture of a tower. */
export function towerPortrait(kind: TowerKind, rank: number, sidePx: number): HTMLCanvasElement {
  return makePortrait(sidePx, (c) => drawTower(c, kind, rank));
}

/** Makes a picture of a monster, or of an unknown one without a kind. */
export function monsterPortrait(
  kind: MonsterKind | undefined,
  sidePx: number,
): HTMLCanvasElement {
  return makePortrait(sidePx, (c) => {
    if (!kind) {
      drawUnknown(c);
      return;
    }
    drawMonsterShadow(c, 28, MONSTERS[kind].flies);
    if (MONSTERS[kind].boss) c.scale(0.92, 0.92);
    drawMonster(c, kind, 0.1);
  });
}

/** Makes a small picture of about a hundred units. */
export function iconPortrait(sidePx: number, draw: (c: Brush) => void): HTMLCanvasElement {
  return makePortrait(sidePx, draw);
}
