import { wrapMethod } from "../apart/wrap_method.ts";

type Callback = (...args: unknown[]) => unknown;

/**
 * Gives the game a clock that stands still while the page is held: frames and timeouts wait, intervals skip, and
 * `performance.now` does not count the time. `Date` stays right, because games compare it with other clocks.
 *
 * @returns the function that stops the clock, and lets it go on
 */
export function holdTime(): (isHeld: boolean) => void {
  const realNow = performance.now.bind(performance);
  let sinceMs: number | undefined;
  let lostMs = 0;
  const clock: Clock = {
    lost: () => lostMs + (sinceMs === undefined ? 0 : realNow() - sinceMs),
    // One reading of the real clock: two would differ now and then while this one stands still.
    now: () => (sinceMs ?? realNow()) - lostMs,
    isHeld: () => sinceMs !== undefined,
  };
  wrapMethod(Performance.prototype, "now", (inner) =>
    function () {
      return (sinceMs ?? inner.call(this) as number) - lostMs;
    });
  const resume = [holdFrames(clock), holdTimers(clock), holdAnimations()];
  return (isHeld) => {
    if (isHeld) sinceMs = realNow();
    else {
      lostMs = clock.lost();
      sinceMs = undefined;
    }
    for (const part of resume) part(isHeld);
  };
}

/** The game's clock. */
interface Clock {
  /** How long it has stood still in all, in milliseconds. */
  readonly lost: () => number;
  readonly now: () => number;
  readonly isHeld: () => boolean;
}

function holdFrames(clock: Clock): (isHeld: boolean) => void {
  const parked = new Map<unknown, Callback>();
  const realFrame = self.requestAnimationFrame.bind(self);
  const draw = (callback: Callback, atMs: number) => callback(atMs - clock.lost());
  wrapMethod(self, "requestAnimationFrame", (inner) =>
    function (callback) {
      if (typeof callback !== "function") return inner.call(self, callback);
      const id = inner.call(self, (atMs: number) => {
        if (clock.isHeld()) parked.set(id, callback as Callback);
        else draw(callback as Callback, atMs);
      });
      return id;
    });
  wrapMethod(self, "cancelAnimationFrame", (inner) =>
    function (id) {
      parked.delete(id);
      inner.call(self, id);
    });
  return (isHeld) => {
    if (isHeld) return;
    for (const [id, callback] of parked) {
      realFrame((atMs) => {
        if (clock.isHeld() || !parked.delete(id)) return;
        draw(callback, atMs);
      });
    }
  };
}

function holdTimers(clock: Clock): (isHeld: boolean) => void {
  const parked = new Map<unknown, () => void>();
  /** The browser's timers that go on for those the game knows. */
  const moved = new Map<unknown, unknown>();
  wrapMethod(self, "setTimeout", (inner) =>
    function (handler, delay, ...args) {
      if (typeof handler !== "function") return inner.call(self, handler, delay, ...args);
      const [dueMs, lostMs] = [clock.now() + (Number(delay) || 0), clock.lost()];
      const ring = () => {
        if (clock.isHeld()) return void parked.set(id, ring);
        const restMs = clock.lost() > lostMs ? dueMs - clock.now() : 0;
        if (restMs > 1) return void moved.set(id, inner.call(self, ring, restMs));
        moved.delete(id);
        handler.apply(self, args);
      };
      const id = inner.call(self, ring, delay);
      return id;
    });
  wrapMethod(self, "setInterval", (inner) =>
    function (handler, delay, ...args) {
      if (typeof handler !== "function") return inner.call(self, handler, delay, ...args);
      return inner.call(self, () => clock.isHeld() || handler.apply(self, args), delay);
    });
  for (const name of ["clearTimeout", "clearInterval"]) {
    wrapMethod(self, name, (inner) =>
      function (id) {
        parked.delete(id);
        if (moved.has(id)) inner.call(self, moved.get(id));
        moved.delete(id);
        inner.call(self, id);
      });
  }
  return (isHeld) => {
    if (isHeld) return;
    const waiting = [...parked.values()];
    parked.clear();
    for (const ring of waiting) ring();
  };
}

/** Pauses what CSS moves, and lets it go on. */
function holdAnimations(): (isHeld: boolean) => void {
  let paused: Animation[] = [];
  return (isHeld) => {
    if (!isHeld) {
      for (const animation of paused.splice(0)) animation.play();
      return;
    }
    const all = document.getAnimations?.() ?? [];
    paused = all.filter(({ playState }) => playState === "running");
    for (const animation of paused) animation.pause();
  };
}
