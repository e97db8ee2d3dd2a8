import { type Io, say, tell, visible } from "../../cli/io.ts";
import type { Language } from "../../cli/language.ts";
import type { Catalogue, NumberedGame } from "../catalogue/catalogue.ts";
import { TEXTS } from "./texts.ts";

/** Shows the catalogue and says what is wrong with the places it is read from. */
export function showCatalogue(catalogue: Catalogue, io: Io): void {
  showFaults(catalogue, io);
  const rows = formatCatalogue(catalogue.shown, io.language);
  if (rows === "") tell(io, TEXTS.noGames);
  else io.stderr.write(rows);
}

/** Says what is wrong with the places that the catalogue is read from. */
export function showFaults({ faults }: Catalogue, io: Io): void {
  for (const fault of faults) io.stderr.write(`${visible(say(io, fault))}\n`);
}

/** The catalogue as lines: `0.植物大战僵尸-普通版`. */
export function formatCatalogue(shown: readonly NumberedGame[], language: Language): string {
  const rows = shown.map(({ number, game }) => {
    const fault = game.fault && visible(game.fault[language]);
    const why = { en: ` (cannot be published: ${fault})`, zh: `（无法发布：${fault}）` };
    return `${number}.${visible(game.name[language])}${fault ? why[language] : ""}\n`;
  });
  return rows.join("");
}
