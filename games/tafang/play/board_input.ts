// Converts touch, mouse and keys on the board to actions.

import { type Intent, type KeyTable, listenToPlayer } from "../../kit/input.ts";
import type { Stage } from "../../kit/stage.ts";
import { CELL } from "../art/layout.ts";
import { COLUMNS, isOnBoard, ROWS } from "../rules/map_plan.ts";
import type { Obstacle } from "../rules/ground.ts";
import type { Game, Monster } from "../rules/state.ts";
import type { View } from "../view/view.ts";

/** A cell by its column and row. */
export interface Cell {
  readonly cx: number;
  readonly cy: number;
}

/** The actions of the player on the board. */
export interface BoardActions {
  readonly game: () => Game | undefined;
  /** A cell of the ground or a tower was chosen. */
  readonly onCell: (cell: Cell, byKey: boolean) => void;
  readonly onMonster: (monster: Monster) => void;
  readonly onObstacle: (obstacle: Obstacle) => void;
  readonly onCarrot: () => void;
  readonly onEntrance: () => void;
  /** A place beside the board was tapped. */
  readonly onBeside: () => void;
  readonly onCursor: (cell: Cell) => void;
  readonly onCommand: (command: Command) => void;
  /** A digit key was pressed. */
  readonly onDigit: (digit: number) => void;
  /** An arrow key was pressed while a ring is open. Returns whether a ring took it. */
  readonly onRingMove: (step: number) => boolean;
}

/** The command of a key. */
export type Command = "hold" | "speed" | "call" | "mark" | "upgrade" | "sell" | "aim" | "tell";

const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9];

const KEYS: KeyTable = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
  Enter: "choose",
  Space: "hold",
  KeyF: "speed",
  KeyN: "call",
  KeyT: "mark",
  KeyU: "upgrade",
  KeyX: "sell",
  KeyA: "aim",
  KeyI: "tell",
  ...Object.fromEntries(DIGITS.flatMap((n) => [[`Digit${n}`, `${n}`], [`Numpad${n}`, `${n}`]])),
};

const STEPS: Readonly<Record<string, { dx: number; dy: number }>> = {
  up: { dx: 0, dy: -1 },
  down: { dx: 0, dy: 1 },
  left: { dx: -1, dy: 0 },
  right: { dx: 1, dy: 0 },
};

/** Listens to pointer and keys on the board. */
export function listenToBoard(stage: Stage, view: View, actions: BoardActions): void {
  listenToPlayer({
    target: stage.canvas,
    toPoint: (place) => stage.toLogical(place),
    keys: KEYS,
    severalPointers: true,
    onIntent: (intent) => onIntent(view, actions, intent),
  });
  stage.canvas.addEventListener("pointerleave", () => view.pointing.hover = undefined);
}

function onIntent(view: View, actions: BoardActions, intent: Intent): void {
  switch (intent.kind) {
    case "hover": {
      const cell = view.layout.toCell(intent.at);
      view.pointing.hover = isOnBoard(cell.cx, cell.cy) ? cell : undefined;
      return;
    }
    case "tap":
      view.pointing.cursor = undefined;
      view.pointing.hover = undefined;
      onTap(view, actions, intent.at);
      return;
    case "drop":
      // A finger that has slipped a little means the place where it was lifted.
      onTap(view, actions, intent.at);
      return;
    case "action":
      onKey(view, actions, intent);
      return;
    default:
  }
}

function onTap(view: View, actions: BoardActions, at: { x: number; y: number }): void {
  const game = actions.game();
  if (!game) return;
  const cell = view.layout.toCell(at);
  const ground = isOnBoard(cell.cx, cell.cy) ? game.ground[cell.cy * COLUMNS + cell.cx] : undefined;
  const monster = ground === "tower" ? undefined : nearestMonster(view, game, at);
  if (monster) return actions.onMonster(monster);
  const entrance = game.streams.length === 0 && cell.cx === 0 && isEntrance(game, cell.cy);
  if (entrance) return actions.onEntrance();
  if (!ground) return actions.onBeside();
  if (ground === "obstacle") {
    const obstacle = obstacleAt(game, cell);
    if (obstacle) actions.onObstacle(obstacle);
  } else if (ground === "carrot") actions.onCarrot();
  else actions.onCell(cell, false);
}

/** Whether a road enters in a row. */
function isEntrance(game: Game, cy: number): boolean {
  return game.paths.some((path) => Math.floor(path.corners[0]!.y) === cy);
}

function obstacleAt(game: Game, { cx, cy }: Cell): Obstacle | undefined {
  return game.obstacles.find((o) =>
    o.alive && cx >= o.cx && cx < o.cx + o.width && cy >= o.cy && cy < o.cy + o.height
  );
}

function nearestMonster(view: View, game: Game, at: { x: number; y: number }): Monster | undefined {
  let best: Monster | undefined;
  let bestSquare = Infinity;
  for (const monster of game.monsters) {
    const dx = view.layout.toX(monster.x, monster.y) - at.x;
    const dy = view.layout.toY(monster.x, monster.y) - 12 - at.y;
    const reach = CELL * (monster.plan.boss ? 0.7 : 0.45);
    const square = dx * dx + dy * dy;
    if (square < reach * reach && square < bestSquare) {
      best = monster;
      bestSquare = square;
    }
  }
  return best;
}

function onKey(
  view: View,
  actions: BoardActions,
  { action, repeated }: Extract<Intent, { kind: "action" }>,
): void {
  const step = STEPS[action];
  if (step) {
    if (!actions.onRingMove(step.dx + step.dy)) moveCursor(view, actions, step);
    return;
  }
  if (repeated) return;
  if (action === "choose") chooseAtCursor(view, actions);
  else if (Number(action) > 0) actions.onDigit(Number(action));
  else actions.onCommand(action as Command);
}

function moveCursor(
  view: View,
  actions: BoardActions,
  { dx, dy }: { dx: number; dy: number },
): void {
  const from = view.pointing.cursor ?? { cx: Math.floor(COLUMNS / 2), cy: Math.floor(ROWS / 2) };
  // On an upright stage, down follows the road's long side.
  const [right, down] = view.layout.portrait ? [dy, dx] : [dx, dy];
  const cursor = {
    cx: Math.max(0, Math.min(COLUMNS - 1, from.cx + right)),
    cy: Math.max(0, Math.min(ROWS - 1, from.cy + down)),
  };
  view.pointing.cursor = cursor;
  view.pointing.hover = undefined;
  actions.onCursor(cursor);
}

function chooseAtCursor(view: View, actions: BoardActions): void {
  const game = actions.game();
  const { cursor } = view.pointing;
  if (!game || !cursor) return;
  const ground = game.ground[cursor.cy * COLUMNS + cursor.cx];
  const obstacle = ground === "obstacle" ? obstacleAt(game, cursor) : undefined;
  if (obstacle) actions.onObstacle(obstacle);
  else if (ground === "carrot") actions.onCarrot();
  else if (ground === "road") {
    const near = game.monsters.find((m) =>
      Math.abs(m.x - cursor.cx - 0.5) < 0.8 && Math.abs(m.y - cursor.cy - 0.5) < 0.8
    );
    if (near) actions.onMonster(near);
  } else actions.onCell(cursor, true);
}
