// All texts of 2048 in both languages.

import type { Direction } from "../../kit/input.ts";
import type { Text } from "../../kit/language.ts";

/** The texts. */
export const WORDS = {
  name: { en: "2048", zh: "2048" },
  tagline: { en: "Two of a kind become one", zh: "相同的两个，合成一个" },
  play: { en: "Play", zh: "开始" },
  playWith: { en: "Play · {board}", zh: "开始 · {board}" },
  goOn: { en: "Carry on", zh: "接着玩" },
  goOnToday: { en: "Carry on · today’s", zh: "接着玩今日棋盘" },
  goOnWith: { en: "Carry on · {board}", zh: "接着玩 · {board}" },
  newGame: { en: "New game", zh: "新的一局" },
  score: { en: "Score", zh: "得分" },
  best: { en: "Best", zh: "最高" },
  bestOfDay: { en: "Best today", zh: "今天最高" },
  bestOfRound: { en: "Round best", zh: "本轮最高" },
  undo: { en: "Undo", zh: "撤销" },
  undoLeft: { en: "Undo, {n} moves can be taken back", zh: "撤销，还能退 {n} 步" },
  nothingToUndo: { en: "Nothing to take back", zh: "没有可以撤销的" },
  board: { en: "Board", zh: "棋盘" },
  empty: { en: "empty", zh: "空" },
  chain: {
    en: "Largest tile so far: {n}. The goal: {goal}",
    zh: "目前最大的方块：{n}。目标：{goal}",
  },
  aim: { en: "Make {n} to win", zh: "合出 {n} 就赢" },
  moved: {
    en: "{way}. {gained}New {value} in row {row}, column {column}. Score {score}.",
    zh: "{way}。{gained}第 {row} 行第 {column} 列出现 {value}。得分 {score}。",
  },
  gained: { en: "Plus {n}. ", zh: "加 {n} 分。" },
  blocked: { en: "Nothing moves that way.", zh: "这边推不动。" },
  undone: { en: "Taken back. Score {score}.", zh: "退回一步。得分 {score}。" },
  won: { en: "You made {n}!", zh: "合出 {n} 啦！" },
  wonText: {
    en: "In {moves} moves. Bigger tiles are waiting.",
    zh: "一共 {moves} 步。后面还有更大的。",
  },
  keepPlaying: { en: "Go on", zh: "继续玩" },
  lost: { en: "No moves left", zh: "走不动了" },
  lostText: {
    en: "Largest tile {largest}. Next time {next}?",
    zh: "最大的方块 {largest}，下次冲 {next}？",
  },
  newBest: { en: "A new best!", zh: "新纪录！" },
  takeBack: { en: "Take back a move", zh: "退回一步" },
  askNew: { en: "Start a new game?", zh: "开始新的一局？" },
  askNewText: {
    en: "This one, with {score} points, will be gone.",
    zh: "现在这局（{score} 分）就没有了。",
  },
  keepThis: { en: "Keep playing", zh: "先不，继续玩" },
  sameAgain: { en: "Same tiles again", zh: "同样的方块，再来一局" },
  roundAim: {
    en: "The same tiles for everybody: most points win",
    zh: "大家的方块都一样，看谁得分高",
  },
  roundStarts: { en: "Everybody has this board. Go.", zh: "大家都是同一个棋盘，开始吧。" },
  roundOver: { en: "The round is over", zh: "这一轮结束了" },
  roundText: { en: "Your best in this round", zh: "你这一轮的最高分" },
  backToOwn: { en: "Back to your own game", zh: "回到自己那一局" },
  boards: { en: "Boards", zh: "换个棋盘" },
  boardBest: { en: "Best {n}", zh: "最高 {n}" },
  boardNew: { en: "Not played yet", zh: "还没玩过" },
  daily: { en: "Board of the day", zh: "今日棋盘" },
  dailyOf: { en: "Board of the day · {day}", zh: "今日棋盘 · {day}" },
  dailyAim: { en: "Today everybody gets these tiles", zh: "今天，大家的方块都一样" },
  dailyLine: { en: "The same for everybody", zh: "大家都一样" },
  streak: { en: "{n} days in a row", zh: "连续 {n} 天" },
  tomorrow: {
    en: "Best today: {best}. Tomorrow there is another board.",
    zh: "今天最高 {best}\u00a0分，明天又是一个新棋盘。",
  },
  bestToday: { en: "Your best today", zh: "今天的成绩" },
  bestOnDaily: { en: "Board of the day, your best", zh: "今日棋盘的成绩" },
  bestInRound: { en: "This round, your best", zh: "这一轮的成绩" },
  thisGame: { en: "this game", zh: "这一局" },
  noGames: { en: "The first game of the day is yours.", zh: "今天还没有成绩。" },
  noGamesInRound: { en: "Your first game of this round.", zh: "这是你这一轮的第一局。" },
  history: { en: "Look back", zh: "回看这一局" },
  moveOf: { en: "Move {at} of {last}", zh: "第 {at} 步，共 {last} 步" },
  oneBack: { en: "One move back", zh: "上一步" },
  oneOn: { en: "One move on", zh: "下一步" },
  playBack: { en: "Play the moves", zh: "自动播放" },
  stopPlaying: { en: "Stop", zh: "停" },
  toNow: { en: "Back to now", zh: "回到现在" },
  lookedAt: {
    en: "Move {at} of {last}. Score {score}.",
    zh: "第 {at} 步，共 {last} 步。得分 {score}。",
  },
  newLargest: { en: "First {n}!", zh: "第一个 {n}！" },
} as const satisfies Record<string, Text>;

/** The lessons of the first game, one after the other. */
export const LESSONS: readonly Text[] = [
  { en: "Swipe, or press an arrow key: all tiles slide", zh: "滑一下，或按方向键：方块一起滑动" },
  { en: "Push two of a kind together", zh: "把两个相同的推到一起" },
  { en: "Keep the largest in a corner", zh: "让最大的待在角落里" },
];

/** The first lesson where there is nothing but a finger. */
export const SWIPE_LESSON: Text = { en: "Swipe: all tiles slide", zh: "滑一下，方块会一起滑动" };

/** The directions of a move. */
export const WAYS: Readonly<Record<Direction, Text>> = {
  left: { en: "Left", zh: "向左" },
  right: { en: "Right", zh: "向右" },
  up: { en: "Up", zh: "向上" },
  down: { en: "Down", zh: "向下" },
};
