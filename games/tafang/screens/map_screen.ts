// The choice of maps: ten small pictures of the roads with stars, and the endless arena.

import { addElement } from "../../kit/controls.ts";
import { bindText, say, type Text } from "../../kit/language.ts";
import { icon, type IconName } from "../../kit/icons.ts";
import type { Shell } from "../../kit/shell.ts";
import { addStars } from "../../kit/stars.ts";
import { addMadeMaps } from "./made_maps.ts";
import { MAKER_WORDS } from "../texts/maker.ts";
import type { MapPlan } from "../rules/map_plan.ts";
import { ARENA, MAPS } from "../maps/maps.ts";
import { countStars, isDayOpen, isEndlessOpen, isOpen, type Progress } from "../progress.ts";
import type { Stars } from "../rules/step.ts";
import { MAP_NAMES, WORDS } from "../texts/texts.ts";
import { addPreview } from "./map_preview.ts";

/** Options of the choice of maps. */
export interface MapScreenOptions {
  readonly progress: Progress;
  /** The arena of the day, and its best points so far. */
  readonly dayArena: MapPlan;
  readonly bestOfDay: number | undefined;
  readonly onChoose: (map: MapPlan) => void;
  /** Opens the maker with a map of the player's list, or with a new one. */
  readonly onMake: (code?: string) => void;
  /** Opens a code from somebody else. @returns whether it is a map's */
  readonly onCode: (code: string) => boolean;
  readonly onBack: () => void;
}

/** Opens the choice of maps. */
export function openMapScreen(shell: Shell, options: MapScreenOptions): void {
  const { progress } = options;
  shell.screens.open({
    id: "maps",
    title: WORDS.maps,
    onBack: options.onBack,
    build: (panel) => {
      const total = addElement("p", "map-total", panel);
      bindText(total, () => say(WORDS.starsOf, countStars(progress)));
      const list = addElement("div", "map-list", panel);
      MAPS.forEach((map, index) => {
        const card = addMapCard(list, map, {
          number: String(index + 1),
          open: isOpen(progress, index),
          stars: progress.stars[map.id],
        });
        card.addEventListener("click", () => choose(shell, options, map));
      });
      addArenaCard(list, shell, options);
      addDayCard(list, shell, options);
      addMadeMaps(panel, { ...options, onBadCode: () => shell.screens.toast(MAKER_WORDS.badCode) });
    },
  });
}

function choose(shell: Shell, options: MapScreenOptions, map: MapPlan): void {
  shell.screens.closeAll();
  options.onChoose(map);
}

interface MapCard {
  readonly number: string;
  readonly open: boolean;
  readonly stars: Stars | undefined;
}

function addMapCard(list: HTMLElement, map: MapPlan, card: MapCard): HTMLButtonElement {
  const { number, open, stars } = card;
  const button = addElement("button", "map-card", list);
  button.type = "button";
  button.disabled = !open;
  button.dataset.map = map.id;
  const won = (stars?.health ?? 0) > 0;
  const isNewest = open && !won;
  button.classList.toggle("newest", isNewest);
  // The panel is not on the page yet, so the focus waits until it opens.
  button.autofocus = isNewest;
  addPreview(button, map);
  addElement("span", "map-number", button).textContent = number;
  const name = MAP_NAMES[map.id]!;
  bindText(addElement("span", "map-name", button), name);
  if (open) addStarsAndClover(button, stars);
  else addElement("span", "map-lock", button).innerHTML = icon("lock");
  bindText(button, () => {
    const count = say(WORDS.starCount, { count: stars?.health ?? 0 });
    const clover = stars?.cleared ? ` · ${say(WORDS.clover)}` : "";
    const earned = won ? count + clover : say(WORDS.notWon);
    return say(WORDS.mapLabel, {
      number,
      name: say(name),
      stars: open ? earned : say(WORDS.locked),
    });
  }, "aria-label");
  return button;
}

function addArenaCard(list: HTMLElement, shell: Shell, options: MapScreenOptions): void {
  const { progress } = options;
  const open = isEndlessOpen(progress);
  const button = addWideCard(list, ARENA, {
    icon: "trophy",
    name: open ? WORDS.endless : WORDS.endlessLocked,
    open,
  });
  const count = progress.endless;
  const about = () => count > 0 ? say(WORDS.endlessBest, { count }) : say(WORDS.endlessAbout);
  if (open) bindText(addElement("span", "map-best", button), about);
  button.addEventListener("click", () => choose(shell, options, ARENA));
}

function addDayCard(list: HTMLElement, shell: Shell, options: MapScreenOptions): void {
  const { progress, dayArena, bestOfDay } = options;
  const open = isDayOpen(progress);
  const button = addWideCard(list, dayArena, {
    icon: "star",
    name: open ? WORDS.dayArena : WORDS.dayLocked,
    open,
  });
  button.classList.add("today");
  const about = () =>
    bestOfDay === undefined ? say(WORDS.dayArenaAbout) : say(WORDS.dayBest, { points: bestOfDay });
  if (open) bindText(addElement("span", "map-best", button), about);
  button.addEventListener("click", () => choose(shell, options, dayArena));
}

interface WideCard {
  readonly icon: IconName;
  readonly name: Text;
  readonly open: boolean;
}

function addWideCard(list: HTMLElement, map: MapPlan, card: WideCard): HTMLButtonElement {
  const button = addElement("button", "map-card arena", list);
  button.type = "button";
  button.disabled = !card.open;
  button.dataset.map = map.id;
  addPreview(button, map);
  addElement("span", "map-number", button).innerHTML = icon(card.icon);
  bindText(addElement("span", "map-name", button), card.name);
  if (!card.open) addElement("span", "map-lock", button).innerHTML = icon("lock");
  return button;
}

/** Adds three stars and a clover, filled where earned. */
export function addStarsAndClover(parent: Element, stars: Stars | undefined): HTMLElement {
  const row = addStars(parent, stars?.health ?? 0);
  const clover = addElement("span", stars?.cleared ? "clover earned" : "clover", row);
  clover.innerHTML = CLOVER;
  return row;
}

/** A leaf of the clover, upright above its middle. */
const LEAF =
  "M12 9.400C9.600 7.900 8.200 5.600 9.100 3.800c.700-1.300 2.300-1.200 2.900.200.600-1.400 2.200-1.500 2.900-.200.900 1.800-.500 4.100-2.900 5.600z";
const STEM =
  "M11.600 12c0 4 .900 7.300 2.900 9.800l1.400-.900c-1.800-2.300-2.700-5.200-2.700-8.900z";
const LEAVES = [-45, 45, 135, 225]
  .map((turn) => `<path d="${LEAF}" transform="rotate(${turn} 12 10.5)"/>`)
  .join("");
const CLOVER = `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" fill="currentColor">` +
  `${LEAVES}<path d="${STEM}"/></svg>`;
