// A quiet loop with a calm and a tense layer, scheduled ahead so that a busy frame never breaks it.

import { doOneByOne } from "./one_by_one.ts";
import { settings } from "./settings.ts";
import { pitch, playTone, type Sound } from "./sound.ts";

/** One instrument of a loop. */
export type Voice = {
  /** A pentatonic step for each beat of the loop, null for rest; repeated until the loop ends. */
  readonly steps: readonly (number | null)[];
  /** @default "triangle" */
  readonly wave?: OscillatorType;
  /** 0 to 1. @default 0.08 */
  readonly gain?: number;
  /** @default 260 */
  readonly decayMs?: number;
  /** @default 4 */
  readonly attackMs?: number;
};

/** A loop. */
export type Track = {
  /** Steps a minute: a beat of 120 in eighths is 240. */
  readonly stepsPerMinute: number;
  /** The scale's root in semitones from A4. @default -9 */
  readonly root?: number;
  /** Always heard. */
  readonly calm: readonly Voice[];
  /** Fades in with tension. */
  readonly tense?: readonly Voice[];
};

/** How far ahead notes are handed to the audio clock. A throttled timer fires once a second at worst. */
const AHEAD_SECONDS = 0.25;
const TIMER_MS = 80;

/** The steps that begin before `untilTime`: which, and when. */
export function stepsDue(
  next: { readonly step: number; readonly time: number },
  untilTime: number,
  stepSeconds: number,
): { readonly step: number; readonly time: number }[] {
  const due = [];
  for (let at = 0; next.time + at * stepSeconds < untilTime; at++) {
    due.push({ step: next.step + at, time: next.time + at * stepSeconds });
  }
  return due;
}

/** Whether nobody would hear it: then no notes are made at all. */
function isSilent(): boolean {
  return settings().muted || settings().musicVolume === 0;
}

/** Plays one track at a time. */
export class Music {
  #context: AudioContext | undefined;
  #calm: GainNode | undefined;
  #tense: GainNode | undefined;
  #track: Track | undefined;
  #next = { step: 0, time: 0 };
  #timer: ReturnType<typeof setInterval> | undefined;
  #tension = 0;

  constructor(sound: Sound) {
    sound.whenStarted((context, out) => {
      this.#context = context;
      this.#calm = new GainNode(context, { gain: 1 });
      this.#tense = new GainNode(context, { gain: this.#tension });
      this.#calm.connect(out);
      this.#tense.connect(out);
      if (this.#track) this.play(this.#track);
    });
  }

  /** Starts a track from its beginning, in place of the one that plays. */
  play(track: Track): void {
    this.stop();
    this.#track = track;
    if (!this.#context) return;
    this.#next = { step: 0, time: this.#context.currentTime + 0.1 };
    this.#timer = setInterval(() => this.#schedule(), TIMER_MS);
  }

  /** Ends the track; notes already begun die away. */
  stop(): void {
    this.#track = undefined;
    clearInterval(this.#timer);
  }

  /** How tense it is: 0 is the calm layer alone, 1 both. */
  setTension(tension: number): void {
    this.#tension = tension;
    if (this.#context) {
      this.#tense!.gain.setTargetAtTime(tension, this.#context.currentTime, 0.4);
    }
  }

  #schedule(): void {
    const context = this.#context!;
    const track = this.#track;
    if (!track || context.state !== "running" || isSilent()) return;
    const stepSeconds = 60 / track.stepsPerMinute;
    // After a pause the audio clock may stand far behind or ahead: never play what was missed.
    if (this.#next.time < context.currentTime) this.#next.time = context.currentTime + 0.05;
    for (const due of stepsDue(this.#next, context.currentTime + AHEAD_SECONDS, stepSeconds)) {
      for (const voice of track.calm) doOneByOne(() => this.#playVoice(voice, this.#calm!, due));
      // Nobody hears these in calm moments, and notes cost a slow tablet as much as monsters do.
      const tense = this.#tension > 0 ? track.tense ?? [] : [];
      for (const voice of tense) doOneByOne(() => this.#playVoice(voice, this.#tense!, due));
      this.#next = { step: due.step + 1, time: due.time + stepSeconds };
    }
  }

  #playVoice(voice: Voice, out: AudioNode, due: { step: number; time: number }): void {
    const step = voice.steps[due.step % voice.steps.length];
    if (step === null || step === undefined) return;
    playTone(this.#context!, out, {
      frequency: pitch(step, this.#track?.root),
      gain: voice.gain ?? 0.08,
      decayMs: voice.decayMs ?? 260,
      startTime: due.time,
      ...(voice.wave && { wave: voice.wave }),
      ...(voice.attackMs && { attackMs: voice.attackMs }),
    });
  }
}
