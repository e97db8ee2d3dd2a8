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
      list.querySelector<HTMLButtonElement>("button.newest")?.focus();
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
  if (open && !won) button.classList.add("newest");
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
  if (open && progress.endless > 0) {
    bindText(
      addElement("span", "map-best", button),
      () => say(WORDS.endlessBest, { count: progress.endless }),
    );
  }
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

const CLOVER = `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" fill="currentColor">` +
  `<path d="M12 11C8 10 6.5 4 10 3.6c1.3 0 2 1.2 2 2.2 0-1 .7-2.2 2-2.2C17.500 4 16 10 12 11z"/>` +
  `<path d="M11.500 12C8 14 2.500 11.500 4 8.600c.700-1 2-1 2.900-.400-.800-.600-1-1.900-.100-2.800C9 3.500 13 8 11.500 12z" transform="rotate(-38 11 12) translate(-1 2)"/>` +
  `<path d="M12.500 12c3.500 2 9-.500 7.500-3.400-.700-1-2-1-2.900-.400.800-.600 1-1.900.100-2.800C15 3.500 11 8 12.500 12z" transform="rotate(38 13 12) translate(1 2)"/>` +
  `<path d="M12 12c-1 3 0 6 2 8.500l-1.600.800C10.500 18.500 10.500 15 12 12z"/></svg>`;
