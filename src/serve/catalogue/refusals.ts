import { visible } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";

/** The message for an answer that names no game. */
export function noSuchGame(answer: string): Text {
  const shown = visible(answer.trim());
  return { en: `There is no game "${shown}"`, zh: `没有这个游戏：“${shown}”` };
}

/** The message for a game that cannot be published. @param name the game's name, or its ID in both languages */
export function cannotPublish(name: Text, why: Text): Text {
  return {
    en: `Cannot publish "${visible(name.en)}": ${visible(why.en)}`,
    zh: `无法发布“${visible(name.zh)}”：${visible(why.zh)}`,
  };
}
