import { addElement } from "../../kit/controls.ts";
import { say } from "../../kit/language.ts";
import { levelOf } from "../rules/levels.ts";
import { isHuge, shareOfWait } from "../rules/waves.ts";
import type { World } from "../rules/world.ts";
import { makePortrait } from "./portrait.ts";
import { WORDS } from "../texts/words.ts";

/** The progress of a level: a bar with a flag at each huge wave, or a score. */
export class ProgressBar {
  #root: HTMLElement;
  #name: HTMLElement;
  #bar: HTMLElement;
  #shown = "";
  #level = -1;

  constructor(hud: HTMLElement) {
    this.#root = addElement("div", "progress", hud);
    this.#name = addElement("span", "progress-name", this.#root);
    this.#bar = addElement("div", "progress-bar", this.#root);
    this.#bar.setAttribute("role", "progressbar");
  }

  update(world: World): void {
    const level = levelOf(world.levelNumber)!;
    const endless = level.waves === Infinity;
    if (this.#level !== level.number) this.#build(world);
    const name = endless
      ? `${say(WORDS.score, { score: world.score })}\n${
        say(WORDS.progressEndless, { wave: world.wave })
      }`
      : say(WORDS.level, { number: level.number });
    const done = endless ? 0 : Math.min(1, (world.wave + shareOfWait(world)) / level.waves);
    const shown = `${name} ${world.wave} ${done.toFixed(2)}`;
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#name.textContent = name;
    if (endless) return;
    this.#bar.style.setProperty("--done", done.toFixed(2));
    this.#bar.setAttribute("aria-valuenow", String(world.wave));
    this.#bar.setAttribute(
      "aria-label",
      say(WORDS.progress, { wave: world.wave, waves: level.waves }),
    );
  }

  #build(world: World): void {
    const level = levelOf(world.levelNumber)!;
    this.#level = level.number;
    this.#shown = "";
    this.#bar.replaceChildren();
    this.#bar.hidden = level.waves === Infinity;
    this.#root.classList.toggle("endless", level.waves === Infinity);
    if (level.waves === Infinity) return;
    this.#bar.setAttribute("aria-valuemax", String(level.waves));
    addElement("div", "progress-fill", this.#bar);
    for (let wave = 1; wave <= level.waves; wave++) {
      if (!isHuge(level, wave)) continue;
      const flag = addElement("i", "flag", this.#bar);
      flag.style.setProperty("--at", String(wave / level.waves));
    }
    const head = addElement("i", "progress-head", this.#bar);
    head.append(makePortrait({ thing: "head calm" }, 34));
  }
}
