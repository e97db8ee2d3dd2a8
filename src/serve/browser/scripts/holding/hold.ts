import { holdInput } from "./held_input.ts";
import { holdSound } from "./held_sound.ts";
import { holdTime } from "./held_time.ts";
import { fakeHidden } from "./fake_hidden.ts";

/** Holds a page: its game stands still and is silent, and no key or touch reaches it. */
export interface Hold {
  readonly isHeld: boolean;
  /** Holds this page and the game's frames in it, or lets them go on once nobody else holds them. */
  set(isHeld: boolean, by: Holder): void;
  /** Keeps from the game what the player's hands do on an element of the host. */
  keepFrom(element: Element): void;
  /** The browser's own timers, which run while the game's stand still. */
  readonly setTimeout: typeof setTimeout;
  readonly setInterval: typeof setInterval;
}

/** Why a page is held: the operator's cover, the count-down to a round, the sheet for a name, the page around it. */
export type Holder = "cover" | "count-down" | "name" | "parent";

/** The event by which a game learns that it is held; where it cancels the event, it pauses by itself. */
const EVENT = "coplayfront";

const MARK = Symbol.for("coplay.hold");

/** Returns the hold of a window; undefined where it has none, as the host's own pages. */
export function holdOf(window: unknown): Hold | undefined {
  try {
    return (window as Record<symbol, Hold | undefined>)[MARK];
  } catch {
    // The window belongs to another site.
    return undefined;
  }
}

/** Makes this page one that can be held. It must run before the game: later, the game has the browser's own functions. */
export function makeHoldable(): void {
  const real = { setTimeout: self.setTimeout.bind(self), setInterval: self.setInterval.bind(self) };
  const ours = new WeakSet<EventTarget>();
  const parts = [holdInput(ours), holdSound(), holdTime()];
  const holders = new Set<Holder>();
  let isHeld = false;
  const hold: Hold = {
    ...real,
    get isHeld() {
      return isHeld;
    },
    keepFrom: (element) => ours.add(element),
    set(isOn, by) {
      if (isOn) holders.add(by);
      else holders.delete(by);
      const next = holders.size > 0;
      if (next !== isHeld) {
        isHeld = next;
        // The game hears of it while its clock runs.
        if (next) tellGame(true);
        for (const part of parts) part(next);
        if (!next) tellGame(false);
      }
      for (let at = 0; at < self.frames.length; at++) {
        holdOf(self.frames[at])?.set(next, "parent");
      }
    },
  };
  Object.defineProperty(self, MARK, { value: hold });
  if (parent !== self && holdOf(parent)?.isHeld) hold.set(true, "parent");
  // A page that is covered while it loads tells its game again once that listens.
  addEventListener("load", () => isHeld && tellGame(true));
}

function tellGame(isHeld: boolean): void {
  const event = new CustomEvent(EVENT, { cancelable: true, detail: { on: isHeld } });
  const pausesItself = !dispatchEvent(event);
  fakeHidden(isHeld && !pausesItself);
}
