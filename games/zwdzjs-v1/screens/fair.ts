import { addElement, addText } from "../../kit/controls.ts";
import { icon } from "../../kit/icons.ts";
import { bindText, say } from "../../kit/language.ts";
import { addStars } from "../../kit/stars.ts";
import type { Desk } from "../edition.ts";
import { makePortrait } from "../hud/portrait.ts";
import { BOWLING } from "../stalls/bowling.ts";
import { LIGHTS_OUT } from "../stalls/lights_out.ts";
import { MOVING } from "../stalls/moving.ts";
import { SLEEPING } from "../stalls/sleepers.ts";
import type { Stall } from "../stalls/stall.ts";
import { WORDS as STALL_WORDS } from "../stalls/words.ts";
import { WORDS } from "../texts/words.ts";

/** The games of the fair, in the order in which they open. */
const STALLS: readonly Stall[] = [BOWLING, MOVING, LIGHTS_OUT, SLEEPING];

/** Options of the screen. */
export interface FairOptions {
  readonly desk: Desk;
  /** Whether a level has been won. */
  readonly hasWon: (level: number) => boolean;
  readonly onBack: () => void;
}

function addCard(grid: HTMLElement, stall: Stall, options: FairOptions): void {
  const { name, rule, after, id } = stall;
  const open = options.hasWon(after);
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
      for (const stall of STALLS) addCard(grid, stall, options);
    },
  });
}
