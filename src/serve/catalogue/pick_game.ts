import type { Text } from "../../cli/language.ts";
import type { Catalogue, Game, NumberedGame } from "./catalogue.ts";
import { foldName } from "./game_names.ts";
import { cannotPublish, noSuchGame, severalGames } from "./refusals.ts";

/** The game that an answer names, or why it names none that can be published. */
export type Picked =
  | { readonly kind: "game"; readonly game: Game }
  | { readonly kind: "none" | "several" | "broken"; readonly why: Text };

/**
 * Picks the game that the operator means: by its ID, its name, its number (`7`, or `#7` where a game is called 7), or
 * a part of its name that no other game has. Whole words go before parts of words: `entry 2` is not `entry 20`.
 */
export function pickGame(catalogue: Catalogue, answer: string): Picked {
  const [first, ...others] = findMeant(catalogue, answer.trim());
  if (!first) return { kind: "none", why: noSuchGame(answer) };
  if (others.length > 0) return { kind: "several", why: severalGames(answer, [first, ...others]) };
  const { game } = first;
  if (game.fault) return { kind: "broken", why: cannotPublish(game.name, game.fault) };
  return { kind: "game", game };
}

/** Whether a game belongs into the list while the operator types this. */
export function fitsTyped({ number, game }: NumberedGame, typed: string): boolean {
  const wanted = foldName(typed.trim());
  if (/^#?\d+$/.test(wanted) && `${number}`.startsWith(wanted.replace("#", ""))) return true;
  return namesOf(game).some((name) => foldName(name).includes(wanted));
}

function findMeant(catalogue: Catalogue, wanted: string): readonly NumberedGame[] {
  if (wanted === "") return [];
  const { shown } = catalogue;
  const hidden = catalogue.get(wanted);
  const folded = foldName(wanted);
  const [, number] = /^#?(\d{1,6})$/.exec(folded) ?? [];
  const byName = (fits: (name: string) => boolean) =>
    shown.filter(({ game }) => namesOf(game).some(fits));
  const byNumber = () => shown.filter((game) => game.number === Number(number));
  if (folded.startsWith("#") && number !== undefined) return byNumber();
  if (hidden) return [{ number: -1, game: hidden }];
  const exact = firstFound([
    () => byName((name) => name === wanted),
    () => byName((name) => foldName(name) === folded),
  ]);
  if (exact.length > 0) return exact;
  // Digits alone are a number: a mistyped one must not publish the game whose name contains it.
  if (number !== undefined) return byNumber();
  return firstFound([
    () => byName((name) => hasWords(foldName(name), folded)),
    () => byName((name) => foldName(name).includes(folded)),
  ]);
}

function firstFound(
  searches: readonly (() => readonly NumberedGame[])[],
): readonly NumberedGame[] {
  for (const search of searches) {
    const found = search();
    if (found.length > 0) return found;
  }
  return [];
}

function namesOf({ id, name }: Game): readonly string[] {
  return [id, name.en, name.zh];
}

/** Whether a text contains a part that neither begins nor ends inside a word or number. */
function hasWords(text: string, part: string): boolean {
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    const around = [text.slice(0, at).at(-1), text[at + part.length]];
    if (around.every((character) => !/[\p{L}\p{N}]/u.test(character ?? " "))) return true;
  }
  return false;
}
