// How the crystal reads: a hum, shadows of symbols, a hush, and light. Pure, by the time since the touch.

import { clamp } from "../kit/motion.ts";

/** What is seen at one moment of a reading. */
export type ReadingMoment = {
  /** How bright the mist glows, 0 to 1. */
  readonly glow: number;
  /** How fast it turns; 1 is at rest. */
  readonly whirl: number;
  /** Which shadow passes, counted up from 0; undefined when none does. */
  readonly shadow: number | undefined;
  /** A beat of the heart begins with each new number. */
  readonly heartbeat: number;
  readonly finished: boolean;
};

const GATHER_MS = 900;
const SHADOWS_MS = 2700;
const HUSH_MS = 550;
/** From the touch to the light. */
export const READING_MS = GATHER_MS + SHADOWS_MS + HUSH_MS;
/** The first shadow passes this fast; each next one stays longer by the factor. */
const FIRST_SHADOW_MS = 110;
const SLOWER = 1.16;

/** Which shadow passes after that much time of passing shadows: they slow down like a wheel. */
function shadowAt(elapsedMs: number): number {
  return Math.floor(Math.log1p(elapsedMs * (SLOWER - 1) / FIRST_SHADOW_MS) / Math.log(SLOWER));
}

/** The heart beats faster and faster, from once a second to three times. */
function heartbeatAt(elapsedMs: number): number {
  const seconds = elapsedMs / 1000;
  return Math.floor(seconds + seconds ** 2 * 0.25);
}

/** What is seen that long after the touch. */
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
