// The empty board: the places of its cells, and its drawing.

import type { Side } from "../rules/rules.ts";
import { drawTileBody, TILE } from "./tile_drawing.ts";

/** The logical size of the stage: the board, and room around it for flying crumbs. */
export const STAGE = 1040;
const BOARD_FROM = 40;
const BOARD = STAGE - BOARD_FROM * 2;
const PADDING = 26;
/** The space between two tiles of a board of four. */
const GAP = 30;
/** The size of a sprite, which is larger than its tile: outline and crown extend beyond the edge. */
export const SPRITE = TILE + 72;

/** The board's colours, which follow light and dark mode. */
export type BoardColours = {
  readonly board: string;
  readonly edge: string;
  readonly well: string;
  readonly ink: string;
  readonly halo: string;
};

/** Reads the colours from the page's style. */
export function readBoardColours(): BoardColours {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    board: read("--board"),
    edge: read("--board-edge"),
    well: read("--well"),
    ink: read("--text"),
    halo: read("--surface"),
  };
}

/** The size of a board's tiles, and of the space between them; 1 is their size where four stand in a row. */
export function tileScale(side: Side): number {
  return (BOARD - PADDING * 2) / (side * TILE + (side - 1) * GAP);
}

/** The middle of a cell, in logical units. */
export function middleOfCell(cell: number, side: Side): { x: number; y: number } {
  const scale = tileScale(side);
  const first = BOARD_FROM + PADDING + TILE / 2 * scale;
  const pitch = (TILE + GAP) * scale;
  return { x: first + cell % side * pitch, y: first + Math.floor(cell / side) * pitch };
}

/** Draws the board without its tiles. */
export function drawBoard(
  context: CanvasRenderingContext2D,
  colours: BoardColours,
  side: Side,
): void {
  const { board, edge, well } = colours;
  context.beginPath();
  context.roundRect(BOARD_FROM, BOARD_FROM + 10, BOARD, BOARD, 64);
  context.fillStyle = edge;
  context.fill();
  context.beginPath();
  context.roundRect(BOARD_FROM, BOARD_FROM, BOARD, BOARD, 64);
  context.fillStyle = board;
  context.fill();
  context.fillStyle = well;
  const tile = TILE * tileScale(side);
  for (let cell = 0; cell < side * side; cell++) {
    const { x, y } = middleOfCell(cell, side);
    context.beginPath();
    context.roundRect(x - tile / 2, y - tile / 2, tile, tile, 46 * tileScale(side));
    context.fill();
  }
}

/** Draws a tile with its shadow, around the middle of a sprite. */
export function drawTileSprite(context: CanvasRenderingContext2D, value: number): void {
  context.translate(SPRITE / 2, SPRITE / 2);
  context.fillStyle = "rgba(20, 24, 40, 0.16)";
  context.beginPath();
  context.roundRect(-TILE / 2 + 8, -TILE / 2 + 22, TILE - 16, TILE - 8, 46);
  context.fill();
  drawTileBody(context, value);
}
