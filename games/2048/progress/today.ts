// The best games of the day on this device, a list for each board.

import type { BoardName } from "./board_names.ts";

/** A game of the list. */
export type DayGame = {
  readonly board: BoardName;
  readonly score: number;
  readonly largest: number;
};

/** The games of a day, the best first. */
export type Today = { readonly day: string; readonly games: readonly DayGame[] };

/** The list before the first game. */
export const NO_GAMES: Today = { day: "", games: [] };

/** The number of games that a board's list keeps. */
export const MOST_GAMES = 5;

function isOf(board: BoardName): (game: DayGame) => boolean {
  return (game) => game.board === board;
}

/** Enters a game that is over into the list of a day; the games of another day are forgotten. */
export function enterGame(today: Today, day: string, game: DayGame): Today {
  const earlier = today.day === day ? today.games : [];
  if (game.score === 0) return { day, games: earlier };
  const here = [...earlier.filter(isOf(game.board)), game]
    .toSorted((one, other) => other.score - one.score);
  const others = earlier.filter((other) => other.board !== game.board);
  return { day, games: [...others, ...here.slice(0, MOST_GAMES)] };
}

/** Forgets the games of a board: those of one round say nothing in the next. */
export function forgetGames({ day, games }: Today, board: BoardName): Today {
  return { day, games: games.filter((game) => game.board !== board) };
}

/** The list of a board as it would be if the current game were over now. */
export function rankedGames(today: Today, day: string, current: DayGame): readonly DayGame[] {
  return enterGame(today, day, current).games.filter(isOf(current.board));
}
