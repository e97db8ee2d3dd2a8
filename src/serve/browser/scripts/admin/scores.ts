import type { askHost } from "./ask_host.ts";
import { scoreText } from "../lesson/score_text.ts";
import { findPart } from "./page_part.ts";

/** A game that has scores. */
interface ListedGame {
  readonly id: string;
  readonly name: Record<string, string>;
}

/** The scores of a level, the best first. */
interface ListedLevel {
  readonly level: string;
  readonly scores: readonly {
    readonly place: number;
    readonly name: string;
    readonly value: number;
    readonly atMs: number;
  }[];
}

type Order = Omit<Parameters<typeof askHost>[0], "token">;

/** How the page gives its orders. */
export interface ScoreOrders {
  readonly act: (order: Order) => void;
  readonly ask: (order: Order) => ReturnType<typeof askHost>;
  readonly fail: (message: string) => void;
  /** Shows the page anew. */
  readonly refresh: () => void;
}

/** The table for a phone; the CSV has all. */
const MAX_ROWS = 20;

/** A second press within this time says yes, in milliseconds. */
const SURE_MS = 5000;

/** The game that the operator has chosen; empty for the published one. */
let chosen = "";
let shown = "";

/** Lets the operator look at a game's scores, save them and clear them. Returns what shows them anew. */
export function offerScores(
  { act, ask, fail, refresh }: ScoreOrders,
): (published: ListedGame | null) => Promise<void> {
  const select = findPart<HTMLSelectElement>("scores-game");
  const pathFor = (name: string) => `${name}?game=${encodeURIComponent(select.value)}`;
  select.addEventListener("change", () => {
    chosen = select.value;
    refresh();
  });
  findPart("scores").addEventListener("toggle", refresh);
  findPart("scores-save").addEventListener("click", async () => {
    try {
      save(await ask({ path: pathFor("scores.csv") }), `${select.value}.csv`);
    } catch (error) {
      fail((error as Error).message);
    }
  });
  askTwice(findPart<HTMLButtonElement>("scores-clear"), () => {
    chosen = "";
    act({ method: "DELETE", path: pathFor("scores") });
  });
  return async (published) => {
    const isOpen = findPart<HTMLDetailsElement>("scores").open;
    const wanted = chosen || published?.id || "";
    const path = isOpen ? `scores?game=${encodeURIComponent(wanted)}` : "scores";
    const { games, levels = [] } = await ask({ path });
    const isListed = games.some(({ id }: ListedGame) => id === wanted);
    // The game that is on may have no scores yet.
    showGamesWithScores(isListed || !published ? games : [published, ...games], wanted);
    findPart("scores").hidden = games.length === 0;
    showLevels(levels);
  };
}

function showGamesWithScores(games: readonly ListedGame[], wanted: string): void {
  const select = findPart<HTMLSelectElement>("scores-game");
  const now = JSON.stringify(games);
  if (select.dataset.shown !== now) {
    select.replaceChildren(...games.map(({ id, name }) => new Option(name[language()]!, id)));
    select.dataset.shown = now;
  }
  select.value = wanted;
}

function showLevels(levels: readonly ListedLevel[]): void {
  const now = JSON.stringify(levels);
  // Rows that have not changed stay, so that a screen reader is not led away.
  if (now === shown) return;
  shown = now;
  findPart("scores-levels").replaceChildren(...levels.map(showLevel));
}

function showLevel({ level, scores }: ListedLevel): HTMLElement {
  const { place, player, score, made } = findPart("scores").dataset;
  const table = document.createElement("table");
  if (level !== "") table.createCaption().textContent = level;
  const head = table.createTHead().insertRow();
  for (const text of [place, player, score, made]) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = text!;
    head.append(cell);
  }
  const body = table.createTBody();
  for (const { place, name, value, atMs } of scores.slice(0, MAX_ROWS)) {
    const row = body.insertRow();
    for (const text of [`${place}`, name, scoreText(value), timeText(new Date(atMs))]) {
      row.insertCell().textContent = text;
    }
  }
  return table;
}

/** Today's scores with their time of day, others with their day. */
function timeText(time: Date): string {
  const { lang } = document.documentElement;
  return time.toDateString() === new Date().toDateString()
    ? time.toLocaleTimeString(lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
    : time.toLocaleDateString(lang, { month: "numeric", day: "numeric" });
}

/** Asks by the button itself whether the press was meant; a second one soon after says yes. */
function askTwice(button: HTMLButtonElement, act: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const calm = () => {
    clearTimeout(timer);
    timer = undefined;
    button.textContent = button.dataset.clear!;
  };
  button.addEventListener("click", () => {
    if (timer !== undefined) {
      calm();
      act();
    } else {
      button.textContent = button.dataset.sure!;
      timer = setTimeout(calm, SURE_MS);
    }
  });
  findPart("scores-game").addEventListener("change", calm);
}

/** Hands a file to the browser. */
function save(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function language(): string {
  return document.documentElement.lang.slice(0, 2);
}
