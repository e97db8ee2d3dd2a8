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
