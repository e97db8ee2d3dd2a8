/** Events of a player's hands. */
const KINDS = [
  ...["keydown", "keyup", "keypress", "beforeinput", "input", "paste", "wheel", "contextmenu"],
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
 * @returns the function that begins and ends this
 */
export function holdInput(): (isHeld: boolean) => void {
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
    if (isHeld && !endsEarlier) event.stopImmediatePropagation();
  };
  // As the first listeners of the window they come before any of the game's.
  for (const kind of KINDS) addEventListener(kind, filter, { capture: true, passive: true });
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
