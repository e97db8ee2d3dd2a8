import { addButton, addElement, addText } from "../../kit/controls.ts";
import { bindText, refreshTexts, say } from "../../kit/language.ts";
import type { Screens } from "../../kit/screens.ts";
import { makePortrait } from "../hud/portrait.ts";
import type { PlantKind } from "../rules/kinds.ts";
import { type Level, PACKET_SLOTS } from "../rules/levels.ts";
import { PLANTS } from "../rules/plants.ts";
import { ANSWERS } from "../texts/answers.ts";
import { LEVEL_TEXTS } from "../texts/levels.ts";
import { PLANT_TEXTS } from "../texts/plants.ts";
import { WORDS } from "../texts/words.ts";
import { ZOMBIE_TEXTS } from "../texts/zombies.ts";
import { addConditions, type Means } from "./conditions.ts";

/** Options of the picker. */
export interface PickerOptions extends Means {
  readonly level: Level;
  /** The player's own choice of the last try, if there is one. */
  readonly last: readonly PlantKind[];
  readonly onPick: (plants: readonly PlantKind[]) => void;
  readonly onBack: () => void;
}

/** More visitors than these stand on a narrow screen without their words, so that the packets are in sight. */
const MANY_VISITORS = 8;

/** Shows who is coming: a card for each kind, with its trait. */
function addVisitors(
  panel: HTMLElement,
  { level, ...means }: { level: Level } & Means,
): void {
  const section = addElement("section", "coming", panel);
  section.classList.toggle("many", level.zombies.length > MANY_VISITORS);
  const title = level.number === 0 ? WORDS.comingAll : WORDS.coming;
  addText(section, "h2", title).className = "shelf-title";
  const list = addElement("ul", "visitors", section);
  for (const [kind] of level.zombies) {
    const card = addElement("li", "visitor", list);
    card.append(makePortrait({ zombie: kind }, 44));
    const words = addElement("span", "visitor-words", card);
    addText(words, "b", ZOMBIE_TEXTS[kind].name);
    addText(words, "span", ANSWERS[kind].trait);
  }
  const advice = LEVEL_TEXTS[level.number - 1]?.advice;
  addConditions(section, level, means);
  if (advice) addText(section, "p", advice).className = "advice";
}

/** Says what a plant does, and whether it sleeps through this level. */
function describePlant(kind: PlantKind, level: Level): string {
  const { name, role } = PLANT_TEXTS[kind];
  const asleep = PLANTS[kind].nocturnal && level.hour === "day";
  return say(asleep ? WORDS.aboutAsleep : WORDS.about, { name: say(name), role: say(role) });
}

/**
 * Says what the plant is that was touched last, or why it is not taken along where no place is left. Both have room in
 * two lines: with a third the packets would move under the finger.
 */
function wordsAbout(kind: PlantKind, level: Level, chosen: ReadonlySet<PlantKind>): string {
  if (chosen.has(kind) || chosen.size < PACKET_SLOTS) return describePlant(kind, level);
  return say(WORDS.aboutFull, { name: say(PLANT_TEXTS[kind].name), slots: PACKET_SLOTS });
}

interface Choice {
  readonly level: Level;
  readonly plants: readonly PlantKind[];
  readonly onChange: (touched: PlantKind) => void;
}

/** Shows the packets; a press adds or removes one. */
function addChoices(panel: HTMLElement, chosen: Set<PlantKind>, choice: Choice): () => void {
  const shelf = addElement("div", "shelf packets-shelf", panel);
  const follows = choice.plants.map((kind) => {
    const button = addElement("button", "sitter", shelf);
    button.type = "button";
    button.dataset.choice = kind;
    button.append(makePortrait({ plant: kind }, 60));
    addElement("span", "cost", button).textContent = String(PLANTS[kind].cost);
    for (const attribute of ["aria-label", "title"]) {
      bindText(button, () => describePlant(kind, choice.level), attribute);
    }
    button.addEventListener("click", () => {
      if (chosen.has(kind)) chosen.delete(kind);
      else if (chosen.size < PACKET_SLOTS) chosen.add(kind);
      choice.onChange(kind);
    });
    return () => {
      button.setAttribute("aria-pressed", String(chosen.has(kind)));
      button.classList.toggle("full", chosen.size >= PACKET_SLOTS && !chosen.has(kind));
    };
  });
  const follow = () => follows.forEach((each) => each());
  follow();
  return follow;
}

/** The words of the button that begins: who tapped a plant only to read about it should see that it would be alone. */
function wordsOfStart(count: number): string {
  const isShort = count > 0 && count < PACKET_SLOTS;
  return isShort ? say(WORDS.startWith, { count }) : say(WORDS.start);
}

/** Opens the choice of packets for a level. Nothing is chosen for the player. */
export function openPicker(screens: Screens, options: PickerOptions): void {
  const { level, plants, last } = options;
  const chosen = new Set<PlantKind>();
  let touched: PlantKind | undefined;
  screens.open({
    id: "picker",
    title: () =>
      level.number === 0 ? say(WORDS.endless) : say(WORDS.levelNamed, {
        number: level.number,
        name: say(LEVEL_TEXTS[level.number - 1]!.name),
      }),
    onBack: options.onBack,
    build(panel) {
      addVisitors(panel, options);
      const onChange = (kind?: PlantKind) => {
        touched = kind;
        follow();
        refreshTexts();
        start.disabled = chosen.size === 0;
      };
      const follow = addChoices(panel, chosen, { level, plants, onChange });
      const foot = addElement("div", "picker-foot", panel);
      const about = addText(
        foot,
        "p",
        () => touched ? wordsAbout(touched, level, chosen) : say(WORDS.pickHint),
      );
      about.className = "about";
      about.setAttribute("aria-live", "polite");
      addText(foot, "p", () => say(WORDS.picked, { count: chosen.size, slots: PACKET_SLOTS }));
      if (last.length > 0) {
        const run = () => {
          for (const kind of last) chosen.add(kind);
          onChange();
        };
        addButton(foot, { label: WORDS.pickLast, icon: "restart", run });
      }
      const start = addButton(foot, {
        label: () => wordsOfStart(chosen.size),
        icon: "play",
        primary: true,
        run: () => options.onPick(plants.filter((kind) => chosen.has(kind))),
      });
      start.disabled = true;
    },
  });
  // The button that begins cannot be focused yet; without this, Enter would lead back.
  document.querySelector<HTMLElement>(".screen-picker .sitter")?.focus({ preventScroll: true });
}
