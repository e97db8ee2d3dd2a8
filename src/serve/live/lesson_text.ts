import { visible } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";
import type { Step } from "./lesson_state.ts";

/** Says how long: `1 h 30 min`. */
export function durationText(timeMs: number): Text {
  const seconds = Math.round(timeMs / 1000);
  const parts = [
    [Math.floor(seconds / 3600), { en: "h", zh: "小时" }],
    [Math.floor(seconds / 60) % 60, { en: "min", zh: "分钟" }],
    [seconds % 60, { en: "s", zh: "秒" }],
  ] as const;
  const say = (language: "en" | "zh") =>
    parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit[language]}`)
      .join(" ");
  return { en: say("en"), zh: say("zh") };
}

/** Says what is left as on a clock: `9:05`, `1:00:00`. */
export function clockText(leftMs: number): string {
  const seconds = Math.ceil(leftMs / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const two = (count: number) => String(count).padStart(2, "0");
  const start = hours > 0 ? `${hours}:${two(minutes)}` : `${minutes}`;
  return `${start}:${two(seconds % 60)}`;
}

/** Says a step in words that are safe for a terminal: `2048, 10 min`. */
export function stepText(step: Step, nameOf: (gameId: string) => Text): Text {
  const { forMs } = step;
  const what = step.gameId === undefined ? step.front! : nameOf(step.gameId);
  const time = forMs === null ? undefined : durationText(forMs);
  return {
    en: `${visible(what.en)}${time ? ` (${time.en})` : ""}`,
    zh: `${visible(what.zh)}${time ? `（${time.zh}）` : ""}`,
  };
}

/** Says what follows the first step: `The Mind Reader (5 min), Eyes to the front`. */
export function stepsText(steps: readonly Step[], nameOf: (gameId: string) => Text): Text {
  const texts = steps.map((step) => stepText(step, nameOf));
  return {
    en: texts.map(({ en }) => en).join(", "),
    zh: texts.map(({ zh }) => zh).join("，"),
  };
}
