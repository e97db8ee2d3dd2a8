import { addElement, addText } from "../../kit/controls.ts";
import { bindText, say } from "../../kit/language.ts";
import { addStars } from "../../kit/stars.ts";
import type { Desk } from "../../zwdzjs-v1/edition.ts";
import { makePortrait } from "../../zwdzjs-v1/hud/portrait.ts";
import { pastimeOf } from "../raid/bout.ts";
import { type Stage, STAGES } from "../raid/stages.ts";
import { WORDS } from "../raid/words.ts";

function play(desk: Desk, at: number): void {
  const next = at + 1 < STAGES.length ? () => play(desk, at + 1) : undefined;
  desk.play(pastimeOf(STAGES[at]!, at === 0), {
    onLeave: () => openRaids(desk),
    ...(next && { onNext: next }),
  });
}

function addCard(grid: HTMLElement, stage: Stage, card: { stars: number; number: number }) {
  const button = addElement("button", "level level-night puzzle", grid);
  button.type = "button";
  button.dataset.raid = stage.id;
  const { stars } = card;
  bindText(button, () => say(WORDS.stageStars, { name: say(stage.name), stars }), "aria-label");
  const picture = addElement("span", "level-picture", button);
  picture.append(makePortrait({ zombie: stage.zombies.at(-1)! }, 62));
  addElement("b", "level-number", button).textContent = String(card.number);
  addText(button, "span", stage.name).className = "puzzle-name";
  addStars(button, stars);
  return button;
}

/** Opens the choice of stages; all are open, as everything is in this edition. */
export function openRaids(desk: Desk): void {
  desk.screens.open({
    id: "raids",
    title: WORDS.side,
    onBack: () => desk.showTitle(),
    build(panel) {
      addText(panel, "p", WORDS.intro).className = "soft";
      const grid = addElement("div", "level-grid puzzle-grid", panel);
      for (const [at, stage] of STAGES.entries()) {
        const { stars } = desk.records.of(pastimeOf(stage, at === 0).id);
        addCard(grid, stage, { stars, number: at + 1 })
          .addEventListener("click", () => play(desk, at));
      }
    },
  });
}
