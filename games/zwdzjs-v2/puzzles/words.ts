import type { Text } from "../../kit/language.ts";

/** The texts around the puzzles. */
export const WORDS = {
  puzzles: { en: "Puzzles", zh: "谜题" },
  intro: {
    en: "Time stands still while you plant. Then let them come.",
    zh: "布置的时候时间不走，想好了再放它们进来。",
  },
  go: { en: "Let them come", zh: "放它们进来" },
  spade: { en: "Take a plant back", zh: "收回一株" },
  puzzleStars: { en: "{name}, {stars} of 3 stars", zh: "{name}，{stars} 颗星" },
  solved: { en: "Solved!", zh: "解开了！" },
  lost: { en: "Not this time", zh: "这次没成" },
  uses: { en: "Seeds used: {count}.", zh: "用了 {count} 粒种子。" },
  par: { en: "It can be done with {count}.", zh: "其实 {count} 粒就够。" },
  lostPlants: { en: "Plants lost: {count}.", zh: "损失 {count} 株。" },
  lostNone: { en: "Not one plant lost.", zh: "一株都没丢。" },
  guestsLeft: { en: "Zombies still out there: {count}.", zh: "还剩 {count} 个僵尸没拦住。" },
  broke: { en: "One got in by lane {lane}.", zh: "第 {lane} 条路被冲破了。" },
  tip: { en: "A hint: {tip}", zh: "提示：{tip}" },
} as const satisfies Record<string, Text>;
