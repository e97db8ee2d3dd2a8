// The player's actions. Every action is checked here; the view only requests it.

import { COLUMNS, isOnBoard } from "./map_plan.ts";
import { beginWave, isLastWave } from "./step.ts";
import { STEPS_PER_SECOND } from "./clock.ts";
import { within } from "./monsters.ts";
import type { AimMode, Game, Tower } from "./state.ts";
import { levelOf, type TowerKind, TOWERS } from "./towers_table.ts";

/** An action of the player. */
export type Action =
  | { do: "build"; cx: number; cy: number; tower: TowerKind }
  | { do: "upgrade"; cx: number; cy: number }
  | { do: "sell"; cx: number; cy: number }
  | { do: "aim"; cx: number; cy: number; mode: AimMode }
  | { do: "mark"; on: "monster" | "obstacle"; id: number }
  | { do: "unmark" }
  | { do: "call" }
  /** Ends the game where it stands, because a round of the class is over. */
  | { do: "stop" };

/** The reason why an action was refused. */
export type Refusal = "coins" | "ground" | "offer" | "top" | "gone" | "wave" | "over";

/** The share of the spent coins that selling returns. */
const SELL_SHARE = 0.75;

/** Performs an action between two steps. @returns the reason where it is refused */
export function act(game: Game, action: Action): Refusal | undefined {
  if (game.outcome !== "running") return "over";
  switch (action.do) {
    case "build":
      return build(game, action);
    case "upgrade":
      return upgrade(game, towerAt(game, action.cx, action.cy));
    case "sell":
      return sell(game, towerAt(game, action.cx, action.cy));
    case "aim":
      return aim(towerAt(game, action.cx, action.cy), action.mode);
    case "mark":
      return mark(game, action.on, action.id);
    case "unmark":
      game.mark = undefined;
      return undefined;
    case "call":
      return call(game);
    case "stop":
      game.outcome = "lost";
      game.events.push({ what: "lost" });
      return undefined;
  }
}

/** The tower on a cell. */
export function towerAt(game: Game, cx: number, cy: number): Tower | undefined {
  return game.towers.find((tower) => tower.cx === cx && tower.cy === cy);
}

interface Build {
  readonly cx: number;
  readonly cy: number;
  readonly tower: TowerKind;
}

function build(game: Game, { cx, cy, tower: kind }: Build): Refusal | undefined {
  if (!isOnBoard(cx, cy) || game.ground[cy * COLUMNS + cx] !== "free") return "ground";
  if (!game.map.offers.includes(kind)) return "offer";
  const level = levelOf(kind, 0);
  if (game.coins < level.cost) return "coins";
  game.coins -= level.cost;
  const tower: Tower = {
    id: game.nextId++,
    plan: TOWERS[kind],
    cx,
    cy,
    x: cx + 0.5,
    y: cy + 0.5,
    rank: 0,
    level,
    aim: "first",
    spent: level.cost,
    waitSteps: 0,
    stunSteps: 0,
    pace: 1,
    dx: 0,
    dy: 1,
    lock: undefined,
    heat: 0,
    firedAtStep: -99,
  };
  game.towers.push(tower);
  game.ground[cy * COLUMNS + cx] = "tower";
  lightLamps(game);
  game.events.push({ what: "build", tower });
  return undefined;
}

function upgrade(game: Game, tower: Tower | undefined): Refusal | undefined {
  if (!tower) return "gone";
  if (tower.rank >= 2) return "top";
  const level = levelOf(tower.plan.kind, tower.rank + 1);
  if (game.coins < level.cost) return "coins";
  game.coins -= level.cost;
  tower.rank++;
  tower.level = level;
  tower.spent += level.cost;
  lightLamps(game);
  game.events.push({ what: "upgrade", tower });
  return undefined;
}

/** The coins for selling a tower. */
export function sellPrice(tower: Tower): number {
  return Math.floor(tower.spent * SELL_SHARE);
}

function sell(game: Game, tower: Tower | undefined): Refusal | undefined {
  if (!tower) return "gone";
  const coins = sellPrice(tower);
  game.coins += coins;
  game.towers.splice(game.towers.indexOf(tower), 1);
  game.ground[tower.cy * COLUMNS + tower.cx] = "free";
  lightLamps(game);
  game.events.push({ what: "sell", tower, coins });
  return undefined;
}

function aim(tower: Tower | undefined, mode: AimMode): Refusal | undefined {
  if (!tower) return "gone";
  tower.aim = mode;
  return undefined;
}

function mark(game: Game, on: "monster" | "obstacle", id: number): Refusal | undefined {
  const things = on === "monster" ? game.monsters : game.obstacles;
  const target = things.find((thing) => thing.id === id && thing.alive);
  if (!target) return "gone";
  game.mark = target;
  return undefined;
}

function call(game: Game): Refusal | undefined {
  if (game.streams.length > 0 || isLastWave(game)) return "wave";
  const coins = callBonus(game);
  game.coins += coins;
  if (coins > 0) game.events.push({ what: "bonus", coins });
  beginWave(game);
  return undefined;
}

/** The coins for calling the next wave now: one for each second saved. */
export function callBonus(game: Game): number {
  return Math.floor(game.restSteps / STEPS_PER_SECOND);
}

/** Sets each tower's pace by the best lamp around it. */
function lightLamps(game: Game): void {
  for (const tower of game.towers) {
    let haste = 0;
    for (const lamp of game.towers) {
      if (lamp.plan.attack !== "aura") continue;
      if (within(lamp.x - tower.x, lamp.y - tower.y, lamp.level.range)) {
        haste = Math.max(haste, lamp.level.haste);
      }
    }
    tower.pace = 1 + haste;
  }
}
