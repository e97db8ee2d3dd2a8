import type { Hour } from "../rules/levels.ts";
import { COLS } from "../rules/kinds.ts";
import { box, form, oval, path, spot, stroke } from "./forms.ts";
import type { Box } from "../kit/stage.ts";
import { boardX, boardY, type Layout } from "./layout.ts";
import { type Light, LIGHTS } from "./lights.ts";

type G = CanvasRenderingContext2D;

/** What the still part of the scene is drawn from. */
export interface Scenery {
  readonly layout: Layout;
  readonly visible: Box;
  readonly hour: Hour;
  readonly rows: readonly number[];
}

function drawSky(g: G, { visible, hour, layout }: Scenery): void {
  const light = LIGHTS[hour];
  const sky = g.createLinearGradient(0, visible.y, 0, layout.top);
  sky.addColorStop(0, light.sky[0]);
  sky.addColorStop(1, light.sky[1]);
  g.fillStyle = sky;
  g.fillRect(visible.x, visible.y, visible.width, layout.top - visible.y + 4);
  const x = visible.x + visible.width * 0.78;
  const y = Math.min(visible.y + 40, layout.top - 74);
  g.globalAlpha = 0.35;
  spot(g, oval(x, y, [34, 34]), light.orb);
  g.globalAlpha = 1;
  spot(g, oval(x, y, [23, 23]), light.orb);
  if (hour === "night") {
    spot(g, oval(x + 9, y - 6, [19, 19]), light.sky[0]);
    g.fillStyle = "#fff6d8";
    for (let at = 0; at < 26; at++) {
      const star = (at * 0.618) % 1;
      const height = (at * at * 0.217) % 1;
      g.globalAlpha = 0.3 + ((at * 37) % 10) / 16;
      g.fillRect(
        visible.x + star * visible.width,
        visible.y + height * (layout.top - visible.y - 50),
        2.4,
        2.4,
      );
    }
    g.globalAlpha = 1;
  }
}

function drawHills(g: G, { visible, layout, hour }: Scenery): void {
  const light = LIGHTS[hour];
  for (const [at, colour] of light.hills.entries()) {
    const base = layout.top - 40 + at * 12;
    const hill = new Path2D();
    hill.moveTo(visible.x, layout.top);
    for (let x = visible.x; x <= visible.x + visible.width + 40; x += 40) {
      hill.lineTo(x, base - Math.abs(Math.sin(x / (150 - at * 40) + at * 2)) * (44 - at * 14));
    }
    hill.lineTo(visible.x + visible.width, layout.top);
    hill.closePath();
    spot(g, hill, colour);
  }
}

/** The white courtyard wall with its grey tiles. */
function drawWall(g: G, { visible, layout, hour }: Scenery): void {
  const light = LIGHTS[hour];
  const top = layout.top - 44;
  g.fillStyle = light.wall;
  g.fillRect(visible.x, top + 8, visible.width, 40);
  g.fillStyle = light.wallShade;
  g.fillRect(visible.x, top + 34, visible.width, 14);
  const tile = 22;
  for (let x = Math.floor(visible.x / tile) * tile; x < visible.x + visible.width; x += tile) {
    form(
      g,
      path(
        `M${x} ${top + 12}L${x + 2} ${top - 4}Q${x + tile / 2} ${top - 10} ${x + tile - 2} ${
          top - 4
        }L${x + tile} ${top + 12}Q${x + tile / 2} ${top + 18} ${x} ${top + 12}z`,
      ),
      light.tile,
      { line: 1.6, shade: 3, light: 2 },
    );
  }
  for (let x = boardX(layout, 0.5); x < boardX(layout, COLS); x += layout.cellWidth * 2) {
    form(g, oval(x, top + 29, [11, 11]), light.window, { line: 2, shade: 2, light: 0 });
    stroke(
      g,
      path(`M${x - 11} ${top + 29}L${x + 11} ${top + 29}M${x} ${top + 18}L${x} ${top + 40}`),
      { colour: light.tile, width: 2 },
    );
  }
}

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

/** Tilled soil where no lawn is laid yet. */
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

/** The porch on the left: planks, steps and a red pillar with a lantern. */
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

/** The lane on the right that they come from, under a low mist. */
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

/** Flowers and leaves along the lower edge. */
function drawForeground(g: G, { layout, visible, hour }: Scenery): void {
  const light = LIGHTS[hour];
  const top = boardY(layout, 5) + 10;
  const bottom = visible.y + visible.height;
  g.fillStyle = light.bed;
  g.fillRect(visible.x, top, visible.width, Math.max(0, bottom - top));
  for (let y = top + 10; y < bottom + 20; y += 46) {
    for (let x = visible.x + ((y * 7) % 40); x < visible.x + visible.width; x += 62) {
      const key = Math.abs(Math.round(x * 3 + y));
      spot(
        g,
        path(`M${x} ${y + 12}q-14 -8 -18 -22q14 4 18 22q2 -16 16 -22q2 14 -16 22z`),
        light.bush,
      );
      if (key % 3) continue;
      for (let leaf = 0; leaf < 5; leaf++) {
        const turn = leaf * 1.2566;
        spot(
          g,
          oval(x + Math.cos(turn) * 6, y - 12 + Math.sin(turn) * 6, [5, 5]),
          light.flowers[key % 2]!,
        );
      }
      spot(g, oval(x, y - 12, [4, 4]), "#ffd25e");
    }
  }
}

/** Draws everything that stands still. */
export function drawBackdrop(g: G, scene: Scenery): void {
  drawSky(g, scene);
  drawHills(g, scene);
  drawWall(g, scene);
  drawLawn(g, scene);
  drawRoad(g, scene);
  drawForeground(g, scene);
  drawPorch(g, scene);
}

/** Draws the mist that hides where they come from, over the figures. */
export function drawMist(g: G, scene: Scenery): void {
  const { layout, visible } = scene;
  const left = boardX(layout, COLS + 0.25);
  const right = visible.x + visible.width;
  if (right - left < 12) return;
  const mist = g.createLinearGradient(left, 0, Math.min(right, left + 150), 0);
  const colour = LIGHTS[scene.hour].mist;
  mist.addColorStop(0, `${colour}00`);
  mist.addColorStop(1, `${colour}f2`);
  g.fillStyle = mist;
  g.fillRect(left, layout.top - 8, right - left, boardY(layout, 5) - layout.top + 16);
}
