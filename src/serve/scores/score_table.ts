import type { Language } from "../../cli/language.ts";
import type { ShownLevel } from "./score_board.ts";

/** The scores of a game with its name. */
export interface GameScores {
  readonly name: string;
  readonly levels: readonly ShownLevel[];
}

const HEADINGS: Readonly<Record<Language, readonly string[]>> = {
  en: ["Game", "Level", "Place", "Player", "Score", "Time"],
  zh: ["游戏", "关卡", "名次", "玩家", "成绩", "时间"],
};

/** What spreadsheets take for the start of a formula, full-width forms included. */
const FORMULA_STARTS = "=+-@＝＋－＠\t\r\n";

/**
 * Writes scores as CSV for spreadsheets (RFC 4180). It begins with a byte order mark, by which Excel knows UTF-8, and no
 * text in it can become a formula.
 */
export function scoreTable(games: readonly GameScores[], language: Language): string {
  const rows = games.flatMap(({ name: game, levels }) =>
    levels.flatMap(({ level, scores }) =>
      scores.map(({ place, name, value, atMs }) =>
        [quote(game), quote(level), place, quote(name), value, localTime(new Date(atMs))].join()
      )
    )
  );
  return `\ufeff${[HEADINGS[language].join(), ...rows].join("\r\n")}\r\n`;
}

function quote(text: string): string {
  const guard = text !== "" && FORMULA_STARTS.includes(text[0]!) ? "'" : "";
  return `"${guard}${text.replaceAll('"', '""')}"`;
}

/** The time where the host is, in the form that spreadsheets know: `2026-11-30 09:05:00`. */
function localTime(time: Date): string {
  const two = (number: number) => String(number).padStart(2, "0");
  const day = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join("-");
  return `${day} ${[time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(":")}`;
}
