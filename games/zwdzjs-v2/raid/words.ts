import type { Text } from "../../kit/language.ts";

/** The texts of the zombies' side. */
export const WORDS = {
  side: { en: "Play the zombies", zh: "我来当僵尸" },
  intro: {
    en: "Nobody wants to eat brains. They want the dumplings.",
    zh: "谁要吃脑子？它们只是闻到饺子香了。",
  },
  stageStars: { en: "{name}, {stars} of 3 stars", zh: "{name}，{stars} 颗星" },
  // Where there is little room, it breaks only at the comma.
  plates: {
    en: "Plates\u00a0{taken}/{wanted}, {seconds}\u00a0s",
    zh: "饺子\u00a0{taken}/{wanted}\u00a0盘，剩\u00a0{seconds}\u00a0秒",
  },
  dawn: { en: "The rooster crows in 20 seconds.", zh: "再过 20 秒公鸡就要叫了。" },
  moon: { en: "Moonlight: {count}", zh: "月光：{count}" },
  needMoon: { en: "Not enough moonlight yet", zh: "月光还不够" },
  send: {
    en: "Choose a zombie, then tap a lane. It pays to send several down one lane.",
    zh: "选一个僵尸，再点一条路。几个一起走一条路才冲得过去。",
  },
  eaten: {
    en: "Each plant that they eat is worth 25 moonlight.",
    zh: "每啃掉一株植物，就多 25 月光。",
  },
  won: { en: "The dumplings are yours!", zh: "饺子到手！" },
  lost: { en: "Cock-a-doodle-doo!", zh: "喔喔喔，天亮了！" },
  tip: {
    en: "Several down one lane, one right behind the other, get through where each alone does not.",
    zh: "几个紧跟着走同一条路，才冲得过去。",
  },
  early: {
    en: "{seconds} s before dawn. Zombies sent: {sent}.",
    zh: "离天亮还有 {seconds} 秒，派出 {sent} 个僵尸。",
  },
  next: {
    en: "For {stars} stars, be done {seconds} s before dawn.",
    zh: "离天亮还有 {seconds} 秒就得手，才有 {stars} 颗星。",
  },
  unspent: {
    en: "Moonlight left over: {moon}. Send more at once.",
    zh: "月光还剩 {moon} 没用，一次多派几个才冲得过去。",
  },
  underway: {
    en: "Still on their way: {count}. Send them earlier.",
    zh: "还有 {count} 个僵尸在半路上，下次早点派。",
  },
  missing: {
    en: "Plates still missing: {count}. Tomorrow is another night.",
    zh: "还差 {count} 盘，改天晚上再来。",
  },
} as const satisfies Record<string, Text>;
