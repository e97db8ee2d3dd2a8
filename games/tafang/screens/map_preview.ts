// A small picture of a map: its land, its water, its road and the carrot.

import { addElement } from "../../kit/controls.ts";
import { THEME_COLOURS } from "../maps/themes.ts";
import { COLUMNS, type MapPlan, ROWS } from "../rules/map_plan.ts";
import { parseCorners } from "../rules/path.ts";

/** Adds a small picture of a map's road. */
export function addPreview(parent: Element, map: MapPlan): HTMLCanvasElement {
  const unit = 22;
  const canvas = addElement("canvas", "map-preview", parent);
  canvas.width = COLUMNS * unit;
  canvas.height = ROWS * unit;
  canvas.setAttribute("aria-hidden", "true");
  const c = canvas.getContext("2d")!;
  const colours = THEME_COLOURS[map.theme];
  c.fillStyle = colours.ground;
  c.fillRect(0, 0, canvas.width, canvas.height);
  c.lineJoin = "round";
  c.lineCap = "round";
  c.fillStyle = colours.water;
  map.rows.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (row[x] === "~") c.fillRect(x * unit, y * unit, unit, unit);
    }
  });
  for (const [width, colour] of [[19, colours.roadRim], [14, colours.roadLight]] as const) {
    c.strokeStyle = colour;
    c.lineWidth = width;
    for (const road of map.roads) {
      c.beginPath();
      for (const { x, y } of parseCorners(road)) c.lineTo(x * unit, y * unit);
      c.stroke();
    }
  }
  const end = parseCorners(map.roads[0]!).at(-1)!;
  c.fillStyle = "#ff8a3c";
  c.strokeStyle = "#a9471f";
  c.lineWidth = 3;
  c.beginPath();
  c.arc(end.x * unit, end.y * unit, 11, 0, 7);
  c.fill();
  c.stroke();
  return canvas;
}
