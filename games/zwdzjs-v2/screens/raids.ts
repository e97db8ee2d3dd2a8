import { addElement, addText } from "../../kit/controls.ts";
import { icon } from "../../kit/icons.ts";
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

function starsOf(desk: Desk, at: number): number {
  return desk.records.of(pastimeOf(STAGES[at]!, at === 0).id).stars;
}

function addCard(
  grid: HTMLElement,
  stage: Stage,
  card: { at: number; stars: number; open: boolean },
) {
  const { at, stars, open } = card;
  const button = addElement("button", "level level-night puzzle", grid);
  button.type = "button";
  button.disabled = !open;
  button.dataset.raid = stage.id;
  const text = open ? WORDS.stageStars : WORDS.locked;
  bindText(button, () => say(text, { name: say(stage.name), stars }), "aria-label");
  const picture = addElement("span", "level-picture", button);
  picture.append(makePortrait({ zombie: stage.zombies.at(-1)! }, 62, !open));
  addElement("b", "level-number", button).textContent = String(at + 1);
  addText(button, "span", stage.name).className = "puzzle-name";
  if (open) addStars(button, stars);
  else addElement("span", "level-lock", button).innerHTML = icon("lock");
  return button;
}

/** Opens the choice of stages; each opens the next. */
export function openRaids(desk: Desk): void {
  desk.screens.open({
    id: "raids",
    title: WORDS.side,
    onBack: () => desk.showTitle(),
    build(panel) {
      addText(panel, "p", WORDS.intro).className = "soft";
      const grid = addElement("div", "level-grid puzzle-grid", panel);
      for (const [at, stage] of STAGES.entries()) {
        const open = at === 0 || starsOf(desk, at - 1) > 0;
        addCard(grid, stage, { at, stars: starsOf(desk, at), open })
          .addEventListener("click", () => play(desk, at));
      }
    },
  });
}
