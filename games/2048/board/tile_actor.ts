// An animated tile: its state, and its movements when it appears, merges or is tapped.

import { middleOfCell } from "./board_shape.ts";
import type { Side } from "../rules/rules.ts";
import { backOut, easeOut, type Tweens, wantsCalmMotion } from "../../kit/motion.ts";
import type { Face } from "./tile_drawing.ts";

const GLAD_MS = 900;
const SPAWN_MS = 190;

/** A tile on the board in its current state. */
export type Actor = {
  value: number;
  cell: number;
  x: number;
  y: number;
  scaleX: number;
  scaleY: number;
  /** Above 0 the tile is stretched sideways, below 0 upwards. */
  stretch: number;
  opacity: number;
  /** The share of white; 1 is all white. */
  flash: number;
  lookX: number;
  lookY: number;
  mood: Face["mood"];
  blinkInMs: number;
};

/** The time until the next blink; its randomness never reaches the rules. */
export function nextBlinkMs(): number {
  return 1500 + Math.random() * 5000;
}

/** Makes a tile at rest in its cell. */
export function newActor(cell: number, value: number, side: Side): Actor {
  return {
    value,
    cell,
    ...middleOfCell(cell, side),
    scaleX: 1,
    scaleY: 1,
    stretch: 0,
    opacity: 1,
    flash: 0,
    lookX: 0,
    lookY: 0,
    mood: "calm",
    blinkInMs: nextBlinkMs(),
  };
}

/** Animates a merge: the tile is squashed, swells, and looks glad for a while. */
export function squash(
  actor: Actor,
  { tweens, strength, durationMs }: {
    readonly tweens: Tweens;
    readonly strength: number;
    readonly durationMs: number;
  },
): void {
  actor.mood = "squeezed";
  tweens.add({
    from: 0,
    to: 1,
    durationMs,
    easing: easeOut,
    onValue: (share) => {
      const swing = Math.sin(share * Math.PI * 2) * (1 - share);
      const swell = Math.sin(share * Math.PI) * strength;
      actor.scaleX = 1 + swell + swing * 0.1;
      actor.scaleY = 1 + swell - swing * 0.1;
      actor.flash = Math.max(0, 1 - share * 4) * Math.min(1, strength * 6);
    },
    onEnd: () => actor.mood = "glad",
  });
  tweens.add({
    from: 0,
    to: 1,
    delayMs: GLAD_MS,
    durationMs: 0,
    onValue: () => {},
    onEnd: () => {
      if (actor.mood === "glad") actor.mood = "calm";
    },
  });
}

/** Animates a new tile: it grows from nothing to a little too large, and back. */
export function popUp(
  actor: Actor,
  { tweens, delayMs }: { tweens: Tweens; delayMs: number },
): void {
  const calm = wantsCalmMotion();
  actor.opacity = 0;
  tweens.add({
    from: 0,
    to: 1,
    delayMs: calm ? 0 : delayMs,
    durationMs: SPAWN_MS,
    easing: calm ? easeOut : backOut,
    onValue: (share) => {
      actor.opacity = Math.min(1, share * 2);
      if (!calm) actor.scaleX = actor.scaleY = Math.max(0.2, share);
    },
  });
}
