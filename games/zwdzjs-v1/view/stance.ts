// How a figure stands on the stage, and what its picture is made of.

import type { PartPen } from "../art/part.ts";
import type { Wash } from "./pictures.ts";

/** The place and deformation of a figure. */
export interface Stance {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  /** @default plain */
  readonly wash?: Wash;
  /** The stretch over the feet; 1 is none. */
  readonly sx?: number;
  readonly sy?: number;
  readonly turn?: number;
  readonly alpha?: number;
}

/** Makes a stance that is filled again for each figure, because new ones would soon be garbage. */
export function reusedStance(): { -readonly [Name in keyof Stance]-?: Stance[Name] } {
  return { x: 0, y: 0, scale: 1, wash: "plain", sx: 1, sy: 1, turn: 0, alpha: 1 };
}

/** How a whole figure is stretched, turned, coloured and faded. */
export type Bent = Pick<Stance, "sx" | "sy" | "turn" | "wash" | "alpha">;

/** A whole figure in a pose that many share, drawn as one picture. */
export interface Frame {
  /** Draws the parts. */
  readonly pose: (pen: PartPen) => void;
  /** Its scale beside that of other figures; where it is shown at this scale, its pixels are copied. @default 1 */
  readonly size?: number;
  /** What its picture is bent to, once for all who show it. */
  readonly bent?: Bent;
  /** The most pixels for a unit; moving crowds need fewer. @default as many as the stage has */
  readonly finest?: number;
}
