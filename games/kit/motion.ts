// Movement over time: easing curves and tweens. Pure but for the wish for less motion.

import { settings } from "./settings.ts";

/** A curve from 0 to 1 over a share of 0 to 1; some overshoot on the way. */
export type Easing = (share: number) => number;

/** `value` brought between `low` and `high`. */
export function clamp(value: number, low = 0, high = 1): number {
  return Math.min(high, Math.max(low, value));
}

/** The point `share` of the way from `from` to `to`. */
export function lerp(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}

/** Starts fast and settles: for what arrives. */
export const easeOut: Easing = (share) => 1 - (1 - share) ** 3;
/** Starts slowly: for what leaves. */
export const easeIn: Easing = (share) => share ** 3;
/** Slow at both ends: for what moves from place to place. */
export const easeInOut: Easing = (share) =>
  share < 0.5 ? 4 * share ** 3 : 1 - (2 - 2 * share) ** 3 / 2;
/** Passes its goal by a tenth and comes back: for pops. */
export const backOut: Easing = (share) => 1 + 2.7 * (share - 1) ** 3 + 1.7 * (share - 1) ** 2;
/** Up and back down again over one share: for squash and knocks. */
export const thereAndBack: Easing = (share) => Math.sin(clamp(share) * Math.PI);

/** The options of a tween. */
export type TweenOptions = {
  readonly from: number;
  readonly to: number;
  readonly durationMs: number;
  /** @default 0 */
  readonly delayMs?: number;
  /** @default easeOut */
  readonly easing?: Easing;
  /** Called with each value, the last one being the easing's end. */
  readonly onValue: (value: number) => void;
  readonly onEnd?: () => void;
};

type RunningTween = TweenOptions & { elapsedMs: number };

/** Many tweens, moved on by the game's own loop, so that they stop when the game does. */
export class Tweens {
  #running: RunningTween[] = [];

  /** How many still run. */
  get count(): number {
    return this.#running.length;
  }

  /** Starts a tween; the function returned drops it where it stands. */
  add(options: TweenOptions): () => void {
    const tween = { ...options, elapsedMs: -(options.delayMs ?? 0) };
    this.#running.push(tween);
    return () => {
      this.#running = this.#running.filter((other) => other !== tween);
    };
  }

  /** Moves all on by that much time. */
  update(elapsedMs: number): void {
    const ended: RunningTween[] = [];
    for (const tween of [...this.#running]) {
      tween.elapsedMs += elapsedMs;
      if (tween.elapsedMs < 0) continue;
      const share = tween.durationMs <= 0 ? 1 : clamp(tween.elapsedMs / tween.durationMs);
      const value = lerp(tween.from, tween.to, (tween.easing ?? easeOut)(share));
      tween.onValue(value);
      if (share === 1) ended.push(tween);
    }
    if (ended.length === 0) return;
    this.#running = this.#running.filter((tween) => !ended.includes(tween));
    for (const tween of ended) tween.onEnd?.();
  }

  /** Brings all to their ends at once. */
  finish(): void {
    this.update(Number.MAX_SAFE_INTEGER);
  }

  /** Drops all where they stand. */
  clear(): void {
    this.#running = [];
  }
}

/** The system's wish for less motion, kept because games read it several times a frame and a media query is slow. */
let systemWish: boolean | undefined;

function askSystem(): boolean {
  const query = globalThis.matchMedia?.("(prefers-reduced-motion: reduce)");
  query?.addEventListener?.("change", ({ matches }) => systemWish = matches);
  return query?.matches ?? false;
}

/** Whether the player, here or in the system's settings, wants less motion. */
export function wantsCalmMotion(): boolean {
  return settings().calmMotion || (systemWish ??= askSystem());
}
