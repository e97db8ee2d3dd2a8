import { findPart } from "./page_part.ts";

/** A game as the admin API lists it. */
export interface ListedGame {
  readonly id: string;
  readonly name: Record<string, string>;
  /** The URL of its cover. */
  readonly cover: string | null;
  readonly fault: Record<string, string> | null;
  readonly isPublished: boolean;
}

/** Shows the catalogue, one button a row. */
export function showGames(games: readonly ListedGame[], publish: (id: string) => void): void {
  const { dataset: words } = findPart("games");
  const shown = JSON.stringify(games);
  // Rows that have not changed stay, so that no button vanishes under a finger that is about to press it.
  if (words.shown === shown && !document.querySelector("#games :disabled")) return;
  words.shown = shown;
  const rows = games.map((game) => {
    const row = document.createElement("li");
    row.className = game.isPublished ? "card on" : "card";
    const button = document.createElement("button");
    button.className = game.isPublished ? "button quiet" : "button";
    button.textContent = game.isPublished ? words.again! : words.publish!;
    const name = describeGame(game);
    button.setAttribute("aria-label", `${button.textContent}: ${name.firstChild!.textContent}`);
    button.disabled = game.fault !== null;
    button.dataset.game = game.id;
    button.onclick = () => {
      button.disabled = true;
      publish(game.id);
    };
    row.append(showFace(game), name, button);
    return row;
  });
  const { activeElement } = document;
  const focused = (activeElement as HTMLElement | null)?.dataset.game;
  findPart("games").replaceChildren(...rows);
  document.querySelector<HTMLElement>(`[data-game="${CSS.escape(focused ?? "")}"]`)?.focus();
}

/** Shows a game's name and, below it, its fault or that it is published. */
function describeGame({ name, fault, isPublished }: ListedGame): HTMLElement {
  const language = document.documentElement.lang.slice(0, 2);
  const place = document.createElement("span");
  place.className = "name";
  const title = document.createElement("strong");
  title.textContent = name[language]!;
  const note = document.createElement("span");
  note.className = fault ? "why" : "tag";
  note.textContent = fault ? fault[language]! : findPart("games").dataset.on!;
  place.append(title, ...(isPublished || fault ? [note] : []));
  return place;
}

/** Shows a game's cover, or the first character of its name. */
function showFace({ cover, name }: ListedGame): HTMLElement {
  const language = document.documentElement.lang.slice(0, 2);
  const letter = document.createElement("span");
  letter.className = "face";
  letter.ariaHidden = "true";
  letter.textContent = [...name[language]!][0] ?? "?";
  if (cover === null) return letter;
  const picture = document.createElement("img");
  picture.className = "face";
  picture.alt = "";
  picture.onerror = () => picture.replaceWith(letter);
  picture.src = cover;
  return picture;
}
