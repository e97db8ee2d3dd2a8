// A map that a player has made, checked, and turned into a plan of the rules.

import { Random, seedOf } from "../../kit/random.ts";
import {
  COLUMNS,
  makeGround,
  makeObstacles,
  type MapPlan,
  ROWS,
  type Theme,
} from "../rules/map_plan.ts";
import { MONSTER_KINDS, type MonsterKind, MONSTERS } from "../rules/monsters_table.ts";
import { TOWER_KINDS, type TowerKind, TOWERS } from "../rules/towers_table.ts";

/** A cell by its column and row. */
export interface Cell {
  readonly cx: number;
  readonly cy: number;
}

/** A map that a player has made. */
export interface MadeMap {
  /** At most twelve characters; may be empty. */
  readonly name: string;
  readonly theme: Theme;
  /** As a plan's rows. */
  readonly rows: readonly string[];
  /** The cells of the road in order, from the left edge to the carrot. */
  readonly road: readonly Cell[];
  readonly offers: readonly TowerKind[];
  readonly monsters: readonly MonsterKind[];
  /** How hard it is, 1 to 5. */
  readonly level: number;
}

/** The most characters of a name. */
export const NAME_LENGTH = 12;
/** The number of levels of a made map. */
export const LEVELS = 5;
/** The monsters that may come; a jellet only comes out of a jelloid. */
export const MADE_KINDS: readonly MonsterKind[] = MONSTER_KINDS.filter((kind) => kind !== "jellet");

/** Why a map cannot be played. */
export type Fault = "start" | "short" | "room" | "towers" | "monsters" | "air";

/** A shorter road is over before a tower has turned around. */
const LEAST_ROAD = 8;
/** The least number of free cells beside the road, for as many towers. */
const LEAST_ROOM = 8;

/** The first thing that keeps a map from being played; undefined for a good one. */
export function faultOf(made: MadeMap): Fault | undefined {
  const { road, offers, monsters } = made;
  if (road[0]?.cx !== 0) return "start";
  if (road.length < LEAST_ROAD) return "short";
  if (roomBeside(made) < LEAST_ROOM) return "room";
  const fighters = offers.filter((kind) => TOWERS[kind].attack !== "aura" && kind !== "frost");
  if (fighters.length === 0) return "towers";
  if (!monsters.some((kind) => !MONSTERS[kind].boss)) return "monsters";
  const flies = monsters.some((kind) => MONSTERS[kind].flies);
  return flies && !fighters.some((kind) => TOWERS[kind].air) ? "air" : undefined;
}

function roomBeside(made: MadeMap): number {
  const plan = toBoard(made);
  const ground = makeGround(plan, makeObstacles(plan));
  const near = (index: number) =>
    made.road.some(({ cx, cy }) =>
      Math.abs(cx - index % COLUMNS) <= 1 && Math.abs(cy - Math.floor(index / COLUMNS)) <= 1
    );
  return ground.filter((kind, index) => kind === "free" && near(index)).length;
}

/** Whether a road's cells lie on the board, side by side, none twice. */
export function isRoad(road: readonly Cell[]): boolean {
  const seen = new Set<string>();
  return road.every(({ cx, cy }, index) => {
    const before = road[index - 1];
    const joins = !before || Math.abs(before.cx - cx) + Math.abs(before.cy - cy) === 1;
    const inside = cx >= 0 && cy >= 0 && cx < COLUMNS && cy < ROWS;
    const fresh = !seen.has(`${cx},${cy}`);
    seen.add(`${cx},${cy}`);
    return joins && inside && fresh;
  });
}

/** The corners of a road, which enters from outside on the left, in the words of a plan. */
export function cornersOf(road: readonly Cell[]): string {
  const cells = [{ cx: -1, cy: road[0]?.cy ?? 0 }, ...road];
  const corners = cells.filter((cell, index) => {
    const [before, after] = [cells[index - 1], cells[index + 1]];
    if (!before || !after) return true;
    return cell.cx - before.cx !== after.cx - cell.cx || cell.cy - before.cy !== after.cy - cell.cy;
  });
  return corners.map(({ cx, cy }) => `${cx},${cy}`).join(" ");
}

/** The plan's part that is on the board. */
export function toBoard({ theme, rows, road, offers }: MadeMap): MapPlan {
  return {
    id: "made",
    theme,
    rows,
    roads: [cornersOf(road)],
    coins: 400,
    toughness: 1,
    growth: 0,
    offers: TOWER_KINDS.filter((kind) => offers.includes(kind)),
    waves: [],
  };
}

/** The toughness at each level, and its growth with each wave. */
const TOUGHNESS = [0.7, 0.85, 1, 1.1, 1.2] as const;
const GROWTH = [0.06, 0.1, 0.14, 0.19, 0.25] as const;

/** @returns the whole plan under an id */
export function toPlan(made: MadeMap, id: string): MapPlan {
  const index = made.level - 1;
  return {
    ...toBoard(made),
    id,
    toughness: TOUGHNESS[index] ?? 1,
    growth: GROWTH[index] ?? 0.14,
    waves: makeWaves(made),
  };
}

const WAVES = 10;
/** The health of the first wave, and what each further one adds. */
const FIRST_HEALTH = 300;
const MORE_HEALTH = 70;
/** The time that a group takes to enter, in seconds. */
const GROUP_SECONDS = 9;

/** Makes waves of the chosen monsters: the weak ones first, the bosses last. */
function makeWaves({ monsters, level, road }: MadeMap): string[] {
  const random = new Random(seedOf(`${monsters.join()} ${level} ${road.length}`));
  const guards = monsters.filter((kind) => !MONSTERS[kind].boss)
    .toSorted((a, b) => weightOf(a) - weightOf(b));
  const bosses = monsters.filter((kind) => MONSTERS[kind].boss);
  const unseen = [...guards];
  return Array.from({ length: WAVES }, (_, index) => {
    const health = FIRST_HEALTH + MORE_HEALTH * index;
    const known = guards.slice(
      0,
      Math.max(1, Math.ceil(guards.length * (index + 1) / (WAVES - 2))),
    );
    const next = () => known.includes(unseen[0]!) ? unseen.shift()! : random.pick(known);
    const groups = [groupOf(next(), health)];
    if (index > 1 && known.length > 1) groups.push(`${groupOf(next(), health / 2)} +4`);
    if (index === WAVES - 1) bosses.forEach((boss, n) => groups.push(`${boss} 1 1 +${2 + n * 6}`));
    return groups.join(", ");
  });
}

function weightOf(kind: MonsterKind): number {
  const { health, bubble, armour, regrows } = MONSTERS[kind];
  return health + bubble * 8 + armour * 6 + regrows * 6;
}

function groupOf(kind: MonsterKind, health: number): string {
  const count = Math.max(2, Math.min(36, Math.round(health / weightOf(kind))));
  const gap = Math.max(0.25, Math.min(2.5, GROUP_SECONDS / count));
  return `${kind} ${count} ${gap.toFixed(2)}`;
}
