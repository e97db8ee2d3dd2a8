import { unicodeWidth } from "@std/cli/unicode-width";
import type { Language, Text } from "../../cli/language.ts";

/** The operator's orders besides publishing a game. */
export type OrderName =
  | "front"
  | "queue"
  | "endQueue"
  | "round"
  | "unname"
  | "players"
  | "games"
  | "rescan"
  | "help"
  | "stop";

/** An order as it is typed and as help explains it. */
export interface Order {
  readonly name: OrderName;
  /** The keys that mean it, the one that help shows first. */
  readonly keys: readonly string[];
  /** What the foot of the screen shows to type, where that is not the first key. */
  readonly typed?: Text;
  /** A word or two for the foot of the screen. */
  readonly short: Text;
  readonly does: Text;
}

/** The orders, the most important first. */
export const ORDERS: readonly Order[] = [
  {
    name: "help",
    keys: ["?", "h", "help"],
    short: { en: "help", zh: "帮助" },
    does: { en: "this help", zh: "显示本帮助" },
  },
  {
    name: "stop",
    keys: ["q"],
    short: { en: "stop", zh: "停止" },
    does: { en: "stop the server", zh: "停止服务器" },
  },
  {
    name: "front",
    keys: ["f", "front", "注意"],
    short: { en: "eyes to the front", zh: "请看前面" },
    does: {
      en: "eyes to the front, or lift it",
      zh: "请看前面（遮挡所有页面），或取消",
    },
  },
  {
    name: "round",
    keys: ["round", "比赛"],
    typed: { en: "round 3m", zh: "比赛 3分钟" },
    short: { en: "class round", zh: "开赛" },
    does: {
      en: "a round: one seed for all, at one moment",
      zh: "比赛：全班同一局，同时开始",
    },
  },
  {
    name: "players",
    keys: ["l"],
    short: { en: "players", zh: "玩家" },
    does: { en: "list the players", zh: "列出玩家" },
  },
  {
    name: "unname",
    keys: ["unname", "删名"],
    typed: { en: "unname 3", zh: "删名 3" },
    short: { en: "take a name away", zh: "删除名字" },
    does: { en: "take a player's name away", zh: "删除一个玩家的名字" },
  },
  {
    name: "games",
    keys: ["g"],
    short: { en: "games", zh: "游戏" },
    does: {
      en: "all games, and why some cannot be published",
      zh: "所有游戏，以及无法发布的原因",
    },
  },
  {
    name: "rescan",
    keys: ["r"],
    short: { en: "read folders", zh: "重读文件夹" },
    does: { en: "read the folders again", zh: "重新读取文件夹" },
  },
  {
    name: "queue",
    keys: ["t", "queue", "队列"],
    short: { en: "queue", zh: "队列" },
    does: { en: "show the queue", zh: "查看队列" },
  },
  {
    name: "endQueue",
    keys: ["x"],
    short: { en: "end queue", zh: "结束队列" },
    does: { en: "end the queue", zh: "结束队列" },
  },
];

/** Finds the order that a line gives; a full-width `？` counts as `?`. */
export function findOrder(line: string): Order | undefined {
  const key = line.trim().normalize("NFKC").toLowerCase();
  return ORDERS.find(({ keys }) => keys.includes(key));
}

/** Explains what can be typed at the console, in lines that fit the terminal. */
export function helpText(columns: number): Text {
  const rows = (language: Language) =>
    flow(ORDERS.map(({ keys, does }) => `${keys[0]}  ${does[language]}`), columns - 1);
  const en = [
    "Type a game's number, its name or a part of it, or one of these, then Enter:",
    ...rows("en"),
    "  f Look here: your own words     2048 10m, dxs 5m, front: a queue",
    "  round 3m: a round of three minutes     round end: ends it",
    "  unname 3, unname Ming: that player's name is shown no longer",
    "The list shows what fits. ↑ ↓ choose a game, Esc clears the line.",
  ];
  const zh = [
    "输入游戏的编号、名称或名称的一部分，或者以下命令，然后按回车：",
    ...rows("zh"),
    "  注意 请看黑板：自己的提示语     2048 10m，dxs 5m，注意：限时与队列",
    "  比赛 3分钟：全班同时开始一局     比赛 结束：提前结束",
    "  删名 3、删名 小明：不再显示这个玩家的名字",
    "输入时，列表只显示匹配的游戏。↑ ↓ 选择游戏，Esc 清除输入。",
  ];
  return { en: en.join("\n"), zh: zh.join("\n") };
}

/** Puts as many items into each line as fit. */
function flow(items: readonly string[], columns: number): string[] {
  const lines: string[] = [];
  for (const item of items) {
    const longer = `${lines.at(-1)}     ${item}`;
    if (lines.length > 0 && unicodeWidth(longer) <= columns) lines[lines.length - 1] = longer;
    else lines.push(`  ${item}`);
  }
  return lines;
}
