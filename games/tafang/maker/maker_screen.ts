// The map maker: a board to paint on, who comes, what may be built, and a code to hand on.

import { askFirst } from "../../kit/ask.ts";
import { addButton, addElement } from "../../kit/controls.ts";
import { bindText, refreshTexts, say } from "../../kit/language.ts";
import { freshSeed } from "../../kit/random.ts";
import type { Shell } from "../../kit/shell.ts";
import { encodeMap } from "../maps/map_code.ts";
import { type Cell, faultOf, MADE_KINDS, type MadeMap } from "../maps/made_map.ts";
import { coverOf } from "../maps/obstacles.ts";
import { rollMap } from "../maps/roll.ts";
import { TOWER_KINDS } from "../rules/towers_table.ts";
import { MONSTER_TEXTS, TOWER_TEXTS } from "../texts/almanac.ts";
import { MAKER_WORDS } from "../texts/maker.ts";
import { WORDS } from "../texts/texts.ts";
import { monsterPortrait, towerPortrait } from "../view/portrait.ts";
import { MakerBoard } from "./board.ts";
import { addBrushBar } from "./brush_bar.ts";
import { type BrushKind, paint, toggle, wipe } from "./edit.ts";
import { addKindBar } from "./kind_bar.ts";
import { addMapChoices } from "./map_choices.ts";
import { openShare } from "./share_screen.ts";
import { tryOut } from "./try_out.ts";

/** What the maker starts with, and what its buttons do. */
export interface MakerOptions {
  readonly made: MadeMap;
  /** A line to begin with, instead of whether the map can be played. */
  readonly greeting?: () => string;
  /** Called after each change: who draws for long must lose nothing when the page is closed. */
  readonly onChange: (made: MadeMap) => void;
  readonly onPlay: (made: MadeMap) => void;
  readonly onBack: (made: MadeMap) => void;
  readonly onRemove: () => void;
}

/** The steps that can be taken back. */
const MOST_STEPS_BACK = 50;
/** The texts of what keeps a map from being played. */
const FAULT_WORDS = {
  start: MAKER_WORDS.start,
  short: MAKER_WORDS.short,
  room: MAKER_WORDS.room,
  towers: MAKER_WORDS.towersFault,
  monsters: MAKER_WORDS.monstersFault,
  air: MAKER_WORDS.air,
} as const;

/** Opens the maker. */
export function openMaker(shell: Shell, options: MakerOptions): void {
  const maker = new Maker(shell, options);
  shell.screens.open({
    id: "maker",
    title: MAKER_WORDS.title,
    onBack: () => options.onBack(maker.made),
    build: (panel) => maker.build(panel),
  });
}

class Maker {
  made: MadeMap;
  #shell: Shell;
  #options: MakerOptions;
  #brush: BrushKind = "road";
  #before: MadeMap[] = [];
  #status: () => string;
  #statusLine: HTMLElement | undefined;
  /** Called after each change, to show it. */
  #followers: (() => void)[] = [];

  constructor(shell: Shell, options: MakerOptions) {
    this.#shell = shell;
    this.#options = options;
    this.made = options.made;
    const { greeting } = options;
    this.#status = greeting ?? (() => this.#judge());
  }

  build(panel: HTMLElement): () => void {
    const grid = addElement("div", "maker", panel);
    // Who opens somebody's map wants to play it, before all else.
    grid.classList.toggle("received", this.#options.greeting !== undefined);
    const left = addElement("div", "maker-left", grid);
    const showBrush = addBrushBar(left, (brush) => {
      this.#brush = brush;
      showBrush(brush);
    });
    showBrush(this.#brush);
    const board = this.#addBoard(left);
    const status = addElement("p", "maker-status", left);
    status.setAttribute("role", "status");
    bindText(status, () => this.#status());
    this.#statusLine = status;
    this.#addEditing(left);
    this.#addEnds(left);
    const right = addElement("div", "maker-right", grid);
    this.#addKinds(right);
    this.#followers.push(addMapChoices(right, {
      made: () => this.made,
      onChange: (change) => this.#change({ ...this.made, ...change }),
    }));
    this.#follow();
    return () => board.dispose();
  }

  #addBoard(place: Element): MakerBoard {
    // A stroke is one step back, however many cells it has.
    const board = new MakerBoard(place, this.made, {
      onPaint: (cell, isFirst) => this.#paint(cell, isFirst),
      onCursor: (cell) => this.#shell.screens.announce(this.#describe(cell)),
    });
    bindText(board.canvas, MAKER_WORDS.board, "aria-label");
    this.#followers.push(() => board.show(this.made));
    return board;
  }

  #addEditing(place: Element): void {
    const row = addElement("div", "maker-row", place);
    const undo = addButton(row, { label: MAKER_WORDS.undo, icon: "undo", run: () => this.#undo() });
    this.#followers.push(() => undo.disabled = this.#before.length === 0);
    addButton(row, {
      label: MAKER_WORDS.roll,
      icon: "star",
      run: () => {
        const { name, level } = this.made;
        this.#change({ ...rollMap(freshSeed(), level), name });
      },
    });
    addButton(row, {
      label: MAKER_WORDS.wipe,
      icon: "restart",
      run: () => this.#change(wipe(this.made)),
    });
  }

  #addKinds(place: Element): void {
    const showMonsters = addKindBar(place, {
      title: MAKER_WORDS.monsters,
      kinds: MADE_KINDS,
      nameOf: (kind) => MONSTER_TEXTS[kind].name,
      draw: monsterPortrait,
      onToggle: (kind) =>
        this.#change({ ...this.made, monsters: toggle(MADE_KINDS, this.made.monsters, kind) }),
    });
    const showTowers = addKindBar(place, {
      title: MAKER_WORDS.towers,
      kinds: TOWER_KINDS,
      nameOf: (kind) => TOWER_TEXTS[kind].name,
      draw: (kind, sidePx) => towerPortrait(kind, 0, sidePx),
      onToggle: (kind) =>
        this.#change({ ...this.made, offers: toggle(TOWER_KINDS, this.made.offers, kind) }),
    });
    this.#followers.push(
      () => showMonsters(this.made.monsters),
      () => showTowers(this.made.offers),
    );
  }

  #addEnds(place: Element): void {
    const row = addElement("div", "maker-row maker-ends", place);
    const play = addButton(row, {
      label: MAKER_WORDS.play,
      icon: "play",
      primary: true,
      run: () => {
        this.#shell.screens.closeAll();
        this.#options.onPlay(this.made);
      },
    });
    // A screen begins at its top, and the focus would take it to its end.
    play.autofocus = false;
    const tried = addButton(row, {
      label: MAKER_WORDS.tryOut,
      icon: "speed",
      run: () => this.#tryOut(),
    });
    const share = addButton(row, {
      label: MAKER_WORDS.share,
      icon: "next",
      run: () => openShare(this.#shell, encodeMap(this.made)),
    });
    addButton(row, {
      label: MAKER_WORDS.remove,
      icon: "close",
      run: () =>
        askFirst(this.#shell, {
          title: MAKER_WORDS.askRemove,
          text: MAKER_WORDS.removeText,
          stay: { label: MAKER_WORDS.keep },
          go: { label: MAKER_WORDS.remove, icon: "close", run: this.#options.onRemove },
        }),
    });
    this.#followers.push(() => {
      for (const button of [play, tried, share]) button.disabled = faultOf(this.made) !== undefined;
    });
  }

  #paint(cell: Cell, isFirst: boolean): void {
    const { made } = this;
    const painted = paint(made, this.#brush, { ...cell, isFirst });
    this.#change(painted, !isFirst);
    if (painted !== made || !isFirst || this.#brush !== "road") return;
    // A stroke that draws nothing must say why.
    const isOnRoad = made.road.some(({ cx, cy }) => cx === cell.cx && cy === cell.cy);
    if (!isOnRoad) this.#say(() => say(MAKER_WORDS.fromCarrot));
  }

  /** Shows a line until the map changes. */
  #say(words: () => string): void {
    this.#status = words;
    refreshTexts();
    this.#statusLine?.scrollIntoView({ block: "nearest" });
  }

  #change(made: MadeMap, isSameStep = false): void {
    if (made === this.made) return;
    if (!isSameStep) this.#before = [...this.#before.slice(1 - MOST_STEPS_BACK), this.made];
    this.#show(made);
  }

  #undo(): void {
    const before = this.#before.pop();
    if (before) this.#show(before);
  }

  #show(made: MadeMap): void {
    this.made = made;
    this.#status = () => this.#judge();
    this.#follow();
    this.#options.onChange(made);
  }

  #follow(): void {
    for (const follow of this.#followers) follow();
    refreshTexts();
  }

  #judge(): string {
    const fault = faultOf(this.made);
    return say(fault ? FAULT_WORDS[fault] : MAKER_WORDS.ready);
  }

  #tryOut(): void {
    this.#say(() => say(MAKER_WORDS.trying));
    const { made } = this;
    // The words are painted before the computer is busy for a moment.
    setTimeout(() => {
      if (made !== this.made) return;
      const { outcome, carrot, wave, waves } = tryOut(made, 1);
      const [words, values] = outcome === "won"
        ? [MAKER_WORDS.triedWon, { carrot }] as const
        : [MAKER_WORDS.triedLost, { wave, all: waves.length }] as const;
      this.#say(() => say(words, values));
    }, 50);
  }

  #describe({ cx, cy }: Cell): string {
    const { letter } = coverOf(this.made.rows, { cx, cy });
    const at = this.made.road.findIndex((cell) => cell.cx === cx && cell.cy === cy);
    const isEnd = at === this.made.road.length - 1;
    const thing = at >= 0
      ? (isEnd ? WORDS.theCarrot : WORDS.road)
      : letter === "."
      ? WORDS.free
      : MAKER_WORDS.brush[letter as BrushKind];
    return say(MAKER_WORDS.cell, { column: cx + 1, row: cy + 1, thing: say(thing) });
  }
}
