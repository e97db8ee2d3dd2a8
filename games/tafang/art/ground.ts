// The parts that never move: meadow, road, water, small plants. They are drawn once for each map and window size.

import { box, type Brush, ellipse, shape, spot, stroke } from "./brush.ts";
import { drawScenery } from "./scenery.ts";
import { Random, seedOf } from "../../kit/random.ts";
import { CELL, type Layout, MARGIN, STAGE_SIZES } from "./layout.ts";
import { COLUMNS, makeGround, makeObstacles, type MapPlan, ROWS } from "../rules/map_plan.ts";
import { cellsOf, parseCorners } from "../rules/path.ts";
import { THEME_COLOURS, type ThemeColours } from "../maps/themes.ts";

/** The content of a picture of the ground. */
export interface GroundPicture {
  readonly map: MapPlan;
  readonly layout: Layout;
  /** The visible area in logical units. */
  readonly visible: { x: number; y: number; width: number; height: number };
}

/** Draws a map without towers, and the land around it. */
export function drawGround(c: Brush, picture: GroundPicture): void {
  const colours = THEME_COLOURS[picture.map.theme];
  const random = new Random(seedOf(picture.map.id));
  const { visible } = picture;
  c.fillStyle = colours.around;
  c.fillRect(visible.x - 1, visible.y - 1, visible.width + 2, visible.height + 2);
  drawAround(c, picture, random);
  drawField(c, picture, colours);
  drawWater(c, picture, colours);
  drawRoads(c, picture, colours);
  drawPlants(c, picture, random);
}

function drawAround(c: Brush, { visible, map }: GroundPicture, random: Random): void {
  const { aroundDark } = THEME_COLOURS[map.theme];
  for (let i = 0; i < 60; i++) {
    const x = visible.x + random.next() * visible.width;
    const y = visible.y + random.next() * visible.height;
    if (map.theme === "shore") {
      stroke(c, shape(`M${x} ${y}q10-8 20 0t20 0`), aroundDark, 3);
    } else {
      spot(c, ellipse(x, y, random.between(20, 60), random.between(10, 26)), aroundDark);
    }
  }
}

/** Draws the board: a soft slab with a rim, in two tones that hardly differ. */
function drawField(c: Brush, { layout, map }: GroundPicture, colours: ThemeColours): void {
  const { width, height } = STAGE_SIZES[layout.portrait ? "portrait" : "landscape"];
  const edge = MARGIN - 12;
  const across = width - edge * 2;
  const down = height - edge * 2;
  spot(c, box(edge + 4, edge + 12, across, down, 34), "rgba(20, 30, 50, 0.22)");
  spot(c, box(edge, edge + 6, across, down, 34), colours.rim);
  spot(c, box(edge, edge, across, down, 34), colours.ground);
  const blocked = makeGround(map, []);
  for (let cy = 0; cy < ROWS; cy++) {
    for (let cx = 0; cx < COLUMNS; cx++) {
      if ((cx + cy) % 2 === 0 || blocked[cy * COLUMNS + cx] === "water") continue;
      const x = Math.min(layout.toX(cx, cy), layout.toX(cx + 1, cy + 1));
      const y = Math.min(layout.toY(cx, cy), layout.toY(cx + 1, cy + 1));
      spot(c, box(x + 3, y + 3, CELL - 6, CELL - 6, 18), colours.groundOther);
    }
  }
}

function drawWater(c: Brush, { map, layout }: GroundPicture, colours: ThemeColours): void {
  const ground = makeGround(map, []);
  const isWater = (cx: number, cy: number) => ground[cy * COLUMNS + cx] === "water";
  const pools = [[6, colours.roadRim], [0, colours.water]] as const;
  for (const [grow, colour] of pools) {
    for (let cy = 0; cy < ROWS; cy++) {
      for (let cx = 0; cx < COLUMNS; cx++) {
        if (!isWater(cx, cy)) continue;
        fillCells(c, layout, { x: cx, y: cy, width: 1, height: 1, grow, colour });
        if (cx + 1 < COLUMNS && isWater(cx + 1, cy)) {
          fillCells(c, layout, { x: cx, y: cy, width: 2, height: 1, grow, colour });
        }
        if (cy + 1 < ROWS && isWater(cx, cy + 1)) {
          fillCells(c, layout, { x: cx, y: cy, width: 1, height: 2, grow, colour });
        }
      }
    }
  }
  for (let i = 0; i < ground.length; i++) {
    if (ground[i] !== "water") continue;
    const x = layout.toX((i % COLUMNS) + 0.5, Math.floor(i / COLUMNS) + 0.5);
    const y = layout.toY((i % COLUMNS) + 0.5, Math.floor(i / COLUMNS) + 0.5);
    stroke(c, shape(`M${x - 22} ${y - 10}q8-6 16 0t16 0`), colours.waterLight, 4);
    stroke(c, shape(`M${x - 8} ${y + 14}q8-6 16 0`), colours.waterLight, 4);
  }
}

interface CellArea {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly grow: number;
  readonly colour: string;
}

function fillCells(c: Brush, layout: Layout, area: CellArea): void {
  const left = layout.toX(area.x, area.y);
  const top = layout.toY(area.x, area.y);
  const right = layout.toX(area.x + area.width, area.y + area.height);
  const bottom = layout.toY(area.x + area.width, area.y + area.height);
  const inset = 5 - area.grow;
  spot(
    c,
    box(left + inset, top + inset, right - left - inset * 2, bottom - top - inset * 2, 26),
    area.colour,
  );
}

/** Draws the roads, all in one width before the next width, so that crossings join. */
function drawRoads(c: Brush, { map, layout }: GroundPicture, colours: ThemeColours): void {
  const lines = [
    ...map.roads.map((road) => roadLine(road, layout)),
    ...findCrossings(map).map((crossing) => crossingLine(crossing, layout)),
  ];
  const coats = [[66, colours.roadRim, 4], [62, colours.road, 0], [
    40,
    colours.roadLight,
    0,
  ]] as const;
  for (const [width, colour, down] of coats) {
    c.save();
    c.translate(0, down);
    for (const line of lines) stroke(c, line, colour, width);
    c.restore();
  }
  drawFootprints(c, { map, layout, colours });
}

interface Crossing {
  /** The x of the cell's middle. */
  readonly x: number;
  readonly y: number;
  readonly across: boolean;
}

/** Finds the crossings of roads. Their round bends leave a notch between them, which a straight piece fills. */
function findCrossings(map: MapPlan): Crossing[] {
  const sides = new Map<string, Set<string>>();
  const open = (x: number, y: number, side: string) => {
    const key = `${x},${y}`;
    sides.set(key, (sides.get(key) ?? new Set()).add(side));
  };
  for (const road of map.roads) {
    const cells = cellsOf(parseCorners(road));
    for (let i = 0; i + 1 < cells.length; i++) {
      const from = cells[i]!;
      const to = cells[i + 1]!;
      const across = from.y === to.y;
      const ahead = across ? to.x > from.x : to.y > from.y;
      const [near, far] = across ? ["left", "right"] : ["up", "down"];
      open(from.x, from.y, ahead ? far! : near!);
      open(to.x, to.y, ahead ? near! : far!);
    }
  }
  const crossings: Crossing[] = [];
  for (const [key, opened] of sides) {
    if (opened.size < 3) continue;
    const [x, y] = key.split(",").map((part) => Number(part) + 0.5) as [number, number];
    if (opened.has("left") && opened.has("right")) crossings.push({ x, y, across: true });
    if (opened.has("up") && opened.has("down")) crossings.push({ x, y, across: false });
  }
  return crossings;
}

function crossingLine({ x, y, across }: Crossing, layout: Layout): Path2D {
  const [dx, dy] = across ? [0.5, 0] : [0, 0.5];
  const line = new Path2D();
  line.moveTo(layout.toX(x - dx, y - dy), layout.toY(x - dx, y - dy));
  line.lineTo(layout.toX(x + dx, y + dy), layout.toY(x + dx, y + dy));
  return line;
}

/** Draws a dot between each two cells of a road, only once where two roads share them. */
function drawFootprints(
  c: Brush,
  { map, layout, colours }: { map: MapPlan; layout: Layout; colours: ThemeColours },
): void {
  const done = new Set<string>();
  for (const road of map.roads) {
    const cells = cellsOf(parseCorners(road));
    for (let i = 0; i + 1 < cells.length; i++) {
      const x = (cells[i]!.x + cells[i + 1]!.x + 1) / 2;
      const y = (cells[i]!.y + cells[i + 1]!.y + 1) / 2;
      if (done.has(`${x},${y}`)) continue;
      done.add(`${x},${y}`);
      const across = (cells[i]!.y === cells[i + 1]!.y) !== layout.portrait;
      const side = done.size % 2 === 0 ? 7 : -7;
      const px = layout.toX(x, y) + (across ? 0 : side);
      const py = layout.toY(x, y) + (across ? side : 0);
      spot(c, ellipse(px, py, across ? 6 : 4, across ? 4 : 6), colours.roadRim);
    }
  }
}

function roadLine(road: string, layout: Layout): Path2D {
  const corners = parseCorners(road);
  const line = new Path2D();
  const first = corners[0]!;
  // The road starts far outside, so that it enters from beyond any window.
  line.moveTo(layout.toX(-14, first.y), layout.toY(-14, first.y));
  for (let i = 1; i < corners.length; i++) {
    const { x, y } = corners[i]!;
    const next = corners[i + 1];
    if (!next) line.lineTo(layout.toX(x, y), layout.toY(x, y));
    else {
      line.arcTo(
        layout.toX(x, y),
        layout.toY(x, y),
        layout.toX(next.x, next.y),
        layout.toY(next.x, next.y),
        CELL * 0.34,
      );
    }
  }
  return line;
}

function drawPlants(c: Brush, { map, layout, visible }: GroundPicture, random: Random): void {
  const colours = THEME_COLOURS[map.theme];
  const ground = makeGround(map, makeObstacles(map));
  for (let i = 0; i < ground.length; i++) {
    if (ground[i] !== "free" || !random.chance(0.55)) continue;
    const cx = (i % COLUMNS) + random.between(0.15, 0.85);
    const cy = Math.floor(i / COLUMNS) + random.between(0.15, 0.85);
    const x = layout.toX(cx, cy);
    const y = layout.toY(cx, cy);
    if (random.chance(0.6)) {
      stroke(c, shape(`M${x - 6} ${y}l-3-8m6 8v-10m4 10l4-8`), colours.tuft, 3);
    } else drawPetals(c, { x, y, colour: random.pick(colours.petals) });
  }
  drawScenery(c, { theme: map.theme, layout, visible, random });
}

function drawPetals(c: Brush, { x, y, colour }: { x: number; y: number; colour: string }): void {
  for (let i = 0; i < 5; i++) {
    const turn = (i / 5) * Math.PI * 2;
    spot(c, ellipse(x + Math.cos(turn) * 4, y + Math.sin(turn) * 4, 3.2), colour);
  }
  spot(c, ellipse(x, y, 2.6), "#f2c14e");
}
