import { COLS } from "../rules/kinds.ts";
import { form, oval, path, spot, stroke } from "../art/forms.ts";
import { boardX } from "./layout.ts";
import { LIGHTS } from "./lights.ts";
import type { Scenery } from "./scenery.ts";
import { tone } from "../art/tone.ts";

type G = CanvasRenderingContext2D;

/** A number from 0 to 1 that is the same for a place each time, because the layers are drawn again and again. */
function scatter(at: number): number {
  const turns = Math.sin(at * 12.9898) * 43758.5453;
  return turns - Math.floor(turns);
}

/** Draws a soft ball of light. */
function drawHalo(g: G, at: { x: number; y: number; radius: number; colour: string }): void {
  const halo = g.createRadialGradient(at.x, at.y, 0, at.x, at.y, at.radius);
  halo.addColorStop(0, `${at.colour}90`);
  halo.addColorStop(0.4, `${at.colour}38`);
  halo.addColorStop(1, `${at.colour}00`);
  g.fillStyle = halo;
  g.fillRect(at.x - at.radius, at.y - at.radius, 2 * at.radius, 2 * at.radius);
}

function drawStars(g: G, { visible, layout }: Scenery): void {
  const depth = layout.top - visible.y - 40;
  for (let at = 0; at < 44; at++) {
    g.globalAlpha = 0.35 + 0.65 * scatter(at + 0.5);
    const size = at % 7 === 0 ? 2.2 : 1.3;
    const x = visible.x + scatter(at) * visible.width;
    spot(g, oval(x, visible.y + scatter(at + 0.25) * depth, [size, size]), "#fff6d8");
  }
  g.globalAlpha = 1;
}

function drawClouds(g: G, { visible, layout, hour }: Scenery): void {
  const { cloud } = LIGHTS[hour];
  const depth = layout.top - visible.y - 104;
  for (let at = 0; at < 4; at++) {
    const x = visible.x + ((at + 0.2 + 0.5 * scatter(at + 3)) / 4) * visible.width;
    const y = visible.y + 30 + Math.max(0, depth) * scatter(at + 7);
    const size = 0.7 + 0.6 * scatter(at + 11);
    g.globalAlpha = 0.75;
    for (const [dx, dy, width] of [[-34, 2, 26], [0, -6, 34], [34, 2, 24], [8, 6, 46]] as const) {
      spot(g, oval(x + dx * size, y + dy * size, [width * size, width * 0.42 * size]), cloud);
    }
  }
  g.globalAlpha = 1;
}

function drawSky(g: G, scene: Scenery): void {
  const { visible, hour, layout } = scene;
  const light = LIGHTS[hour];
  const sky = g.createLinearGradient(0, visible.y, 0, layout.top);
  sky.addColorStop(0, light.sky[0]);
  sky.addColorStop(1, light.sky[1]);
  g.fillStyle = sky;
  g.fillRect(visible.x, visible.y, visible.width, layout.top - visible.y + 4);
  if (hour === "night") drawStars(g, scene);
  const x = visible.x + visible.width * 0.72;
  const y = Math.max(visible.y + 30, Math.min(visible.y + 54, layout.top - 76));
  drawHalo(g, { x, y, radius: 110, colour: light.orb });
  const moon = path(`M${x + 6} ${y - 24}a24 24 0 1 0 18 32a19 19 0 0 1 -18 -32z`);
  spot(g, hour === "night" ? moon : oval(x, y, [24, 24]), light.orb);
  drawClouds(g, scene);
}

function drawHills(g: G, { visible, layout, hour }: Scenery): void {
  const light = LIGHTS[hour];
  for (const [at, colour] of light.hills.entries()) {
    const base = layout.top - 40 + at * 12;
    const hill = new Path2D();
    hill.moveTo(visible.x, layout.top);
    for (let x = visible.x; x <= visible.x + visible.width + 20; x += 20) {
      hill.lineTo(x, base - Math.abs(Math.sin(x / (150 - at * 40) + at * 2)) * (44 - at * 14));
    }
    hill.lineTo(visible.x + visible.width, layout.top);
    hill.closePath();
    spot(g, hill, colour);
  }
}

/** Draws the crowns of trees in the lane behind the wall. */
function drawTrees(g: G, { visible, layout, hour }: Scenery): void {
  const { tree } = LIGHTS[hour];
  const tones = tone(tree);
  const first = Math.floor(visible.x / 150);
  const last = Math.ceil((visible.x + visible.width) / 150);
  for (let at = first; at <= last; at++) {
    const x = at * 150 + 90 * scatter(at + 41);
    const y = layout.top - 50;
    const size = 0.75 + 0.5 * scatter(at + 17);
    const crown = new Path2D();
    for (const [dx, dy, width] of [[-24, 0, 24], [22, 2, 22], [0, -16, 28], [0, 8, 30]] as const) {
      crown.addPath(oval(x + dx * size, y + dy * size, [width * size, width * size]));
    }
    spot(g, crown, tree);
    g.globalAlpha = hour === "night" ? 0.14 : 0.5;
    spot(g, oval(x - 9 * size, y - 24 * size, [17 * size, 13 * size]), tones.light);
    g.globalAlpha = 0.5;
    spot(g, oval(x + 16 * size, y + 6 * size, [18 * size, 15 * size]), tones.dark);
    g.globalAlpha = 1;
  }
}

/** Draws the white courtyard wall with its grey tiles. */
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

/** Draws everything behind the lawn: the sky, the hills, trees, and the courtyard wall. */
export function drawHorizon(g: G, scene: Scenery): void {
  drawSky(g, scene);
  drawHills(g, scene);
  drawTrees(g, scene);
  drawWall(g, scene);
}
