import type { Language, Text } from "../../cli/language.ts";

/** Makes names comparable that differ in case or width. */
export function foldName(name: string): string {
  return name.normalize("NFKC").toLowerCase();
}

/** The parts of a game that its name depends on. */
interface NamedGame {
  readonly id: string;
  readonly name: Text;
  readonly isHidden: boolean;
  readonly version: string;
}

/** Adds its folder to the name of each game that shares it with another one. */
export function tellApart<Game extends NamedGame>(
  games: ReadonlyMap<string, Game>,
): Map<string, Game> {
  const shown = [...games.values()].filter(({ isHidden }) => !isHidden);
  const isShared = {
    en: findShared(shown.map(({ name }) => name.en)),
    zh: findShared(shown.map(({ name }) => name.zh)),
  };
  const rename = (game: Game): Game => {
    const folded = (language: Language) => foldName(game.name[language]);
    const needs = (language: Language) =>
      !game.isHidden && isShared[language].has(folded(language)) &&
      folded(language) !== foldName(game.id);
    if (!needs("en") && !needs("zh")) return game;
    const name: Text = {
      en: needs("en") ? `${game.name.en} (${game.id})` : game.name.en,
      zh: needs("zh") ? `${game.name.zh}（${game.id}）` : game.name.zh,
    };
    return { ...game, name, version: `${game.version}\n${name.en}\n${name.zh}` };
  };
  return new Map([...games].map(([key, game]) => [key, rename(game)]));
}

function findShared(names: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(names.map(foldName).filter((name) => seen.has(name) || !seen.add(name)));
}
