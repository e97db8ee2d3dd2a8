import { addElement, addText } from "../../kit/controls.ts";
import { bindText, say } from "../../kit/language.ts";
import { addStars } from "../../kit/stars.ts";
import type { Desk } from "../../zwdzjs-v1/edition.ts";
import { makePortrait } from "../../zwdzjs-v1/hud/portrait.ts";
import { pastimeOf } from "../puzzles/bout.ts";
import { PUZZLES } from "../puzzles/list.ts";
import type { Puzzle } from "../puzzles/puzzle.ts";
import { WORDS } from "../puzzles/words.ts";

function play(desk: Desk, at: number): void {
  const next = at + 1 < PUZZLES.length ? () => play(desk, at + 1) : undefined;
  desk.play(pastimeOf(PUZZLES[at]!), {
    onLeave: () => openPuzzles(desk),
    ...(next && { onNext: next }),
  });
}

function addCard(grid: HTMLElement, puzzle: Puzzle, card: { stars: number; number: number }) {
  const button = addElement("button", `level level-${puzzle.hour} puzzle`, grid);
  button.type = "button";
  button.dataset.puzzle = puzzle.id;
  const { stars } = card;
  bindText(button, () => say(WORDS.puzzleStars, { name: say(puzzle.name), stars }), "aria-label");
  const picture = addElement("span", "level-picture", button);
  picture.append(makePortrait({ zombie: puzzle.guests[0]![1] }, 62));
  addElement("b", "level-number", button).textContent = String(card.number);
  addText(button, "span", puzzle.name).className = "puzzle-name";
  addStars(button, stars);
  return button;
}

/** Opens the choice of puzzles. */
export function openPuzzles(desk: Desk): void {
  desk.screens.open({
    id: "puzzles",
    title: WORDS.puzzles,
    onBack: () => desk.showTitle(),
    build(panel) {
      addText(panel, "p", WORDS.intro).className = "soft";
      const grid = addElement("div", "level-grid puzzle-grid", panel);
      for (const [at, puzzle] of PUZZLES.entries()) {
        const { stars } = desk.records.of(pastimeOf(puzzle).id);
        addCard(grid, puzzle, { stars, number: at + 1 })
          .addEventListener("click", () => play(desk, at));
      }
    },
  });
}
