import type { StageBrush } from "../../kit/drawing/stage_brush.ts";
import { COLS } from "../rules/kinds.ts";
import { box, form, oval, path, spot, stroke } from "../art/forms.ts";
import type { Box } from "../../kit/fit.ts";
import type { Stage } from "../../kit/stage.ts";
import { drawFlowerBed } from "./flower_bed.ts";
import { drawHorizon } from "./horizon.ts";
import { boardX, boardY } from "./layout.ts";
import { type Light, LIGHTS } from "./lights.ts";
import type { Scenery } from "./scenery.ts";

type G = CanvasRenderingContext2D;

function drawCell(
  g: G,
  at: { x: number; y: number; col: number; row: number },
  scene: Scenery,
): void {
  const { layout } = scene;
  const light = LIGHTS[scene.hour];
  const shade = (at.col + at.row) % 2;
  g.fillStyle = light.grass[shade]!;
  g.fillRect(at.x, at.y, layout.cellWidth + 1, layout.cellHeight + 1);
  g.strokeStyle = light.blade;
  g.lineWidth = 2;
  g.lineCap = "round";
  for (let tuft = 0; tuft < 4; tuft++) {
    const key = at.col * 31 + at.row * 57 + tuft * 17;
    const x = at.x + 12 + (key * 29) % Math.floor(layout.cellWidth - 24);
    const y = at.y + 16 + (key * 41) % Math.floor(layout.cellHeight - 26);
    g.beginPath();
    g.moveTo(x, y);
    g.lineTo(x - 3, y - 7);
    g.moveTo(x + 2, y);
    g.lineTo(x + 4, y - 8);
    g.stroke();
  }
}

function drawLawn(g: G, scene: Scenery): void {
  const { layout, visible, rows } = scene;
  const light = LIGHTS[scene.hour];
  const bottom = visible.y + visible.height;
  g.fillStyle = light.earth;
  g.fillRect(visible.x, layout.top, visible.width, bottom - layout.top);
  for (let row = 0; row < 5; row++) {
    for (let col = 0; col < COLS; col++) {
      const at = { x: boardX(layout, col), y: boardY(layout, row), col, row };
      if (rows.includes(row)) drawCell(g, at, scene);
      else drawSoil(g, at, scene);
    }
  }
  shadeLawn(g, scene);
  g.strokeStyle = light.edge;
  g.lineWidth = 4;
  const first = Math.min(...rows);
  const last = Math.max(...rows) + 1;
  g.strokeRect(
    boardX(layout, 0),
    boardY(layout, first),
    COLS * layout.cellWidth,
    (last - first) * layout.cellHeight,
  );
}

/** Draws the shade of the wall on the lawn, and light from the left. */
function shadeLawn(g: G, { layout, hour }: Scenery): void {
  const left = boardX(layout, 0);
  const width = COLS * layout.cellWidth;
  const height = 5 * layout.cellHeight;
  const wall = g.createLinearGradient(0, layout.top, 0, layout.top + 46);
  wall.addColorStop(0, "#10243038");
  wall.addColorStop(1, "#10243000");
  g.fillStyle = wall;
  g.fillRect(left, layout.top, width, 46);
  const light = g.createLinearGradient(left, layout.top, left + width, layout.top + height);
  light.addColorStop(0, `${LIGHTS[hour].orb}30`);
  light.addColorStop(0.5, `${LIGHTS[hour].orb}00`);
  light.addColorStop(1, "#10243024");
  g.fillStyle = light;
  g.fillRect(left, layout.top, width, height);
}

/** Draws bare soil where there is no lawn. */
function drawSoil(g: G, at: { x: number; y: number }, scene: Scenery): void {
  const light = LIGHTS[scene.hour];
  const { cellWidth, cellHeight } = scene.layout;
  g.fillStyle = light.soil;
  g.fillRect(at.x, at.y, cellWidth + 1, cellHeight + 1);
  g.strokeStyle = light.earth;
  g.lineWidth = 5;
  g.lineCap = "butt";
  g.beginPath();
  for (let y = at.y + cellHeight / 8; y < at.y + cellHeight; y += cellHeight / 4) {
    g.moveTo(at.x, y);
    g.quadraticCurveTo(at.x + cellWidth / 2, y + 7, at.x + cellWidth + 1, y);
  }
  g.stroke();
}

/** Draws the porch on the left: planks, steps and a red pillar with a lantern. */
function drawPorch(g: G, { layout, visible, hour }: Scenery): void {
  const light = LIGHTS[hour];
  const right = layout.left - (layout.orientation === "portrait" ? 8 : 20);
  const top = layout.top - 52;
  const bottom = boardY(layout, 5) + 8;
  const reach = layout.orientation === "portrait" ? 44 : 96;
  const left = Math.max(visible.x, right - reach);
  g.fillStyle = light.floor;
  g.fillRect(visible.x, layout.top - 2, right - visible.x, bottom - layout.top);
  for (let y = layout.top; y < bottom; y += 24) {
    stroke(g, path(`M${visible.x} ${y}L${right} ${y}`), { colour: light.floorLine, width: 2 });
  }
  form(g, box([right - 8, layout.top - 4], [14, bottom - layout.top + 4], 4), light.step, {
    line: 2.4,
    shade: 3,
    light: 3,
  });
  if (left - visible.x > 10) drawHouse(g, { x: left, visible, top, bottom, light });
}

function drawHouse(
  g: G,
  at: { x: number; visible: Box; top: number; bottom: number; light: Light },
): void {
  const { x, visible, top, bottom, light } = at;
  g.fillStyle = light.wall;
  g.fillRect(visible.x, top, x - visible.x, bottom - top);
  g.fillStyle = light.wallShade;
  g.fillRect(x - 10, top, 10, bottom - top);
  for (const y of [top - 10, bottom - 26]) {
    form(g, box([visible.x - 10, y], [x - visible.x + 22, 22], 6), light.tile, {
      shade: 5,
      light: 3,
    });
  }
  form(g, box([x - 6, top + 10], [16, bottom - top - 34], 6), "#b3402f", { shade: 6, light: 4 });
  const middle = (top + bottom) / 2;
  const width = Math.min(60, (x - visible.x) * 0.36);
  const door = (visible.x + x - 10) / 2;
  form(g, oval(door, middle, [width, width * 1.5]), "#6d4330", { shade: 6, light: 3 });
  form(g, oval(door, middle, [width - 9, width * 1.5 - 12]), light.window, {
    line: 2,
    shade: 8,
    light: 0,
  });
  stroke(g, path(`M${door} ${middle - width * 1.3}L${door} ${middle + width * 1.3}`), {
    colour: "#6d4330",
    width: 4,
  });
}

/** Draws the lane on the right, from which the zombies come, under a low mist. */
function drawRoad(g: G, { layout, visible, hour }: Scenery): void {
  const light = LIGHTS[hour];
  const left = boardX(layout, COLS) + 4;
  const width = visible.x + visible.width - left;
  g.fillStyle = light.road;
  g.fillRect(left, layout.top, width, boardY(layout, 5) - layout.top + 8);
  for (let at = 0; at < 16; at++) {
    const x = left + 10 + (at * 83) % Math.max(20, width - 16);
    spot(g, oval(x, layout.top + 24 + at * 34, [9, 5]), light.roadStone);
  }
}

/** Draws everything that never moves. */
export function drawBackdrop(g: G, scene: Scenery): void {
  drawHorizon(g, scene);
  drawLawn(g, scene);
  drawRoad(g, scene);
  drawFlowerBed(g, scene);
  drawPorch(g, scene);
}

/** The column at which fog begins. */
const FOG_COL = 3.6;

/** The x at which the mist begins. */
function leftOfMist({ layout, foggy }: Scenery): number {
  return boardX(layout, foggy ? FOG_COL : COLS + 0.25);
}

/** A picture of the mist that hides the zombies' entrance, and its place. */
export interface Mist extends Box {
  readonly image: HTMLCanvasElement;
}

/** Draws the mist once, because a fade of colours costs much; undefined where the window ends before it. */
export function makeMist(stage: Stage, scenery: Scenery): Mist | undefined {
  const { layout, visible, hour, foggy } = scenery;
  const left = leftOfMist(scenery);
  const right = visible.x + visible.width;
  if (right - left < 12) return undefined;
  const top = layout.top - 8;
  const height = boardY(layout, 5) - layout.top + 16;
  const box = stage.onWholePixels({ x: left, y: top, width: right - left, height });
  const image = stage.makeSprite(box, (g) => {
    const mist = g.createLinearGradient(0, 0, foggy ? box.width : Math.min(box.width, 150), 0);
    const colour = LIGHTS[hour].mist;
    mist.addColorStop(0, `${colour}00`);
    // Fog is thick enough to be seen, and thin enough to see who is in it.
    if (foggy) mist.addColorStop(0.35, `${colour}8c`);
    mist.addColorStop(1, `${colour}f2`);
    g.fillStyle = mist;
    g.fillRect(0, 0, box.width, box.height);
  });
  return { ...box, image };
}

/** Draws the mist over the figures. */
export function drawMist(g: StageBrush, { image, x, y, width, height }: Mist): void {
  g.drawImage(image, x, y, width, height);
}
