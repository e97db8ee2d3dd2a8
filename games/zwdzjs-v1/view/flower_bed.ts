import { form, oval, path, spot, stroke } from "../art/forms.ts";
import { boardY } from "./layout.ts";
import { LIGHTS } from "./lights.ts";
import type { Scenery } from "./scenery.ts";
import { tone } from "../art/tone.ts";

type G = CanvasRenderingContext2D;

function drawFlower(g: G, at: { x: number; y: number; size: number; colour: string }): void {
  const { x, y, size, colour } = at;
  for (let leaf = 0; leaf < 5; leaf++) {
    const turn = leaf * 1.2566 + x;
    const place = { x: x + Math.cos(turn) * size, y: y + Math.sin(turn) * size };
    spot(g, oval(place.x, place.y, [size * 0.85, size * 0.85]), colour);
  }
  spot(g, oval(x, y, [size * 0.7, size * 0.7]), "#ffd25e");
}

/** Draws a low hedge of round bushes with flowers. */
function drawHedge(g: G, scene: Scenery, top: number): void {
  const { visible, hour } = scene;
  const light = LIGHTS[hour];
  const tones = tone(light.bush);
  const first = Math.floor(visible.x / 46) - 1;
  for (let at = first; at * 46 < visible.x + visible.width + 60; at++) {
    const x = at * 46;
    const y = top + 22 - 5 * (((at * 7) % 3 + 3) % 3);
    g.globalAlpha = 0.6;
    spot(g, oval(x, y, [36, 30]), tones.dark);
    g.globalAlpha = 1;
    spot(g, oval(x - 2, y - 3, [32, 26]), light.bush);
    g.globalAlpha = 0.3;
    spot(g, oval(x - 10, y - 14, [14, 8], -0.5), tones.light);
    g.globalAlpha = 1;
    if (at % 2 === 0) continue;
    const colour = light.flowers[at & 2 ? 1 : 0];
    drawFlower(g, { x: x - 10, y: y - 6, size: 5, colour });
    drawFlower(g, { x: x + 16, y: y - 12, size: 4, colour });
  }
}

/** Draws a path of stepping stones between grass. */
function drawPath(g: G, scene: Scenery, top: number): void {
  const { visible, hour } = scene;
  const light = LIGHTS[hour];
  const bottom = visible.y + visible.height;
  const middle = top + Math.min(64, (bottom - top) / 2);
  for (let y = top + 10; y < bottom + 10; y += 36) {
    for (let x = visible.x + ((y * 13) % 90); x < visible.x + visible.width; x += 118) {
      stroke(g, path(`M${x} ${y}l-5 -10m6 10l1 -12m1 12l7 -8`), { colour: light.bush, width: 3 });
    }
  }
  for (let x = visible.x - 20; x < visible.x + visible.width + 40; x += 84) {
    const y = middle + Math.sin(x / 120) * 12;
    form(g, oval(x, y, [33, 14]), light.step, { line: 0, shade: 4, light: 3 });
  }
}

/** Draws the plants between the lawn and the lower edge. */
export function drawFlowerBed(g: G, scene: Scenery): void {
  const { layout, visible, hour } = scene;
  const top = boardY(layout, 5) + 10;
  const bottom = visible.y + visible.height;
  g.fillStyle = LIGHTS[hour].bed;
  g.fillRect(visible.x, top, visible.width, Math.max(0, bottom - top));
  if (bottom - top > 70) drawPath(g, scene, top + 52);
  drawHedge(g, scene, top);
}
