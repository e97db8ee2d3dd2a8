import { clamp, easeIn, easeOut } from "../../kit/motion.ts";
import type { Stance } from "./pen.ts";
import type { Figure } from "./zombie_looks.ts";

/** A dead zombie that falls and fades. */
export interface Farewell {
  readonly figure: Figure;
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  /** Whether a blast has burnt it: then it stands black for a moment and crumbles. */
  readonly charred: boolean;
  ageMs: number;
}

/** How long it is visible. */
export const FAREWELL_MS = 750;

/** Computes its stance: it falls backwards and fades upwards, or crumbles where it was burnt. */
export function stanceOfFarewell({ x, y, scale, charred, ageMs }: Farewell): Stance {
  const share = ageMs / FAREWELL_MS;
  if (charred) {
    const fall = easeIn(clamp((share - 0.4) / 0.6));
    const squash = { sx: 1 + fall * 0.5, sy: 1 - fall * 0.85 };
    return { x, y, scale, wash: "ash", alpha: 1 - fall, ...squash };
  }
  const tilt = easeOut(clamp(share * 1.8)) * 1.35;
  return {
    x: x + tilt * 10,
    y: y - easeIn(share) * 46,
    scale,
    turn: tilt,
    wash: share < 0.1 ? "flash" : "ghost",
    alpha: 1 - easeIn(share),
  };
}
