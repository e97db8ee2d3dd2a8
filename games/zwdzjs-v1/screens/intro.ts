import { addButton, addElement, addText } from "../../kit/controls.ts";
import { say, type Text } from "../../kit/language.ts";
import type { Screens } from "../../kit/screens.ts";
import { enliven, makePortrait, type Sitter } from "../hud/portrait.ts";
import type { PlantKind } from "../rules/kinds.ts";
import { type Level, LEVELS } from "../rules/levels.ts";
import { LEVEL_TEXTS } from "../texts/levels.ts";
import { type Entry, PLANT_TEXTS } from "../texts/plants.ts";
import { addConditions } from "./conditions.ts";
import { WORDS } from "../texts/words.ts";
import { ZOMBIE_TEXTS } from "../texts/zombies.ts";

/** Shows a new zombie: a moving picture, its name, and what it does. Returns a function that ends the motion. */
export function addNewcomer(
  panel: Element,
  card: { sitter: Sitter; title: Text; entry: Entry },
): () => void {
  const row = addElement("div", "newcomer", panel);
  const picture = makePortrait(card.sitter, 96);
  row.append(picture);
  const words = addElement("div", "newcomer-words", row);
  addText(words, "p", card.title).className = "soft";
  addText(words, "h2", card.entry.name);
  addText(words, "p", card.entry.role);
  return enliven(picture, card.sitter);
}

/** Shows who stands for a level that introduces nobody. Returns a function that ends the motion. */
function addFace(panel: Element, face: Sitter): () => void {
  const picture = makePortrait(face, 132);
  panel.append(picture);
  return enliven(picture, face);
}

/** The plant that a level introduces: the latest that no level before has had. What was won just now may not grow here. */
export function newPlantOf({ number, plants }: Level): PlantKind | undefined {
  const before = LEVELS.slice(0, number - 1);
  if (before.length === 0) return undefined;
  return plants.findLast((kind) => !before.some((level) => level.plants.includes(kind)));
}

/** Opens the page that introduces a level's new zombie, before the choice of plants if there is one. */
export function openIntro(
  screens: Screens,
  level: Level,
  { chooses, onStart }: { chooses: boolean; onStart: () => void },
): void {
  screens.open({
    id: "intro",
    title: () =>
      say(WORDS.levelNamed, {
        number: level.number,
        name: say(LEVEL_TEXTS[level.number - 1]!.name),
      }),
    hasBack: false,
    build(panel) {
      const cards = addElement("div", "newcomers", panel);
      const ends: (() => void)[] = [];
      const plant = newPlantOf(level);
      if (plant) {
        const entry = PLANT_TEXTS[plant];
        ends.push(addNewcomer(cards, { sitter: { plant }, title: WORDS.newPlant, entry }));
      }
      if (level.newcomer) {
        ends.push(addNewcomer(cards, {
          sitter: { zombie: level.newcomer },
          title: WORDS.newZombie,
          entry: ZOMBIE_TEXTS[level.newcomer],
        }));
      }
      if (ends.length === 0) {
        cards.remove();
        ends.push(addFace(panel, LEVEL_TEXTS[level.number - 1]!.face));
      }
      addConditions(panel, level);
      // Where plants are chosen next, nothing starts yet.
      addButton(panel, {
        label: chooses ? WORDS.pick : WORDS.start,
        icon: chooses ? "next" : "play",
        primary: true,
        run: onStart,
      });
      return () => ends.forEach((end) => end());
    },
  });
}
