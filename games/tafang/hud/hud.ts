// The bar with coins, carrot and wave, and the buttons for freeze, speed and next wave.

import { callBonus } from "../rules/actions.ts";
import { type Brush, form, shape, stroke } from "../art/brush.ts";
import { drawCarrot } from "../art/carrot.ts";
import { drawCoinArt } from "../view/effects.ts";
import { addElement, addIconButton } from "../../kit/controls.ts";
import { bindText, refreshTexts, say, type Text } from "../../kit/language.ts";
import { changeSettings, settings } from "../../kit/settings.ts";
import type { Shell } from "../../kit/shell.ts";
import { iconPortrait } from "../view/portrait.ts";
import { isLastWave } from "../rules/step.ts";
import type { Game } from "../rules/state.ts";
import { WORDS } from "../texts/texts.ts";

const SNOWFLAKE = `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" fill="none" ` +
  `stroke="currentColor" stroke-width="2.1" stroke-linecap="round" stroke-linejoin="round">` +
  `<path d="M12 3v18M4.2 7.5l15.6 9M19.8 7.5l-15.6 9M9.5 4.5 12 7l2.5-2.5M9.5 19.5 12 17l2.5 2.5` +
  `M4 11l3.4-.9-.9-3.4M20 13l-3.4.9.9 3.4M4 13l3.4.9-.9 3.4M20 11l-3.4-.9.9-3.4"/></svg>`;

/** The actions of the buttons. */
export interface HudActions {
  readonly onHold: () => void;
  readonly onCall: () => void;
}

/**
 * So many frames lie between two gains that are shown. Each change of a text has the browser lay out and paint anew,
 * which on a slow tablet takes most of a frame, and in a wave coins come ten times a second.
 */
const FRAMES_PER_GAIN = 45;

/** The button of the next wave is bright in the last seconds; if it moved, the page would be laid out in each frame. */
const SOON_SECONDS = 5;

/** The speeds of the game. */
const SPEEDS = [1, 2] as const;

/** The bar of a running game. */
export class Hud {
  readonly controls: HTMLElement;
  readonly purse: HTMLElement;
  #shell: Shell;
  #coins: HTMLElement;
  #carrot: HTMLElement;
  #wave: HTMLElement;
  #hold: HTMLButtonElement;
  #speed: HTMLButtonElement;
  #call: HTMLButtonElement;
  #callText: HTMLElement;
  #callLeft: HTMLElement;
  #shownCoins = 0;
  /** The frames since a gain was shown. */
  #gainAge = 0;
  #state = "";

  constructor(shell: Shell, actions: HudActions) {
    this.#shell = shell;
    const coinIcon = iconPortrait(28, (c) => {
      c.scale(3.6, 3.6);
      drawCoinArt(c);
    });
    const carrotIcon = iconPortrait(30, (c) => {
      c.translate(0, 12);
      drawCarrot(c, { health: 10, mood: "happy", sway: 0, blink: false });
    });
    this.purse = addElement("div", "chip coins", shell.hud);
    this.#coins = fillChip(this.purse, coinIcon, WORDS.coins);
    this.#carrot = fillChip(addElement("div", "chip health", shell.hud), carrotIcon, WORDS.carrot);
    const flagIcon = iconPortrait(26, drawFlag);
    this.#wave = fillChip(addElement("div", "chip wave", shell.hud), flagIcon, WORDS.wave);
    this.controls = addElement("div", "controls");
    this.#hold = addIconButton(this.controls, {
      label: WORDS.hold,
      icon: "pause",
      run: actions.onHold,
    });
    this.#hold.classList.add("hold-button");
    this.#hold.innerHTML = SNOWFLAKE;
    this.#speed = addElement("button", "icon-button speed-button", this.controls);
    this.#speed.type = "button";
    this.#speed.addEventListener("click", changeSpeed);
    const speedLabel = () => say(WORDS.speed, { speed: settings().speed });
    bindText(this.#speed, speedLabel, "aria-label");
    this.#call = addElement("button", "button call-button", this.controls);
    this.#call.type = "button";
    this.#callText = addElement("span", "", this.#call);
    this.#callLeft = addElement("span", "call-left", this.#call);
    this.#call.addEventListener("click", actions.onCall);
  }

  /** Places the buttons where the window has room for them. */
  place(portrait: boolean): void {
    if (portrait) this.#shell.place.after(this.controls);
    else this.#shell.hud.append(this.controls);
  }

  /** Updates what has changed since the last frame. */
  update({ game, held }: { readonly game: Game; readonly held: boolean }): void {
    const seconds = Math.ceil(game.restSteps / 30);
    const resting = game.streams.length === 0 && !isLastWave(game);
    const state = [
      game.carrot,
      game.wave,
      held,
      settings().speed,
      resting ? seconds : "on",
      game.map.id,
      settings().language,
    ].join();
    const isSame = state === this.#state;
    this.#showCoins(game.coins, !isSame);
    if (isSame) return;
    this.#state = state;
    this.#carrot.textContent = String(game.carrot);
    this.#wave.textContent = game.endless ? String(game.wave) : `${game.wave}/${game.waves.length}`;
    this.#hold.setAttribute("aria-pressed", String(held));
    const holdLabel = say(held ? WORDS.release : WORDS.hold);
    this.#hold.setAttribute("aria-label", holdLabel);
    this.#hold.title = holdLabel;
    this.#speed.textContent = `${settings().speed}×`;
    this.#writeCall(game, { resting, seconds });
    refreshTexts();
  }

  /** Shakes the purse, because it lacks coins. */
  refuse(): void {
    this.purse.classList.remove("refuse");
    void this.purse.offsetWidth;
    this.purse.classList.add("refuse");
  }

  /** Points at the button that calls the next wave, or no longer. */
  pointAtCall(points: boolean): void {
    this.#call.classList.toggle("pointed", points);
  }

  /** Shows what is spent at once, and gains together, or with other changes. */
  #showCoins(coins: number, hasChange: boolean): void {
    this.#gainAge++;
    const isGain = coins > this.#shownCoins;
    const waits = isGain && !hasChange && this.#gainAge < FRAMES_PER_GAIN;
    if (coins === this.#shownCoins || waits) return;
    this.#shownCoins = coins;
    this.#coins.textContent = String(coins);
    if (isGain) this.#gainAge = 0;
  }

  #writeCall(game: Game, { resting, seconds }: { resting: boolean; seconds: number }): void {
    this.#call.disabled = !resting || game.outcome !== "running";
    this.#call.classList.toggle("soon", resting && seconds <= SOON_SECONDS);
    this.#callLeft.textContent = resting ? say(WORDS.secondsLeft, { seconds }) : "";
    if (resting) {
      this.#callText.textContent = say(WORDS.call);
      this.#call.setAttribute("aria-label", say(WORDS.callBonus, { coins: callBonus(game) }));
    } else {
      this.#callText.textContent = isLastWave(game)
        ? say(WORDS.lastWave)
        : say(WORDS.running, { wave: game.wave });
      this.#call.removeAttribute("aria-label");
    }
  }
}

/** Changes to the next speed, after the last to the first. */
export function changeSpeed(): void {
  const at = SPEEDS.findIndex((speed) => speed === settings().speed);
  changeSettings({ speed: SPEEDS[(at + 1) % SPEEDS.length]! });
}

/** Fills a chip with a picture, its number, and a name for screen readers. */
function fillChip(chip: HTMLElement, picture: HTMLElement, name: Text): HTMLElement {
  chip.append(picture);
  const value = addElement("span", "chip-value", chip);
  bindText(addElement("span", "chip-hidden", chip), name);
  return value;
}

function drawFlag(c: Brush): void {
  stroke(c, shape("M-26-44V46"), "#6b4226", 9);
  form(c, shape("M-22-42C0-54 18-30 42-40V4C18 14 0-10-22 2Z"), "#e2563a", { size: 22, line: 5 });
}
