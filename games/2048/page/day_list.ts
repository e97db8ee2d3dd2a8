// The best games of the day on the current board, the one that is played among them.

import { addElement, addText } from "../../kit/controls.ts";
import { bindText, say, type Text } from "../../kit/language.ts";
import { tileColours } from "../board/tile_colours.ts";
import type { BoardName } from "../progress/board_names.ts";
import { boardOf, type Progress } from "../progress/progress.ts";
import { streakOn } from "../progress/streak.ts";
import { type DayGame, rankedGames } from "../progress/today.ts";
import { largestTile } from "../rules/rules.ts";
import { WORDS } from "./words.ts";

function addRow(list: HTMLElement, { score, largest }: DayGame, isCurrent: boolean): void {
  const row = addElement("li", isCurrent ? "day-row current" : "day-row", list);
  addElement("span", "day-score", row).textContent = String(score);
  const tile = addElement("span", "day-tile", row);
  const { body, number } = tileColours(largest);
  tile.textContent = String(largest);
  tile.style.setProperty("--tile", body);
  tile.style.setProperty("--number", number);
  if (isCurrent) addText(row, "span", WORDS.thisGame).className = "day-mark";
}

function headingOf(board: BoardName): Text {
  if (board === "daily") return WORDS.bestOnDaily;
  return board === "round" ? WORDS.bestInRound : WORDS.bestToday;
}

/** Adds the list, and returns a function that writes it. */
export function addDayList(place: HTMLElement): (progress: Progress, day: string) => void {
  const section = addElement("section", "day", place);
  const heading = addElement("h2", "day-title", section);
  let board: BoardName = "4";
  bindText(heading, () => say(headingOf(board)));
  const list = addElement("ol", "day-list", section);
  const streak = addElement("p", "day-streak", section);
  let days = 0;
  bindText(streak, () => days > 1 ? say(WORDS.streak, { n: days }) : "");
  return (progress, day) => {
    const { score, cells } = boardOf(progress).run.game;
    const current = { board: progress.current, score, largest: largestTile(cells) };
    const games = rankedGames(progress.today, day, current);
    board = progress.current;
    heading.textContent = say(headingOf(board));
    days = board === "daily" ? streakOn(progress.streak, day) : 0;
    streak.textContent = days > 1 ? say(WORDS.streak, { n: days }) : "";
    list.replaceChildren();
    for (const game of games) addRow(list, game, game === current);
    if (games.length > 0) return;
    const none = board === "round" ? WORDS.noGamesInRound : WORDS.noGames;
    addText(list, "li", none).className = "day-row none";
  };
}
