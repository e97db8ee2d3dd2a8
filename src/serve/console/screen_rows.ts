import { unicodeWidth } from "@std/cli/unicode-width";
import { fitColumns, padColumns } from "../../cli/columns.ts";
import type { Language } from "../../cli/language.ts";
import { countReady } from "../pages/ready.ts";
import { KEY_TEXTS, moreRowsText, TEXTS } from "./texts.ts";

/** The state of a host that its screen draws; every string is safe for a terminal. */
export interface ScreenState {
  readonly games: readonly ScreenGame[];
  readonly players: readonly ScreenPlayer[];
  /** How many players have loaded the published game. */
  readonly ready: number;
  /** The address for players. */
  readonly address: string;
  /** The same address as rows of a QR code. */
  readonly code: readonly string[];
  /** The index of the game that the arrow keys have chosen. */
  readonly chosen: number | undefined;
  readonly question: string;
  /** The text typed so far. */
  readonly input: string;
}

/** A row of the catalogue. */
export interface ScreenGame {
  readonly number: number;
  readonly name: string;
  readonly isPublished: boolean;
  readonly isBroken: boolean;
  /** How many play it. */
  readonly players: number;
}

/** A row of the players. */
export interface ScreenPlayer {
  /** Null for a player at another host. */
  readonly number: number | null;
  /** `iPad 192.168.1.7` */
  readonly who: string;
  /** Whether they have loaded the published game. */
  readonly isReady: boolean;
  /** What they do instead of playing the published game. */
  readonly instead: string;
}

/** The size and abilities of the terminal. */
export interface Screen {
  readonly columns: number;
  readonly rows: number;
  readonly language: Language;
  readonly hasColour: boolean;
}

/** Rows above the screen that stay free for recent messages. */
const MESSAGE_ROWS = 4;
/** A ruler, the address, the keys and the question. */
const FRAME_ROWS = 4;
const MIN_BODY_ROWS = 4;
/** The least width beside the code, so that names stay readable. */
const MIN_LEFT_COLUMNS = 34;
const GAP_COLUMNS = 2;

/** Whether the QR code fits on the screen. */
export function fitsCode(
  code: readonly string[],
  { columns, rows }: { columns: number; rows: number },
): boolean {
  const left = columns - 1 - codeColumns(code);
  return code.length > 0 && left >= MIN_LEFT_COLUMNS && code.length <= bodyRows(rows);
}

function codeColumns([row = ""]: readonly string[]): number {
  return unicodeWidth(bare(row)) + GAP_COLUMNS;
}

function bodyRows(rows: number): number {
  return Math.max(MIN_BODY_ROWS, rows - FRAME_ROWS - MESSAGE_ROWS);
}

/** Draws a host as rows that fit the screen. The operator types in the last row, the question. */
export function renderScreen(state: ScreenState, screen: Screen): string[] {
  const width = Math.max(16, screen.columns) - 1;
  const hasCode = fitsCode(state.code, screen);
  const leftColumns = hasCode ? width - codeColumns(state.code) : width;
  const left = bodyOf(state, { ...screen, columns: leftColumns, rows: bodyRows(screen.rows) });
  const height = hasCode ? Math.max(left.length, state.code.length) : left.length;
  const body = Array.from({ length: height }, (_, row) => {
    const code = hasCode ? state.code[row] : undefined;
    if (code === undefined) return left[row] ?? "";
    return `${padPainted(left[row] ?? "", leftColumns + GAP_COLUMNS)}${code}`;
  });
  return [
    paint("2", "─".repeat(width), screen),
    ...body,
    paint("1", fitColumns(` ${state.address}`, width), screen),
    paint("2", keysOf(width, screen), screen),
    questionOf(state, width),
  ];
}

/** The rows of the published game, the catalogue and the players. */
function bodyOf(state: ScreenState, screen: Screen): string[] {
  const { games, players } = state;
  const room = screen.rows - 2;
  const playersWanted = players.length === 0
    ? 0
    : Math.min(players.length, Math.ceil(room / 3)) + 1;
  const gameRows = Math.min(games.length, Math.max(2, room - playersWanted));
  const playerRows = Math.max(0, room - gameRows - 1);
  const published = games.findIndex(({ isPublished }) => isPublished);
  const rows = [titleOf(state, screen), ""];
  const around = state.chosen ?? published;
  rows.push(
    ...windowRows(
      games,
      { around, rows: gameRows, screen },
      (game, index) => gameRow(game, index === state.chosen, screen),
    ),
  );
  if (players.length === 0 || playerRows < 1) return rows;
  // Players who have not loaded the game yet come first: the class waits for them.
  const sorted = players.toSorted((a, b) => Number(a.isReady) - Number(b.isReady));
  const shown = windowRows(
    sorted,
    { around: 0, rows: playerRows, screen },
    (player) => playerRow(player, screen),
  );
  return [...rows, "", ...shown];
}

function titleOf({ games, players, ready }: ScreenState, screen: Screen): string {
  const count = countReady({ players: players.length, ready, language: screen.language });
  const name = games.find(({ isPublished }) => isPublished)?.name ?? "";
  const room = Math.max(4, screen.columns - unicodeWidth(count) - 6);
  return ` ${paint("1;32", `● ${fitColumns(name, room)}`, screen)}  ${paint("1", count, screen)}`;
}

function gameRow(game: ScreenGame, isChosen: boolean, screen: Screen): string {
  const { number, name, isPublished, isBroken, players } = game;
  const start = `${isChosen ? "›" : " "}${String(number).padStart(2)} `;
  const note = isBroken ? TEXTS.broken[screen.language] : players > 0 ? String(players) : "";
  const room = screen.columns - start.length - unicodeWidth(note) - 2;
  const row = `${start}${padColumns(fitColumns(name, room), room)} ${note}`;
  if (isChosen) return paint("7", row, screen);
  return isPublished ? paint("32", row, screen) : isBroken ? paint("2", row, screen) : row;
}

function playerRow({ number, who, isReady, instead }: ScreenPlayer, screen: Screen): string {
  const state = isReady ? TEXTS.ready[screen.language] : instead;
  const start = `${String(number ?? "–").padStart(3)} `;
  const room = Math.max(8, screen.columns - start.length - 16);
  const row = `${start}${padColumns(fitColumns(who, room), room)} ${fitColumns(state, 14)}`;
  return paint(isReady ? "2" : "33", row, screen);
}

/** Picks the rows that fit, always including one given row, and counts the rest. */
function windowRows<Item>(
  items: readonly Item[],
  { around, rows, screen }: { around: number; rows: number; screen: Screen },
  draw: (item: Item, index: number) => string,
): string[] {
  if (items.length <= rows) return items.map(draw);
  const shown = Math.max(1, rows - 1);
  const start = Math.min(Math.max(0, around - (shown >> 1)), items.length - shown);
  const hidden = items.length - shown;
  const more = moreRowsText(hidden)[screen.language];
  const drawn = items.slice(start, start + shown).map((item, index) => draw(item, start + index));
  return [...drawn, paint("2", more, screen)];
}

function keysOf(width: number, { language }: Screen): string {
  let text = "";
  for (const key of KEY_TEXTS) {
    const longer = `${text}${text === "" ? " " : "   "}${key[language]}`;
    if (unicodeWidth(longer) <= width) text = longer;
  }
  return text;
}

/** Shows the end of the typed text where it does not fit. */
function questionOf({ question, input }: ScreenState, width: number): string {
  const characters = [...input];
  while (characters.length > 0 && unicodeWidth(question + characters.join("")) > width - 1) {
    characters.shift();
  }
  return fitColumns(question, width) + characters.join("");
}

function paint(codes: string, text: string, { hasColour }: Screen): string {
  return hasColour ? `\x1b[${codes}m${text}\x1b[0m` : text;
}

function bare(text: string): string {
  // deno-lint-ignore no-control-regex
  return text.replace(/\x1b\[[\d;]*m/g, "");
}

function padPainted(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - unicodeWidth(bare(text))));
}
