import { type Io, say, tell, visible } from "../../cli/io.ts";
import type { Language } from "../../cli/language.ts";
import type { Catalogue, NumberedGame } from "../catalogue/catalogue.ts";
import { TEXTS } from "./texts.ts";

/** Prints the catalogue and the faults of its folders. */
export function showCatalogue(catalogue: Catalogue, io: Io): void {
  showFaults(catalogue, io);
  const rows = formatCatalogue(catalogue.shown, io.language);
  if (rows === "") tell(io, TEXTS.noGames);
  else io.stderr.write(rows);
}

/** Prints the faults of the folders that the catalogue reads. */
export function showFaults({ faults }: Catalogue, io: Io): void {
  for (const fault of faults) io.stderr.write(`${visible(say(io, fault))}\n`);
}

/** Formats the catalogue as lines: `0.植物大战僵尸-普通版`. */
export function formatCatalogue(shown: readonly NumberedGame[], language: Language): string {
  const rows = shown.map(({ number, game }) => {
    const fault = game.fault && visible(game.fault[language]);
    const why = { en: ` (cannot be published: ${fault})`, zh: `（无法发布：${fault}）` };
    return `${number}.${visible(game.name[language])}${fault ? why[language] : ""}\n`;
  });
  return rows.join("");
}
