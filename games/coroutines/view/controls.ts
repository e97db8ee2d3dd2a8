// The controls: step, run, speed, reset, and a slider through the whole run.

import { addButton, addChoice, addElement, addIconButton } from "../../kit/controls.ts";
import { icon } from "../../kit/icons.ts";
import { bindText, refreshTexts, say } from "../../kit/language.ts";
import type { Player } from "../trace/player.ts";
import { WORDS } from "../words.ts";

/** The speeds of a run. */
export const SPEEDS = [0.5, 1, 2, 4] as const;

/** The state that the controls show. */
export type ControlsState = {
  readonly player: Player;
  /** The time at the current position, for runs with a clock. */
  readonly nowMs: number | undefined;
  /** Whether the controls are disabled during a real run. */
  readonly isBusy: boolean;
  /** Whether the end of this run answers a question. */
  readonly isAsked: boolean;
};

/** The actions of the controls. */
export type ControlsActions = {
  readonly reset: () => void;
  readonly back: () => void;
  readonly toggle: () => void;
  readonly step: () => void;
  readonly goTo: (position: number) => void;
  readonly setSpeed: (speed: number) => void;
  /** Goes to the end of a run that answers a question. */
  readonly skip: () => void;
};

/** The bar of controls. */
export class ControlsView {
  readonly #buttons: Readonly<
    Record<
      "reset" | "back" | "toggle" | "step" | "skip",
      HTMLButtonElement
    >
  >;
  readonly #slider: HTMLInputElement;
  readonly #read: () => ControlsState;

  constructor(
    parent: HTMLElement,
    { actions, read }: { readonly actions: ControlsActions; readonly read: () => ControlsState },
  ) {
    this.#read = read;
    const bar = addElement("div", "controls", parent);
    bar.setAttribute("role", "group");
    bindText(bar, WORDS.controls, "aria-label");
    const buttons = addElement("div", "controls-buttons", bar);
    const add = (
      name: "restart" | "back",
      label: typeof WORDS.reset | typeof WORDS.back,
      run: () => void,
    ) => addIconButton(buttons, { label, icon: name, run });
    const reset = add("restart", WORDS.reset, actions.reset);
    const back = add("back", WORDS.back, actions.back);
    // The question is out of sight while its run is watched; the bar never is.
    const skip = addButton(buttons, { label: WORDS.skip, icon: "speed", run: actions.skip });
    skip.classList.add("skip-button");
    const toggle = addElement("button", "button primary run-button", buttons);
    toggle.type = "button";
    toggle.addEventListener("click", actions.toggle);
    const step = addElement("button", "button step-button", buttons);
    step.type = "button";
    step.innerHTML = icon("next");
    bindText(addElement("span", "", step), WORDS.step);
    step.addEventListener("click", actions.step);
    this.#buttons = { reset, back, toggle, step, skip };
    this.#slider = this.#addSlider(bar, actions.goTo);
    addChoice<number>(bar, {
      label: WORDS.speed,
      options: SPEEDS.map((value) => ({ value, label: () => say(WORDS.times, { n: value }) })),
      value: read().player.speed,
      onChange: actions.setSpeed,
    }).classList.add("speed");
    this.show();
  }

  /** Updates the controls. */
  show(): void {
    const { player, isBusy, isAsked } = this.#read();
    const { reset, back, toggle, step, skip } = this.#buttons;
    skip.hidden = !isAsked;
    reset.hidden = back.hidden = isAsked;
    reset.disabled = back.disabled = isBusy || player.position === 0;
    step.disabled = isBusy || player.isAtEnd;
    toggle.disabled = isBusy;
    this.#slider.disabled = isBusy;
    this.#slider.max = String(player.end);
    this.#slider.value = String(player.position);
    this.#slider.style.setProperty(
      "--filled",
      `${100 * player.position / Math.max(1, player.end)}%`,
    );
    // What runs for real has no lines before its first run.
    const hasRun = player.isAtEnd && player.end > 0;
    const sign = player.isRunning ? "pause" : hasRun ? "restart" : "play";
    if (toggle.dataset.sign !== sign) {
      toggle.dataset.sign = sign;
      toggle.innerHTML = icon(sign);
      const label = { pause: WORDS.pause, restart: WORDS.runAgain, play: WORDS.run }[sign];
      bindText(addElement("span", "", toggle), label);
    }
    refreshTexts();
  }

  #addSlider(bar: HTMLElement, goTo: (position: number) => void): HTMLInputElement {
    const place = addElement("div", "moment", bar);
    const slider = addElement("input", "slider", place);
    slider.type = "range";
    slider.min = "0";
    slider.step = "1";
    slider.addEventListener("input", () => goTo(Number(slider.value)));
    bindText(slider, WORDS.moment, "aria-label");
    bindText(slider, () => this.#describe(), "aria-valuetext");
    const text = addElement("span", "moment-text", place);
    text.setAttribute("aria-hidden", "true");
    bindText(text, () => this.#abridge());
    return slider;
  }

  #abridge(): string {
    const { player, nowMs } = this.#read();
    const place = say(WORDS.momentShort, { n: player.position, end: player.end });
    return nowMs === undefined
      ? place
      : `${place} · ${say(WORDS.milliseconds, { ms: formatMs(nowMs) })}`;
  }

  #describe(): string {
    const { player, nowMs } = this.#read();
    const [n, end] = [player.position, player.end];
    if (nowMs === undefined) return say(WORDS.momentOf, { n, end });
    return say(WORDS.momentAt, { n, end, ms: formatMs(nowMs) });
  }
}

/** Formats milliseconds: whole ones, or tenths for small numbers. */
export function formatMs(ms: number): string {
  return String(ms < 20 ? Math.round(ms * 10) / 10 : Math.round(ms));
}
