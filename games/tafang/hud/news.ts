// Small cards that introduce new towers and monsters, one after the other, while the game continues.

import { addAnswers } from "./answers_row.ts";
import { addElement } from "../../kit/controls.ts";
import { icon } from "../../kit/icons.ts";
import { say, type Text } from "../../kit/language.ts";
import type { Shell } from "../../kit/shell.ts";
import type { MonsterKind } from "../rules/monsters_table.ts";
import type { Game } from "../rules/state.ts";
import { monsterPortrait, towerPortrait } from "../view/portrait.ts";
import { WORDS } from "../texts/texts.ts";
import { type Entry, MONSTER_TEXTS, TOWER_TEXTS } from "../texts/almanac.ts";
import type { TowerKind } from "../rules/towers_table.ts";

/** The time of a card, enough to see what it is about and to open it. */
const SHOWN_MS = 7000;
/** A monster that was met longer ago is no news any more. */
const FRESH_MS = 20_000;
const PICTURE_PX = 44;

/** The running game, which a card that is read holds. */
export interface Reading {
  readonly game: Game;
  held: boolean;
}

interface Item {
  readonly label: Text;
  readonly entry: Entry;
  readonly draw: () => HTMLElement;
  /** The monster whose answers the card shows. */
  readonly kind?: MonsterKind;
  waitedMs: number;
}

/** Shows the cards one after the other. A touch opens one, and time stands still while it is read. */
export class News {
  #place: HTMLElement;
  #session: () => Reading | undefined;
  #waiting: Item[] = [];
  #card: HTMLElement | undefined;
  #leftMs = 0;
  /** The game that stands still while its card is read, and whether it did before. */
  #read: { session: Reading; wasHeld: boolean } | undefined;

  /** @param session returns the running game */
  constructor(shell: Shell, session: () => Reading | undefined) {
    this.#place = addElement("div", "news-place", shell.place);
    this.#place.setAttribute("role", "status");
    this.#session = session;
  }

  tower(kind: TowerKind): void {
    const draw = () => towerPortrait(kind, 0, PICTURE_PX);
    this.#waiting.push({ label: WORDS.newTower, entry: TOWER_TEXTS[kind], draw, waitedMs: 0 });
  }

  monster(kind: MonsterKind): void {
    const draw = () => monsterPortrait(kind, PICTURE_PX);
    const entry = MONSTER_TEXTS[kind];
    this.#waiting.push({ label: WORDS.newMonster, entry, draw, kind, waitedMs: 0 });
  }

  /** Drops all cards, because another game begins. */
  clear(): void {
    this.#waiting.length = 0;
    this.#hide();
  }

  /** Advances the time. With `quiet`, another message needs the place. */
  update(frameMs: number, quiet: boolean): void {
    if (!this.#read) this.#leftMs -= frameMs;
    for (const item of this.#waiting) item.waitedMs += frameMs;
    if (this.#card && (quiet || this.#leftMs <= 0)) this.#hide();
    if (this.#card || quiet) return;
    this.#waiting = this.#waiting.filter(({ kind, waitedMs }) => !kind || waitedMs < FRESH_MS);
    const item = this.#waiting.shift();
    if (item) this.#show(item);
  }

  #show({ label, entry, draw, kind }: Item): void {
    this.#leftMs = SHOWN_MS;
    const card = addElement("button", "news", this.#place);
    card.type = "button";
    card.append(draw());
    addElement("strong", "", card).textContent = say(label, { name: say(entry.name) });
    addElement("span", "news-about", card).textContent = say(entry.about);
    if (kind) addAnswers(card, kind, this.#session()?.game.map.offers);
    addElement("span", "news-more", card).innerHTML = icon("help");
    card.addEventListener("click", () => this.#read ? this.#hide() : this.#open(card));
    this.#card = card;
  }

  #open(card: HTMLElement): void {
    const session = this.#session();
    if (!session) return;
    this.#read = { session, wasHeld: session.held };
    session.held = true;
    card.classList.add("open");
  }

  #hide(): void {
    if (this.#read) this.#read.session.held = this.#read.wasHeld;
    this.#read = undefined;
    this.#card?.remove();
    this.#card = undefined;
  }
}
