// The bar with which a game is looked back on: a slider over its moves, and buttons that step through them.

import { addButton, addElement, addIconButton, setIcon } from "../../kit/controls.ts";
import { bindText, refreshTexts, say } from "../../kit/language.ts";
import { WORDS } from "./words.ts";

/** The player's actions on the bar. */
export type HistoryActions = {
  /** Goes to the state after so many moves. */
  readonly onMove: (move: number) => void;
  readonly onBack: () => void;
  readonly onForward: () => void;
  readonly onPlay: () => void;
  readonly onNow: () => void;
};

/** What the bar shows; all three are numbers of moves. */
export type HistoryPlace = {
  readonly first: number;
  readonly at: number;
  readonly last: number;
  readonly plays: boolean;
};

/** Adds the bar, and returns a function that brings it in line with a place. */
export function addHistoryBar(
  parent: HTMLElement,
  actions: HistoryActions,
): (place: HistoryPlace) => void {
  let shown: HistoryPlace = { first: 0, at: 0, last: 0, plays: false };
  const bar = addElement("section", "history", parent);
  bindText(bar, WORDS.history, "aria-label");
  const title = addElement("p", "history-title", bar);
  bindText(title, () => say(WORDS.moveOf, { at: shown.at, last: shown.last }));
  const slider = addElement("input", "slider", bar);
  slider.type = "range";
  slider.step = "1";
  bindText(slider, WORDS.history, "aria-label");
  slider.addEventListener("input", () => actions.onMove(Number(slider.value)));
  const buttons = addElement("div", "history-buttons", bar);
  const back = addIconButton(buttons, { label: WORDS.oneBack, icon: "back", run: actions.onBack });
  const play = addIconButton(buttons, {
    label: () => say(shown.plays ? WORDS.stopPlaying : WORDS.playBack),
    icon: "play",
    run: actions.onPlay,
  });
  const next = addIconButton(buttons, {
    label: WORDS.oneOn,
    icon: "next",
    run: actions.onForward,
  });
  addButton(bar, { label: WORDS.toNow, run: actions.onNow }).classList.add("to-now");
  return (place) => {
    const { first, at, last, plays } = place;
    if (plays !== shown.plays) setIcon(play, plays ? "pause" : "play");
    shown = place;
    Object.assign(slider, { min: String(first), max: String(last), value: String(at) });
    slider.disabled = play.disabled = first === last;
    slider.style.setProperty(
      "--filled",
      `${last > first ? (at - first) / (last - first) * 100 : 0}%`,
    );
    slider.setAttribute("aria-valuetext", say(WORDS.moveOf, { at, last }));
    back.disabled = at <= first;
    next.disabled = at >= last;
    refreshTexts();
  };
}
