import { applyAction, isFree } from "../../zwdzjs-v1/rules/actions.ts";
import { isReady } from "../../zwdzjs-v1/rules/economy.ts";
import { COLS, type PlantKind } from "../../zwdzjs-v1/rules/kinds.ts";
import { levelIn } from "../../zwdzjs-v1/rules/levels.ts";
import { plantAt, type World } from "../../zwdzjs-v1/rules/world.ts";

/** The shooters, the stronger ones first, with their damage in a second. */
const SHOOTERS: readonly (readonly [PlantKind, number])[] = [
  ["grape", 33],
  ["mint", 20],
  ["lotus", 14],
  ["clover", 14],
  ["fern", 9],
];
const SHOOTER_COLS = [1, 2, 3, 0, 4];
const WALL_COL = 5;
/** The x at which a zombie makes the gardener throw a bomb. */
const ALARM_X = 4;

/** How much a row would have to hold up, and what it has for it. */
interface Row {
  readonly row: number;
  readonly threat: number;
  readonly nearest: number;
  readonly strength: number;
}

function surveyRows(world: World): Row[] {
  return levelIn(world).rows.map((row) => {
    const zombies = world.zombies.filter((zombie) => zombie.row === row);
    const strengths = world.plants.filter((plant) => plant.row === row)
      .map(({ kind }) => SHOOTERS.find(([each]) => each === kind)?.[1] ?? 0);
    return {
      row,
      threat: zombies.reduce((sum, { health, armour }) => sum + health + armour, 0),
      nearest: Math.min(COLS, ...zombies.map(({ x }) => x)),
      strength: strengths.reduce((sum, strength) => sum + strength, 0),
    };
  });
}

function plant(world: World, kind: PlantKind, at: { row: number; cols: readonly number[] }) {
  const packet = world.packets.find((each) => each.kind === kind);
  if (!packet || !isReady(world, packet)) return false;
  const col = at.cols.find((each) => isFree(world, { row: at.row, col: each }));
  return col !== undefined && applyAction(world, { kind: "plant", plant: kind, row: at.row, col });
}

/** Bombs the row in which somebody is almost at the house. */
function bomb(world: World, rows: readonly Row[]): boolean {
  const alarm = rows.filter(({ nearest }) => nearest < ALARM_X)
    .sort((a, b) => a.nearest - b.nearest)[0];
  if (!alarm) return false;
  const col = Math.max(0, Math.floor(alarm.nearest));
  const near = { row: alarm.row, cols: [col, col - 1, col + 1].filter((each) => each >= 0) };
  return plant(world, "popcorn", near) || plant(world, "dragonfruit", near);
}

/** Makes one act of the gardener: a bomb, a shooter or a wall, where it is needed most. */
export function tend(world: World): void {
  const rows = surveyRows(world);
  if (bomb(world, rows)) return;
  const pressed = rows.filter(({ threat }) => threat > 0)
    .sort((a, b) => b.threat / (b.strength + 5) - a.threat / (a.strength + 5));
  for (const { row, threat, strength } of pressed) {
    const isWalled = plantAt(world, row, WALL_COL) !== undefined;
    const wantsWall = strength > 0 && threat > 400 && !isWalled;
    if (wantsWall && plant(world, "bamboo", { row, cols: [WALL_COL] })) return;
    for (const [kind] of SHOOTERS) if (plant(world, kind, { row, cols: SHOOTER_COLS })) return;
    for (const kind of ["peanut", "caltrop"] as const) {
      if (plant(world, kind, { row, cols: [6, 5, 7] })) return;
    }
  }
}
