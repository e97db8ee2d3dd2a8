// Words over the board: the banner of a wave, the hint of a lesson.

import { addElement } from "./kit/controls.ts";
import { say, type Text } from "./kit/language.ts";
import type { Shell } from "./kit/shell.ts";
import { monsterPortrait } from "./portrait.ts";
import type { Game, GameEvent } from "./state.ts";
import { WORDS } from "./texts.ts";
import { MONSTER_TEXTS } from "./texts_almanac.ts";

const BANNER_MS = 2200;

export class Notices {
  #shell: Shell;
  #hint: HTMLElement;
  #shown: Text | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(shell: Shell) {
    this.#shell = shell;
    this.#hint = addElement("p", "hint", shell.place);
    this.#hint.setAttribute("role", "status");
    this.#hint.hidden = true;
  }

  /** Announces a wave across the board. */
  wave({ index, boss }: Extract<GameEvent, { what: "wave" }>, game: Game): void {
    const last = !game.endless && index === game.waves.length - 1;
    const text = boss
      ? say(WORDS.bossBanner, { boss: say(MONSTER_TEXTS[boss].name) })
      : last
      ? say(WORDS.finalBanner)
      : say(WORDS.waveBanner, { wave: index + 1 });
    this.clear();
    const banner = addElement("div", boss || last ? "banner danger" : "banner", this.#shell.place);
    if (boss) banner.append(monsterPortrait(boss, 90));
    banner.append(text);
    this.#shell.screens.announce(text);
    this.#timer = setTimeout(() => banner.remove(), BANNER_MS);
  }

  /** Takes away a banner that still shows. */
  clear(): void {
    clearTimeout(this.#timer);
    for (const banner of this.#shell.place.querySelectorAll(".banner")) banner.remove();
  }

  /** Whether a hint is being shown. */
  get hints(): boolean {
    return !this.#hint.hidden;
  }

  /** Shows one hint, or none. */
  hint(text: Text | undefined): void {
    const said = text ? say(text) : "";
    if (text === this.#shown && this.#hint.textContent === said) return;
    this.#shown = text;
    this.#hint.hidden = text === undefined;
    this.#hint.textContent = said;
  }
}
