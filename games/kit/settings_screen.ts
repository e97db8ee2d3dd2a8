// The settings panel all games share: sound, language, speed, motion.

import { addChoice, addElement, addSlider, addSwitch } from "./controls.ts";
import { type Language, language, LANGUAGE_NAMES, setLanguage, type Text } from "./language.ts";
import { changeSettings, onSettingsChange, type Settings, settings } from "./settings.ts";

/** A game's additions to the settings. */
export type SettingsOptions = {
  /** The speeds to choose from; without them there is no such row. */
  readonly speeds?: readonly number[];
  /** Whether there is music, whose volume can be set. @default true */
  readonly hasMusic?: boolean;
  /** Called when the volume is moved, so that the game can let it be heard. */
  readonly onVolume?: () => void;
  /** Rows of the game's own. */
  readonly buildMoreSettings?: (place: HTMLElement) => void;
};

const WORDS = {
  sound: { en: "Sound", zh: "声音" },
  music: { en: "Music", zh: "音乐" },
  effects: { en: "Effects", zh: "音效" },
  // Both at once: a player who needs this row cannot read the other language.
  language: { en: "Language / 语言", zh: "语言 / Language" },
  speed: { en: "Speed", zh: "速度" },
  calm: { en: "Less motion", zh: "减少动画" },
} as const satisfies Record<string, Text>;

/** Adds the slider of one volume. Who moves it up from silence wants to hear it, who takes both down wants quiet. */
function addVolume(
  rows: HTMLElement,
  label: Text,
  which: "volume" | "musicVolume",
  onMoved?: () => void,
): void {
  addSlider(rows, {
    label,
    value: settings()[which],
    onChange(level) {
      const { volume, musicVolume }: Settings = { ...settings(), [which]: level };
      changeSettings({ volume, musicVolume, muted: volume === 0 && musicVolume === 0 });
      onMoved?.();
    },
  });
}

/** Fills a panel with the settings; the function returned ends their following of changes made elsewhere. */
export function buildSettings(panel: HTMLElement, options: SettingsOptions): () => void {
  const rows = addElement("div", "rows", panel);
  const sound = addSwitch(rows, {
    label: WORDS.sound,
    on: !settings().muted,
    onChange: (on) => changeSettings({ muted: !on }),
  });
  if (options.hasMusic ?? true) addVolume(rows, WORDS.music, "musicVolume");
  addVolume(rows, WORDS.effects, "volume", options.onVolume);
  addChoice<Language>(rows, {
    label: WORDS.language,
    options: (["zh", "en"] as const).map((value) => ({
      value,
      label: () => LANGUAGE_NAMES[value],
    })),
    value: language(),
    onChange: setLanguage,
  });
  if (options.speeds) {
    addChoice<number>(rows, {
      label: WORDS.speed,
      options: options.speeds.map((value) => ({ value, label: () => `${value}×` })),
      value: settings().speed,
      onChange: (speed) => changeSettings({ speed }),
    });
  }
  addSwitch(rows, {
    label: WORDS.calm,
    on: settings().calmMotion,
    onChange: (calmMotion) => changeSettings({ calmMotion }),
  });
  options.buildMoreSettings?.(rows);
  return onSettingsChange(({ muted }) => sound.checked = !muted);
}
