// The almanac: every tower with its numbers, every monster met so far.

import { addElement, addText } from "../../kit/controls.ts";
import type { Text } from "../../kit/language.ts";
import type { Shell } from "../../kit/shell.ts";
import { addAnswers } from "../hud/answers_row.ts";
import { STEPS_PER_SECOND } from "../rules/clock.ts";
import { MONSTER_KINDS, type MonsterKind, MONSTERS } from "../rules/monsters_table.ts";
import { monsterPortrait, towerPortrait } from "../view/portrait.ts";
import { WORDS } from "../texts/texts.ts";
import { MONSTER_TEXTS, TOWER_TEXTS } from "../texts/almanac.ts";
import { TOWER_KINDS, type TowerKind, TOWERS } from "../rules/towers_table.ts";

/** Opens the almanac. */
export function openAlmanac(
  shell: Shell,
  { met, onBack }: { met: readonly MonsterKind[]; onBack: () => void },
): void {
  shell.screens.open({
    id: "almanac",
    title: WORDS.almanac,
    onBack,
    build: (panel) => {
      addText(panel, "h2", WORDS.towers);
      const towers = addElement("div", "cards", panel);
      for (const kind of TOWER_KINDS) addTowerCard(towers, kind);
      addText(panel, "h2", WORDS.monsters);
      const monsters = addElement("div", "cards", panel);
      for (const kind of MONSTER_KINDS) addMonsterCard(monsters, kind, met.includes(kind));
    },
  });
}

function addTowerCard(place: HTMLElement, kind: TowerKind): void {
  const card = addElement("article", "card", place);
  const row = addElement("div", "card-row", card);
  for (const rank of [0, 1, 2]) row.append(towerPortrait(kind, rank, 60));
  addText(card, "h3", TOWER_TEXTS[kind].name);
  addText(card, "p", TOWER_TEXTS[kind].about);
  const { levels, attack } = TOWERS[kind];
  const list = addElement("dl", "facts", card);
  addFact(list, WORDS.cost, levels.map((level) => String(level.cost)).join(" · "));
  addFact(list, WORDS.range, levels.map((level) => String(level.range)).join(" · "));
  if (attack === "aura") {
    addFact(list, WORDS.pace, levels.map((level) => `+${level.haste * 100}%`).join(" · "));
    return;
  }
  addFact(list, WORDS.damage, levels.map((level) => String(level.damage + level.burn)).join(" · "));
  const rates = levels.map((level) => (STEPS_PER_SECOND / level.waitSteps).toFixed(1));
  addFact(list, WORDS.rate, rates.join(" · "));
}

function addMonsterCard(place: HTMLElement, kind: MonsterKind, met: boolean): void {
  const card = addElement("article", met ? "card" : "card unmet", place);
  card.append(monsterPortrait(met ? kind : undefined, 76));
  const { name, about } = MONSTER_TEXTS[kind];
  addText(card, "h3", met ? name : WORDS.unmet);
  if (!met) return;
  addText(card, "p", about);
  addAnswers(card, kind);
  const plan = MONSTERS[kind];
  const list = addElement("dl", "facts", card);
  addFact(list, WORDS.health, String(plan.health));
  addFact(list, WORDS.pace, String(plan.speed));
  addFact(list, WORDS.bounty, String(plan.bounty));
  addFact(list, WORDS.bites, String(plan.bites));
}

function addFact(list: HTMLElement, name: Text, value: string): void {
  addText(list, "dt", name);
  addElement("dd", "", list).textContent = value;
}
