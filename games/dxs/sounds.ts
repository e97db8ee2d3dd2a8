// The sounds of the crystal: glass, breath, heartbeats, and light.

import type { Music, Track } from "../kit/music.ts";
import { pitch, type Sound, wobble } from "../kit/sound.ts";

const TRACK: Track = {
  stepsPerMinute: 108,
  root: -19,
  calm: [
    {
      steps: [0, null, null, null, 3, null, null, null, 1, null, null, null, -1, null, null, null],
      wave: "sine",
      gain: 0.11,
      attackMs: 300,
      decayMs: 2200,
    },
    {
      steps: [
        null,
        null,
        12,
        null,
        null,
        10,
        null,
        null,
        null,
        13,
        null,
        null,
        null,
        null,
        null,
        11,
        null,
        null,
        8,
        null,
      ],
      wave: "sine",
      gain: 0.03,
      decayMs: 1300,
    },
  ],
  tense: [
    { steps: [-5, null], wave: "triangle", gain: 0.1, decayMs: 420 },
    { steps: [5, 6, 8, 6], wave: "sine", gain: 0.025, decayMs: 220 },
  ],
};

/** Starts the background music. */
export function playMusic(music: Music): void {
  music.play(TRACK);
}

/** The sound of a phase. */
export function playStep(sound: Sound, step: number): void {
  sound.tone({ frequency: wobble(pitch(step + 3)), wave: "sine", decayMs: 420, gain: 0.16 });
  sound.tone({ frequency: pitch(step + 8), wave: "sine", decayMs: 600, gain: 0.06, delayMs: 60 });
}

/** The sound of a finger on glass. */
export function playTouch(sound: Sound): void {
  sound.tone({ frequency: pitch(10), wave: "sine", decayMs: 900, gain: 0.16 });
  sound.tone({ frequency: pitch(10) * 2.76, wave: "sine", decayMs: 300, gain: 0.04 });
  sound.noise({
    frequency: 300,
    glideTo: 1800,
    sharpness: 0.6,
    attackMs: 900,
    decayMs: 1400,
    gain: 0.1,
  });
}

/** The sound of a heartbeat. */
export function playHeartbeat(sound: Sound): void {
  sound.tone({ frequency: 62, glideTo: 44, wave: "sine", decayMs: 140, gain: 0.55 });
  sound.tone({ frequency: 56, glideTo: 40, wave: "sine", decayMs: 160, gain: 0.4, delayMs: 170 });
}

/** The sound of a passing shadow. */
export function playShadow(sound: Sound, index: number): void {
  sound.tone({ frequency: wobble(pitch(index % 7 - 2)), wave: "sine", decayMs: 90, gain: 0.07 });
}

/** The sound of the light, when the symbol appears. */
export function playReveal(sound: Sound): void {
  sound.melody([0, 2, 4, 5, 7, 9, 10, 12], { gapMs: 55, decayMs: 700, gain: 0.14, wave: "sine" });
  sound.tone({ frequency: pitch(-5), decayMs: 1400, gain: 0.26 });
  sound.noise({ frequency: 5200, glideTo: 9000, sharpness: 0.7, decayMs: 900, gain: 0.08 });
}

/** The sound of a moved bead. */
export function playBead(sound: Sound, digit: number): void {
  sound.tone({ frequency: wobble(pitch(digit)), decayMs: 90, gain: 0.14 });
}
