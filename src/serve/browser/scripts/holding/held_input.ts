import { wrapMethod } from "../apart/wrap_method.ts";

/** Events of a player's hands. */
const KINDS = [
  ...["keydown", "keyup", "keypress", "beforeinput", "input", "paste", "wheel", "contextmenu"],
  ...["compositionstart", "compositionupdate", "compositionend", "copy", "cut"],
  ...["pointerdown", "pointermove", "pointerrawupdate", "pointerup", "pointercancel"],
  ...["mousedown", "mousemove", "mouseup", "click", "dblclick", "auxclick", "dragstart", "drop"],
  ...["touchstart", "touchmove", "touchend", "touchcancel"],
];

/** Events that begin a press, and those that end it. */
const BEGINS = /^(?:keydown|pointerdown|mousedown|touchstart)$/;
const ENDS = /^(?:keyup|pointerup|pointercancel|mouseup|touchend|touchcancel)$/;

/**
 * Keeps the player's hands from the game while the page is held, all but the end of a press that began before: the
 * game would take the key for held down for ever.
 *
 * @param ours elements of the host, from which the game never hears
 * @returns the function that begins and ends this
 */
export function holdInput(ours: WeakSet<EventTarget>): (isHeld: boolean) => void {
  const pressed = new Set<string>();
  let isHeld = false;
  const filter = (event: Event) => {
    const isEnd = ENDS.test(event.type);
    const names = isEnd || BEGINS.test(event.type) ? pressesOf(event) : [];
    const endsEarlier = isEnd && names.some((name) => pressed.has(name));
    for (const name of names) {
      if (isEnd) pressed.delete(name);
      else if (!isHeld) pressed.add(name);
    }
    if ((isHeld && !endsEarlier) || ours.has(event.target!)) event.stopImmediatePropagation();
  };
  // As the first listeners of the window they come before any of the game's.
  const listen = () => {
    for (const kind of KINDS) addEventListener(kind, filter, { capture: true, passive: true });
  };
  listen();
  // A document that is written anew loses its listeners.
  for (const name of ["open", "write", "writeln"]) {
    wrapMethod(Document.prototype, name, (inner) =>
      function (...args) {
        const result = inner.apply(this, args);
        listen();
        return result;
      });
  }
  return (next) => isHeld = next;
}

function pressesOf(event: Event): string[] {
  if (event instanceof KeyboardEvent) return [event.code];
  if (self.TouchEvent && event instanceof TouchEvent) {
    return [...event.changedTouches].map(({ identifier }) => `touch ${identifier}`);
  }
  if (event instanceof PointerEvent) return [`pointer ${event.pointerId}`];
  return [`mouse ${(event as MouseEvent).button}`];
}
