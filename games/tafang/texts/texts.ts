// The texts of buttons, hints and endings.

import type { Text } from "../../kit/language.ts";

/** The game's name. */
export const NAME: Text = { en: "Guard the Carrot", zh: "保卫萝卜" };
/** The line below the name; where it is broken, then between its sentences. */
export const TAGLINE: Text = {
  en: "Everyone wants a\u00a0bite. Nobody gets\u00a0one.",
  zh: "谁都想咬一口，一口也不给！",
};

/** The texts of buttons, labels and banners. */
export const WORDS = {
  play: { en: "Play", zh: "开始游戏" },
  goOn: { en: "Carry on: {map}", zh: "接着玩：{map}" },
  maps: { en: "Maps", zh: "选择地图" },
  almanac: { en: "Almanac", zh: "图鉴" },
  endless: { en: "Endless bosses", zh: "首领无尽战" },
  dayArena: { en: "Today's arena", zh: "今日竞技场" },
  dayArenaAbout: {
    en: "A new road every day, the same for everybody.",
    zh: "每天一条新路，大家都一样。",
  },
  dayBest: { en: "Best today: {points}", zh: "今天最高：{points} 分" },
  dayLocked: { en: "Win the first map to open", zh: "通过第一张地图后开启" },
  dayTomorrow: {
    en: "Best today: {points}. Tomorrow there is another road.",
    zh: "今天最高 {points} 分，明天又是一条新路。",
  },
  askAnother: { en: "Start another game?", zh: "开新的一局？" },
  askAnotherText: {
    en: "“{map}” is not over yet. It would be lost.",
    zh: "“{map}”还没打完，开了新的就回不去了。",
  },
  keepThis: { en: "Keep playing", zh: "先不，接着玩" },
  another: { en: "Start another", zh: "开新的" },
  askRound: { en: "Start the round over?", zh: "这一场从头再来？" },
  askRoundText: {
    en: "All that you have built would be gone, and the clock runs on.",
    zh: "造好的炮塔都会没了，比赛的时间也不会重新算。",
  },
  roundAgain: { en: "Start over", zh: "从头再来" },
  madeMap: { en: "A made map", zh: "自制地图" },
  points: { en: "{points} points", zh: "{points} 分" },
  roundBegins: {
    en: "Class round. Everybody defends this road.",
    zh: "全班比赛开始，大家守的是同一条路！",
  },
  roundGoesOn: { en: "Back to the class round", zh: "回到全班比赛" },
  roundOver: { en: "Time is up", zh: "时间到！" },
  endlessAbout: {
    en: "A boss in every wave. How many can you hold?",
    zh: "每一波都有首领，看你能挡几波。",
  },
  endlessBest: { en: "Best: {count} waves", zh: "最好成绩：{count} 波" },
  endlessLocked: { en: "Win three maps to open", zh: "通过三张地图后开启" },
  locked: { en: "Win the previous map first", zh: "先通过上一张地图" },
  starsOf: { en: "{have} of {all} stars", zh: "已得 {have}／{all} 颗星" },
  clover: { en: "Everything cleared", zh: "障碍全部清除" },
  mapLabel: { en: "Map {number}, {name}: {stars}", zh: "第 {number} 关，{name}：{stars}" },
  notWon: { en: "not won yet", zh: "还没通过" },
  starCount: { en: "{count} of 3 stars", zh: "三颗星得了 {count} 颗" },
  coins: { en: "Coins", zh: "金币" },
  carrot: { en: "Carrot health", zh: "萝卜生命" },
  wave: { en: "Wave", zh: "波数" },
  hold: { en: "Freeze time and build", zh: "暂停时间，继续建造" },
  release: { en: "Let time run", zh: "时间继续" },
  held: {
    en: "Time stands still. Tap the snowflake to go on.",
    zh: "时间停着，点雪花按钮继续",
  },
  speed: { en: "Speed {speed}×", zh: "速度 {speed} 倍" },
  call: { en: "Next wave", zh: "下一波" },
  secondsLeft: { en: "{seconds} s", zh: "{seconds} 秒" },
  callBonus: {
    en: "Call the next wave now, {coins} coins extra",
    zh: "提前开战，多得 {coins} 金币",
  },
  running: { en: "Wave {wave} is on", zh: "第 {wave} 波进行中" },
  lastWave: { en: "Last wave", zh: "最后一波" },
  waveBanner: { en: "Wave {wave}", zh: "第 {wave} 波" },
  finalBanner: { en: "The last wave!", zh: "最后一波！" },
  bossBanner: { en: "{boss} is coming!", zh: "{boss}来了！" },
  build: { en: "Build here", zh: "在这里建造" },
  price: { en: "{name}, {cost} coins", zh: "{name}，{cost} 金币" },
  upgrade: { en: "Upgrade, {cost} coins", zh: "升级，{cost} 金币" },
  change: { en: "{what}\u00a0{from}\u00a0→\u00a0{to}", zh: "{what}\u00a0{from}\u00a0→\u00a0{to}" },
  top: { en: "Highest level", zh: "已是最高级" },
  sell: { en: "Sell, {cost} coins back", zh: "出售，退回 {cost} 金币" },
  aim: { en: "Aims at: {mode}", zh: "优先攻击：{mode}" },
  aimFirst: { en: "the foremost", zh: "最靠前的" },
  aimStrong: { en: "the strongest", zh: "生命最多的" },
  aimNear: { en: "the nearest", zh: "离自己最近的" },
  aimFirstTag: { en: "first", zh: "最前" },
  aimStrongTag: { en: "strong", zh: "最壮" },
  aimNearTag: { en: "near", zh: "最近" },
  noCoins: { en: "Not enough coins yet", zh: "金币还不够" },
  outOfReach: {
    en: "No tower reaches it. Build one beside it.",
    zh: "炮塔都够不着，先在旁边造一座",
  },
  newTower: { en: "New tower: {name}", zh: "新炮塔：{name}" },
  newMonster: { en: "New here: {name}", zh: "新来的：{name}" },
  answers: { en: "{one} and {other} beat it.", zh: "{one}和{other}最管用。" },
  answer: { en: "{one} beats it.", zh: "{one}最管用。" },
  noAnswer: { en: "{bad} hardly hurts it.", zh: "{bad}不管用。" },
  adviceTitle: { en: "A hint", zh: "小提示" },
  adviceSwap: {
    en: "{bad} hardly hurts {monster}. Build {good} with those coins instead.",
    zh: "{bad}对付不了{monster}，把钱省下来造{good}。",
  },
  adviceAnswer: {
    en: "Nothing of yours answers {monster} yet. Put {good} at a bend, before it comes.",
    zh: "你还没有能对付{monster}的炮塔，趁它没来，在拐弯处造{good}。",
  },
  adviceSpend: {
    en: "{coins} coins were left in your purse. Freeze time and spend them.",
    zh: "最后还剩 {coins} 金币没花，可以暂停时间，慢慢用掉。",
  },
  adviceUpgrade: {
    en: "Many small towers. Raise the ones at the bends instead of building more.",
    zh: "小炮塔太多了，把拐弯处的几座升级，比再造新的更管用。",
  },
  adviceMark: {
    en: "Tap {monster} as soon as it is near: every tower aims at it first.",
    zh: "{monster}一靠近就点它，所有炮塔都会先打它。",
  },
  help: { en: "Try with help", zh: "借点力再试" },
  helpAbout: {
    en: "With help: half again as many coins and weaker monsters, for one star.",
    zh: "借点力：开局金币多一半，怪物弱一些，不过少得一颗星。",
  },
  culprit: { en: "Most bites: {name}", zh: "咬得最多的：{name}" },
  won: { en: "The carrot is safe!", zh: "萝卜保住了！" },
  wonPerfect: { en: "Not a single bite!", zh: "一口都没被咬到！" },
  bitten: {
    en: "Bites: {bites}. Not one earns three stars.",
    zh: "被咬了 {bites} 口，一口没咬就有三颗星。",
  },
  notCleared: {
    en: "Obstacles left: {count}. Clear them all for the clover.",
    zh: "还剩 {count} 处障碍，全清掉得四叶草。",
  },
  lost: { en: "Eaten to the root", zh: "萝卜被啃光了" },
  lostHint: {
    en: "You held out until wave {wave} of {all}.",
    zh: "坚持到了第 {wave} 波，共 {all} 波。",
  },
  endlessOver: { en: "{wave} waves of bosses", zh: "挡住了 {wave} 波首领" },
  newBest: { en: "A new best!", zh: "新纪录！" },
  next: { en: "Next map", zh: "下一关" },
  again: { en: "Try again", zh: "再试一次" },
  replayMap: { en: "Play it again", zh: "再玩一次" },
  towers: { en: "Towers", zh: "炮塔" },
  monsters: { en: "Monsters", zh: "怪物" },
  unmet: { en: "Not met yet", zh: "还没遇到" },
  cost: { en: "Cost", zh: "造价" },
  damage: { en: "Damage", zh: "伤害" },
  range: { en: "Reach", zh: "射程" },
  rate: { en: "Hits a second", zh: "每秒次数" },
  health: { en: "Health", zh: "生命" },
  pace: { en: "Speed", zh: "速度" },
  bounty: { en: "Coins", zh: "金币" },
  bites: { en: "Bites", zh: "咬几口" },
  board: {
    en:
      "Board. Wave {wave}, {coins} coins, {carrot} of 10 bites left. Cursor at column {column}, row {row}: {thing}.",
    zh:
      "棋盘。第 {wave} 波，{coins} 金币，萝卜还剩 {carrot} 口。光标在第 {column} 列第 {row} 行：{thing}。",
  },
  free: { en: "free", zh: "空地" },
  road: { en: "road", zh: "小路" },
  water: { en: "water", zh: "水面" },
  obstacle: { en: "obstacle", zh: "障碍物" },
  theCarrot: { en: "the carrot", zh: "萝卜" },
  cleared: { en: "cleared", zh: "已清除" },
} as const satisfies Record<string, Text>;

/** The names of the maps, by id. */
export const MAP_NAMES: Readonly<Record<string, Text>> = {
  sprout: { en: "Sprout Lane", zh: "嫩芽小路" },
  zigzag: { en: "Up and Down", zh: "上上下下" },
  spiral: { en: "The Snail", zh: "蜗牛壳" },
  crossroads: { en: "Two Gates", zh: "两扇门" },
  pier: { en: "The Long Pier", zh: "长长的栈桥" },
  rockpools: { en: "Rock Pools", zh: "潮水坑" },
  lighthouse: { en: "Lighthouse Bay", zh: "灯塔湾" },
  firs: { en: "Under the Firs", zh: "冷杉林" },
  knot: { en: "The Knot", zh: "绳结" },
  moonlight: { en: "Moonlit Figure Eight", zh: "月下八字路" },
  arena: { en: "Endless bosses", zh: "首领无尽战" },
};

/** The texts of the lesson, step by step. */
export const LESSON = {
  grass: { en: "Tap the glowing grass.", zh: "点一下发光的草地。" },
  choose: { en: "Pick the Acorn Sling.", zh: "选橡果弹弓。" },
  call: { en: "Ready? Tap Next wave.", zh: "准备好了，就点“下一波”。" },
  watch: { en: "Each one you stop pays coins.", zh: "每打跑一只都有金币。" },
  second: { en: "Coins buy towers. Build another.", zh: "金币够了，再造一座炮塔。" },
  clear: { en: "Tap the stump. There are coins inside.", zh: "点树桩，里面藏着金币。" },
  upgrade: { en: "Tap a tower to make it stronger.", zh: "点炮塔，给它升级。" },
  better: { en: "The green arrow makes it stronger.", zh: "点带绿箭头的，它就更厉害。" },
  mark: { en: "Tap a monster: all towers aim at it.", zh: "点一只怪物，炮塔都先打它。" },
} as const satisfies Record<string, Text>;

/** The texts of the help's pages. */
export const HELP: readonly Text[] = [
  {
    en: "Tap free ground and pick a tower; hold a finger on one to read about it.",
    zh: "点空地，选炮塔；手指按住一个，可以看它的本领。",
  },
  {
    en: "Tap a tower to upgrade it, sell it, or tell it whom to aim at.",
    zh: "点炮塔可以升级、出售，还能告诉它先打谁。",
  },
  {
    en: "Tap a monster or an obstacle and all towers in reach strike it first.",
    zh: "点怪物或障碍物，够得着的炮塔都会先打它。",
  },
  {
    en: "Freeze time with the snowflake: you can go on building.",
    zh: "按雪花按钮让时间停下，照样可以建造。",
  },
  {
    en: "Tap Next wave before the time is up: each second saved is a coin.",
    zh: "提前点“下一波”，省下一秒就多一枚金币。",
  },
  {
    en: "Three stars for an untouched carrot, a clover for clearing every obstacle.",
    zh: "萝卜毫发无伤得三颗星，障碍全部清掉得一片四叶草。",
  },
];

/** The help's last page, where there are keys. */
export const KEY_HELP: Text = {
  en:
    "Keys: arrows move, Enter opens, digits choose. N calls the next wave, space freezes time, I tells how things stand.",
  zh: "键盘：方向键移动，回车打开，数字选择；N 提前开战，空格停住时间，I 听战况。",
};
