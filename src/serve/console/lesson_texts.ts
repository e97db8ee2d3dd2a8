import { visible } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";

/** The operator's messages about the class: its cover and its queue. */
export const LESSON_TEXTS = {
  noQueue: {
    en: "No queue. Type one: 2048 10m, dxs 5m, front",
    zh: "没有队列。可以这样输入：2048 10m，dxs 5m，front",
  },
  endedByPublishing: {
    en: "The queue has ended, because another game was published",
    zh: "已发布别的游戏，队列结束",
  },
  ended: { en: "The queue has ended; the game stays", zh: "队列已结束，当前游戏保留" },
  over: { en: "The queue is over", zh: "队列已全部完成" },
  noRound: {
    en: "No round is on. Begin one: round 3m",
    zh: "没有正在进行的比赛。可以这样开始：比赛 3分钟",
  },
  notPlayed: {
    en: "This game does not follow rounds: everybody starts at once, but not from the same seed",
    zh: "这个游戏不支持比赛：大家同时开始，但开局各不相同",
  },
  uncovered: { en: "The pages are open again", zh: "遮挡已取消，游戏继续" },
} as const satisfies Record<string, Text>;

export function coveredText(words: Text): Text {
  const [en, zh] = [visible(words.en), visible(words.zh)];
  return { en: `All pages are covered: ${en} (f lifts)`, zh: `所有页面已遮挡：${zh}（f 取消）` };
}

export function begunText(step: Text): Text {
  return { en: `Now on: ${step.en}`, zh: `现在进行：${step.zh}` };
}

/** Says what Enter would do with words on the cover. */
export function coverText({ en, zh }: Text): Text {
  return {
    en: `cover all pages: ${visible(en)}`,
    zh: `遮挡所有页面：${visible(zh)}`,
  };
}

/** Says that a round was announced. @param time how long it lasts; undefined until the operator ends it */
export function announcedText(number: number, time: Text | undefined): Text {
  return {
    en: `Round ${number} begins in a moment` +
      (time ? ` and lasts ${time.en} ("round end" ends it earlier)` : ' ("round end" ends it)'),
    zh: `第 ${number} 轮比赛马上开始` +
      (time ? `，时长 ${time.zh}（输入“比赛 结束”可提前结束）` : "（输入“比赛 结束”来结束）"),
  };
}

export function roundOverText(number: number): Text {
  return {
    en: `Round ${number} is over; the projector shows its result ("round end" takes it away)`,
    zh: `第 ${number} 轮比赛结束，投影上是结果（输入“比赛 结束”可收起）`,
  };
}

export function roundCancelledText(number: number): Text {
  return { en: `Round ${number} was called off`, zh: `第 ${number} 轮比赛已取消` };
}

/** Says what of a round is to come, in a row of the screen. @param left on a clock; empty without an end */
export function roundText(
  number: number,
  { left, startsIn, isHeld }: { left: string; startsIn: number; isHeld: boolean },
): Text {
  if (startsIn > 0) {
    return { en: `Round ${number} in ${startsIn}`, zh: `第 ${number} 轮比赛 ${startsIn} 秒后开始` };
  }
  return {
    en: `Round ${number}${left && ` ${left}`}${isHeld ? " (time stands still)" : ""}`,
    zh: `第 ${number} 轮比赛${left && ` ${left}`}${isHeld ? "（已停表）" : ""}`,
  };
}

/** Says what Enter would do with a round's time. */
export function startRoundText(time: Text | undefined): Text {
  return {
    en: `begin a round${time ? ` of ${time.en}` : ', until "round end"'}`,
    zh: `开始比赛${time ? `，时长 ${time.zh}` : "，直到输入“比赛 结束”"}`,
  };
}

export const END_ROUND_TEXT: Text = { en: "end the round", zh: "结束比赛" };
