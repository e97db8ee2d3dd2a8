// The sounds of 2048: felt and glass. Larger tiles ring higher on the same scale.

import type { Music, Track } from "../kit/music.ts";
import { pitch, type Sound, wobble } from "../kit/sound.ts";
import { type Move, sideOf } from "./rules/rules.ts";

const TRACK: Track = {
  stepsPerMinute: 168,
  root: -14,
  calm: [
    {
      steps: [0, null, null, 4, null, null, 2, null, 1, null, null, 3, null, null, null, null],
      wave: "sine",
      gain: 0.09,
      decayMs: 900,
    },
    {
      steps: [
        5,
        null,
        null,
        null,
        null,
        7,
        null,
        null,
        null,
        null,
        6,
        null,
        null,
        null,
        9,
        null,
        null,
        null,
        null,
        null,
        8,
        null,
        null,
        null,
      ],
      wave: "sine",
      gain: 0.035,
      decayMs: 700,
    },
  ],
  tense: [
    { steps: [-5, null, -5, null, -5, null, -4, null], wave: "triangle", gain: 0.07, decayMs: 200 },
    { steps: [null, 10, null, 11, null, 10, null, 12], wave: "sine", gain: 0.02, decayMs: 160 },
  ],
};

/** Starts the background music. */
export function playMusic(music: Music): void {
  music.play(TRACK);
}

/** The music's tension by the empty cells of a board: the most when full, none with more than a third empty. */
export function tensionOf(cells: readonly number[]): number {
  const empty = cells.filter((value) => value === 0).length;
  return Math.max(0, 1 - empty / cells.length / 0.375);
}

/** The sound of sliding tiles. */
function playSlide(sound: Sound): void {
  sound.noise({
    frequency: wobble(500),
    glideTo: 900,
    sharpness: 0.8,
    attackMs: 20,
    decayMs: 90,
    gain: 0.1,
  });
}

/** The sound of a move that moves nothing. */
export function playBlocked(sound: Sound): void {
  // High enough for the speaker of a tablet.
  sound.tone({ frequency: wobble(210), glideTo: 140, decayMs: 120, gain: 0.22 });
}

/** The sound of a new tile. */
function playSpawn(sound: Sound): void {
  sound.tone({
    frequency: wobble(620),
    glideTo: 930,
    wave: "sine",
    decayMs: 70,
    gain: 0.08,
    delayMs: 110,
  });
}

/** The sound of a merge; `value` is the new tile. */
export function playMerge(sound: Sound, value: number, pan: number): void {
  const step = Math.log2(value) - 2;
  const delayMs = 95;
  sound.tone({ frequency: wobble(pitch(step)), decayMs: 190, gain: 0.24, delayMs, pan });
  sound.tone({
    frequency: wobble(pitch(step + 5)),
    wave: "sine",
    decayMs: 320,
    gain: 0.1,
    delayMs,
    pan,
  });
  sound.noise({ frequency: 2400, decayMs: 40, gain: 0.06, delayMs });
  if (value >= 128) {
    for (const above of [2, 4, 7]) {
      sound.tone({
        frequency: pitch(step + above),
        wave: "sine",
        decayMs: 500,
        gain: 0.08,
        delayMs: delayMs + above * 22,
        pan,
      });
    }
  }
}

/** The sounds of a move: the slide, the new tile, and each merge on its side. */
export function playMove(sound: Sound, { slides, game }: Move): void {
  playSlide(sound);
  playSpawn(sound);
  const side = sideOf(game.cells);
  const made = new Map(
    slides.filter(({ merges }) => merges).map(({ to, value }) => [to, value * 2]),
  );
  for (const [cell, value] of made) playMerge(sound, value, (cell % side) / (side - 1) - 0.5);
}

/** The sound of a tapped tile. */
export function playTickle(sound: Sound, value: number): void {
  const frequency = wobble(pitch(Math.log2(value) - 2));
  sound.tone({ frequency, glideTo: frequency * 1.3, wave: "sine", decayMs: 140, gain: 0.14 });
}

/** The sound of undo. */
export function playUndo(sound: Sound): void {
  sound.melody([6, 4], { gapMs: 60, decayMs: 90, gain: 0.14, wave: "sine" });
}

/** The sound of reaching the goal. */
export function playWin(sound: Sound): void {
  sound.melody([0, 2, 4, 5, 7, 9, 10], { gapMs: 95, decayMs: 420, gain: 0.2, delayMs: 150 });
  sound.melody([10, 12, 14, 15], {
    gapMs: 140,
    decayMs: 700,
    gain: 0.08,
    wave: "sine",
    delayMs: 800,
  });
}

/** The sound of the last move. */
export function playLoss(sound: Sound): void {
  sound.melody([5, 4, 2, 0], { gapMs: 190, decayMs: 420, gain: 0.18, wave: "sine", delayMs: 250 });
}
