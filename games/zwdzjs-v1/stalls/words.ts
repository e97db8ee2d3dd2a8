import type { Text } from "../../kit/language.ts";

/** The texts of the garden fair. */
export const WORDS = {
  fair: { en: "Garden fair", zh: "游园会" },
  intro: {
    en: "Four games on the same lawn, each with rules of its own.",
    zh: "还是这片草地，换四种玩法。",
  },
  stallStars: { en: "{name}. {rule}", zh: "{name}。{rule}" },
  locked: { en: "Win level {number} to open it", zh: "通过第 {number} 关后开放" },
  today: { en: "Today: {name}", zh: "今日一局：{name}" },
  todayText: {
    en: "The same for everybody, and tomorrow another one.",
    zh: "大家玩同一局，明天换一个。",
  },
  points: { en: "{points} points", zh: "{points} 分" },
  bowling: { en: "Rooster bowling", zh: "公鸡保龄球" },
  bowlingRule: {
    en: "Tap a lane and let a rooster run. Each knock sends it into the next lane.",
    zh: "点一条路，放出一只公鸡。每撞一下，它就拐进旁边的路。",
  },
  rooster: { en: "Rooster", zh: "公鸡" },
  golden: {
    en: "Golden rooster: runs straight through all; 16 knocks bring another",
    zh: "金公鸡，笔直撞穿一路，每撞满 16 下再来一只",
  },
  longest: { en: "Most knocks by one rooster: {count}", zh: "一只公鸡最多撞了 {count} 下" },
  bowlingWon: { en: "Strike!", zh: "全倒！" },
  moving: { en: "Moving day", zh: "搬家日" },
  movingRule: {
    en: "The van put everybody in one lane. Drag them where they are needed, as often as you like.",
    zh: "搬家车把大家全卸在一条路上。谁该去哪儿，拖过去就行，搬几次都可以。",
  },
  moves: { en: "Moved {count} times", zh: "搬了 {count} 次" },
  movingWon: { en: "Home, sweet home!", zh: "安顿好啦！" },
  lights: { en: "Lights out", zh: "停电了" },
  lightsRule: {
    en: "Plants shoot only at what stands in light. Put lamps where they come from.",
    zh: "照不亮的地方，谁也不会开火。把灯种到它们要来的地方去。",
  },
  lightsWon: { en: "The light is back!", zh: "来电啦！" },
  asleep: { en: "{count} roosters slept through it", zh: "{count} 只公鸡一觉睡到天亮" },
  sleepers: { en: "Let them sleep", zh: "别吵醒它们" },
  sleepersRule: {
    en: "Seven sleep below the beds. A number tells how many lie around it. Three awake wake all.",
    zh: "花圃下面睡着七个僵尸，数字是周围睡了几个。吵醒三个，全都起床。",
  },
  sign: { en: "Sign: somebody sleeps here", zh: "插牌子：这儿有人睡" },
  bed: { en: "a bed", zh: "花圃" },
  bedSign: { en: "a bed with a sign", zh: "插了牌子的花圃" },
  around: { en: "{count} sleep around it", zh: "周围睡着 {count} 个" },
  beds: { en: "{points} points\nBeds left: {count}", zh: "{points} 分\n还有 {count} 块花圃" },
  awake: {
    en: "{points} points\nBeds {count} · awake {woken} of {noise}",
    zh: "{points} 分\n花圃 {count} · 吵醒 {woken} / {noise}",
  },
  stillAsleep: { en: "Still asleep: {count} of {all}", zh: "还睡着 {count} / {all} 个" },
  sleepersWon: { en: "Shhh… well dug!", zh: "嘘……挖完啦！" },
  lost: { en: "They are in the house", zh: "进屋啦" },
} as const satisfies Record<string, Text>;
