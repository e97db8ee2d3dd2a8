// The settings panel all games share: sound, language, speed, motion.

import { addChoice, addElement, addSlider, addSwitch } from "./controls.ts";
import { type Language, language, LANGUAGE_NAMES, setLanguage, type Text } from "./language.ts";
import { changeSettings, settings } from "./settings.ts";

/** A game's additions to the settings. */
export type SettingsOptions = {
  /** The speeds to choose from; without them there is no such row. */
  readonly speeds?: readonly number[];
  /** Called when the volume is moved, so that the game can let it be heard. */
  readonly onVolume?: () => void;
  /** Rows of the game's own. */
  readonly buildMoreSettings?: (place: HTMLElement) => void;
};

const WORDS = {
  volume: { en: "Volume", zh: "音量" },
  sound: { en: "Sound", zh: "声音" },
  // Both at once: a player who needs this row cannot read the other language.
  language: { en: "Language / 语言", zh: "语言 / Language" },
  speed: { en: "Speed", zh: "速度" },
  calm: { en: "Less motion", zh: "减少动画" },
} as const satisfies Record<string, Text>;

/** Fills a panel with the settings. */
export function buildSettings(panel: HTMLElement, options: SettingsOptions): void {
  const rows = addElement("div", "rows", panel);
  addSwitch(rows, {
    label: WORDS.sound,
    on: !settings().muted,
    onChange: (on) => changeSettings({ muted: !on }),
  });
  addSlider(rows, {
    label: WORDS.volume,
    value: settings().volume,
    onChange: (volume) => {
      changeSettings({ volume, muted: volume === 0 });
      options.onVolume?.();
    },
  });
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
}
