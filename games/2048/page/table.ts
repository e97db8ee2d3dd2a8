// The page around the board: scores, the chain of tiles, lessons, and buttons.

import { addButton, addElement, addText, type Label } from "../../kit/controls.ts";
import { hasOnlyTouch } from "../../kit/input.ts";
import { bindText, refreshTexts, say, type Text } from "../../kit/language.ts";
import type { BoardName } from "../progress/board_names.ts";
import { boardOf, type Progress } from "../progress/progress.ts";
import { type Game, goalOf, largestTile } from "../rules/rules.ts";
import { addDayList } from "./day_list.ts";
import { addHistoryBar, type HistoryActions, type HistoryPlace } from "./history_bar.ts";
import { MOST_UNDOS } from "../rules/run.ts";
import { TILE_STEPS, tileColours } from "../board/tile_colours.ts";
import { LESSONS, SWIPE_LESSON, WORDS } from "./words.ts";

/** The player's actions around the board. */
export type TableOptions = {
  readonly onUndo: () => void;
  readonly onNewGame: () => void;
  readonly history: HistoryActions;
};

/** The picture of a hand that shows the first swipe. */
const HAND =
  `<svg viewBox="0 0 48 56" aria-hidden="true"><path d="M18 30V10a5 5 0 0 1 10 0v15l11 3c4 1 5 4 4 8l-3 13c-1 3-3 5-6 5H22c-3 0-5-1-7-4L6 37c-2-4 3-8 6-5z" fill="#fff7e8" stroke="#6b4a2a" stroke-width="3" stroke-linejoin="round"/></svg>`;

function addScore(parent: HTMLElement, className: string, label: Label): HTMLElement {
  const card = addElement("div", `card ${className}`, parent);
  addText(card, "span", label).className = "card-name";
  return addElement("output", "card-value", card);
}

function showNumber(output: HTMLElement, value: number): void {
  if (output.textContent === String(value)) return;
  output.textContent = String(value);
  output.classList.remove("bump");
  // Reading the layout between the two changes restarts the animation.
  void output.offsetWidth;
  output.classList.add("bump");
}

/** Adds the tiles on the way to the goal, and returns a function that shows how far a player has come. */
function addChain(parent: HTMLElement): (largest: number, goal: number) => void {
  let shown = { n: 0, goal: 0 };
  const chain = addElement("div", "chain", parent);
  chain.setAttribute("role", "img");
  bindText(chain, () => say(WORDS.chain, shown), "aria-label");
  const links = TILE_STEPS.map((value) => {
    const link = addElement("span", "link", chain);
    link.style.setProperty("--tile", tileColours(value).body);
    return { value, link };
  });
  const end = addElement("span", "chain-goal", chain);
  return (largest, goal) => {
    shown = { n: largest, goal };
    end.textContent = String(goal);
    for (const { value, link } of links) {
      link.hidden = value > Math.max(goal, largest);
      link.classList.toggle("reached", value <= largest);
      link.classList.toggle("newest", value === largest);
    }
    refreshTexts();
  };
}

const BESTS: Readonly<Partial<Record<BoardName, Text>>> = {
  daily: WORDS.bestOfDay,
  round: WORDS.bestOfRound,
};

/** What a game on this board is about, said until its first move. */
function aimOf(progress: Progress): string {
  const { game } = boardOf(progress).run;
  if (game.moves > 0) return "";
  if (progress.current === "daily") return say(WORDS.dailyAim);
  if (progress.current === "round") return say(WORDS.roundAim);
  return say(WORDS.aim, { n: goalOf(game.cells) });
}

/** The page around the board; `show` updates it. */
export type Table = {
  /** The place of the board. */
  readonly boardPlace: HTMLElement;
  /** The area that takes swipes, which extends beyond the board. */
  readonly swipePlace: HTMLElement;
  readonly show: (progress: Progress, day: string) => void;
  /** Shows the score and the largest tile of an earlier state. */
  readonly showEarlier: (game: Game) => void;
  readonly showHistory: (place: HistoryPlace, looksBack: boolean) => void;
};

function addTools(parent: HTMLElement, options: TableOptions): (undos: number) => void {
  let undos = 0;
  const tools = addElement("div", "tools", parent);
  const back = addButton(tools, { label: WORDS.undo, icon: "undo", run: options.onUndo });
  back.classList.add("undo");
  bindText(
    back,
    () => undos > 0 ? say(WORDS.undoLeft, { n: undos }) : say(WORDS.nothingToUndo),
    "aria-label",
  );
  const left = addElement("span", "undo-count", back);
  left.setAttribute("aria-hidden", "true");
  addButton(tools, { label: WORDS.newGame, icon: "restart", run: options.onNewGame })
    .classList.add("new-game");
  return (count) => {
    undos = Math.min(count, MOST_UNDOS);
    left.textContent = String(undos);
    back.disabled = undos === 0;
    refreshTexts();
  };
}

/** Builds the page around the board. */
export function setTable(place: HTMLElement, options: TableOptions): Table {
  const table = addElement("div", "table", place);
  const swipePlace = addElement("div", "swipe-place", table);
  const scores = addElement("div", "scores", table);
  const score = addScore(scores, "score", WORDS.score);
  let shown: Progress | undefined;
  const best = addScore(scores, "best", () => say(BESTS[shown?.current ?? "4"] ?? WORDS.best));
  const boardPlace = addElement("div", "board-place", table);
  const hand = addElement("div", "hand", boardPlace);
  hand.innerHTML = HAND;
  const showChain = addChain(table);
  const lesson = addElement("p", "lesson", table);
  lesson.setAttribute("aria-live", "polite");
  let lessonNumber = 0;
  bindText(lesson, () => {
    const text = lessonNumber === 0 && hasOnlyTouch() ? SWIPE_LESSON : LESSONS[lessonNumber];
    if (text) return say(text);
    return shown ? aimOf(shown) : "";
  });
  const showTools = addTools(table, options);
  const showDay = addDayList(table);
  const writeHistory = addHistoryBar(table, options.history);
  function showHistory(place: HistoryPlace, looksBack: boolean): void {
    table.classList.toggle("looking-back", looksBack);
    writeHistory(place);
  }
  function show(progress: Progress, day: string): void {
    const board = boardOf(progress);
    shown = progress;
    showNumber(score, board.run.game.score);
    showNumber(best, board.best);
    lessonNumber = progress.lessons;
    showChain(board.largest, goalOf(board.run.game.cells));
    table.classList.toggle("teaching", progress.lessons === 0);
    showTools(board.run.past.length);
    showDay(progress, day);
  }
  function showEarlier({ score: points, cells }: Game): void {
    showNumber(score, points);
    showChain(largestTile(cells), goalOf(cells));
    // Moves are taken back from the present only.
    showTools(0);
  }
  return { boardPlace, swipePlace, show, showEarlier, showHistory };
}
