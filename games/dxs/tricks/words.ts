// The texts of the further tricks in both languages.

import type { Text } from "../../kit/language.ts";

/** The texts. */
export const TRICK_WORDS = {
  tricks: { en: "Tricks", zh: "所有把戏" },
  symbolTrick: { en: "The symbol", zh: "心里的符号" },
  symbolLine: { en: "The crystal sees what you remember", zh: "你记住什么，它都看得见" },
  dayTrick: { en: "Your birthday", zh: "你的生日" },
  dayLine: { en: "Five cards, and it knows the day", zh: "看五张卡片，就知道是几号" },
  squareTrick: { en: "The envelope", zh: "密封的信" },
  squareLine: { en: "It wrote your sum down beforehand", zh: "你还没选，它已经写好了" },
  performTrick: { en: "Be the crystal", zh: "你来当水晶球" },
  performLine: { en: "Read a friend's mind yourself", zh: "读一读朋友的心" },
  again: { en: "Once more", zh: "再来一次" },
  wonder: { en: "How does it know?", zh: "它怎么知道的？" },
  wrong: { en: "That's not it", zh: "不对" },
  yes: { en: "Yes", zh: "有" },
  no: { en: "No", zh: "没有" },
  inARow: { en: "{n} minds in a row.", zh: "连续猜中 {n} 次。" },
  most: { en: "Your best: {n} in a row", zh: "最多连续猜中 {n} 次" },
  back: { en: "Back", zh: "上一步" },

  thinkDay: {
    en: "Think of the day of the month you were born on, from 1 to 31. Tell nobody.",
    zh: "想一想你的生日是几号，1 到 31 都行。谁也别告诉。",
  },
  thinkOtherDay: {
    en: "Think of another day from 1 to 31: a friend's birthday, or any you like.",
    zh: "再想一个 1 到 31 的日子：朋友的生日，或者随便哪天。",
  },
  haveDay: { en: "I am thinking of it", zh: "想好了" },
  isOnCard: { en: "Card {n} of 5. Is your day on it?", zh: "五张里的第 {n} 张：有你想的日子吗？" },
  card: { en: "Card with {numbers}", zh: "卡片：{numbers}" },
  seesDay: { en: "I see something …", zh: "我看到了……" },
  dayIs: { en: "You are thinking of the {n}.", zh: "你想的是 {n} 号。" },
  noDay: {
    en: "On no card at all? There is no such day. Shall we try again?",
    zh: "哪张都没有？没有这样的日子。再来一次吧？",
  },
  setOwnDay: { en: "Set the day you were thinking of.", zh: "把你想的日子拨出来。" },
  youSaid: { en: "You said: {answer}", zh: "你说：{answer}" },
  allFit: {
    en: "With these answers it must be {n}.",
    zh: "照这些回答，只能是 {n} 号。",
  },
  oneAstray: {
    en: "Look for the ✗: there your answer did not fit {n}.",
    zh: "看打 ✗ 的卡片：那里的回答和 {n} 号对不上。",
  },
  daySecret: { en: "The secret of the cards", zh: "卡片的秘密" },
  setDay: { en: "Set any day.", zh: "随便选一天。" },
  day: { en: "Day {n}", zh: "{n} 号" },
  daySum: { en: "{sum} = {n}", zh: "{sum} = {n}" },
  whyFirst: {
    en: "Look at the first number of each card that holds {n}. Add them up, and there is {n}.",
    zh: "看看有 {n} 的那几张卡片，把每张的第一个数加起来，正好是 {n}。",
  },
  whyDouble: {
    en:
      "The first numbers are 1, 2, 4, 8 and 16, each twice the one before. Every day of the month is made of some of them, in only one way.",
    zh:
      "第一个数是 1、2、4、8、16，后一个总是前一个的两倍。一个月里的每一天，都能用其中几个加出来，而且只有一种加法。",
  },
  whyDayTrick: {
    en:
      "The crystal only adds the first numbers of the cards you said yes to. You can do that, too.",
    zh: "你说“有”的时候，水晶球就把那张卡片的第一个数加上。这个你也会。",
  },

  foretell: {
    en: "I have just written down a number and sealed it. Nobody can change it any more.",
    zh: "我刚写好一个数，\u2060封在信里。谁也改不了了。",
  },
  letsGo: { en: "Let us see", zh: "来试试" },
  pickFirst: {
    en: "Choose any number. It will be four in all.",
    zh: "随便选一个数，一共要选四个。",
  },
  pickNext: {
    en: "Its row and its column are gone. Choose another, {left} to go.",
    zh: "同一行、同一列的都划掉了。再选一个，还剩 {left} 个。",
  },
  addedUp: { en: "You chose freely. Together that is {n}.", zh: "都是你自己选的。加起来是 {n}。" },
  openLetter: { en: "Open the envelope", zh: "打开信封" },
  sameNumber: { en: "I wrote: {n}", zh: "信里写的是：{n}" },
  square: { en: "Square of numbers", zh: "数字方阵" },
  envelope: { en: "A sealed envelope", zh: "一封密封的信" },
  squareSecret: { en: "The secret of the square", zh: "方阵的秘密" },
  whyHeads: {
    en:
      "Each row and each column has a number of its own. Every number in the square is those two added up:",
    zh: "每一行、每一列都藏着一个自己的数。方阵里的每个数，都是这两个数加起来的：",
  },
  whyOnce: {
    en:
      "You took one number from each row and one from each column. So all eight hidden numbers are in your sum, each once: {sum} = {n}.",
    zh: "你每一行选了一个，每一列也选了一个。所以八个藏着的数都在里面，每个正好一次：{sum} = {n}。",
  },
  whySquareTrick: {
    en:
      "Whatever you choose, the sum is the same. To make a square of your own, write any numbers at its edges and add.",
    zh: "不管怎么选，和都一样。你也可以做一个：在边上写几个数，再一格一格加起来。",
  },

  forYourEyes: {
    en: "You are the crystal. Only you may look: hold the eye, and remember the symbol.",
    zh: "现在你是水晶球。只有你能看：按住眼睛，记住这个符号。",
  },
  peek: { en: "Hold to look", zh: "按住偷看" },
  iKnow: { en: "I know it", zh: "记住了" },
  learn: { en: "Why this works", zh: "为什么能猜中" },
  handOver: {
    en:
      "Now pass the tablet to a friend. Friend: think of a number from 10 to 99, and subtract both its digits.",
    zh: "现在把平板交给朋友。请朋友在心里想一个两位数，减去十位数字，再减去个位数字。",
  },
  haveResult: { en: "I have the result", zh: "算好了" },
  findIt: {
    en: "Find your result, and remember the symbol beside it.",
    zh: "找到你的得数，记住它旁边的符号。",
  },
  remembered: { en: "I remember it", zh: "记住了" },
  giveBack: {
    en:
      "Give the tablet back to the crystal. Crystal, look your friend in the eyes, take your time, and say the symbol.",
    zh: "把平板还给水晶球。水晶球，\u2060看着朋友的眼睛，慢慢说出那个符号。",
  },
  wasRight: { en: "It was right", zh: "猜中了" },
  wasWrong: { en: "It was not", zh: "没猜中" },
  bow: { en: "Take a bow.", zh: "鞠个躬吧。" },
  bowAgain: { en: "Take a bow. {row}", zh: "鞠个躬吧。{row}" },
  comfort: {
    en: "It was {name}. Perhaps a sum went astray: work it out together.",
    zh: "应该是{name}。也许是哪一步算错了，一起再算一遍吧。",
  },
  nextMind: { en: "The next mind", zh: "再读一个人" },
} as const satisfies Record<string, Text>;
