import { dayName } from "../../kit/classroom.ts";
import { addButton, addElement, addText } from "../../kit/controls.ts";
import { icon } from "../../kit/icons.ts";
import { bindText, say, type Text } from "../../kit/language.ts";
import type { Screens } from "../../kit/screens.ts";
import { makePortrait } from "../hud/portrait.ts";
import type { ZombieKind } from "../rules/kinds.ts";
import { ENDLESS_AFTER, type Level, LEVELS } from "../rules/levels.ts";
import { nextLevel, type Progress } from "../progress.ts";
import { LEVEL_TEXTS } from "../texts/levels.ts";
import { WORDS } from "../texts/words.ts";
import { addStars } from "../../kit/stars.ts";

/** Options of the level screen. */
export interface LevelsOptions {
  readonly progress: Progress;
  readonly unlocked: boolean;
  readonly onLevel: (number: number) => void;
  readonly onDaily: () => void;
  readonly onAlmanac: () => void;
  readonly onBack: () => void;
}

/** Whether a level may be played. */
export function isOpen(progress: Progress, number: number, unlocked: boolean): boolean {
  return unlocked || number === 1 || (progress.stars[number - 2] ?? 0) > 0;
}

/** Whether the endless garden may be played. */
export function isEndlessOpen(progress: Progress, unlocked: boolean): boolean {
  return unlocked || (progress.stars[ENDLESS_AFTER - 1] ?? 0) > 0;
}

function addLevel(grid: Element, level: Level, options: LevelsOptions): void {
  const { number, hour } = level;
  const stars = options.progress.stars[number - 1] ?? 0;
  const next = !options.unlocked && stars === 0 && number === nextLevel(options.progress);
  const open = isOpen(options.progress, number, options.unlocked);
  const button = addElement("button", `level level-${hour}${next ? " next" : ""}`, grid);
  button.type = "button";
  button.disabled = !open;
  // The page opens at the level to play next, and Enter plays it.
  button.autofocus = next;
  button.dataset.level = String(number);
  const text = open ? WORDS.levelStars : WORDS.levelLocked;
  const { name, face } = LEVEL_TEXTS[number - 1]!;
  bindText(button, () => say(text, { number, stars, name: say(name) }), "aria-label");
  bindText(button, () => open ? say(name) : "", "title");
  const picture = addElement("span", "level-picture", button);
  picture.append(makePortrait(face, 62, !open));
  addElement("b", "level-number", button).textContent = String(number);
  if (open) addStars(button, stars);
  else addElement("span", "level-lock", button).innerHTML = icon("lock");
  button.addEventListener("click", () => options.onLevel(number));
}

/** The zombies that walk along the card of the endless garden, and of the day's. */
const PARADE = ["lantern", "hat", "wok", "door", "giant"] as const;
const DAILY_PARADE = ["imp", "kite", "mole", "slinger", "drummer"] as const;

interface Card {
  readonly id: string;
  readonly title: Text;
  readonly text: () => string;
  readonly parade: readonly ZombieKind[];
  readonly run: () => void;
}

function addCard(grid: Element, card: Card, open: boolean): void {
  const button = addElement("button", `level endless ${card.id}`, grid);
  button.type = "button";
  button.disabled = !open;
  addElement("span", "level-lock", button).innerHTML = icon(open ? "trophy" : "lock");
  const words = addElement("span", "endless-words", button);
  addText(words, "b", card.title);
  addText(
    words,
    "span",
    open ? card.text : () => say(WORDS.endlessLocked, { number: ENDLESS_AFTER }),
  );
  const parade = addElement("span", "endless-parade", button);
  for (const zombie of card.parade) parade.append(makePortrait({ zombie }, 56, !open));
  button.addEventListener("click", card.run);
}

function addEndless(grid: Element, options: LevelsOptions): void {
  const { progress, unlocked } = options;
  const open = isEndlessOpen(progress, unlocked);
  addCard(grid, {
    id: "free",
    title: WORDS.endless,
    text: () =>
      progress.best > 0 ? say(WORDS.best, { score: progress.best }) : say(WORDS.endlessText),
    parade: PARADE,
    run: () => options.onLevel(0),
  }, open);
  const today = progress.daily?.day === dayName(new Date()) ? progress.daily : undefined;
  addCard(grid, {
    id: "daily",
    title: WORDS.daily,
    text: () => today ? say(WORDS.dailyBest, { score: today.best }) : say(WORDS.dailyText),
    parade: DAILY_PARADE,
    run: options.onDaily,
  }, open);
}

/** Opens the choice of levels. */
export function openLevels(screens: Screens, options: LevelsOptions): void {
  screens.open({
    id: "levels",
    title: WORDS.levels,
    onBack: options.onBack,
    build(panel) {
      const grid = addElement("div", "level-grid", panel);
      for (const level of LEVELS) addLevel(grid, level, options);
      addEndless(grid, options);
      addButton(panel, { label: WORDS.almanac, icon: "book", run: options.onAlmanac });
    },
  });
}
