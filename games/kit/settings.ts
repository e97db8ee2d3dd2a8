// The player's settings for all games: language, sound, motion, speed.

import { openSave } from "./save.ts";

/** The choices a player makes once. */
export type Settings = {
  /** Undefined until chosen: then the browser's languages decide. */
  readonly language?: "en" | "zh";
  /** How loud the sounds are, 0 to 1. */
  readonly volume: number;
  /** How loud the music is, 0 to 1. */
  readonly musicVolume: number;
  /** Whether neither is heard, whatever the volumes are. */
  readonly muted: boolean;
  /** Whether the player asked for less motion here; the system's own wish counts as well. */
  readonly calmMotion: boolean;
  /** 1 is the game's own pace. */
  readonly speed: number;
};

/** A third of full volume: loud enough to hear, and thirty tablets still let a class talk. */
export const DEFAULT_SETTINGS: Settings = {
  volume: 0.33,
  musicVolume: 0.33,
  muted: false,
  calmMotion: false,
  speed: 1,
};

function numberIn(value: unknown, low: number, high: number): number | undefined {
  return typeof value === "number" && value >= low && value <= high ? value : undefined;
}

/** Takes what is usable of stored settings and the default for the rest. */
export function readSettings(stored: unknown): Settings {
  const found = (typeof stored === "object" && stored !== null ? stored : {}) as Partial<
    Record<keyof Settings, unknown>
  >;
  const language = found.language === "en" || found.language === "zh" ? found.language : undefined;
  const volume = numberIn(found.volume, 0, 1) ?? DEFAULT_SETTINGS.volume;
  return {
    ...(language && { language }),
    volume,
    // Settings from before music had a volume of its own: it was as loud as the sounds.
    musicVolume: numberIn(found.musicVolume, 0, 1) ?? volume,
    muted: found.muted === true,
    calmMotion: found.calmMotion === true,
    speed: numberIn(found.speed, 0.25, 4) ?? DEFAULT_SETTINGS.speed,
  };
}

const save = openSave<Settings>({
  id: "settings",
  version: 1,
  empty: () => DEFAULT_SETTINGS,
  read: readSettings,
});
const listeners = new Set<(settings: Settings) => void>();
let current: Settings | undefined;

/** The settings as they are now. */
export function settings(): Settings {
  return current ??= save.load();
}

/** Changes some settings, stores them and calls every listener. */
export function changeSettings(change: Partial<Settings>): void {
  current = { ...settings(), ...change };
  save.store(current);
  for (const listener of listeners) listener(current);
}

/** Calls `listener` after each change; the function returned ends that. */
export function onSettingsChange(listener: (settings: Settings) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
