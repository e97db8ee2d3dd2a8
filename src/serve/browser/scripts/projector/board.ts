import { scoreText } from "../lesson/score_text.ts";

/** A row of the board. */
export interface BoardRow {
  /** `1`; players with the same score share one. */
  readonly place: number;
  readonly name: string;
  /** The score as it is shown. */
  readonly score: string;
}

/** What the class looks at while it plays. */
export interface Board {
  readonly title: string;
  /** The best first; the wall has room for ten. */
  readonly rows: readonly BoardRow[];
  /** What stands there while there is no row. */
  readonly empty: string;
}

const MAX_ROWS = 10;
/** So few rows are drawn larger. */
const FEW_ROWS = 5;

/** Makes a row of a score, with the number as the page's language writes it. */
export function boardRow(
  { place, name, value }: { place: number; name: string; value: number },
): BoardRow {
  return { place, name, score: scoreText(value) };
}

let shown = "";

/** Shows the board beside the game, or takes it away. */
export function showBoard(board: Board | null): void {
  const place = document.getElementById("board")!;
  place.hidden = board === null;
  document.querySelector("main")!.classList.toggle("has-board", board !== null);
  const now = JSON.stringify(board);
  // A screen reader would read the same rows again.
  if (now === shown && place.dataset.isDrawn) return;
  shown = now;
  place.dataset.isDrawn = "yes";
  document.getElementById("board-title")!.textContent = board?.title ?? "";
  const rows = board?.rows.slice(0, MAX_ROWS).map(drawRow) ?? [];
  if (board && rows.length === 0) {
    const row = document.createElement("li");
    row.className = "empty";
    row.textContent = board.empty;
    rows.push(row);
  }
  const list = document.getElementById("board-rows")!;
  list.classList.toggle("few", rows.length <= FEW_ROWS);
  list.replaceChildren(...rows);
}

function drawRow({ place, name, score }: BoardRow): HTMLElement {
  const row = document.createElement("li");
  for (const [kind, text] of [["place", `${place}`], ["name", name], ["score", score]] as const) {
    const part = document.createElement("span");
    part.className = kind;
    part.textContent = text;
    row.append(part);
  }
  return row;
}
