// The hint after a map was lost more than once, with the towers that it names.

import { addElement, addText } from "../../kit/controls.ts";
import { bindText, say } from "../../kit/language.ts";
import type { Advice } from "../rules/advice.ts";
import { MONSTER_TEXTS, TOWER_TEXTS } from "../texts/almanac.ts";
import { WORDS } from "../texts/texts.ts";
import { monsterPortrait, towerPortrait } from "../view/portrait.ts";

const PICTURE_PX = 60;

/** Adds the hint to the panel of a lost game. */
export function addAdvice(panel: HTMLElement, advice: Advice): void {
  const card = addElement("div", "culprit advice", panel);
  card.append(pictureOf(advice));
  addText(card, "strong", WORDS.adviceTitle);
  bindText(addElement("span", "", card), () => textOf(advice));
}

function pictureOf(advice: Advice): HTMLCanvasElement {
  switch (advice.say) {
    case "swap":
    case "answer":
      return towerPortrait(advice.good, 0, PICTURE_PX);
    case "mark":
      return monsterPortrait(advice.monster, PICTURE_PX);
    case "upgrade":
    case "spend":
      return towerPortrait("sling", 2, PICTURE_PX);
  }
}

function textOf(advice: Advice): string {
  switch (advice.say) {
    case "swap":
      return say(WORDS.adviceSwap, {
        bad: say(TOWER_TEXTS[advice.bad].name),
        good: say(TOWER_TEXTS[advice.good].name),
        monster: say(MONSTER_TEXTS[advice.monster].name),
      });
    case "answer":
      return say(WORDS.adviceAnswer, {
        good: say(TOWER_TEXTS[advice.good].name),
        monster: say(MONSTER_TEXTS[advice.monster].name),
      });
    case "mark":
      return say(WORDS.adviceMark, { monster: say(MONSTER_TEXTS[advice.monster].name) });
    case "spend":
      return say(WORDS.adviceSpend, { coins: advice.coins });
    case "upgrade":
      return say(WORDS.adviceUpgrade);
  }
}
