// The way through the maker: from the list of maps to the board, to a game, and back.

import { say } from "../../kit/language.ts";
import { freshSeed } from "../../kit/random.ts";
import type { Shell } from "../../kit/shell.ts";
import { decodeDraft, decodeMap, encodeMap, idOf } from "../maps/map_code.ts";
import { faultOf, type MadeMap } from "../maps/made_map.ts";
import { findMap } from "../maps/maps.ts";
import { rollMap } from "../maps/roll.ts";
import type { Play } from "../play/play.ts";
import { dropMade, keepMade } from "../progress.ts";
import { MAKER_WORDS } from "../texts/maker.ts";
import { openMaker } from "./maker_screen.ts";
import { codeIn, LINK_START } from "./share_screen.ts";

/** The parts that making maps needs. */
export interface MakingParts {
  readonly shell: Shell;
  readonly play: Play;
  readonly showMaps: () => void;
  /** Starts another game; asks first if that ends one that has gone on for a while. */
  readonly startAnother: (run: () => void) => void;
}

/** The level of a map that somebody begins to make. */
const FIRST_LEVEL = 2;

/** Makes, keeps and plays the player's own maps. */
export class Making {
  #parts: MakingParts;

  constructor(parts: MakingParts) {
    this.#parts = parts;
  }

  /** Opens the maker with a map of the list, or with a new one. */
  make(code?: string): void {
    const made = code === undefined ? undefined : decodeDraft(code);
    this.#edit(made ?? rollMap(freshSeed(), FIRST_LEVEL), {
      ...(made && code && { before: code }),
    });
  }

  /** Opens a code or a link from somebody else. @returns whether it is a map's */
  open(text: string): boolean {
    const made = decodeMap(codeIn(text));
    if (!made) return false;
    const { name } = made;
    const greeting = name ? MAKER_WORDS.receivedNamed : MAKER_WORDS.received;
    this.#edit(made, { greeting: () => say(greeting, { name }) });
    return true;
  }

  /** Opens the map of a link that somebody has handed on, now and whenever one comes. */
  followLinks(): void {
    const follow = () => {
      if (!location.hash.startsWith(LINK_START)) return;
      if (!this.open(location.hash)) this.#parts.shell.screens.toast(MAKER_WORDS.badCode);
      // Another visit of the same link opens the map again.
      history.replaceState(null, "", location.pathname + location.search);
    };
    follow();
    addEventListener("hashchange", follow);
  }

  #edit(made: MadeMap, { before, greeting }: { before?: string; greeting?: () => string }): void {
    const { shell, play, showMaps } = this.#parts;
    play.remember();
    play.rest();
    shell.screens.closeAll();
    let kept = before;
    const keep = (changed: MadeMap) => kept = this.#keep(changed, kept);
    openMaker(shell, {
      made,
      ...(greeting && { greeting }),
      onChange: keep,
      onPlay: (changed) => this.#play(keep(changed), before),
      onBack: (changed) => {
        // A map that was only looked at, and cannot be played, is not worth a place in the list.
        if (changed !== made || faultOf(changed) === undefined) keep(changed);
        showMaps();
      },
      onRemove: () => {
        const code = kept;
        if (code) play.change((progress) => dropMade(progress, code));
        showMaps();
      },
    });
  }

  #play(code: string, before: string | undefined): void {
    const { play, startAnother } = this.#parts;
    const map = findMap(idOf(code));
    if (!map) return;
    const start = () => play.start({ map });
    // Who tries a change on the map just played has done with the game before it.
    if (before !== undefined && play.progress.current?.map === idOf(before)) start();
    else startAnother(start);
  }

  #keep(made: MadeMap, before: string | undefined): string {
    const code = encodeMap(made);
    this.#parts.play.change((progress) => keepMade(progress, code, before));
    return code;
  }
}
