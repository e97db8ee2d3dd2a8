// The towers that answer a monster, as a row of small pictures: two to build, one to leave.

import { addElement } from "../../kit/controls.ts";
import { bindText, say } from "../../kit/language.ts";
import { ANSWERS } from "../rules/answers.ts";
import type { MonsterKind } from "../rules/monsters_table.ts";
import type { TowerKind } from "../rules/towers_table.ts";
import { TOWER_TEXTS } from "../texts/almanac.ts";
import { WORDS } from "../texts/texts.ts";
import { towerPortrait } from "../view/portrait.ts";

const PICTURE_PX = 40;
const TICK = "M4 9.500l3.500 3.500L14 5.500";
const CROSS = "M4.500 4.500l9 9M13.500 4.500l-9 9";

/**
 * Adds the row; a screen reader hears it as one sentence.
 * @param offers the towers that can be built where the row is read @default {all}
 */
export function addAnswers(
  parent: Element,
  kind: MonsterKind,
  offers?: readonly TowerKind[],
): HTMLElement {
  const row = addElement("span", "answers", parent);
  const isOffered = (tower: TowerKind) => !offers || offers.includes(tower);
  const good = ANSWERS[kind].good.filter(isOffered);
  const bad = [ANSWERS[kind].bad].filter(isOffered);
  bindText(addElement("span", "chip-hidden", row), () => sayAnswers(good, bad));
  for (const tower of good) addAnswer(row, tower, true);
  for (const tower of bad) addAnswer(row, tower, false);
  return row;
}

function sayAnswers(good: readonly TowerKind[], bad: readonly TowerKind[]): string {
  const [one, other] = good.map((tower) => say(TOWER_TEXTS[tower].name));
  const [worst] = bad.map((tower) => say(TOWER_TEXTS[tower].name));
  const words = [];
  if (one && other) words.push(say(WORDS.answers, { one, other }));
  else if (one) words.push(say(WORDS.answer, { one }));
  if (worst) words.push(say(WORDS.noAnswer, { bad: worst }));
  return words.join(" ");
}

function addAnswer(row: HTMLElement, tower: TowerKind, isGood: boolean): void {
  const answer = addElement("span", isGood ? "answer good" : "answer bad", row);
  answer.setAttribute("aria-hidden", "true");
  answer.append(towerPortrait(tower, 0, PICTURE_PX));
  const sign = addElement("span", "answer-sign", answer);
  sign.innerHTML = `<svg viewBox="0 0 18 18" fill="none" stroke="currentColor" ` +
    `stroke-width="3.2" stroke-linecap="round" stroke-linejoin="round">` +
    `<path d="${isGood ? TICK : CROSS}"/></svg>`;
  bindText(addElement("span", "answer-name", answer), TOWER_TEXTS[tower].name);
}
