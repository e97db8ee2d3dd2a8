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
  // A tablet's speaker gives nothing below 150 Hz: there these two are all of the beat.
  sound.tone({ frequency: 210, glideTo: 130, wave: "sine", decayMs: 110, gain: 0.2 });
  sound.tone({
    frequency: 190,
    glideTo: 120,
    wave: "sine",
    decayMs: 120,
    gain: 0.15,
    delayMs: 170,
  });
}

/** The sound of a passing shadow. */
export function playShadow(sound: Sound, index: number): void {
  sound.tone({ frequency: wobble(pitch(index % 7 - 2)), wave: "sine", decayMs: 90, gain: 0.11 });
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

/** The sound of a card that is laid down; `at` counts the cards. */
export function playCard(sound: Sound, at: number): void {
  sound.noise({ frequency: 2600, glideTo: 900, sharpness: 0.8, decayMs: 110, gain: 0.12 });
  sound.tone({ frequency: pitch(at + 4), wave: "sine", decayMs: 320, gain: 0.12, delayMs: 40 });
}

/** The sound of a number that is picked from the square; `at` counts them. */
export function playPick(sound: Sound, at: number): void {
  sound.tone({ frequency: pitch(2 * at + 5), decayMs: 180, gain: 0.16 });
  sound.noise({ frequency: 3400, sharpness: 2, decayMs: 50, gain: 0.06 });
}

/** The sound of a letter that is sealed. */
export function playSeal(sound: Sound): void {
  sound.noise({ frequency: 1800, glideTo: 700, sharpness: 0.6, decayMs: 240, gain: 0.12 });
  sound.tone({ frequency: 150, glideTo: 80, wave: "sine", decayMs: 160, gain: 0.4, delayMs: 200 });
}

/** The sound of a letter that is torn open. */
export function playTear(sound: Sound): void {
  sound.noise({ frequency: 900, glideTo: 4200, sharpness: 0.5, decayMs: 260, gain: 0.2 });
}

/** The sound of a secret look. */
export function playGlimpse(sound: Sound): void {
  sound.tone({ frequency: pitch(6), glideTo: pitch(9), wave: "sine", decayMs: 260, gain: 0.1 });
}

/** The sound of the tablet that goes from hand to hand. */
export function playPass(sound: Sound): void {
  sound.melody([7, 4, 2], { gapMs: 110, decayMs: 360, gain: 0.12, wave: "sine" });
}

/** The sound of clapping hands. */
export function playApplause(sound: Sound): void {
  for (let clap = 0; clap < 14; clap++) {
    const frequency = wobble(1100 + 160 * (clap % 4));
    const delayMs = 260 + clap * 85;
    sound.noise({ frequency, sharpness: 1.4, decayMs: 60, gain: 0.14, delayMs });
  }
}

/** The sound of a reading that went astray. */
export function playAstray(sound: Sound): void {
  sound.melody([4, 1], { gapMs: 200, decayMs: 420, gain: 0.14, wave: "sine" });
}
