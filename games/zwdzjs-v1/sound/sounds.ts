import { pitch, type Sound, wobble } from "../../kit/sound.ts";
import type { ZombieKind } from "../rules/kinds.ts";
import type { Happening } from "../rules/world.ts";

type Play = (sound: Sound, happening: Happening) => void;

const SHOTS: Readonly<Record<string, (sound: Sound) => void>> = {
  seed: (sound) => sound.tone({ frequency: wobble(330), glideTo: 520, decayMs: 90, gain: 0.12 }),
  frost: (sound) =>
    sound.tone({ frequency: wobble(980), glideTo: 620, wave: "sine", decayMs: 150, gain: 0.1 }),
  grape: (sound) =>
    sound.tone({ frequency: wobble(240), glideTo: 400, wave: "square", decayMs: 50, gain: 0.09 }),
  spark: (sound) => sound.tone({ frequency: wobble(1240), wave: "sine", decayMs: 110, gain: 0.07 }),
  leaf: (sound) => sound.tone({ frequency: wobble(420), glideTo: 690, decayMs: 110, gain: 0.1 }),
  lob: (sound) => sound.tone({ frequency: wobble(170), glideTo: 420, decayMs: 240, gain: 0.16 }),
  fluff: (sound) => sound.noise({ frequency: 2600, glideTo: 1400, decayMs: 180, gain: 0.06 }),
};

function boom(sound: Sound): void {
  sound.noise({ frequency: 420, glideTo: 90, filter: "lowpass", decayMs: 620, gain: 0.3 });
  sound.tone({ frequency: 120, glideTo: 40, wave: "sine", decayMs: 420, gain: 0.6 });
}

const BLASTS: Readonly<Record<string, (sound: Sound) => void>> = {
  popcorn(sound) {
    boom(sound);
    for (let at = 0; at < 9; at++) {
      sound.noise({ frequency: wobble(1900), decayMs: 40, gain: 0.25, delayMs: at * 34 });
    }
  },
  peanut(sound) {
    boom(sound);
    sound.tone({ frequency: 300, glideTo: 1100, wave: "sine", decayMs: 240, gain: 0.16 });
  },
  cracker(sound) {
    for (let at = 0; at < 12; at++) {
      sound.noise({ frequency: wobble(2600), decayMs: 30, gain: 0.3, delayMs: at * 28 });
    }
    boom(sound);
  },
  dragonfruit(sound) {
    sound.noise({ frequency: 300, glideTo: 1500, decayMs: 900, gain: 0.35, sharpness: 0.6 });
    sound.tone({ frequency: 90, glideTo: 220, wave: "sawtooth", decayMs: 500, gain: 0.14 });
  },
};

/** The sound of broken or dented gear. */
function clang(sound: Sound, what: string): void {
  if (what === "wok") {
    sound.tone({ frequency: wobble(1400), wave: "square", decayMs: 120, gain: 0.05 });
    sound.tone({ frequency: wobble(2110), wave: "sine", decayMs: 190, gain: 0.07 });
  } else if (what === "door") {
    sound.noise({ frequency: 420, decayMs: 70, gain: 0.22, sharpness: 3 });
  } else {
    sound.noise({ frequency: 1500, decayMs: 60, gain: 0.14, sharpness: 2 });
  }
}

/** The pitch of each zombie's sigh as it dies. */
const SIGHS: Readonly<Record<string, number>> = {
  giant: 70,
  wok: 150,
  door: 165,
  drummer: 130,
  hat: 190,
  hopper: 210,
  lantern: 225,
  pole: 240,
  cracker: 260,
  kite: 300,
  dasher: 280,
  imp: 380,
  mole: 170,
  slinger: 200,
};

function groan(sound: Sound, frequency: number): void {
  const gliding = { frequency: wobble(frequency), glideTo: frequency * 1.18 };
  sound.tone({ ...gliding, wave: "sawtooth", attackMs: 40, decayMs: 420, gain: 0.045 });
}

function knock(sound: Sound, frequency: number, times: readonly number[]): void {
  for (const delayMs of times) {
    sound.noise({ frequency, decayMs: 60, gain: 0.16, sharpness: 4, delayMs });
  }
}

/** The sound of each zombie as it comes out of the mist. */
const ARRIVALS: Readonly<Record<ZombieKind, (sound: Sound) => void>> = {
  hopper: (sound) => groan(sound, 118),
  lantern: (sound) => sound.melody([7, 4], { gapMs: 160, wave: "sine", gain: 0.07, decayMs: 420 }),
  hat(sound) {
    groan(sound, 104);
    sound.noise({ frequency: 3200, glideTo: 1800, decayMs: 260, gain: 0.05 });
  },
  pole: (sound) => knock(sound, 1300, [0, 210]),
  wok: (sound) =>
    sound.tone({ frequency: wobble(1150), wave: "sine", decayMs: 420, gain: 0.06, delayMs: 40 }),
  dasher: (sound) => sound.noise({ frequency: 240, glideTo: 620, decayMs: 700, gain: 0.12 }),
  door: (sound) => knock(sound, 420, [0, 150, 300]),
  drummer(sound) {
    for (const delayMs of [0, 190]) {
      sound.tone({ frequency: 120, glideTo: 70, wave: "sine", decayMs: 150, gain: 0.3, delayMs });
    }
  },
  cracker: (sound) => knock(sound, 2400, [0, 60, 100, 170]),
  kite: (sound) => sound.noise({ frequency: 900, glideTo: 2200, decayMs: 520, gain: 0.08 }),
  imp: (sound) => sound.melody([9, 11, 9], { gapMs: 70, wave: "sine", gain: 0.05, decayMs: 90 }),
  mole: (sound) => knock(sound, 300, [0, 130, 240, 330]),
  slinger: (sound) =>
    sound.tone({ frequency: wobble(180), glideTo: 360, wave: "sine", decayMs: 260, gain: 0.1 }),
  giant(sound) {
    sound.tone({ frequency: 62, glideTo: 38, wave: "sine", decayMs: 520, gain: 0.6 });
    groan(sound, 66);
  },
};

const PLAYS: Readonly<Record<Happening["kind"], Play>> = {
  planted(sound) {
    sound.noise({ frequency: 500, glideTo: 200, decayMs: 110, gain: 0.2 });
    sound.tone({ frequency: pitch(2), glideTo: pitch(4), decayMs: 160, gain: 0.2 });
  },
  dug: (sound) => sound.noise({ frequency: 900, glideTo: 300, decayMs: 170, gain: 0.2 }),
  refused: (sound) =>
    sound.tone({ frequency: 150, glideTo: 120, wave: "square", decayMs: 140, gain: 0.14 }),
  eaten(sound) {
    sound.noise({ frequency: 1100, glideTo: 300, decayMs: 200, gain: 0.2 });
    sound.melody([4, 2, 0], { gapMs: 70, gain: 0.12 });
  },
  shot: (sound, { what = "" }) => SHOTS[what]?.(sound),
  hit: (sound, { what }) => {
    if (what === "shot" || what === "above") {
      sound.noise({ frequency: wobble(800), decayMs: 50, gain: 0.1 });
    } else if (what === "ground") {
      sound.tone({ frequency: wobble(1500), glideTo: 700, decayMs: 60, gain: 0.06 });
    }
  },
  clang: (sound, { what = "" }) => clang(sound, what),
  splash: (sound) => sound.noise({ frequency: 700, glideTo: 250, decayMs: 200, gain: 0.2 }),
  bite: (sound, { what }) =>
    sound.noise({
      // Bamboo sounds like wood, other plants like leaves.
      frequency: wobble(what === "bamboo" ? 620 : 1700),
      decayMs: what === "bamboo" ? 90 : 60,
      gain: 0.12,
      sharpness: 4,
    }),
  broken(sound, { what = "" }) {
    clang(sound, what);
    sound.tone({ frequency: 500, glideTo: 140, decayMs: 260, gain: 0.18 });
  },
  charred() {},
  fallen(sound, { what = "" }) {
    const low = SIGHS[what] ?? 200;
    sound.tone({
      frequency: wobble(low),
      glideTo: low * 0.55,
      wave: "sawtooth",
      decayMs: 280,
      gain: 0.09,
    });
    sound.noise({ frequency: 600, glideTo: 200, decayMs: 200, gain: 0.1, delayMs: 60 });
  },
  vaulted: (sound) =>
    sound.tone({ frequency: 260, glideTo: 900, wave: "sine", decayMs: 300, gain: 0.16 }),
  drummed(sound) {
    for (const at of [0, 130, 260, 330]) {
      sound.tone({
        frequency: 110,
        glideTo: 60,
        wave: "sine",
        decayMs: 160,
        gain: 0.5,
        delayMs: at,
      });
    }
  },
  lit: (sound) => sound.noise({ frequency: 4200, decayMs: 900, gain: 0.1, sharpness: 2 }),
  blast: (sound, { what = "" }) => (BLASTS[what] ?? boom)(sound),
  smashed(sound) {
    sound.tone({ frequency: 90, glideTo: 34, wave: "sine", decayMs: 400, gain: 0.7 });
    sound.noise({ frequency: 260, filter: "lowpass", decayMs: 260, gain: 0.5 });
  },
  surfaced: (sound) => knock(sound, 260, [0, 90, 170]),
  slung: (sound) => sound.tone({ frequency: wobble(260), glideTo: 120, decayMs: 120, gain: 0.1 }),
  armed: (sound) => sound.melody([5, 7], { gapMs: 80, gain: 0.14 }),
  healed: (sound) => sound.tone({ frequency: pitch(8), wave: "sine", decayMs: 160, gain: 0.04 }),
  sunBorn: (sound, { what }) => {
    if (what === "plant") {
      sound.tone({ frequency: wobble(pitch(6)), wave: "sine", decayMs: 180, gain: 0.08 });
    }
  },
  sunTaken: (sound) => sound.melody([5, 7, 9], { gapMs: 45, gain: 0.14, wave: "sine" }),
  rooster(sound) {
    sound.tone({ frequency: 620, glideTo: 980, wave: "sawtooth", decayMs: 160, gain: 0.16 });
    sound.tone({
      frequency: 980,
      glideTo: 700,
      wave: "sawtooth",
      decayMs: 420,
      gain: 0.18,
      delayMs: 150,
    });
  },
  arrived: (sound, { what }) => ARRIVALS[what as ZombieKind](sound),
  announced: (sound) =>
    sound.melody([0, -3, 0, -3, -5], { gapMs: 170, wave: "sawtooth", gain: 0.14, decayMs: 260 }),
  wave: (sound) =>
    sound.tone({ frequency: 98, glideTo: 82, wave: "sawtooth", decayMs: 500, gain: 0.1 }),
  won: (sound) => sound.melody([0, 2, 4, 5, 7, 9, 10], { gapMs: 120, gain: 0.24, decayMs: 320 }),
  lost: (sound) =>
    sound.melody([4, 2, 0, -2, -5], { gapMs: 240, gain: 0.22, wave: "sawtooth", decayMs: 420 }),
};

/** Plays the sounds of events. Equal sounds in one frame are played once. */
export class Voices {
  #sound: Sound;
  #lastAt = new Map<string, number>();

  constructor(sound: Sound) {
    this.#sound = sound;
  }

  /** @param nowMs the time of any clock that never runs backwards */
  play(happening: Happening, nowMs: number): void {
    const key = `${happening.kind} ${happening.what ?? ""}`;
    if (nowMs - (this.#lastAt.get(key) ?? -999) < 45) return;
    this.#lastAt.set(key, nowMs);
    PLAYS[happening.kind](this.#sound, happening);
  }
}
