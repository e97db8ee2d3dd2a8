// Mouse, touch and keyboard as one stream of what the player means.

import type { Point } from "./stage.ts";

/** A way a finger, or an arrow key, can point. */
export type Direction = "up" | "down" | "left" | "right";

/** A player's intent. Places are in the units of `toPoint`. */
export type Intent =
  /** The pointer moves without being pressed (mouse only). */
  | { readonly kind: "hover"; readonly at: Point }
  /** Pressed, and not known yet whether it becomes a tap, a drag or a swipe. */
  | { readonly kind: "press"; readonly at: Point }
  /** Pressed and moved; `from` is where the press began. */
  | { readonly kind: "drag"; readonly at: Point; readonly from: Point }
  /** Once a press, as soon as it has gone far enough one way. */
  | { readonly kind: "swipe"; readonly direction: Direction; readonly from: Point }
  /** Pressed and let go in one place. */
  | { readonly kind: "tap"; readonly at: Point }
  /** Let go after a drag. */
  | { readonly kind: "drop"; readonly at: Point; readonly from: Point }
  /** The system took the pointer away: whatever was begun is off. */
  | { readonly kind: "cancel" }
  /** A key that the game's table names. */
  | { readonly kind: "action"; readonly action: string; readonly repeated: boolean };

/** A press that moved less than this, in CSS pixels, is still a tap. */
const TAP_SLOP_PX = 10;
/** A press that moved this far, in CSS pixels, is a swipe. Short: a thumb's flick is about 30. */
const SWIPE_PX = 22;

/** Where a pointer is on the screen, in CSS pixels. */
export type PointerPlace = { readonly clientX: number; readonly clientY: number };

/** The way from one place to another, by its longer part. */
export function directionOf(dx: number, dy: number): Direction {
  if (Math.abs(dx) > Math.abs(dy)) return dx > 0 ? "right" : "left";
  return dy > 0 ? "down" : "up";
}

/** Turns what one pointer does into intents. No DOM: events are handed in. */
export class Gesture {
  #toPoint: (place: PointerPlace) => Point;
  #start: PointerPlace | undefined;
  #moved = false;
  #swiped = false;

  constructor(toPoint: (place: PointerPlace) => Point) {
    this.#toPoint = toPoint;
  }

  press(place: PointerPlace): Intent[] {
    this.#start = place;
    this.#moved = false;
    this.#swiped = false;
    return [{ kind: "press", at: this.#toPoint(place) }];
  }

  move(place: PointerPlace): Intent[] {
    const at = this.#toPoint(place);
    if (!this.#start) return [{ kind: "hover", at }];
    const dx = place.clientX - this.#start.clientX;
    const dy = place.clientY - this.#start.clientY;
    const distance = Math.hypot(dx, dy);
    if (distance > TAP_SLOP_PX) this.#moved = true;
    if (!this.#moved) return [];
    const from = this.#toPoint(this.#start);
    const intents: Intent[] = [{ kind: "drag", at, from }];
    if (distance >= SWIPE_PX && !this.#swiped) {
      this.#swiped = true;
      intents.push({ kind: "swipe", direction: directionOf(dx, dy), from });
    }
    return intents;
  }

  release(place: PointerPlace): Intent[] {
    if (!this.#start) return [];
    // A flick so fast that no move was reported ends far from where it began.
    const late = this.move(place).filter((intent) => intent.kind === "swipe");
    const at = this.#toPoint(place);
    const from = this.#toPoint(this.#start);
    this.#start = undefined;
    return this.#moved ? [...late, { kind: "drop", at, from }] : [{ kind: "tap", at }];
  }

  cancel(): Intent[] {
    if (!this.#start) return [];
    this.#start = undefined;
    return [{ kind: "cancel" }];
  }
}

/** Which key means what, by KeyboardEvent.code: `{ ArrowLeft: "left", KeyA: "left" }`. */
export type KeyTable = Readonly<Record<string, string>>;

/** Arrow keys and WASD. */
export const DIRECTION_KEYS: KeyTable = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
  KeyW: "up",
  KeyS: "down",
  KeyA: "left",
  KeyD: "right",
};

/** The options of listening. */
export type InputOptions = {
  /** The element whose pointer events count; its touch-action becomes none. */
  readonly target: HTMLElement;
  /** @default the place in the window, in CSS pixels */
  readonly toPoint?: (place: PointerPlace) => Point;
  readonly keys?: KeyTable;
  /** Whether each finger plays for itself, for hands of two players. @default false: one plays */
  readonly severalPointers?: boolean;
  /** `pointer` tells fingers apart; a key has none. */
  readonly onIntent: (intent: Intent, pointer?: number) => void;
};

/** Keys pressed in a dialog or a field belong to it, and Enter or Space on a button to the button. */
function belongsToPage(event: KeyboardEvent): boolean {
  const target = event.target;
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return true;
  if (!(target instanceof Element)) return false;
  if (target.closest("dialog, input, select, textarea")) return true;
  return (event.code === "Enter" || event.code === "Space") &&
    target.closest("button, a, summary, [role=button]") !== null;
}

function listenToPointer(options: InputOptions, signal: AbortSignal): void {
  const { target, onIntent } = options;
  const toPoint = options.toPoint ?? ((place) => ({ x: place.clientX, y: place.clientY }));
  const hovering = new Gesture(toPoint);
  const pressed = new Map<number, Gesture>();
  function send(intents: readonly Intent[], { pointerId }: PointerEvent): void {
    for (const intent of intents) onIntent(intent, pointerId);
  }
  target.style.touchAction = "none";
  target.addEventListener("pointerdown", (event) => {
    // Where one pointer plays, a second finger means something else; a right click always does.
    const isFree = options.severalPointers || pressed.size === 0;
    if (!isFree || event.button !== 0) return;
    const gesture = new Gesture(toPoint);
    pressed.set(event.pointerId, gesture);
    target.setPointerCapture(event.pointerId);
    send(gesture.press(event), event);
  }, { signal });
  target.addEventListener("pointermove", (event) => {
    const isHover = pressed.size === 0 && event.pointerType === "mouse";
    const gesture = isHover ? hovering : pressed.get(event.pointerId);
    if (gesture) send(gesture.move(event), event);
  }, { signal });
  target.addEventListener("pointerup", (event) => {
    const gesture = pressed.get(event.pointerId);
    pressed.delete(event.pointerId);
    if (gesture) send(gesture.release(event), event);
  }, { signal });
  target.addEventListener("pointercancel", (event) => {
    const gesture = pressed.get(event.pointerId);
    pressed.delete(event.pointerId);
    if (gesture) send(gesture.cancel(), event);
  }, { signal });
  target.addEventListener("contextmenu", (event) => event.preventDefault(), { signal });
}

/** Sends everything the player does to `onIntent`; the function returned ends that. */
export function listenToPlayer(options: InputOptions): () => void {
  const controller = new AbortController();
  listenToPointer(options, controller.signal);
  document.addEventListener("keydown", (event) => {
    const action = options.keys?.[event.code];
    if (action === undefined || belongsToPage(event)) return;
    event.preventDefault();
    options.onIntent({ kind: "action", action, repeated: event.repeat });
  }, { signal: controller.signal });
  return () => controller.abort();
}
