// The screen on which the player chooses a board.

import { addElement, addText, type Label } from "../../kit/controls.ts";
import { say } from "../../kit/language.ts";
import type { Screen } from "../../kit/screens.ts";
import type { Shell } from "../../kit/shell.ts";
import type { Progress } from "../progress/progress.ts";
import { streakOn } from "../progress/streak.ts";
import { type Side, SIDES } from "../rules/rules.ts";
import { WORDS } from "./words.ts";

/** What the screen shows, and what choosing does. */
export type BoardsOptions = {
  readonly progress: Progress;
  /** The day of today. */
  readonly day: string;
  readonly onOwn: (side: Side) => void;
  readonly onDaily: () => void;
  /** Called when the player leaves the screen without a choice. */
  readonly onBack: () => void;
};

/** A picture of an empty board. */
function boardPicture(side: Side, inner = ""): string {
  const step = 48 / side;
  const cells = Array.from({ length: side * side }, (_, cell) => {
    const [x, y] = [
      cell % side * step + 8 + step * 0.08,
      Math.floor(cell / side) * step + 8 + step * 0.08,
    ];
    const size = step * 0.84;
    return `<rect x="${x}" y="${y}" width="${size}" height="${size}" rx="${size / 4}"/>`;
  });
  return `<svg viewBox="0 0 64 64" aria-hidden="true"><rect class="board-back" x="2" y="2" width="60" height="60" rx="12"/>` +
    `<g class="board-wells">${cells.join("")}</g>${inner}</svg>`;
}

const SUN = `<circle cx="32" cy="32" r="15" fill="#ffc64d" stroke="#8a5a00" stroke-width="3"/>` +
  `<path d="M25 30v2m14-2v2m-12 6q5 5 10 0" fill="none" stroke="#4a3000" stroke-width="3" stroke-linecap="round"/>`;

/** A board that can be chosen. */
type Card = {
  readonly picture: string;
  readonly name: Label;
  readonly line: Label;
  readonly isCurrent: boolean;
  readonly run: () => void;
};

function ownCard(side: Side, { progress, onOwn }: BoardsOptions): Card {
  const best = progress.boards[`${side}`]?.best ?? 0;
  return {
    picture: boardPicture(side),
    name: () => `${side} × ${side}`,
    line: () => best > 0 ? say(WORDS.boardBest, { n: best }) : say(WORDS.boardNew),
    isCurrent: progress.current === `${side}`,
    run: () => onOwn(side),
  };
}

function dailyCard({ progress, day, onDaily }: BoardsOptions): Card {
  const { daily } = progress.boards;
  const best = daily?.of === day ? daily.best : 0;
  const days = streakOn(progress.streak, day);
  return {
    picture: boardPicture(4, SUN),
    name: WORDS.daily,
    line: () => {
      if (best === 0) return say(WORDS.dailyLine);
      const streak = days > 1 ? ` · ${say(WORDS.streak, { n: days })}` : "";
      return say(WORDS.boardBest, { n: best }) + streak;
    },
    isCurrent: progress.current === "daily",
    run: onDaily,
  };
}

function addCard(place: HTMLElement, shell: Shell, card: Card): void {
  const button = addElement("button", "board-card", place);
  button.type = "button";
  button.classList.toggle("current", card.isCurrent);
  button.autofocus = card.isCurrent;
  addElement("span", "board-picture", button).innerHTML = card.picture;
  addText(button, "strong", card.name);
  addText(button, "small", card.line);
  button.addEventListener("click", () => {
    shell.screens.closeAll();
    card.run();
  });
}

/** Makes the screen. */
export function boardsScreen(shell: Shell, options: BoardsOptions): Screen {
  return {
    id: "boards",
    title: WORDS.boards,
    onBack: options.onBack,
    build: (panel) => {
      const place = addElement("div", "board-cards", panel);
      for (const side of SIDES) addCard(place, shell, ownCard(side, options));
      addCard(place, shell, dailyCard(options));
    },
  };
}
