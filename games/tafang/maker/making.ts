// The way through the maker: from the list of maps to the board, to a game, and back.

import type { Text } from "../../kit/language.ts";
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
import { codeIn } from "./share_screen.ts";

/** The parts that making maps needs. */
export interface MakingParts {
  readonly shell: Shell;
  readonly play: Play;
  readonly showMaps: () => void;
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
    if (made) this.#edit(made, { greeting: MAKER_WORDS.received });
    return made !== undefined;
  }

  #edit(made: MadeMap, { before, greeting }: { before?: string; greeting?: Text }): void {
    const { shell, play, showMaps } = this.#parts;
    play.rest();
    shell.screens.closeAll();
    openMaker(shell, {
      made,
      ...(greeting && { greeting }),
      onPlay: (changed) => {
        const map = findMap(idOf(this.#keep(changed, before)));
        if (map) play.start({ map });
      },
      onBack: (changed) => {
        // A map that was only looked at, and cannot be played, is not worth a place in the list.
        if (changed !== made || faultOf(changed) === undefined) this.#keep(changed, before);
        showMaps();
      },
      onRemove: () => {
        if (before) play.change((progress) => dropMade(progress, before));
        showMaps();
      },
    });
  }

  #keep(made: MadeMap, before: string | undefined): string {
    const code = encodeMap(made);
    this.#parts.play.change((progress) => keepMade(progress, code, before));
    return code;
  }
}
