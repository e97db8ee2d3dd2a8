// Cards that introduce new towers and monsters, one after the other, while the game continues.

import { addAnswers } from "./answers_row.ts";
import { addElement } from "../../kit/controls.ts";
import { say, type Text } from "../../kit/language.ts";
import type { Shell } from "../../kit/shell.ts";
import type { MonsterKind } from "../rules/monsters_table.ts";
import { monsterPortrait, towerPortrait } from "../view/portrait.ts";
import { WORDS } from "../texts/texts.ts";
import { type Entry, MONSTER_TEXTS, TOWER_TEXTS } from "../texts/almanac.ts";
import type { TowerKind } from "../rules/towers_table.ts";

/** The time of a card, enough to read two lines and look at three pictures during the game. */
const SHOWN_MS = 7000;
const PICTURE_PX = 60;

interface Item {
  readonly label: Text;
  readonly entry: Entry;
  readonly draw: () => HTMLElement;
  /** The monster whose answers the card shows. */
  readonly kind?: MonsterKind;
}

/** Shows the cards one after the other. */
export class News {
  #shell: Shell;
  #waiting: Item[] = [];
  #card: HTMLElement | undefined;
  #leftMs = 0;

  constructor(shell: Shell) {
    this.#shell = shell;
  }

  tower(kind: TowerKind): void {
    const draw = () => towerPortrait(kind, 0, PICTURE_PX);
    this.#waiting.push({ label: WORDS.newTower, entry: TOWER_TEXTS[kind], draw });
  }

  monster(kind: MonsterKind): void {
    const draw = () => monsterPortrait(kind, PICTURE_PX);
    this.#waiting.push({ label: WORDS.newMonster, entry: MONSTER_TEXTS[kind], draw, kind });
  }

  /** Drops all cards, because another game begins. */
  clear(): void {
    this.#waiting.length = 0;
    this.#hide();
  }

  /** Advances the time. With `quiet`, another message needs the place. */
  update(frameMs: number, quiet: boolean): void {
    this.#leftMs -= frameMs;
    if (this.#card && (quiet || this.#leftMs <= 0)) this.#hide();
    if (this.#card || quiet) return;
    const item = this.#waiting.shift();
    if (item) this.#show(item);
  }

  #show({ label, entry, draw, kind }: Item): void {
    this.#leftMs = SHOWN_MS;
    this.#card = addElement("div", "news", this.#shell.place);
    this.#card.setAttribute("role", "status");
    this.#card.append(draw());
    addElement("strong", "", this.#card).textContent = say(label, { name: say(entry.name) });
    addElement("span", "", this.#card).textContent = say(entry.about);
    if (kind) addAnswers(this.#card, kind);
  }

  #hide(): void {
    this.#card?.remove();
    this.#card = undefined;
  }
}
