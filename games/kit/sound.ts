// Every sound is made here, in code: short envelopes, noise, a pentatonic scale, a limiter.

import { isOutOfSight, onSightChange } from "./front.ts";
import { doOneByOne } from "./one_by_one.ts";
import { onSettingsChange, settings } from "./settings.ts";

/** One tone. */
export type Tone = {
  /** In Hz; see {@linkcode pitch}. */
  readonly frequency: number;
  /** @default "triangle" */
  readonly wave?: OscillatorType;
  /** Glides there over its length, in Hz. */
  readonly glideTo?: number;
  /** @default 4 */
  readonly attackMs?: number;
  /** @default 160 */
  readonly decayMs?: number;
  /** 0 to 1. @default 0.3 */
  readonly gain?: number;
  /** @default 0 */
  readonly delayMs?: number;
  /** -1 is left, 1 is right. @default 0 */
  readonly pan?: number;
};

/** One burst of noise: a hit, a puff, a rustle. */
export type Noise = {
  /** The middle of the band that is heard, in Hz. @default 1200 */
  readonly frequency?: number;
  /** The band moves there over its length, in Hz. */
  readonly glideTo?: number;
  /** @default "bandpass" */
  readonly filter?: BiquadFilterType;
  /** @default 1 */
  readonly sharpness?: number;
  /** @default 2 */
  readonly attackMs?: number;
  /** @default 120 */
  readonly decayMs?: number;
  /** 0 to 1; as loud as a tone of the same gain, however narrow the band is. @default 0.07 */
  readonly gain?: number;
  /** @default 0 */
  readonly delayMs?: number;
};

/** Semitones of the major pentatonic scale: any of them sound well together. */
const PENTATONIC = [0, 2, 4, 7, 9] as const;
/** The A above middle C. */
const CONCERT_PITCH_HZ = 440;

/**
 * The pitch of a step of the pentatonic scale, in Hz: 0 is the root, 5 an octave above, -5 below.
 *
 * @param root the scale's first note in semitones from A4; -9 is middle C
 */
export function pitch(step: number, root = -9): number {
  const octave = Math.floor(step / PENTATONIC.length);
  const semitones = PENTATONIC[step - octave * PENTATONIC.length]! + 12 * octave + root;
  return CONCERT_PITCH_HZ * 2 ** (semitones / 12);
}

/** A frequency off by up to 2 percent, so that a sound heard often does not tire. */
export function wobble(frequency: number, chance: () => number = Math.random): number {
  return frequency * (0.98 + 0.04 * chance());
}

/** The sound of a game. Silent until the first gesture, while out of sight, and when muted. */
export class Sound {
  #context: AudioContext | undefined;
  #effects: GainNode | undefined;
  #music: GainNode | undefined;
  #noise: AudioBuffer | undefined;
  #onStart: ((context: AudioContext, musicBus: AudioNode) => void)[] = [];

  constructor() {
    const start = () => this.#start();
    for (const gesture of ["pointerup", "keydown", "touchend"]) {
      document.addEventListener(gesture, start, { capture: true, passive: true });
    }
    onSightChange(() => this.#followVisibility());
    onSettingsChange(() => this.#followSettings());
  }

  /** Plays a tone; nothing happens before the first gesture or when muted. */
  tone(tone: Tone): void {
    if (this.#audible()) doOneByOne(() => playTone(this.#context!, this.#effects!, tone));
  }

  /** Plays a burst of noise. */
  noise(noise: Noise): void {
    if (!this.#audible()) return;
    const buffer = this.#noise ??= makeNoise(this.#context!);
    doOneByOne(() => playNoise(this.#context!, this.#effects!, { ...noise, buffer }));
  }

  /** Plays steps of the pentatonic scale one after the other: a small melody. */
  melody(
    steps: readonly number[],
    { gapMs = 90, ...tone }: Partial<Tone> & { gapMs?: number } = {},
  ): void {
    for (const [at, step] of steps.entries()) {
      this.tone({ ...tone, frequency: pitch(step), delayMs: (tone.delayMs ?? 0) + at * gapMs });
    }
  }

  /** Calls `use` with the audio context and the bus of the music once there are any. */
  whenStarted(use: (context: AudioContext, musicBus: AudioNode) => void): void {
    if (this.#context) use(this.#context, this.#music!);
    else this.#onStart.push(use);
  }

  #audible(): boolean {
    return this.#context?.state === "running" && !settings().muted && settings().volume > 0;
  }

  #start(): void {
    // Phones take the right to sound away in the background; any later gesture asks for it again.
    if (this.#context) {
      if (this.#context.state !== "running" && !isOutOfSight()) void this.#context.resume();
      return;
    }
    if (typeof AudioContext === "undefined") return;
    const context = new AudioContext();
    this.#context = context;
    this.#effects = context.createGain();
    this.#music = context.createGain();
    const limiter = new DynamicsCompressorNode(context, {
      threshold: -6,
      knee: 3,
      ratio: 20,
      attack: 0.002,
      release: 0.12,
    });
    limiter.connect(context.destination);
    this.#effects.connect(limiter);
    this.#music.connect(limiter);
    this.#followSettings();
    for (const use of this.#onStart.splice(0)) use(context, this.#music);
  }

  #followSettings(): void {
    if (!this.#context) return;
    const { volume, musicVolume, muted } = settings();
    const now = this.#context.currentTime;
    this.#effects!.gain.setTargetAtTime(muted ? 0 : volume, now, 0.02);
    this.#music!.gain.setTargetAtTime(muted ? 0 : musicVolume, now, 0.02);
  }

  #followVisibility(): void {
    if (!this.#context) return;
    void (isOutOfSight() ? this.#context.suspend() : this.#context.resume());
  }
}

type Envelope = { attackMs: number; decayMs: number; gain: number; startTime: number };

/** A gain node that rises fast, dies away, and is gone: nothing clicks. */
function shape(context: BaseAudioContext, envelope: Envelope): { node: GainNode; endTime: number } {
  const { startTime, attackMs, decayMs, gain } = envelope;
  const node = context.createGain();
  const endTime = startTime + (attackMs + decayMs) / 1000;
  node.gain.setValueAtTime(0, startTime);
  node.gain.linearRampToValueAtTime(gain, startTime + attackMs / 1000);
  node.gain.exponentialRampToValueAtTime(0.0001, endTime);
  return { node, endTime };
}

/** Plays one tone on any bus; `startTime` (audio clock, seconds) beats `delayMs`. */
export function playTone(
  context: BaseAudioContext,
  out: AudioNode,
  { frequency, wave = "triangle", glideTo, attackMs = 4, decayMs = 160, gain = 0.3, ...tone }:
    & Tone
    & { readonly startTime?: number },
): void {
  const startTime = tone.startTime ?? context.currentTime + (tone.delayMs ?? 0) / 1000;
  const { node, endTime } = shape(context, { attackMs, decayMs, gain, startTime });
  const source = new OscillatorNode(context, { type: wave, frequency });
  if (glideTo !== undefined) {
    source.frequency.setValueAtTime(frequency, startTime);
    source.frequency.exponentialRampToValueAtTime(Math.max(1, glideTo), endTime);
  }
  const panner = tone.pan ? new StereoPannerNode(context, { pan: tone.pan }) : undefined;
  source.connect(node);
  if (panner) node.connect(panner).connect(out);
  else node.connect(out);
  source.start(startTime);
  source.stop(endTime + 0.02);
}

function makeNoise(context: BaseAudioContext): AudioBuffer {
  const buffer = context.createBuffer(1, context.sampleRate, context.sampleRate);
  const samples = buffer.getChannelData(0);
  for (let at = 0; at < samples.length; at++) samples[at] = Math.random() * 2 - 1;
  return buffer;
}

/**
 * How many times weaker noise is behind its filter: its power is spread evenly up to half the sample rate, and only the
 * band's part is left. Made up for, or a knock of a narrow band would be a hundredth of what its gain says.
 */
export function lossInBand(
  { frequency, glideTo = frequency, filter, sharpness }:
    & Required<Pick<Noise, "frequency" | "filter" | "sharpness">>
    & Pick<Noise, "glideTo">,
  sampleRate: number,
): number {
  const middle = Math.sqrt(frequency * glideTo);
  // The widths of ideal bands that let as much noise through: of a second-order low pass, and of a band pass.
  const widthHz = filter === "lowpass" ? 1.11 * middle : (Math.PI / 2) * middle / sharpness;
  return Math.sqrt(Math.max(1, sampleRate / 2 / widthHz));
}

function playNoise(
  context: BaseAudioContext,
  out: AudioNode,
  { frequency = 1200, filter: type = "bandpass", sharpness = 1, ...noise }:
    & Noise
    & { readonly buffer: AudioBuffer },
): void {
  const { attackMs = 2, decayMs = 120, delayMs = 0, glideTo } = noise;
  const startTime = context.currentTime + delayMs / 1000;
  const loss = lossInBand(
    { frequency, filter: type, sharpness, ...(glideTo !== undefined && { glideTo }) },
    context.sampleRate,
  );
  const gain = (noise.gain ?? 0.07) * loss;
  const { node, endTime } = shape(context, { attackMs, decayMs, gain, startTime });
  const source = new AudioBufferSourceNode(context, { buffer: noise.buffer, loop: true });
  const filter = new BiquadFilterNode(context, { type, frequency, Q: sharpness });
  if (glideTo !== undefined) {
    filter.frequency.setValueAtTime(frequency, startTime);
    filter.frequency.exponentialRampToValueAtTime(Math.max(1, glideTo), endTime);
  }
  source.connect(filter).connect(node).connect(out);
  source.start(startTime, Math.random() * 0.5);
  source.stop(endTime + 0.02);
}
