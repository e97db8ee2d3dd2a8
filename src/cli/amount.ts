import type { Language } from "./language.ts";

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"] as const;

/** Formats a number of bytes: `0 B`, `999 B`, `1.5 KiB`, `20.0 MiB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1023.95 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  return unit === 0
    ? `${Math.round(value)} B`
    : `${value.toFixed(value >= 99.95 ? 0 : 1)} ${UNITS[unit]}`;
}

/** Formats a duration: `0.4s`, `12s`, `3m05s`, `2h07m`; `3 分 05 秒` in Chinese. */
export function formatDuration(durationMs: number, language: Language): string {
  const seconds = durationMs / 1000;
  const [s, m, h, d] = UNITS_OF_TIME[language];
  if (seconds < 9.95) return `${seconds.toFixed(1)}${s}`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}${s}`;
  const minutes = Math.floor(whole / 60);
  const gap = language === "zh" ? " " : "";
  if (minutes < 60) return `${minutes}${m}${gap}${twoDigits(whole % 60)}${s}`;
  const hours = Math.floor(minutes / 60);
  return hours < 100
    ? `${hours}${h}${gap}${twoDigits(minutes % 60)}${m}`
    : `${Math.floor(hours / 24)}${d}`;
}

/** Formats the time left in whole seconds, so that a countdown does not flicker: `9s`, `1m05s`. */
export function formatCountdown(leftMs: number, language: Language): string {
  const seconds = Math.ceil(leftMs / 1000);
  return seconds < 10
    ? `${seconds}${UNITS_OF_TIME[language][0]}`
    : formatDuration(seconds * 1000, language);
}

const UNITS_OF_TIME = {
  en: ["s", "m", "h", "d"],
  zh: [" 秒", " 分", " 小时", " 天"],
} as const;

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}
