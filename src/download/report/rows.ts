import { unicodeWidth } from "@std/cli/unicode-width";
import { fitColumns, padColumns } from "../../cli/columns.ts";
import type { Language } from "../../cli/language.ts";
import { formatBytes, formatDuration } from "../../cli/amount.ts";

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
/** Less than this no terminal has; there rows may wrap. */
const MIN_COLUMNS = 12;
/** Above the bars a terminal should still show what has happened. */
const MAX_SHARE_OF_ROWS = 0.6;
const MAX_BAR_COLUMNS = 30;
const MIN_BAR_COLUMNS = 8;
const MAX_NAME_COLUMNS = 40;

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
    const nameColumns = width - 5;
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

/** Where the whole run stands; what matters least goes first where there is no room. */
function totalRow(total: TotalState, width: number, { language }: Screen): string {
  const ended = total.finished + total.failed;
  const count = total.expected === undefined ? `${ended}` : `${ended}/${total.expected}`;
  const files = (total.expected ?? ended) === 1 ? "file" : "files";
  const left = total.leftMs === undefined ? undefined : formatDuration(total.leftMs, language);
  const parts = [
    { rank: 0, en: `${count} ${files}`, zh: `${count} 个文件` },
    { rank: 1, en: `${total.failed} failed`, zh: `失败 ${total.failed} 个` },
    { rank: 4, en: formatBytes(total.receivedBytes), zh: formatBytes(total.receivedBytes) },
    {
      rank: 3,
      en: `${formatBytes(total.bytesPerSecond)}/s`,
      zh: `${formatBytes(total.bytesPerSecond)}/s`,
    },
    { rank: 2, en: `${left} left`, zh: `剩余 ${left}` },
  ].filter(({ rank }) => (rank !== 1 || total.failed > 0) && (rank !== 2 || left !== undefined));
  for (let maxRank = 4;; maxRank--) {
    const shown = parts.filter(({ rank }) => rank <= maxRank).map((part) => part[language]);
    const text = shown.join("  ");
    if (unicodeWidth(text) <= width || maxRank === 0) return fitColumns(text, width);
  }
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
