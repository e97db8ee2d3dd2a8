import { addElement, addText } from "../../kit/controls.ts";
import { icon } from "../../kit/icons.ts";
import { bindText, fill, say } from "../../kit/language.ts";
import { addStars } from "../../kit/stars.ts";
import type { Desk } from "../edition.ts";
import { makePortrait } from "../hud/portrait.ts";
import { stallOfDay, STALLS } from "../stalls/list.ts";
import type { Stall } from "../stalls/stall.ts";
import { WORDS as STALL_WORDS } from "../stalls/words.ts";
import { WORDS } from "../texts/words.ts";

/** Options of the screen. */
export interface FairOptions {
  readonly desk: Desk;
  /** Whether a level has been won. */
  readonly hasWon: (level: number) => boolean;
  readonly onBack: () => void;
}

function addCard(grid: HTMLElement, stall: Stall, options: FairOptions): HTMLButtonElement {
  const { name, rule, after, id } = stall;
  const open = after === 0 || options.hasWon(after);
  const { stars, best } = options.desk.records.of(id);
  const button = addElement("button", "stall", grid);
  button.type = "button";
  button.disabled = !open;
  button.dataset.stall = id;
  const line = open ? rule : () => say(STALL_WORDS.locked, { number: after });
  const read = () => typeof line === "function" ? line() : say(line);
  bindText(
    button,
    () => say(STALL_WORDS.stallStars, { name: say(name), rule: read() }),
    "aria-label",
  );
  button.append(makePortrait(stall.sitter, 84, !open));
  const words = addElement("span", "stall-words", button);
  addText(words, "b", name);
  addText(words, "span", line);
  const mark = addElement("span", "stall-mark", button);
  if (open) addStars(mark, stars);
  else mark.innerHTML = icon("lock");
  if (best > 0) addText(mark, "span", () => say(WORDS.best, { score: best }));
  button.addEventListener(
    "click",
    () => options.desk.play(stall, { onLeave: () => openFair(options) }),
  );
  return button;
}

/** Adds the day's game, the same for everybody. */
function addDay(grid: HTMLElement, options: FairOptions): void {
  const stall = stallOfDay(new Date());
  const name = {
    en: fill(STALL_WORDS.today.en, { name: stall.name.en }),
    zh: fill(STALL_WORDS.today.zh, { name: stall.name.zh }),
  };
  addCard(grid, { ...stall, name, rule: STALL_WORDS.todayText }, options).classList.add("today");
}

/** Whether a game of the fair is open. */
export function isFairOpen(hasWon: (level: number) => boolean): boolean {
  return STALLS.some(({ after }) => hasWon(after));
}

/** Opens the garden fair. */
export function openFair(options: FairOptions): void {
  options.desk.screens.open({
    id: "fair",
    title: STALL_WORDS.fair,
    onBack: options.onBack,
    build(panel) {
      addText(panel, "p", STALL_WORDS.intro).className = "soft";
      const grid = addElement("div", "stalls", panel);
      addDay(grid, options);
      for (const stall of STALLS) addCard(grid, stall, options);
    },
  });
}
