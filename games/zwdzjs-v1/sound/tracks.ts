import type { Track } from "../../kit/music.ts";
import type { Hour } from "../rules/levels.ts";

/** Parses a line of music: a number is a step of the pentatonic scale, a dot a rest. */
function notes(line: string): (number | null)[] {
  return line.trim().split(/\s+/).map((note) => (note === "." ? null : Number(note)));
}

const BASS = notes("-5 . . . -3 . . . -7 . . . -5 . . .");

/**
 * The music of each time of day, with a tense layer for huge waves. The third line of each calm layer has another
 * length than the others, so that the whole repeats only after a minute or two.
 */
export const TRACKS: Readonly<Record<Hour, Track>> = {
  day: {
    stepsPerMinute: 208,
    calm: [
      {
        steps: notes(`5 . 7 . 9 . 7 5 . . 4 . 5 . . .
                      5 . 7 9 . 10 . 9 7 . 5 . 4 . . .
                      7 . 9 . 10 . 9 7 . . 5 . 7 . . .
                      5 . 4 . 2 . 4 5 . . 4 . 2 . . .`),
        gain: 0.07,
      },
      { steps: BASS, wave: "sine", gain: 0.12, decayMs: 420 },
      {
        steps: notes(". . . . 12 . . 14 . . . . . 10 . . . . . . 12 . . . . . . ."),
        wave: "sine",
        gain: 0.03,
        decayMs: 520,
      },
    ],
    tense: [
      { steps: notes("-5 . -5 -5 . -5 . -3"), wave: "square", gain: 0.035, decayMs: 110 },
      { steps: notes("5 5 . 5 4 . 5 ."), wave: "sawtooth", gain: 0.018, decayMs: 90 },
    ],
  },
  dusk: {
    stepsPerMinute: 184,
    root: -11,
    calm: [
      {
        steps: notes(`7 . . 5 . 4 . . 5 . 2 . . . . .
                      7 . 9 . 10 . 9 . 7 . 5 . . . . .
                      4 . . 5 . 7 . . 5 . 4 . . . . .
                      2 . 4 . 5 . 4 . 2 . 0 . . . . .`),
        gain: 0.07,
        decayMs: 380,
      },
      { steps: BASS, wave: "sine", gain: 0.12, decayMs: 520 },
      {
        steps: notes(". . 9 . . . . . 12 . . . . . . . . 10 . . . . . ."),
        wave: "sine",
        gain: 0.03,
        decayMs: 640,
      },
    ],
    tense: [
      { steps: notes("-5 -5 . -4 -5 -5 . -2"), wave: "square", gain: 0.035, decayMs: 110 },
      { steps: notes("5 . 5 7 . 5 . 4"), wave: "sawtooth", gain: 0.018, decayMs: 90 },
    ],
  },
  night: {
    stepsPerMinute: 160,
    root: -12,
    calm: [
      {
        steps: notes(`4 . . . 7 . . 5 . . . . 3 . . .
                      4 . . 2 . . 0 . . . . . . . . .
                      7 . . . 9 . . 7 . . . . 5 . . .
                      4 . . 5 . . 2 . . . . . . . . .`),
        wave: "sine",
        gain: 0.09,
        decayMs: 620,
      },
      { steps: BASS, gain: 0.08, decayMs: 560 },
      {
        steps: notes(". . . . . . 14 . . . . . . . . . . . 12 . . . 15 . . . . ."),
        wave: "sine",
        gain: 0.022,
        decayMs: 900,
      },
    ],
    tense: [
      { steps: notes("-5 . -5 . -4 . -5 -2"), wave: "square", gain: 0.035, decayMs: 120 },
      { steps: notes("5 . . 5 . 4 . ."), wave: "sawtooth", gain: 0.02, decayMs: 110 },
    ],
  },
};
