import { visible } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";
import type { NumberedGame } from "./catalogue.ts";

/** The most games that a message names. */
const MAX_NAMED = 4;

/** The message for an answer that names no game. */
export function noSuchGame(answer: string): Text {
  const shown = visible(answer.trim());
  return { en: `There is no game "${shown}"`, zh: `没有这个游戏：“${shown}”` };
}

/** The message for an answer that several games fit. */
export function severalGames(answer: string, games: readonly NumberedGame[]): Text {
  const shown = visible(answer.trim());
  const named = games.slice(0, MAX_NAMED);
  const more = games.length - named.length;
  const list = (language: "en" | "zh") =>
    named.map(({ number, game }) => `${number} ${visible(game.name[language])}`);
  return {
    en: `"${shown}" fits ${games.length} games: ${list("en").join(", ")}${
      more > 0 ? ` and ${more} more` : ""
    }`,
    zh: `“${shown}”对应 ${games.length} 个游戏：${list("zh").join("，")}${
      more > 0 ? `，另有 ${more} 个` : ""
    }`,
  };
}

/** The message for a game that cannot be published. @param name the game's name, or its ID in both languages */
export function cannotPublish(name: Text, why: Text): Text {
  return {
    en: `Cannot publish "${visible(name.en)}": ${visible(why.en)}`,
    zh: `无法发布“${visible(name.zh)}”：${visible(why.zh)}`,
  };
}
