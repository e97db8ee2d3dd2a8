import { unicodeWidth } from "@std/cli/unicode-width";
import { cutColumns, fitColumns, padColumns } from "../../cli/columns.ts";
import type { Language } from "../../cli/language.ts";
import { countReady } from "../pages/ready.ts";
import { drawGames, type ScreenGame } from "./game_rows.ts";
import { bare, paint } from "./paint.ts";
import { KEY_TEXTS, moreRowsText, TEXTS } from "./texts.ts";

/** The state of a host that its screen draws; every string is safe for a terminal. */
export interface ScreenState {
  /** The name of the published game. */
  readonly published: string;
  /** What covers the pages, and what of the queue is on: a row each. */
  readonly notices: readonly string[];
  /** The games that can be published or, while the operator types, those that fit. */
  readonly games: readonly ScreenGame[];
  /** How many more games there are that cannot be published. */
  readonly hiddenBroken: number;
  readonly players: readonly ScreenPlayer[];
  /** How many players have loaded the published game. */
  readonly ready: number;
  /** The address for players. */
  readonly address: string;
  /** The same address as rows of a QR code. */
  readonly code: readonly string[];
  /** The index of the game that the arrow keys have chosen. */
  readonly chosen: number | undefined;
  /** The effect of Enter; undefined where it has none. */
  readonly hint: string | undefined;
  readonly question: string;
  /** The text typed so far. */
  readonly input: string;
}

/** A row of the players. */
export interface ScreenPlayer {
  /** Null for a player at another host. */
  readonly number: number | null;
  /** `iPad 192.168.1.7` */
  readonly who: string;
  /** Whether they have loaded the published game. */
  readonly isReady: boolean;
  /** The player's state instead of playing the published game. */
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
/** The most width for what a player does, which may be a game's name. */
const MAX_STATE_COLUMNS = 14;

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
    state.hint === undefined
      ? paint("2", keysOf(width, screen), screen)
      : paint("36", cutColumns(` ${state.hint}`, width), screen),
    questionOf(state, width),
  ];
}

/** The rows of the published game, the players and the catalogue. */
function bodyOf(state: ScreenState, screen: Screen): string[] {
  const rows = [
    titleOf(state, screen),
    ...state.notices.map((notice) =>
      paint("1;33", `   ${cutColumns(notice, screen.columns - 3)}`, screen)
    ),
    ...drawPlayers(state.players, { ...screen, rows: Math.floor((screen.rows - 2) / 3) }),
  ];
  const gap = screen.rows - rows.length > 2 ? [""] : [];
  const room = Math.max(1, screen.rows - rows.length - gap.length);
  return [...rows, ...gap, ...drawGames(state, { ...screen, rows: room })];
}

function titleOf({ published, players, ready }: ScreenState, screen: Screen): string {
  const count = countReady({ players: players.length, ready, language: screen.language });
  const room = Math.max(4, screen.columns - unicodeWidth(count) - 6);
  const name = fitColumns(published, room);
  return ` ${paint("1;32", `● ${name}`, screen)}  ${paint("1", count, screen)}`;
}

/** Draws the players who have not loaded the game yet first: the class waits for them. */
function drawPlayers(players: readonly ScreenPlayer[], screen: Screen): string[] {
  const sorted = players.toSorted((a, b) => Number(a.isReady) - Number(b.isReady));
  const fits = sorted.length <= screen.rows;
  const shown = fits ? sorted : sorted.slice(0, Math.max(0, screen.rows - 1));
  const states = shown.map(({ isReady, instead }) =>
    isReady ? TEXTS.ready[screen.language] : instead
  );
  const stateColumns = Math.min(MAX_STATE_COLUMNS, Math.max(0, ...states.map(unicodeWidth)));
  const rows = shown.map(({ number, who, isReady }, at) => {
    const start = `${String(number ?? "–").padStart(4)} `;
    const room = Math.max(8, screen.columns - start.length - stateColumns - 2);
    const state = fitColumns(states[at]!, stateColumns);
    const row = `${start}${padColumns(fitColumns(who, room), room)} ${state}`;
    return paint(isReady ? "2" : "33", row, screen);
  });
  if (fits) return rows;
  return [...rows, paint("2", moreRowsText(sorted.length - shown.length)[screen.language], screen)];
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

function padPainted(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - unicodeWidth(bare(text))));
}
