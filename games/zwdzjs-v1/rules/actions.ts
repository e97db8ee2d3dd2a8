import { collectSun, isReady, spend } from "./economy.ts";
import { removePlant } from "./damage.ts";
import { COLS, type PlantKind } from "./kinds.ts";
import { levelIn } from "./levels.ts";
import { PLANTS } from "./plants.ts";
import { plantAt, takeId, tell, type World } from "./world.ts";

/** The player's actions. An edition may add actions under other names. */
export type Action =
  | {
    readonly kind: "plant";
    readonly plant: PlantKind;
    readonly row: number;
    readonly col: number;
  }
  | { readonly kind: "dig"; readonly row: number; readonly col: number }
  | { readonly kind: "collect"; readonly id: number }
  | {
    readonly kind: "extra";
    readonly name: string;
    readonly values: readonly (string | number)[];
  };

/** The item that the player holds. */
export type Held =
  | { readonly kind: "packet"; readonly plant: PlantKind }
  | { readonly kind: "spade" }
  | { readonly kind: "extra"; readonly name: string; readonly value: string };

/** An edition's additional actions by name. */
export type Extras = Readonly<
  Record<string, (world: World, values: readonly (string | number)[]) => boolean>
>;

/** Whether a plant could be planted there now. */
export function canPlant(
  world: World,
  kind: PlantKind,
  cell: { row: number; col: number },
): boolean {
  const packet = world.packets.find((each) => each.kind === kind);
  if (!packet || !isReady(world, packet)) return false;
  return isFree(world, cell);
}

/** Whether a cell has lawn and no plant. */
export function isFree(world: World, cell: { row: number; col: number }): boolean {
  if (!Number.isInteger(cell.col) || cell.col < 0 || cell.col >= COLS) return false;
  return levelIn(world).rows.includes(cell.row) &&
    !plantAt(world, cell.row, cell.col);
}

function putPlant(world: World, kind: PlantKind, cell: { row: number; col: number }): boolean {
  if (!canPlant(world, kind, cell)) {
    tell(world, { kind: "refused", what: kind, x: cell.col + 0.5, row: cell.row });
    return false;
  }
  spend(world, world.packets.find((each) => each.kind === kind)!);
  world.plants.push({
    id: takeId(world),
    kind,
    row: cell.row,
    col: cell.col,
    health: PLANTS[kind].health,
    wait: PLANTS[kind].firstTicks,
    volley: 0,
    bornAt: world.tick,
    actedAt: -999,
    hurtAt: -999,
  });
  tell(world, { kind: "planted", what: kind, x: cell.col + 0.5, row: cell.row });
  return true;
}

function dig(world: World, cell: { row: number; col: number }): boolean {
  const plant = plantAt(world, cell.row, cell.col);
  if (!plant) return false;
  removePlant(world, plant);
  tell(world, { kind: "dug", what: plant.kind, x: cell.col + 0.5, row: cell.row });
  return true;
}

/** Performs an action; returns false, without any change, where it is not possible. */
export function applyAction(world: World, action: Action, extras: Extras = {}): boolean {
  if (world.outcome !== "playing") return false;
  switch (action.kind) {
    case "plant":
      return putPlant(world, action.plant, action);
    case "dig":
      return dig(world, action);
    case "collect":
      return collectSun(world, action.id);
    case "extra":
      return extras[action.name]?.(world, action.values) ?? false;
  }
}
