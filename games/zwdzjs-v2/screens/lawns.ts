import { addButton, addElement, addText } from "../../kit/controls.ts";
import { say } from "../../kit/language.ts";
import type { Screens } from "../../kit/screens.ts";
import { decodeLawn } from "../lawn/code.ts";
import type { Lawn } from "../lawn/lawn.ts";
import { makeLawnPicture } from "../lawn/picture.ts";
import { WORDS } from "../lawn/words.ts";

/** Options of the screen. */
export interface LawnsOptions {
  readonly slots: () => readonly (string | undefined)[];
  /** The code of the lawn that another one took the place of. */
  readonly before: string | undefined;
  readonly onSave: (slot: number) => void;
  readonly onOpen: (lawn: Lawn) => void;
  readonly onSetup: () => void;
  readonly onShare: () => void;
  readonly onClear: () => void;
}

function lawnOf(code: string | undefined): Lawn | undefined {
  const reading = code === undefined ? undefined : decodeLawn(code);
  return reading && "lawn" in reading ? reading.lawn : undefined;
}

/** Shows the lawn that was set up before this one, so that a new one costs nobody the last. */
function addBefore(grid: HTMLElement, { before, onOpen }: LawnsOptions): void {
  const lawn = lawnOf(before);
  if (!lawn) return;
  const card = addElement("article", "slot slot-before", grid);
  addText(card, "h2", WORDS.before);
  card.append(makeLawnPicture(lawn));
  addButton(addElement("div", "slot-line", card), { label: WORDS.open, run: () => onOpen(lawn) });
}

/** Fills a slot's card; saving over another lawn takes a second press. */
function fillCard(card: HTMLElement, slot: number, options: LawnsOptions): void {
  card.replaceChildren();
  const lawn = lawnOf(options.slots()[slot]);
  addText(card, "h2", () => say(WORDS.slot, { number: slot + 1 }));
  if (lawn) card.append(makeLawnPicture(lawn));
  else addText(card, "p", WORDS.free).className = "slot-free";
  const line = addElement("div", "slot-line", card);
  if (lawn) addButton(line, { label: WORDS.open, run: () => options.onOpen(lawn) });
  let isSure = lawn === undefined;
  const save = addButton(line, {
    label: () => say(isSure && lawn ? WORDS.replace : WORDS.save),
    run() {
      if (isSure) {
        options.onSave(slot);
        return fillCard(card, slot, options);
      }
      isSure = true;
      save.classList.add("sure");
      save.querySelector("span")!.textContent = say(WORDS.replace);
    },
  });
}

/** Opens the lawns that are kept. */
export function openKeptLawns(screens: Screens, options: LawnsOptions): void {
  screens.open({
    id: "lawns",
    title: WORDS.title,
    build(panel) {
      const top = addElement("div", "lawn-actions", panel);
      addButton(top, { label: WORDS.share, icon: "next", run: options.onShare });
      addButton(top, { label: WORDS.setup, icon: "settings", run: options.onSetup });
      addButton(top, { label: WORDS.clear, icon: "restart", run: options.onClear });
      const grid = addElement("div", "slots", panel);
      addBefore(grid, options);
      for (const slot of options.slots().keys()) {
        fillCard(addElement("article", "slot", grid), slot, options);
      }
    },
  });
}
