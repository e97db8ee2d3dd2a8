// Maps from a seed: a winding road, something in its bends, and who comes along it.

import { Random } from "../../kit/random.ts";
import { COLUMNS, type MapPlan, ROWS, type Theme } from "../rules/map_plan.ts";
import { MONSTERS } from "../rules/monsters_table.ts";
import { TOWER_KINDS } from "../rules/towers_table.ts";
import { type Cell, cornersOf, faultOf, isRoad, MADE_KINDS, type MadeMap } from "./made_map.ts";
import { fitsObstacle } from "./obstacles.ts";

const THEMES: readonly Theme[] = ["meadow", "shore", "snow"];
/** Long enough for towers to work, short enough to leave them room. */
const ROAD_LENGTHS = { least: 24, most: 42 };
const OBSTACLES = { least: 5, most: 9 };

/** Rolls a map that can be played; the same seed gives the same map. */
export function rollMap(seed: number, level: number): MadeMap {
  const random = new Random(seed);
  for (;;) {
    const road = rollRoad(random);
    const made: MadeMap = {
      name: "",
      theme: random.pick(THEMES),
      rows: rollRows(random, road),
      road,
      offers: TOWER_KINDS,
      monsters: rollMonsters(random),
      level,
    };
    if (isRoad(road) && faultOf(made) === undefined) return made;
  }
}

function rollRoad(random: Random): Cell[] {
  for (;;) {
    const road = random.chance(0.6) ? rollColumns(random) : rollStretches(random);
    if (road.length >= ROAD_LENGTHS.least && road.length <= ROAD_LENGTHS.most) return road;
  }
}

/** A road up and down, as a hem is sewn. */
function rollColumns(random: Random): Cell[] {
  const corners: Cell[] = [{ cx: 0, cy: random.below(ROWS) }];
  let cx = random.below(2);
  for (;;) {
    const from = corners[corners.length - 1]!;
    corners.push({ cx, cy: from.cy });
    const low = random.below(3);
    const high = ROWS - 1 - random.below(3);
    const cy = from.cy > 3 || (from.cy === 3 && random.chance(0.5)) ? low : high;
    corners.push({ cx, cy });
    const next = cx + 2 + random.below(2);
    if (next > COLUMNS - 2) return cellsBetween(corners);
    cx = next;
  }
}

/** A road from side to side in three stretches. */
function rollStretches(random: Random): Cell[] {
  const isDown = random.chance(0.5);
  const upper = random.below(2);
  // A row lies free between two stretches.
  const middle = upper + 2 + random.below(2);
  const lower = Math.max(middle + 2, 5 + random.below(2));
  const rows = [upper, middle, lower];
  const [first, second, third] = isDown ? rows : rows.map((cy) => ROWS - 1 - cy);
  const right = COLUMNS - 2 - random.below(3);
  const left = 1 + random.below(3);
  return cellsBetween([
    { cx: 0, cy: first! },
    { cx: right, cy: first! },
    { cx: right, cy: second! },
    { cx: left, cy: second! },
    { cx: left, cy: third! },
    { cx: COLUMNS - 2 - random.below(4), cy: third! },
  ]);
}

function cellsBetween(corners: readonly Cell[]): Cell[] {
  const cells: Cell[] = [corners[0]!];
  for (const to of corners.slice(1)) {
    for (;;) {
      const { cx, cy } = cells[cells.length - 1]!;
      if (cx === to.cx && cy === to.cy) break;
      cells.push({ cx: cx + Math.sign(to.cx - cx), cy: cy + Math.sign(to.cy - cy) });
    }
  }
  return cells;
}

function rollRows(random: Random, road: readonly Cell[]): string[] {
  let rows: string[] = new Array<string>(ROWS).fill(".".repeat(COLUMNS));
  const count = OBSTACLES.least + random.below(OBSTACLES.most - OBSTACLES.least + 1);
  for (let n = 0; n < count; n++) {
    const letter = random.pick([..."sttcclb~"]);
    const at = { cx: random.below(COLUMNS), cy: random.below(ROWS) };
    if (fitsObstacle({ rows, road }, at, letter)) rows = putLetter(rows, at, letter);
  }
  return rows;
}

/** @returns the rows with a letter in one cell */
export function putLetter(rows: readonly string[], { cx, cy }: Cell, letter: string): string[] {
  return rows.map((row, y) => y === cy ? row.slice(0, cx) + letter + row.slice(cx + 1) : row);
}

function rollMonsters(random: Random) {
  const guards = MADE_KINDS.filter((kind) => !MONSTERS[kind].boss);
  const bosses = MADE_KINDS.filter((kind) => MONSTERS[kind].boss);
  const chosen = [...random.shuffle(guards).slice(0, 5), random.pick(bosses)];
  return MADE_KINDS.filter((kind) => chosen.includes(kind));
}

/** The id of an arena starts with this and ends with its seed. */
const ARENA_START = "arena:";

/** The id of the arena of a seed. */
export function arenaId(seed: number): string {
  return `${ARENA_START}${seed}`;
}

/** The seed of an arena's id; undefined for an id of anything else. */
export function seedOfArena(id: string): number | undefined {
  if (!id.startsWith(ARENA_START)) return undefined;
  const seed = Number(id.slice(ARENA_START.length));
  return Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32 ? seed : undefined;
}

/** The arena of a seed, with a road of its own; undefined for an id of anything else. */
export function arenaOfId(id: string): MapPlan | undefined {
  const seed = seedOfArena(id);
  if (seed === undefined) return undefined;
  const { theme, rows, road } = rollMap(seed, 3);
  return {
    id,
    theme,
    rows,
    roads: [cornersOf(road)],
    coins: 800,
    toughness: 0.55,
    growth: 0.1,
    offers: TOWER_KINDS,
    waves: [],
  };
}
