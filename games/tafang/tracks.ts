// The background music of each land.

import type { Track } from "../kit/music.ts";
import type { Theme } from "./rules/map_plan.ts";

/** A rest. */
const _ = null;

/** The music of each land. */
export const TRACKS: Readonly<Record<Theme, Track>> = {
  meadow: {
    stepsPerMinute: 200,
    root: -9,
    calm: [
      { steps: [5, _, 7, 8, _, 7, 5, _, 4, _, 5, 7, _, 5, 4, _], gain: 0.05 },
      {
        steps: [0, _, _, _, -2, _, _, _, -4, _, _, _, -3, _, _, _],
        gain: 0.07,
        wave: "sine",
        decayMs: 520,
      },
    ],
    tense: [
      { steps: [0, _, 0, 0, _, 0, 0, _], gain: 0.05, wave: "square", decayMs: 90 },
      { steps: [10, 9, 8, 7], gain: 0.025, decayMs: 90 },
    ],
  },
  shore: {
    stepsPerMinute: 184,
    root: -7,
    calm: [
      {
        steps: [7, _, _, 5, _, 4, 5, _, 2, _, 4, _, 5, _, _, _],
        gain: 0.05,
        wave: "sine",
        decayMs: 340,
      },
      { steps: [0, _, 2, _, -1, _, 1, _, -3, _, -1, _, -5, _, 0, _], gain: 0.05, decayMs: 240 },
    ],
    tense: [
      { steps: [-5, _, -5, _, -5, -5, _, _], gain: 0.07, wave: "square", decayMs: 90 },
      { steps: [9, 7, 9, 10], gain: 0.025, decayMs: 80 },
    ],
  },
  snow: {
    stepsPerMinute: 168,
    root: -12,
    calm: [
      {
        steps: [9, _, 10, _, 12, _, _, 10, 8, _, 9, _, 7, _, _, _],
        gain: 0.045,
        wave: "sine",
        decayMs: 460,
      },
      {
        steps: [0, _, _, _, -3, _, _, _, -1, _, _, _, -5, _, _, _],
        gain: 0.06,
        wave: "sine",
        decayMs: 700,
      },
    ],
    tense: [
      { steps: [-5, _, _, -5, _, _, -5, _], gain: 0.07, wave: "square", decayMs: 110 },
      { steps: [12, 10, 9, 10], gain: 0.022, decayMs: 90 },
    ],
  },
};
