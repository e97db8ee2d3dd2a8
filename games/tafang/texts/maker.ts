// The texts of the map maker.

import type { Text } from "../../kit/language.ts";

/** The texts of the map maker. */
export const MAKER_WORDS = {
  title: { en: "Map maker", zh: "画地图" },
  make: { en: "Make a map", zh: "画一张地图" },
  makeAbout: {
    en: "Draw a road, choose who comes, hand it on.",
    zh: "自己画路、挑怪物，再发给同学玩。",
  },
  yours: { en: "Your maps", zh: "我的地图" },
  enterCode: { en: "A code or link from somebody", zh: "输入别人给的地图码或链接" },
  open: { en: "Open", zh: "打开" },
  badCode: {
    en: "This is no code of a map. Was a letter left out?",
    zh: "这不是地图码，是不是少抄了一个字？",
  },
  name: { en: "Name", zh: "名字" },
  theme: { en: "Land", zh: "风景" },
  meadow: { en: "Meadow", zh: "草地" },
  shore: { en: "Shore", zh: "海边" },
  snow: { en: "Snow", zh: "雪夜" },
  level: { en: "Difficulty", zh: "难度" },
  monsters: { en: "Who comes", zh: "来哪些怪物" },
  towers: { en: "What may be built", zh: "可以造哪些炮塔" },
  brushes: { en: "Brushes", zh: "画笔" },
  brush: {
    road: { en: "Road: draw on from the carrot", zh: "小路：从萝卜接着往下画" },
    t: { en: "Stump", zh: "树桩" },
    c: { en: "Crate", zh: "木箱" },
    s: { en: "Stone", zh: "石头" },
    l: { en: "Log", zh: "原木" },
    b: { en: "Boulder", zh: "大石块" },
    "~": { en: "Water", zh: "水面" },
    rubber: { en: "Rubber", zh: "橡皮" },
  },
  roll: { en: "Surprise me", zh: "随机来一张" },
  wipe: { en: "Start empty", zh: "清空重画" },
  undo: { en: "Undo", zh: "撤销" },
  play: { en: "Play", zh: "开始玩" },
  tryOut: { en: "Try it out", zh: "让机器人试玩" },
  share: { en: "Hand it on", zh: "发给别人" },
  remove: { en: "Throw it away", zh: "删掉这张" },
  askRemove: { en: "Throw this map away?", zh: "删掉这张地图？" },
  removeText: { en: "It cannot be brought back.", zh: "删掉就找不回来了。" },
  keep: { en: "Keep it", zh: "留着" },
  edit: { en: "Back to the maker", zh: "回去改地图" },
  ready: { en: "Ready to play.", zh: "可以玩了。" },
  start: {
    en: "The road begins where monsters come in: on the left, on an upright screen at the top.",
    zh: "小路要从怪物进来的那一边画起：横屏是左边，竖屏是上边。",
  },
  fromCarrot: {
    en: "The road goes on from the carrot. Start drawing there.",
    zh: "路要从萝卜那里接着画。",
  },
  short: {
    en: "Draw the road on from the carrot: at least 8 cells.",
    zh: "从萝卜接着往下画路，至少要 8 格。",
  },
  room: {
    en: "Leave at least 8 free cells beside the road for towers.",
    zh: "路边至少留 8 个空格，好造炮塔。",
  },
  towersFault: { en: "Allow a tower that fights.", zh: "至少要有一种能打的炮塔。" },
  monstersFault: { en: "Choose a monster besides the bosses.", zh: "除了首领，至少再选一种怪物。" },
  air: {
    en: "Some of them fly. Allow a tower that reaches them.",
    zh: "有会飞的怪物，得有够得着它们的炮塔。",
  },
  trying: { en: "Playing it…", zh: "正在试玩……" },
  triedWon: {
    en: "Our test player wins and keeps {carrot} of 10 bites.",
    zh: "机器人赢了，萝卜还剩 {carrot} 口。",
  },
  triedLost: {
    en: "Our test player loses in wave {wave} of {all}. Somebody better may win.",
    zh: "机器人在第 {wave} 波输了（共 {all} 波），高手也许能赢。",
  },
  link: {
    en: "A link: it opens the map for everybody in this network",
    zh: "发链接，同一个网络里一点就开",
  },
  code: { en: "Or the code, to be typed below the maps", zh: "或者发地图码，在选地图那一页输入" },
  codeFirst: {
    en: "The code, to be typed below the maps",
    zh: "把地图码发给同学，在选地图那一页输入",
  },
  linkHere: { en: "This link works on this computer only", zh: "这个链接只能在本机打开" },
  scan: {
    en: "Scan it with a camera, and the map opens there.",
    zh: "用相机扫一扫，地图就在那台设备上打开。",
  },
  noQr: {
    en: "Open the game by the address on the wall, and there is a QR code here, too.",
    zh: "用大屏幕上的网址打开游戏，这里还会有二维码。",
  },
  qr: { en: "QR code of the map's link", zh: "地图链接的二维码" },
  copyLink: { en: "Copy the link", zh: "复制链接" },
  copyCode: { en: "Copy the code", zh: "复制地图码" },
  copied: { en: "Copied", zh: "已复制" },
  copyByHand: { en: "Marked. Copy it now.", zh: "已选中，请手动复制" },
  received: {
    en: "A map for you. Play it, or change it.",
    zh: "收到一张地图，可以直接玩，也可以改。",
  },
  receivedNamed: {
    en: "“{name}” is here. Play it, or change it.",
    zh: "收到地图“{name}”，可以直接玩，也可以改。",
  },
  cell: { en: "Column {column}, row {row}: {thing}", zh: "第 {column} 列第 {row} 行：{thing}" },
  board: {
    en: "The map. Arrow keys move, Enter paints.",
    zh: "地图。方向键移动，回车画。",
  },
} as const satisfies Record<string, Text | Record<string, Text>>;
