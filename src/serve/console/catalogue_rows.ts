import { cutColumns } from "../../cli/columns.ts";
import { type Io, say, tell, visible } from "../../cli/io.ts";
import type { Language } from "../../cli/language.ts";
import type { Catalogue, NumberedGame } from "../catalogue/catalogue.ts";
import { layGrid, planGrid } from "./grid.ts";
import { brokenCountText, TEXTS } from "./texts.ts";

/** The rows of a question below the catalogue, and of the shell's last line above it. */
const ROWS_AROUND = 2;

/**
 * Prints the catalogue and the faults of its folders. Where a terminal has too few rows, the games stand in columns,
 * and of those that cannot be published only as many are shown as fit.
 *
 * @param options `isWhole` shows all of them with their reasons
 */
export function showCatalogue(
  catalogue: Catalogue,
  { io, isWhole = false }: { io: Io; isWhole?: boolean },
): void {
  showFaults(catalogue, io);
  const { shown } = catalogue;
  if (shown.length === 0) return tell(io, TEXTS.noGames);
  const room = io.size().rows - ROWS_AROUND - catalogue.faults.length;
  if (!io.stderr.isTerminal || shown.length <= room) {
    io.stderr.write(formatCatalogue(shown, io.language));
    return;
  }
  const rows = formatCompactly(shown, { ...io.size(), rows: room, isWhole, language: io.language });
  io.stderr.write(rows.map((row) => `${row}\n`).join(""));
}

/** Prints the faults of the folders that the catalogue reads. */
export function showFaults({ faults }: Catalogue, io: Io): void {
  for (const fault of faults) io.stderr.write(`${visible(say(io, fault))}\n`);
}

/** Formats the catalogue as lines: `0.植物大战僵尸-普通版`. */
export function formatCatalogue(shown: readonly NumberedGame[], language: Language): string {
  const rows = shown.flatMap((
    game,
  ) => [formatGame(game, language), ...formatNotices(game, language)]);
  return rows.map((row) => `${row}\n`).join("");
}

function formatNotices({ number, game }: NumberedGame, language: Language): string[] {
  return game.notices.map((notice) => `  ${number}: ${visible(notice[language])}`);
}

function formatGame({ number, game }: NumberedGame, language: Language): string {
  const fault = game.fault && visible(game.fault[language]);
  const why = { en: ` (cannot be published: ${fault})`, zh: `（无法发布：${fault}）` };
  return `${number}.${visible(game.name[language])}${fault ? why[language] : ""}`;
}

function formatCompactly(
  shown: readonly NumberedGame[],
  { columns, rows, isWhole, language }: {
    columns: number;
    rows: number;
    isWhole: boolean;
    language: Language;
  },
): string[] {
  const good = shown.filter(({ game }) => !game.fault);
  const broken = shown.filter(({ game }) => game.fault);
  const width = columns - 1;
  const grid = planGrid(good.length, { columns: width, rows: rows - Math.min(1, broken.length) });
  const digits = String(shown.at(-1)!.number).length;
  const cells = good.map(({ number, game }) =>
    cutColumns(
      `${String(number).padStart(digits)}.${visible(game.name[language])}`,
      grid.cellColumns,
    )
  );
  const left = rows - grid.rows;
  const reasons = broken.map((game) => formatGame(game, language));
  const notices = good.flatMap((game) => formatNotices(game, language));
  if (isWhole) return [...layGrid(cells, grid), ...notices, ...reasons];
  const cut = reasons.slice(0, broken.length <= left ? broken.length : Math.max(0, left - 1))
    .map((row) => cutColumns(row, width));
  const more = broken.length - cut.length;
  const rest = more > 0 ? [brokenCountText(more)[language]] : [];
  return [...layGrid(cells, grid), ...cut, ...rest];
}
