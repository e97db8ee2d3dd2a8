import type { Point } from "../../kit/fit.ts";
import { DIRECTION_KEYS, type Intent, type KeyTable, listenToPlayer } from "../../kit/input.ts";
import { say } from "../../kit/language.ts";
import type { Shell } from "../../kit/shell.ts";
import type { Tray } from "../hud/tray.ts";
import { keyOfHeld } from "../hud/tray_content.ts";
import type { Held } from "../rules/actions.ts";
import { COLS, ROWS } from "../rules/kinds.ts";
import { levelIn } from "../rules/levels.ts";
import { plantAt, type World } from "../rules/world.ts";
import type { Session } from "./session.ts";
import { isSwept } from "./sweep.ts";
import { PLANT_TEXTS } from "../texts/plants.ts";
import { WORDS } from "../texts/words.ts";
import { ZOMBIE_TEXTS } from "../texts/zombies.ts";
import { placeOfSun } from "../view/figures.ts";
import { cellAt } from "../view/layout.ts";
import type { Scene } from "../view/scene.ts";

/** The parts of the garden that the player's input needs. */
export interface Reach {
  readonly scene: Scene;
  readonly tray: Tray;
  /** The running or demonstrated game; undefined before the first. */
  readonly session: Session | undefined;
  /** The pointer's place over the lawn. */
  pointer: Point | undefined;
}

const KEYS: KeyTable = {
  ...DIRECTION_KEYS,
  Enter: "use",
  Space: "use",
  KeyC: "collect",
  KeyX: "spade",
  Digit0: "spade",
  ...Object.fromEntries(
    Array.from({ length: 9 }, (_, at) => [`Digit${at + 1}`, `packet ${at}`]),
  ),
};

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  up: [-1, 0],
  down: [1, 0],
  left: [0, -1],
  right: [0, 1],
};

/** Catches a drop of sun on the way of a pointer. Returns whether there was one. */
function catchSun(garden: Reach, session: Session, way: { from: Point; to: Point }): boolean {
  for (const sun of session.world.suns) {
    if (!isSwept(placeOfSun(sun, garden.scene.layout), way)) continue;
    return session.act({ kind: "collect", id: sun.id });
  }
  return false;
}

/** Takes an item in hand, or puts it back if it is in hand already. */
function choose(garden: Reach, held: Held, shell: Shell): void {
  const { session } = garden;
  if (!session || session.world.outcome !== "playing") return;
  const same = JSON.stringify(session.held) === JSON.stringify(held);
  const isAnew = same && session.isHeldUsed;
  session.isHeldUsed = false;
  // Who takes the packet for each plant, as in the garden, has it in hand already where one stays there.
  if (isAnew) return;
  session.held = same ? undefined : held;
  if (same || held.kind === "spade") return;
  const { items, purse } = session.tray();
  const item = items.find((each) => keyOfHeld(each.held) === keyOfHeld(held));
  if (!item || (!item.short && item.wait <= 0)) return;
  session.held = undefined;
  garden.tray.shake(held);
  shell.screens.announce(say(item.short && purse ? purse.short : WORDS.recharging));
}

function use(garden: Reach, session: Session, at: Point): void {
  const { layout } = garden.scene;
  const cell = cellAt(layout, at);
  if (cell) session.use(cell, (at.x - layout.left) / layout.cellWidth);
}

function press(garden: Reach, session: Session, at: Point): void {
  const { layout } = garden.scene;
  const cell = cellAt(layout, at);
  if (cell) session.press(cell, (at.x - layout.left) / layout.cellWidth);
}

/** Lets the pointer's place follow it. */
function followPointer(garden: Reach, session: Session, intent: Intent): void {
  if (intent.kind === "cancel") garden.pointer = undefined;
  if (!("at" in intent)) return;
  garden.pointer = intent.at;
  session.cursor = undefined;
}

/** Catches what sun lies between the last place of a pressed pointer and this one. */
function sweep(garden: Reach, session: Session, { press, to }: { press: Press; to: Point }): void {
  if (catchSun(garden, session, { from: press.at, to })) press.caught = true;
  press.at = to;
}

/** Describes a cell when the arrow keys reach it. */
function describeCell({ world, bout }: Session, cell: { row: number; col: number }): string {
  const plant = plantAt(world, cell.row, cell.col);
  const lawn = levelIn(world).rows.includes(cell.row);
  const what = plant ? PLANT_TEXTS[plant.kind].name : lawn ? WORDS.empty : WORDS.noLawn;
  const here = say(WORDS.cell, { row: cell.row + 1, col: cell.col + 1, what: say(what) });
  return `${here} ${bout?.describe?.(cell) ?? ""} ${describeLane(world, cell.row)}`.trim();
}

/** Lists the zombies of a lane, the nearest first, for screen readers. */
function describeLane(world: World, row: number): string {
  const lane = world.zombies.filter((zombie) => zombie.row === row).sort((a, b) => a.x - b.x);
  const [first] = lane;
  if (!first) return "";
  return say(lane.length === 1 ? WORDS.laneOne : WORDS.lane, {
    count: lane.length,
    name: say(ZOMBIE_TEXTS[first.kind].name),
    col: Math.min(COLS, Math.max(1, Math.ceil(first.x))),
  });
}

/** The objects that a key acts on. */
interface KeyTarget {
  readonly garden: Reach;
  readonly session: Session;
  readonly shell: Shell;
}

function onAction(target: KeyTarget, action: string): void {
  const { garden, session, shell } = target;
  const step = STEPS[action];
  if (step) {
    const from = session.cursor ?? { row: 2, col: -1 };
    session.cursor = {
      row: Math.min(ROWS - 1, Math.max(0, from.row + step[0])),
      col: Math.min(COLS - 1, Math.max(0, from.col + step[1])),
    };
    garden.pointer = undefined;
    // Once the arrow keys move over the lawn, Enter acts on the lawn, not on the button that was pressed last.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    shell.screens.announce(describeCell(session, session.cursor));
  } else if (action === "use" && session.cursor) {
    session.use(session.cursor);
  } else if (action === "collect") {
    for (const { id } of [...session.world.suns]) session.act({ kind: "collect", id });
  } else if (action === "spade" && session.tray().hasSpade) {
    choose(garden, { kind: "spade" }, shell);
  } else if (action.startsWith("packet ")) {
    const item = session.tray().items[Number(action.slice(7))];
    if (item) choose(garden, item.held, shell);
  }
}

/** Makes Escape first put back the held item, and only then pause. */
function listenToEscape(garden: Reach, shell: Shell): void {
  document.addEventListener("keydown", (event) => {
    const { session } = garden;
    if (event.code !== "Escape" || !session?.held || shell.screens.current !== undefined) return;
    event.preventDefault();
    session.held = undefined;
  }, { capture: true });
}

function listenToTray(garden: Reach, shell: Shell): void {
  const { stage } = garden.scene;
  const overLawn = (event: PointerEvent) => {
    const box = stage.canvas.getBoundingClientRect();
    return event.clientY > box.top && event.clientY < box.bottom &&
      event.clientX > box.left && event.clientX < box.right;
  };
  garden.tray.listen({
    onChoose: (held) => choose(garden, held, shell),
    onDrag(event) {
      garden.pointer = overLawn(event) ? stage.toLogical(event) : undefined;
    },
    onDrop(event) {
      if (overLawn(event) && garden.session) use(garden, garden.session, stage.toLogical(event));
    },
  });
}

/** The state when a finger was pressed. */
interface Press {
  readonly held: Held | undefined;
  /** Whether it has caught a drop of sun; then it does not act on the cell where it is lifted. */
  caught: boolean;
  /** Where it was last. */
  at: Point;
}

/** Listens to the player's input on the lawn, in the tray and on the keyboard. */
export function listenToHands(garden: Reach, shell: Shell): void {
  const { stage } = garden.scene;
  const presses = new Map<number, Press>();
  listenToPlayer({
    target: stage.canvas,
    toPoint: (place) => stage.toLogical(place),
    keys: KEYS,
    severalPointers: true,
    onIntent(intent, pointer = 0) {
      const { session } = garden;
      if (!session || session.isDemo || session.world.outcome !== "playing") return;
      if (intent.kind === "action") return onAction({ garden, session, shell }, intent.action);
      if (intent.kind === "press") {
        const { at } = intent;
        const caught = catchSun(garden, session, { from: at, to: at });
        presses.set(pointer, { held: session.held, caught, at });
        if (!caught) press(garden, session, at);
      }
      const began = presses.get(pointer);
      if (["tap", "drop", "cancel"].includes(intent.kind)) presses.delete(pointer);
      // A finger that rested on the lawn before the packet was taken does not plant when it is lifted.
      const means = began !== undefined && began.held === session.held;
      const isUse = intent.kind === "tap" || intent.kind === "drop";
      if (isUse && means && !began.caught) use(garden, session, intent.at);
      followPointer(garden, session, intent);
      if (intent.kind === "drag" && began) sweep(garden, session, { press: began, to: intent.at });
    },
  });
  stage.canvas.addEventListener("pointerleave", () => garden.pointer = undefined);
  listenToEscape(garden, shell);
  listenToTray(garden, shell);
}
