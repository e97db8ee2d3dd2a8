import { findPart } from "./page_part.ts";

/** A game as the admin API lists it. */
export interface ListedGame {
  /** Its number in the operator's menu. */
  readonly number: number;
  readonly id: string;
  readonly name: Record<string, string>;
  /** The URL of its cover. */
  readonly cover: string | null;
  readonly fault: Record<string, string> | null;
  /** What its author should know. */
  readonly notices: readonly Record<string, string>[];
  readonly isPublished: boolean;
}

let shown = "";

/** Shows the catalogue, one button a row; games that cannot be published stand folded below. */
export function showGames(games: readonly ListedGame[], publish: (id: string) => void): void {
  const now = JSON.stringify(games);
  // Rows that have not changed stay, so that no button vanishes under a finger that is about to press it.
  if (shown === now && !document.querySelector("#games :disabled")) return;
  shown = now;
  const { activeElement } = document;
  const focused = (activeElement as HTMLElement | null)?.dataset.game;
  const [good, broken] = [games.filter(({ fault }) => !fault), games.filter(({ fault }) => fault)];
  findPart("games").replaceChildren(...good.map((game) => {
    const row = showRow(game);
    row.append(showButton(game, publish));
    return row;
  }));
  findPart("broken-games").replaceChildren(...broken.map(showRow));
  document.querySelector<HTMLElement>(`[data-game="${CSS.escape(focused ?? "")}"]`)?.focus();
  findGames();
}

/** Shows only the rows that fit what the operator types: the start of a number, or a part of a name. */
export function findGames(): void {
  const wanted = fold(findPart<HTMLInputElement>("find").value.trim());
  const fits = (row: HTMLElement) => {
    const { number = "", names = "" } = row.dataset;
    return names.includes(wanted) || (/^\d+$/.test(wanted) && number.startsWith(wanted));
  };
  const filter = (list: string) => {
    const rows = [...findPart(list).children] as HTMLElement[];
    for (const row of rows) row.hidden = !fits(row);
    return rows.filter(({ hidden }) => !hidden).length;
  };
  const [good, broken] = [filter("games"), filter("broken-games")];
  findPart("no-fit").hidden = good + broken > 0;
  findPart("broken").hidden = broken === 0;
  findPart("broken-count").textContent = String(broken);
}

function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

function showRow(game: ListedGame): HTMLElement {
  const row = document.createElement("li");
  row.className = game.isPublished ? "card on" : "card";
  row.dataset.number = String(game.number);
  row.dataset.names = fold([game.id, ...Object.values(game.name)].join("\n"));
  row.append(showFace(game), describeGame(game));
  return row;
}

function showButton(
  { id, name, isPublished }: ListedGame,
  publish: (id: string) => void,
): HTMLElement {
  const { dataset: words } = findPart("games");
  const button = document.createElement("button");
  button.className = isPublished ? "button quiet" : "button";
  button.textContent = isPublished ? words.again! : words.publish!;
  button.setAttribute("aria-label", `${button.textContent}: ${name[pageLanguage()]}`);
  button.dataset.game = id;
  button.onclick = () => {
    button.disabled = true;
    publish(id);
  };
  return button;
}

function pageLanguage(): string {
  return document.documentElement.lang.slice(0, 2);
}

/** Shows a game's number and name and, below them, its fault or that it is published, and what else is to be said. */
function describeGame(game: ListedGame): HTMLElement {
  const { number, name, fault, notices, isPublished } = game;
  const language = pageLanguage();
  const place = document.createElement("span");
  place.className = "name";
  const title = document.createElement("strong");
  const count = document.createElement("span");
  count.className = "number";
  count.textContent = String(number);
  title.append(count, name[language]!);
  const note = document.createElement("span");
  note.className = fault ? "why" : "tag";
  note.textContent = fault ? fault[language]! : findPart("games").dataset.on!;
  place.append(title, ...(isPublished || fault ? [note] : []));
  for (const notice of fault ? [] : notices) {
    const line = document.createElement("span");
    line.className = "notice soft";
    line.textContent = notice[language]!;
    place.append(line);
  }
  return place;
}

/** Shows a game's cover, or the first character of its name. */
function showFace({ cover, name }: ListedGame): HTMLElement {
  const letter = document.createElement("span");
  letter.className = "face";
  letter.ariaHidden = "true";
  letter.textContent = [...name[pageLanguage()]!][0] ?? "?";
  if (cover === null) return letter;
  const picture = document.createElement("img");
  picture.className = "face";
  picture.alt = "";
  picture.onerror = () => picture.replaceWith(letter);
  picture.src = cover;
  return picture;
}
