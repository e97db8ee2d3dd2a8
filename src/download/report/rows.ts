import { unicodeWidth } from "@std/cli/unicode-width";
import { cutColumns, fitColumns, padColumns } from "../../cli/columns.ts";
import type { Language } from "../../cli/language.ts";
import { formatBytes, formatCountdown, formatDuration } from "../../cli/amount.ts";

/** The row of an active transfer. */
export interface TransferRow {
  /** The name, safe for a terminal. */
  readonly name: string;
  readonly doneBytes: number;
  /** The size in bytes; null where the server did not state it. */
  readonly size: number | null;
  readonly bytesPerSecond: number;
  /** The current silence and its limit in milliseconds; undefined while bytes arrive. */
  readonly silence: { readonly silentMs: number; readonly limitMs: number } | undefined;
}

/** The row of a file that waits for its next attempt. */
export interface WaitingRow {
  /** The name, safe for a terminal. */
  readonly name: string;
  /** The reason, in the reader's language. */
  readonly why: string;
  /** The wait in milliseconds; 0 where it waits only for a free slot. */
  readonly leftMs: number;
  readonly nextTry: number;
  readonly tries: number;
}

/** The row of one file. */
export type RowState = TransferRow | WaitingRow;

/** The last row, which sums up the run. */
export interface TotalState {
  readonly finished: number;
  readonly failed: number;
  /** The number of files, where the input could be counted. */
  readonly expected: number | undefined;
  readonly receivedBytes: number;
  readonly bytesPerSecond: number;
  /** The estimated time left in milliseconds; undefined where it is unknown. */
  readonly leftMs: number | undefined;
  /** Files waiting for their next attempt, including those without a row. */
  readonly waiting: number;
}

/** The size and abilities of the terminal. */
export interface Screen {
  readonly columns: number;
  readonly rows: number;
  readonly language: Language;
  readonly hasColour: boolean;
}

/** Rows stay one column short, because a full row would wrap on some terminals. */
const SPARE_COLUMNS = 1;
/** The narrowest layout; on a narrower terminal rows may wrap. */
const MIN_COLUMNS = 12;
/** The share of the terminal for bars, so that recent messages stay visible above them. */
const MAX_SHARE_OF_ROWS = 0.6;
const MAX_BAR_COLUMNS = 30;
const MIN_BAR_COLUMNS = 8;
const MAX_NAME_COLUMNS = 40;
/** The narrowest row with room for a name and a note on silence. */
const MIN_NOTED_COLUMNS = 30;

function bar(fraction: number, columns: number, hasColour: boolean): string {
  const filled = Math.round(Math.min(1, Math.max(0, fraction)) * columns);
  const [done, left] = ["█".repeat(filled), "░".repeat(columns - filled)];
  return hasColour ? `\x1b[32m${done}\x1b[2m${left}\x1b[0m` : done + left;
}

/** The width of the columns right of a bar, which is constant: `100%  1023 MiB  1023 MiB/s`. */
const NUMBER_COLUMNS = 26;

function numbers(percent: string, { doneBytes, bytesPerSecond }: TransferRow, note?: string) {
  const amount = formatBytes(doneBytes).padStart(9);
  const speed = `${formatBytes(bytesPerSecond)}/s`.padStart(11);
  const room = NUMBER_COLUMNS - 5;
  const right = note === undefined ? `${amount} ${speed}` : cutColumns(note, room);
  return `${percent.padStart(4)} ${" ".repeat(room - unicodeWidth(right))}${right}`;
}

/** Formats a note on silence, in place of an amount that stands still and a fading speed. */
function silenceNote({ silence }: TransferRow, language: Language): string | undefined {
  if (!silence) return undefined;
  const seconds = Math.floor(silence.silentMs / 1000);
  const limit = Number((silence.limitMs / 1000).toFixed(1));
  return { en: `silent ${seconds}s of ${limit}s`, zh: `静默 ${seconds}/${limit} 秒` }[language];
}

function transferRow(row: TransferRow, width: number, screen: Screen): string {
  const fraction = row.size === null ? undefined : row.size === 0 ? 1 : row.doneBytes / row.size;
  const percent = fraction === undefined ? "?" : `${Math.floor(Math.min(1, fraction) * 100)}%`;
  const note = silenceNote(row, screen.language);
  const right = numbers(percent, row, note);
  const room = width - NUMBER_COLUMNS - 1;
  // A narrow terminal shows a name and a percentage; a very narrow one only part of the name.
  if (room < MIN_BAR_COLUMNS + 12) {
    const short = note === undefined || width < MIN_NOTED_COLUMNS ? percent.padStart(4) : note;
    const nameColumns = width - unicodeWidth(short) - 1;
    return `${padColumns(fitColumns(row.name, nameColumns), nameColumns)} ${short}`;
  }
  const barColumns = Math.min(MAX_BAR_COLUMNS, Math.max(MIN_BAR_COLUMNS, Math.floor(room * 0.4)));
  const nameColumns = Math.min(MAX_NAME_COLUMNS, room - barColumns - 1);
  const name = padColumns(fitColumns(row.name, nameColumns), nameColumns);
  const drawn = fraction === undefined
    ? " ".repeat(barColumns)
    : bar(fraction, barColumns, screen.hasColour);
  return `${name} ${drawn} ${right}`;
}

/** Formats the wait, the number of the next try, and as much of the reason as fits. */
function waitingRow(row: WaitingRow, width: number, { language }: Screen): string {
  const { leftMs, nextTry, tries, why } = row;
  const left = formatCountdown(leftMs, language);
  const text = {
    en: `${leftMs > 0 ? `waits ${left}` : "waits its turn"}, try ${nextTry} of ${tries}: ${why}`,
    zh: `${leftMs > 0 ? `${left}后重试` : "等待空位"}（第 ${nextTry}/${tries} 次）：${why}`,
  }[language];
  const nameColumns = Math.min(MAX_NAME_COLUMNS, Math.floor(width * 0.4));
  const name = padColumns(fitColumns(row.name, nameColumns), nameColumns);
  return `${name} ${cutColumns(text, width - nameColumns - 1)}`;
}

/** Formats the state of the run; the least important parts are left out first where there is no room. */
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

function hiddenText(hidden: number, waiting: number, { language }: Screen): string {
  const [en, zh] = waiting > 0 ? [` (${waiting} waiting)`, `（${waiting} 个在等待）`] : ["", ""];
  return { en: `… and ${hidden} more${en}`, zh: `……另有 ${hidden} 个${zh}` }[language];
}

/** Draws the state as rows, none wider than the screen and no more than fit. */
export function renderRows(
  files: readonly RowState[],
  total: TotalState,
  screen: Screen,
): string[] {
  const width = Math.max(MIN_COLUMNS, screen.columns) - SPARE_COLUMNS;
  const room = Math.max(1, Math.floor(screen.rows * MAX_SHARE_OF_ROWS) - 2);
  const shown = files.slice(0, room);
  const rows = shown.map((row) =>
    "why" in row ? waitingRow(row, width, screen) : transferRow(row, width, screen)
  );
  const isWaiting = (row: RowState) => "why" in row;
  const hiddenWaiting = total.waiting - shown.filter(isWaiting).length;
  const hidden = files.filter((row) => !isWaiting(row)).length -
    shown.filter((row) => !isWaiting(row)).length + hiddenWaiting;
  if (hidden > 0) rows.push(fitColumns(hiddenText(hidden, hiddenWaiting, screen), width));
  rows.push(totalRow(total, width, screen));
  return rows;
}
