import type { Text } from "../../kit/language.ts";

/** All texts of the game except for the almanac's. */
export const WORDS = {
  tagline: {
    en: "Plant. Catch the sun. Keep them out.",
    zh: "种植物，收阳光，守住院子。",
  },
  play: { en: "Play", zh: "开始游戏" },
  carryOn: { en: "Carry on", zh: "继续上次的游戏" },
  levels: { en: "Levels", zh: "选择关卡" },
  level: { en: "Level {number}", zh: "第 {number} 关" },
  levelNamed: { en: "{number} · {name}", zh: "第 {number} 关·{name}" },
  levelLocked: { en: "Level {number}, still locked", zh: "第 {number} 关，还没解锁" },
  levelStars: {
    en: "Level {number}, {name}, {stars} of 3 stars",
    zh: "第 {number} 关，{name}，{stars} 颗星",
  },
  endless: { en: "Endless garden", zh: "无尽花园" },
  endlessLocked: { en: "Win level {number} to open it", zh: "通过第 {number} 关后开放" },
  endlessText: { en: "How long do you hold out?", zh: "看你能守多久" },
  best: { en: "Best: {score}", zh: "最高分：{score}" },
  score: { en: "Score: {score}", zh: "得分：{score}" },
  daily: { en: "Today's garden", zh: "今日花园" },
  dailyText: {
    en: "The same for everybody",
    zh: "大家玩同一局",
  },
  dailyBest: { en: "Today's best: {score}", zh: "今日最高：{score}" },
  goal: { en: "To beat: {score}", zh: "目标：{score}" },
  almanac: { en: "Almanac", zh: "图鉴" },
  plants: { en: "Plants", zh: "植物" },
  zombies: { en: "Zombies", zh: "僵尸" },
  unknown: { en: "Not met yet", zh: "还没遇到" },
  pick: { en: "Choose your plants", zh: "挑选植物" },
  picked: { en: "{count} of {slots}", zh: "已选 {count} / {slots}" },
  about: { en: "{name}: {role}", zh: "{name}：{role}" },
  aboutAsleep: { en: "{name}: {role} It sleeps by day.", zh: "{name}：{role}白天睡觉。" },
  aboutFull: {
    en: "{name}: all {slots} places are taken, put one back first.",
    zh: "{name}：已经满 {slots} 种，先放回一种再换它。",
  },
  comma: { en: ", ", zh: "、" },
  pickHint: {
    en: "Tap a plant to take it along and read about it. Tap again to put it back.",
    zh: "点一下就带上，还能看到它的本事；再点一下放回去。",
  },
  pickLast: { en: "Same as last time", zh: "用上次的" },
  repick: { en: "Other plants", zh: "换一批植物" },
  coming: { en: "Who is coming", zh: "这一关的僵尸" },
  start: { en: "Let's grow", zh: "开始种植" },
  startWith: { en: "Grow with only {count}", zh: "就带这 {count} 种" },
  newPlant: { en: "New plant", zh: "新植物" },
  newZombie: { en: "New zombie", zh: "新僵尸" },
  won: { en: "The house is safe!", zh: "院子守住啦！" },
  wonAll: { en: "Every wave is beaten!", zh: "全部关卡通过啦！" },
  endlessOver: { en: "The garden fell", zh: "花园失守了" },
  newBest: { en: "A new best!", zh: "新纪录！" },
  wavesHeld: { en: "Waves held: {count}", zh: "守住了 {count} 波" },
  lost: { en: "They got in…", zh: "僵尸进屋了……" },
  beatenBy: { en: "{zombie} got in.", zh: "{zombie}闯进来了。" },
  bring: { en: "Take {plant} along next time. {trick}", zh: "下次带上{plant}。{trick}" },
  help: { en: "Call for help", zh: "请个帮手" },
  helpText: {
    en: "Help: a quarter fewer zombies and 100 more sun, for one star less.",
    zh: "请帮手：僵尸少来四分之一，多给 100 阳光，但要少拿一颗星。",
  },
  starHelped: { en: "Helped: one star less", zh: "请了帮手，少一颗星" },
  roundBegins: {
    en: "Class round. Everybody has this garden.",
    zh: "全班比赛开始，大家守的是同一个院子！",
  },
  roundOver: { en: "The round is over", zh: "这一轮结束了" },
  lostTip: {
    en: "More glowberries early, and a shooter in every lane, make it easier.",
    zh: "早点多种灯笼果，每条路都留一个射手，会轻松很多。",
  },
  lostRichTip: {
    en: "There were {sun} sun left to spend. Sun helps only once it is planted.",
    zh: "还剩 {sun} 阳光没用。阳光够了就种，攒着可挡不住僵尸。",
  },
  lostScarceTip: {
    en: "Sun is short here: first one shooter for every lane, and only then a second.",
    zh: "这一关阳光少：先给每条路各种一个射手，有余再添第二个。",
  },
  lostFirstTip: {
    en: "Plant a lotus right away, catch the sun, and plant another.",
    zh: "一开始就种下莲蓬，收好阳光，再多种几株。",
  },
  nextLevel: { en: "Next level", zh: "下一关" },
  again: { en: "Try again", zh: "再来一次" },
  askAnother: { en: "Start another game?", zh: "开新的一局？" },
  askAnotherText: {
    en: "“{garden}” is not over yet. It would be gone.",
    zh: "“{garden}”还没打完，开了新的就回不去了。",
  },
  keepThis: { en: "Keep playing", zh: "先不，接着玩" },
  another: { en: "Start another", zh: "开新的" },
  next: { en: "Next one", zh: "下一个" },
  back: { en: "Back", zh: "返回" },
  leave: { en: "Leave this game", zh: "退出这一局" },
  toLevels: { en: "All levels", zh: "回到关卡" },
  starWon: { en: "Won", zh: "守住院子" },
  starRoosters: { en: "All roosters asleep", zh: "公鸡一只都没动" },
  starPlants: { en: "At most 3 plants lost", zh: "损失不超过 3 株" },
  waveHuge: { en: "A big wave is coming!", zh: "一大波僵尸正在靠近！" },
  waveFinal: { en: "The last wave!", zh: "最后一波！" },
  ready: { en: "Get ready…", zh: "准备好……" },
  sun: { en: "Sun: {count}", zh: "阳光：{count}" },
  spade: { en: "Spade: dig up a plant", zh: "铲子：挖走一株植物" },
  key: { en: "key {key}", zh: "按键 {key}" },
  pause: { en: ", ", zh: "，" },
  progress: { en: "Wave {wave} of {waves}", zh: "第 {wave} 波，共 {waves} 波" },
  progressEndless: { en: "To beat: {goal}", zh: "目标：{goal}" },
  progressWave: { en: "Wave {wave}", zh: "第 {wave} 波" },
  progressBest: { en: "Best! Wave {wave}", zh: "新纪录·第 {wave} 波" },
  board: {
    en: "Garden. {sun} sun, wave {wave}, {zombies} zombies, {plants} plants.",
    zh: "花园。阳光 {sun}，第 {wave} 波，僵尸 {zombies} 个，植物 {plants} 株。",
  },
  cell: { en: "Row {row}, column {col}: {what}.", zh: "第 {row} 行第 {col} 列：{what}。" },
  laneOne: {
    en: "In this row: {name}, at column {col}.",
    zh: "这一行有{name}，在第 {col} 列。",
  },
  lane: {
    en: "In this row: {count} zombies, the nearest a {name} at column {col}.",
    zh: "这一行有 {count} 个僵尸，最近的是{name}，在第 {col} 列。",
  },
  empty: { en: "empty", zh: "空地" },
  noLawn: { en: "no lawn", zh: "没有草地" },
  needSun: { en: "Not enough sun yet", zh: "阳光还不够" },
  recharging: { en: "This packet is not ready yet", zh: "种子还没准备好" },
  cost: { en: "Sun", zh: "阳光" },
  strength: { en: "Toughness", zh: "耐打" },
  normal: { en: "normal", zh: "普通" },
} as const satisfies Record<string, Text>;

/** The texts of the tutorial. */
export const HINTS = {
  choose: { en: "Tap the lotus packet.", zh: "点一下莲蓬的种子包。" },
  place: { en: "Now tap the lawn to plant it.", zh: "再点草地，把它种下去。" },
  sun: { en: "Catch the sun: tap it.", zh: "阳光掉下来了，点一下收好。" },
  more: { en: "Enough sun for one more lotus.", zh: "阳光够了，再种一株莲蓬。" },
  hold: { en: "Well done. Keep catching sun.", zh: "真棒，继续收阳光。" },
  glowberry: {
    en: "Glowberries make sun. Plant some on the left.",
    zh: "灯笼果会长阳光，在左边多种几株。",
  },
  fern: {
    en: "No sun falls at night. Firefly ferns cost nothing.",
    zh: "夜里没有阳光掉下来，先种不花阳光的萤火蕨。",
  },
  bamboo: { en: "Put bamboo in front of your shooters.", zh: "把竹笋种在射手前面挡住僵尸。" },
} as const satisfies Record<string, Text>;

/** The texts of the help. */
export const HELP_TEXTS: readonly Text[] = [
  {
    en: "Tap a packet, then a patch of lawn. Or drag it there.",
    zh: "点种子包再点草地，或者直接拖过去。",
  },
  {
    en: "Catch the sun before it fades. Plants cost sun.",
    zh: "阳光会消失，快点收；种植物要花阳光。",
  },
  {
    en: "Zombies come from the right. Do not let them reach the house.",
    zh: "僵尸从右边来，别让它们进屋。",
  },
  {
    en: "Each lane has one clockwork rooster. It helps once.",
    zh: "每条路有一只发条公鸡，只能帮一次忙。",
  },
  {
    en: "Keys: 1 to 8 choose, arrows move, Enter plants, C catches sun, X is the spade.",
    zh: "键盘：1 到 8 选种子，方向键移动，回车种下，C 收阳光，X 用铲子。",
  },
];
