// Mouse, touch and keyboard as one stream of what the player means.

import type { Point } from "./fit.ts";

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

  /** Whether it has been pressed and has not gone anywhere since: a resting palm, or a tap to be. */
  get isStill(): boolean {
    return !this.#moved;
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

/** An intent, and which pointer's it is. */
export type PointedIntent = { readonly intent: Intent; readonly pointer: number };

/**
 * Turns what several pointers do into intents. No DOM: events are handed in.
 *
 * A hand that rests on the screen is no player. Where each pointer plays for itself, one that lay still while another
 * came and went means nothing when it is lifted. Where one plays, the newest takes over from one that lies still.
 */
export class Pointers {
  #toPoint: (place: PointerPlace) => Point;
  #several: boolean;
  #pressed = new Map<number, Gesture>();
  #resting = new Set<number>();

  constructor(toPoint: (place: PointerPlace) => Point, several: boolean) {
    this.#toPoint = toPoint;
    this.#several = several;
  }

  get arePressed(): boolean {
    return this.#pressed.size > 0;
  }

  press(pointer: number, place: PointerPlace): PointedIntent[] {
    const intents: PointedIntent[] = [];
    if (!this.#several) {
      for (const [other, gesture] of [...this.#pressed]) {
        if (!gesture.isStill) return [];
        intents.push(...this.cancel(other));
      }
    }
    const gesture = new Gesture(this.#toPoint);
    this.#pressed.set(pointer, gesture);
    return [...intents, ...pointed(gesture.press(place), pointer)];
  }

  move(pointer: number, place: PointerPlace): PointedIntent[] {
    return pointed(this.#pressed.get(pointer)?.move(place), pointer);
  }

  release(pointer: number, place: PointerPlace): PointedIntent[] {
    const gesture = this.#pressed.get(pointer);
    if (!gesture) return [];
    if (this.#resting.has(pointer) && gesture.isStill) return this.cancel(pointer);
    this.#forget(pointer);
    for (const other of this.#pressed.keys()) this.#resting.add(other);
    return pointed(gesture.release(place), pointer);
  }

  cancel(pointer: number): PointedIntent[] {
    const gesture = this.#pressed.get(pointer);
    this.#forget(pointer);
    return pointed(gesture?.cancel(), pointer);
  }

  #forget(pointer: number): void {
    this.#pressed.delete(pointer);
    this.#resting.delete(pointer);
  }
}

function pointed(intents: readonly Intent[] = [], pointer: number): PointedIntent[] {
  return intents.map((intent) => ({ intent, pointer }));
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
  /** Whether each finger plays for itself, for hands of two players. @default false: one plays at a time */
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
  const pointers = new Pointers(toPoint, options.severalPointers ?? false);
  function send(intents: readonly PointedIntent[]): void {
    for (const { intent, pointer } of intents) onIntent(intent, pointer);
  }
  target.style.touchAction = "none";
  target.addEventListener("pointerdown", (event) => {
    // A right click means something else.
    if (event.button !== 0) return;
    target.setPointerCapture(event.pointerId);
    send(pointers.press(event.pointerId, event));
  }, { signal });
  target.addEventListener("pointermove", (event) => {
    if (pointers.arePressed) return send(pointers.move(event.pointerId, event));
    if (event.pointerType !== "mouse") return;
    for (const intent of hovering.move(event)) onIntent(intent, event.pointerId);
  }, { signal });
  target.addEventListener("pointerup", (event) => {
    send(pointers.release(event.pointerId, event));
  }, { signal });
  target.addEventListener("pointercancel", (event) => {
    send(pointers.cancel(event.pointerId));
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

/** Whether the player has nothing but fingers: then nothing is said about keys. */
export function hasOnlyTouch(): boolean {
  return globalThis.matchMedia?.("(hover: none) and (pointer: coarse)").matches ?? false;
}
