// Carries out the player's actions on the board: game actions, rings and feedback.

import { towerAt } from "../rules/actions.ts";
import type { BoardActions, Cell, Command } from "./board_input.ts";
import { changeSpeed, type Hud } from "../hud/hud.ts";
import { say } from "../../kit/language.ts";
import type { Shell } from "../../kit/shell.ts";
import type { Stage } from "../../kit/stage.ts";
import { CELL } from "../art/layout.ts";
import { COLUMNS } from "../rules/map_plan.ts";
import type { Ring } from "../hud/ring.ts";
import { buildItems, type Do, towerItems } from "../hud/ring_items.ts";
import type { Session } from "./session.ts";
import type { GameSounds } from "../sounds.ts";
import type { Obstacle } from "../rules/ground.ts";
import { isObstacle, type Monster } from "../rules/state.ts";
import { isInReach } from "../rules/towers.ts";
import { tellBoard } from "../hud/narrator.ts";
import { WORDS } from "../texts/texts.ts";
import { MONSTER_TEXTS, TOWER_TEXTS } from "../texts/almanac.ts";
import type { View } from "../view/view.ts";

/** The parts that board actions need. */
export interface BoardParts {
  readonly shell: Shell;
  readonly stage: Stage;
  readonly view: View;
  readonly ring: Ring;
  readonly hud: Hud;
  readonly sounds: GameSounds;
  /** Returns the running game; undefined on the title screen. */
  readonly session: () => Session | undefined;
}

/** Makes the handlers of all board actions. */
export function makeBoardActions(parts: BoardParts): BoardActions {
  const { ring, view, sounds } = parts;
  return {
    game: () => parts.session()?.game,
    onCell: (cell, byKey) => openRing(parts, cell, byKey),
    onMonster: (monster) => toggleMark(parts, monster),
    onObstacle: (obstacle) => toggleMark(parts, obstacle),
    onCarrot: () => {
      view.cheer();
      sounds.tickle();
    },
    onEntrance: () => onCommand(parts, "call"),
    onBeside: () => ring.close(),
    onCursor: (cell) => parts.shell.screens.announce(describe(parts, cell)),
    onCommand: (command) => onCommand(parts, command),
    onDigit: (digit) => ring.choose(digit),
    onRingMove: (step) => {
      if (!ring.isOpen) return false;
      ring.move(step);
      return true;
    },
  };
}

/** Makes a function that performs an action and reports a refusal. */
function makeDo({ session, hud, sounds, shell }: BoardParts): Do {
  return (action) => {
    const refusal = session()?.act(action);
    if (refusal === "coins") {
      hud.refuse();
      shell.screens.toast(WORDS.noCoins);
    }
    if (refusal) sounds.refuse();
    return refusal;
  };
}

function openRing(parts: BoardParts, cell: Cell, byKey: boolean): void {
  const { ring, view, sounds, stage, shell } = parts;
  const game = parts.session()?.game;
  if (!game || game.outcome !== "running") return;
  const { selected } = view.pointing;
  if (ring.isOpen) {
    ring.close();
    if (!byKey && selected?.cx === cell.cx && selected.cy === cell.cy) return;
  }
  const tower = towerAt(game, cell.cx, cell.cy);
  if (!tower && game.ground[cell.cy * COLUMNS + cell.cx] !== "free") return;
  const run = makeDo(parts);
  const middle = stage.toClient({
    x: view.layout.toX(cell.cx + 0.5, cell.cy + 0.5),
    y: view.layout.toY(cell.cx + 0.5, cell.cy + 0.5),
  });
  const host = shell.place.getBoundingClientRect();
  view.pointing.selected = cell;
  view.pointing.range = tower?.level.range ?? 0;
  sounds.open();
  ring.open({
    at: { x: middle.x - host.left, y: middle.y - host.top },
    cellPx: CELL * stage.fit.scale,
    name: tower ? say(TOWER_TEXTS[tower.plan.kind].name) : say(WORDS.build),
    items: tower ? towerItems(game, tower, run) : buildItems(game, cell, run),
    byKey,
    onLook: (range) => view.pointing.range = range ?? tower?.level.range ?? 0,
    onClose: () => {
      view.pointing.selected = undefined;
      view.pointing.range = 0;
      stage.canvas.focus({ preventScroll: true });
    },
  });
}

function toggleMark(
  { session, sounds, ring, shell }: BoardParts,
  target: Monster | Obstacle,
): void {
  const playing = session();
  if (!playing) return;
  ring.close();
  if (playing.game.mark === target) {
    playing.act({ do: "unmark" });
    return;
  }
  const on = isObstacle(target) ? "obstacle" : "monster";
  if (playing.act({ do: "mark", on, id: target.id }) === undefined) {
    sounds.mark();
    if (!isObstacle(target)) shell.screens.announce(say(MONSTER_TEXTS[target.plan.kind].name));
    else if (!isInReach(playing.game, target)) shell.screens.toast(WORDS.outOfReach);
  }
}

function onCommand(parts: BoardParts, command: Command): void {
  const { session, view } = parts;
  const playing = session();
  if (!playing) return;
  const run = makeDo(parts);
  const cell = view.pointing.selected ?? view.pointing.cursor;
  switch (command) {
    case "hold":
      playing.held = !playing.held;
      break;
    case "speed":
      changeSpeed();
      break;
    case "call":
      playing.act({ do: "call" });
      break;
    case "mark":
      markForemost(parts);
      break;
    case "tell":
      parts.shell.screens.announce(tellBoard(playing.game));
      break;
    case "aim":
      if (cell) openRing(parts, cell, true);
      break;
    default:
      if (!cell || !towerAt(playing.game, cell.cx, cell.cy)) return;
      parts.ring.close();
      run({ do: command, cx: cell.cx, cy: cell.cy });
  }
}

/** Marks the monster nearest to the carrot, for players without a pointer. */
function markForemost(parts: BoardParts): void {
  const game = parts.session()?.game;
  let foremost: Monster | undefined;
  let least = Infinity;
  for (const monster of game?.monsters ?? []) {
    const left = monster.path.length - monster.distance;
    if (left < least) {
      least = left;
      foremost = monster;
    }
  }
  if (foremost) toggleMark(parts, foremost);
}

function describe({ session }: BoardParts, cell: Cell): string {
  const game = session()?.game;
  if (!game) return "";
  const tower = towerAt(game, cell.cx, cell.cy);
  const names = {
    free: WORDS.free,
    road: WORDS.road,
    water: WORDS.water,
    obstacle: WORDS.obstacle,
    tower: WORDS.free,
    carrot: WORDS.theCarrot,
  } as const;
  const ground = game.ground[cell.cy * COLUMNS + cell.cx] ?? "free";
  return say(WORDS.board, {
    wave: game.wave,
    coins: game.coins,
    carrot: game.carrot,
    column: cell.cx + 1,
    row: cell.cy + 1,
    thing: tower ? say(TOWER_TEXTS[tower.plan.kind].name) : say(names[ground]),
  });
}
