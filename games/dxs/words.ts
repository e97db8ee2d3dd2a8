// All texts of the mind reader in both languages.

import type { Text } from "../kit/language.ts";
import type { SymbolName } from "./symbol_names.ts";

/** The texts. */
export const WORDS = {
  name: { en: "The mind reader", zh: "读心术" },
  tagline: { en: "The crystal knows what you think", zh: "你想什么，水晶球都知道" },
  enter: { en: "Step inside", zh: "走进来" },
  goOn: { en: "Carry on", zh: "接着玩" },
  tricks: { en: "All tricks", zh: "所有把戏" },
  think: {
    en: "Think of a number from 10 to 99. Tell nobody.",
    zh: "在心里想一个两位数，谁也别告诉。",
  },
  thinkAgain: {
    en: "Think of another number from 10 to 99, and subtract both its digits.",
    zh: "再想一个两位数，减去它的两个数字。",
  },
  subtract: {
    en: "Subtract both digits from your number, like this:",
    zh: "用它减去十位数字，再减去个位数字，比如：",
  },
  find: {
    en: "Find your result. Remember the symbol beside it.",
    zh: "找到你的得数，记住它旁边的符号。",
  },
  focus: {
    en: "Close your eyes, see the symbol. Then touch the crystal.",
    zh: "闭上眼睛，默念你的符号。然后摸一摸水晶球。",
  },
  reading: { en: "I see something …", zh: "我看到了……" },
  reveal: { en: "Your symbol is: {name}", zh: "你心里的符号是：{name}" },
  haveNumber: { en: "I have one", zh: "想好了" },
  haveResult: { en: "I have the result", zh: "算好了" },
  haveSymbol: { en: "I have my symbol", zh: "记住了" },
  touch: { en: "Touch the crystal", zh: "摸摸水晶球" },
  again: { en: "Once more", zh: "再来一次" },
  wrong: { en: "That's not mine", zh: "不是这个" },
  wonder: { en: "How does it know?", zh: "它怎么知道的？" },
  back: { en: "Back", zh: "上一步" },
  round: { en: "Round {n}", zh: "第 {n} 轮" },
  table: { en: "Table of symbols", zh: "符号表" },
  cell: { en: "{number}: {name}", zh: "{number}：{name}" },
  check: { en: "Let us work it out", zh: "我们一起算算" },
  checkHint: { en: "Set your number here.", zh: "把你想的数拨出来。" },
  checkResult: { en: "The symbol next to {result}: {name}", zh: "{result} 旁边的符号是：{name}" },
  tens: { en: "Tens", zh: "十位" },
  ones: { en: "Ones", zh: "个位" },
  more: { en: "{what}: one more", zh: "{what}加一" },
  fewer: { en: "{what}: one less", zh: "{what}减一" },
  whyTitle: { en: "The secret", zh: "秘密在这里" },
  whyBeads: {
    en:
      "{number} is {tens} tens and {ones} ones. Subtracting both digits takes away all the ones, and one from each ten.",
    zh:
      "{number} 是 {tens} 个十和 {ones} 个一。减去两个数字，就是拿走所有的一，再从每个十里拿走一个。",
  },
  whyNines: {
    en:
      "Each ten keeps nine. So what is left is always {tens} × 9 = {result}, whatever the ones were.",
    zh: "每个十都剩下九个。所以不管个位是几，剩下的总是 {tens} × 9 = {result}。",
  },
  whyTable: {
    en:
      "Whatever you think of, you end at 9, 18, 27 … or 81. All of them show the same symbol. The crystal only has to know that one.",
    zh: "不管你想哪个数，最后都落在 9、18、27……81 上。它们旁边是同一个符号，水晶球只要记住这一个。",
  },
  whyTrick: {
    en:
      "Each round brings another table and another symbol, so that nobody notices. Now you can be the crystal.",
    zh: "每一轮都换一张表、换一个符号，所以谁也没发现。现在，你也会读心术了。",
  },
  beads: { en: "{result} beads are left of {number}", zh: "{number} 颗珠子剩下 {result} 颗" },
  nines: { en: "The nines of this round's table", zh: "这一轮表里的九的倍数" },
} as const satisfies Record<string, Text>;

/** The names of the symbols. */
export const SYMBOL_WORDS: Readonly<Record<SymbolName, Text>> = {
  sun: { en: "the sun", zh: "太阳" },
  moon: { en: "the moon", zh: "月亮" },
  star: { en: "the star", zh: "星星" },
  heart: { en: "the heart", zh: "爱心" },
  drop: { en: "the drop", zh: "水滴" },
  leaf: { en: "the leaf", zh: "叶子" },
  key: { en: "the key", zh: "钥匙" },
  eye: { en: "the eye", zh: "眼睛" },
  bell: { en: "the bell", zh: "铃铛" },
  fish: { en: "the fish", zh: "小鱼" },
  flower: { en: "the flower", zh: "花朵" },
  mushroom: { en: "the mushroom", zh: "蘑菇" },
  crown: { en: "the crown", zh: "王冠" },
  anchor: { en: "the anchor", zh: "船锚" },
  bolt: { en: "the lightning", zh: "闪电" },
  cloud: { en: "the cloud", zh: "云朵" },
  spiral: { en: "the spiral", zh: "螺旋" },
  candle: { en: "the candle", zh: "蜡烛" },
  hourglass: { en: "the hourglass", zh: "沙漏" },
  butterfly: { en: "the butterfly", zh: "蝴蝶" },
  cat: { en: "the cat", zh: "小猫" },
  ship: { en: "the ship", zh: "帆船" },
  umbrella: { en: "the umbrella", zh: "雨伞" },
  gem: { en: "the gem", zh: "宝石" },
};
