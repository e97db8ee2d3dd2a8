// The course of a reading by the time since the touch: a hum, shadows of symbols, silence, and light. Pure.

import { clamp } from "../kit/motion.ts";

/** The state of a reading at one moment. */
export type ReadingMoment = {
  /** The brightness of the mist, 0 to 1. */
  readonly glow: number;
  /** The speed of the mist; 1 is the speed at rest. */
  readonly whirl: number;
  /** The index of the passing shadow, from 0; undefined without one. */
  readonly shadow: number | undefined;
  /** The number of the heartbeat; each new number starts one. */
  readonly heartbeat: number;
  readonly finished: boolean;
};

const GATHER_MS = 900;
const SHADOWS_MS = 2700;
const HUSH_MS = 550;
/** The time from the touch to the light. */
export const READING_MS = GATHER_MS + SHADOWS_MS + HUSH_MS;
/** The time of the first shadow; each next one takes longer by the factor. */
const FIRST_SHADOW_MS = 110;
const SLOWER = 1.16;

/** The index of the shadow after this time: they slow down like a wheel. */
function shadowAt(elapsedMs: number): number {
  return Math.floor(Math.log1p(elapsedMs * (SLOWER - 1) / FIRST_SHADOW_MS) / Math.log(SLOWER));
}

/** The heartbeat after this time; its rate rises from one a second to three. */
function heartbeatAt(elapsedMs: number): number {
  const seconds = elapsedMs / 1000;
  return Math.floor(seconds + seconds ** 2 * 0.25);
}

/** Computes the state of a reading after a time since the touch. */
export function readingAt(elapsedMs: number): ReadingMoment {
  const shadowsMs = elapsedMs - GATHER_MS;
  const passing = shadowsMs >= 0 && shadowsMs < SHADOWS_MS;
  const hush = shadowsMs >= SHADOWS_MS;
  const rise = clamp(elapsedMs / (GATHER_MS + SHADOWS_MS));
  return {
    glow: hush ? 0.08 : 0.35 + rise * 0.5,
    whirl: hush ? 0.4 : 1 + rise * 5,
    shadow: passing ? shadowAt(shadowsMs) : undefined,
    heartbeat: hush ? 0 : heartbeatAt(elapsedMs),
    finished: elapsedMs >= READING_MS,
  };
}
