// What a screen reader says while the game is played.

import type { Text } from "../../kit/language.ts";

/** What a screen reader says. */
export const TOLD = {
  wave: { en: "Wave {wave}: {who}.", zh: "第 {wave} 波：{who}。" },
  built: {
    en: "{name}, level {level}. {coins} coins left.",
    zh: "{name} {level} 级，还剩 {coins} 金币。",
  },
  sold: { en: "{name} sold. {coins} coins.", zh: "{name}已出售，现有 {coins} 金币。" },
  cleared: { en: "Cleared, {coins} coins.", zh: "障碍清掉了，得 {coins} 金币。" },
  bite: { en: "{name} bites. {carrot} of 10 left.", zh: "{name}咬了一口，还剩 {carrot} 口。" },
  board: {
    en: "Wave {wave}. {coins} coins, {carrot} of 10 bites left, towers: {towers}.",
    zh: "第 {wave} 波，{coins} 金币，萝卜还剩 {carrot} 口，炮塔 {towers} 座。",
  },
  walking: {
    en: "On the road: {who}. The nearest is {cells} cells from the carrot.",
    zh: "路上有{who}，最近的离萝卜 {cells} 格。",
  },
  next: { en: "Next: {who}.", zh: "下一波：{who}。" },
  count: { en: "{count} {name}", zh: "{count} 只{name}" },
  comma: { en: ", ", zh: "、" },
  between: { en: " ", zh: "" },
} as const satisfies Record<string, Text>;
