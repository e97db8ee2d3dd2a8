import { wrapMethod } from "../apart/wrap_method.ts";

/** Plays or resumes what waits for the page to go on. */
type Wanted = Map<object, (done: Promise<unknown>) => void>;

/**
 * Silences the page while it is held: audio contexts, media elements and speech.
 *
 * @returns the function that silences it, and lets it sound again
 */
export function holdSound(): (isHeld: boolean) => void {
  const parts = [holdContexts(), holdMedia()];
  return (isHeld) => {
    for (const part of parts) part(isHeld);
    if (isHeld) self.speechSynthesis?.pause();
    else self.speechSynthesis?.resume();
  };
}

function holdContexts(): (isHeld: boolean) => void {
  const contexts = new Set<WeakRef<AudioContext>>();
  const wanted: Wanted = new Map();
  let isHeld = false;
  const names = ["AudioContext", "webkitAudioContext"] as const;
  const scope = self as unknown as Record<string, typeof AudioContext | undefined>;
  const kinds = new Set(names.flatMap((name) => scope[name] ?? []));
  const [real] = [...kinds].map(({ prototype }) => ({
    resume: prototype.resume,
    suspend: prototype.suspend,
  }));
  const silence = (context: AudioContext) => {
    wanted.set(context, () => {});
    real!.suspend.call(context).catch(() => {});
  };
  for (const Inner of kinds) {
    wrapMethod(Inner.prototype, "resume", (inner) =>
      function (...args) {
        if (!isHeld) return inner.apply(this, args);
        return new Promise((resolve) => wanted.set(this as AudioContext, resolve));
      });
    wrapMethod(Inner.prototype, "suspend", (inner) =>
      function (...args) {
        wanted.delete(this as AudioContext);
        return inner.apply(this, args);
      });
    const Outer = new Proxy(Inner, {
      construct(target, args, newTarget) {
        const context = Reflect.construct(target, args, newTarget) as AudioContext;
        contexts.add(new WeakRef(context));
        if (isHeld) silence(context);
        return context;
      },
    });
    for (const name of names) {
      if (scope[name] !== Inner) continue;
      Object.defineProperty(self, name, { value: Outer, configurable: true, writable: true });
    }
  }
  return (next) => {
    isHeld = next;
    if (isHeld) {
      for (const reference of contexts) {
        const context = reference.deref();
        if (!context || context.state === "closed") contexts.delete(reference);
        else if (context.state === "running") silence(context);
      }
    } else release(wanted, (context) => real!.resume.call(context as AudioContext));
  };
}

function holdMedia(): (isHeld: boolean) => void {
  const playing = new Set<HTMLMediaElement>();
  const wanted: Wanted = new Map();
  let isHeld = false;
  const { play, pause } = HTMLMediaElement.prototype;
  const silence = (element: HTMLMediaElement) => {
    wanted.set(element, () => {});
    pause.call(element);
  };
  wrapMethod(HTMLMediaElement.prototype, "play", (inner) =>
    function (...args) {
      const element = this as HTMLMediaElement;
      if (isHeld) return new Promise((resolve) => wanted.set(element, resolve));
      playing.add(element);
      element.addEventListener("pause", () => playing.delete(element), { once: true });
      return inner.apply(element, args);
    });
  wrapMethod(HTMLMediaElement.prototype, "pause", (inner) =>
    function (...args) {
      wanted.delete(this as HTMLMediaElement);
      return inner.apply(this, args);
    });
  // Elements with `autoplay` start by themselves.
  addEventListener("play", ({ target }) => {
    if (isHeld && target instanceof HTMLMediaElement) silence(target);
  }, true);
  return (next) => {
    isHeld = next;
    if (!isHeld) return release(wanted, (element) => play.call(element as HTMLMediaElement));
    const inPage = document.querySelectorAll<HTMLMediaElement>("audio,video");
    for (const element of new Set([...playing, ...inPage])) {
      if (!element.paused) silence(element);
    }
  };
}

function release(wanted: Wanted, start: (sounding: object) => Promise<unknown>): void {
  const waiting = [...wanted];
  wanted.clear();
  for (const [sounding, resolve] of waiting) {
    const started = start(sounding);
    // The game's own promise says how it went; of what only goes on, nobody asks.
    started.catch(() => {});
    resolve(started);
  }
}
