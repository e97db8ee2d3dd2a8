import { unicodeWidth } from "@std/cli/unicode-width";
import { cutColumns, fitColumns, padColumns } from "../../cli/columns.ts";
import type { Language } from "../../cli/language.ts";
import { type Grid, layGrid, planGrid } from "./grid.ts";
import { paint } from "./paint.ts";
import { brokenCountText, moreRowsText, TEXTS } from "./texts.ts";

/** A game as the screen lists it. */
export interface ScreenGame {
  readonly number: number;
  readonly name: string;
  readonly isPublished: boolean;
  readonly isBroken: boolean;
  /** How many play it. */
  readonly players: number;
}

/** The part of the screen that lists games. */
interface Place {
  readonly columns: number;
  readonly rows: number;
  readonly language: Language;
  readonly hasColour: boolean;
}

/** Draws the games that fit, around the chosen or the published one, and counts the rest. */
export function drawGames(
  { games, hiddenBroken, chosen }: {
    readonly games: readonly ScreenGame[];
    readonly hiddenBroken: number;
    readonly chosen: number | undefined;
  },
  place: Place,
): string[] {
  const { columns, language } = place;
  const broken = hiddenBroken > 0 ? [brokenCountText(hiddenBroken)[language]] : [];
  const rows = Math.max(1, place.rows - broken.length);
  const whole = planGrid(games.length, { columns, rows });
  const fits = whole.rows <= rows;
  const grid = fits ? whole : { ...whole, rows: Math.max(1, rows - 1) };
  const start = fits ? 0 : startAround(games, { chosen, grid });
  const shown = games.slice(start, start + grid.rows * grid.columns);
  const cells = shown.map((game, at) =>
    drawGame(game, { isChosen: start + at === chosen, grid, place })
  );
  const more = games.length - shown.length;
  const rest = [
    ...(more > 0 ? [moreRowsText(more)[language]] : []),
    ...broken.map((row) => `  ${row}`),
  ];
  return [
    ...layGrid(cells, grid),
    ...rest.map((row) => paint("2", cutColumns(row, columns), place)),
  ].slice(0, place.rows);
}

/** Returns the index of the first game to show, so that the chosen or published one is in sight. */
function startAround(
  games: readonly ScreenGame[],
  { chosen, grid }: { chosen: number | undefined; grid: Grid },
): number {
  const count = grid.rows * grid.columns;
  const around = chosen ?? games.findIndex(({ isPublished }) => isPublished);
  return Math.min(Math.max(0, around - (count >> 1)), Math.max(0, games.length - count));
}

function drawGame(
  game: ScreenGame,
  { isChosen, grid, place }: { isChosen: boolean; grid: Grid; place: Place },
): string {
  const { number, name, isPublished, isBroken, players } = game;
  const start = `${isChosen ? "›" : " "}${String(number).padStart(3)} `;
  const note = isBroken ? TEXTS.broken[place.language] : players > 0 ? String(players) : "";
  const room = grid.cellColumns - start.length - unicodeWidth(note) - 1;
  const row = `${start}${padColumns(fitColumns(name, room), room)} ${note}`;
  if (isChosen) return paint("7", row, place);
  return isPublished ? paint("32", row, place) : isBroken ? paint("2", row, place) : row;
}
