import { visible } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";

/** Says that an order holds at this host alone. @param why the others are out of reach */
export function takenHereText({ en, zh }: Text): Text {
  return {
    en: `The name is taken away here, but the other hosts cannot be told (${en})`,
    zh: `本机已删除这个名字，但无法通知其他主机（${zh}）`,
  };
}

/** Says that the game of the other hosts is not here. */
export function missingHereText(gameId: string): Text {
  const id = visible(gameId);
  return {
    en: `Other hosts have published "${id}", which is not here; this one stays as it is`,
    zh: `其他主机发布了“${id}”，但本机没有这个游戏；本机保持不变`,
  };
}
