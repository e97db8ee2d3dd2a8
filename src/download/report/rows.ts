import { unicodeWidth } from "@std/cli/unicode-width";
import type { Language } from "../../cli/language.ts";
import { formatBytes, formatDuration } from "./amount.ts";

/** One transfer as its row shows it. */
export interface RowState {
  /** Safe for a terminal. */
  readonly name: string;
  readonly doneBytes: number;
  /** `null` where the server did not say. */
  readonly size: number | null;
  readonly bytesPerSecond: number;
}

/** The whole run as the last row shows it. */
export interface TotalState {
  readonly finished: number;
  readonly failed: number;
  /** Files in all, where the input could be counted. */
  readonly expected: number | undefined;
  readonly receivedBytes: number;
  readonly bytesPerSecond: number;
  /** `undefined` where it cannot be told. */
  readonly leftMs: number | undefined;
}

/** What there is to draw on. */
export interface Screen {
  readonly columns: number;
  readonly rows: number;
  readonly language: Language;
  readonly hasColour: boolean;
}

/** Rows are kept one column short: a full one would wrap on some terminals. */
const SPARE_COLUMNS = 1;
const MIN_COLUMNS = 20;
/** Above the bars a terminal should still show what has happened. */
const MAX_SHARE_OF_ROWS = 0.6;
const MAX_BAR_COLUMNS = 30;
const MIN_BAR_COLUMNS = 8;
const MAX_NAME_COLUMNS = 40;

/** Cuts a text to so many columns, with an ellipsis in its middle so that the extension stays. */
export function fitColumns(text: string, columns: number): string {
  if (unicodeWidth(text) <= columns) return text;
  if (columns < 2) return "…".slice(0, Math.max(columns, 0));
  const characters = [...text];
  const room = columns - 1;
  const head = takeColumns(characters, Math.ceil(room / 2));
  const tail = takeColumns(characters.reverse(), room - unicodeWidth(head));
  return `${head}…${[...tail].reverse().join("")}`;
}

function takeColumns(characters: readonly string[], columns: number): string {
  let taken = "";
  for (const character of characters) {
    if (unicodeWidth(taken + character) > columns) break;
    taken += character;
  }
  return taken;
}

function padColumns(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - unicodeWidth(text)));
}

function bar(fraction: number, columns: number, hasColour: boolean): string {
  const filled = Math.round(Math.min(1, Math.max(0, fraction)) * columns);
  const [done, left] = ["█".repeat(filled), "░".repeat(columns - filled)];
  return hasColour ? `\x1b[32m${done}\x1b[2m${left}\x1b[0m` : done + left;
}

/** The columns right of a bar, always as wide: `100%  1023 MiB  1023 MiB/s`. */
function numbers(percent: string, bytes: number, bytesPerSecond: number): string {
  const amount = formatBytes(bytes).padStart(9);
  const speed = `${formatBytes(bytesPerSecond)}/s`.padStart(11);
  return `${percent.padStart(4)} ${amount} ${speed}`;
}

const NUMBER_COLUMNS = 26;

function transferRow(row: RowState, width: number, screen: Screen): string {
  const fraction = row.size === null ? undefined : row.size === 0 ? 1 : row.doneBytes / row.size;
  const percent = fraction === undefined ? "?" : `${Math.floor(Math.min(1, fraction) * 100)}%`;
  const right = numbers(percent, row.doneBytes, row.bytesPerSecond);
  const room = width - NUMBER_COLUMNS - 1;
  // A narrow terminal shows a name and a percentage; a very narrow one little of the name.
  if (room < MIN_BAR_COLUMNS + 12) {
    const nameColumns = Math.max(1, width - 5);
    return `${padColumns(fitColumns(row.name, nameColumns), nameColumns)} ${percent.padStart(4)}`;
  }
  const barColumns = Math.min(MAX_BAR_COLUMNS, Math.max(MIN_BAR_COLUMNS, Math.floor(room * 0.4)));
  const nameColumns = Math.min(MAX_NAME_COLUMNS, room - barColumns - 1);
  const name = padColumns(fitColumns(row.name, nameColumns), nameColumns);
  const drawn = fraction === undefined
    ? " ".repeat(barColumns)
    : bar(fraction, barColumns, screen.hasColour);
  return `${name} ${drawn} ${right}`;
}

function totalRow(total: TotalState, width: number, { language }: Screen): string {
  const of = total.expected === undefined ? "" : `/${total.expected}`;
  const count = `${total.finished + total.failed}${of}`;
  const parts = {
    en: [
      `${count} files`,
      ...(total.failed > 0 ? [`${total.failed} failed`] : []),
      formatBytes(total.receivedBytes),
      `${formatBytes(total.bytesPerSecond)}/s`,
      ...(total.leftMs === undefined ? [] : [`${formatDuration(total.leftMs, language)} left`]),
    ],
    zh: [
      `${count} 个文件`,
      ...(total.failed > 0 ? [`失败 ${total.failed} 个`] : []),
      formatBytes(total.receivedBytes),
      `${formatBytes(total.bytesPerSecond)}/s`,
      ...(total.leftMs === undefined ? [] : [`剩余 ${formatDuration(total.leftMs, language)}`]),
    ],
  }[language];
  return fitColumns(parts.join("  "), width);
}

/** Draws the state as rows, none wider than the screen and never more of them than fit. */
export function renderRows(
  transfers: readonly RowState[],
  total: TotalState,
  screen: Screen,
): string[] {
  const width = Math.max(MIN_COLUMNS, screen.columns) - SPARE_COLUMNS;
  const room = Math.max(1, Math.floor(screen.rows * MAX_SHARE_OF_ROWS) - 2);
  const shown = transfers.slice(0, room);
  const hidden = transfers.length - shown.length;
  const rows = shown.map((row) => transferRow(row, width, screen));
  if (hidden > 0) {
    const text = { en: `… and ${hidden} more`, zh: `……另有 ${hidden} 个` }[screen.language];
    rows.push(fitColumns(text, width));
  }
  rows.push(totalRow(total, width, screen));
  return rows;
}
