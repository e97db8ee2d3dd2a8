// The colours of the tiles: cool cream, warm fruit, deep evening, and gold at the goal.

/** The colours of one tile. */
export type TileColours = {
  readonly body: string;
  /** The number's colour, with a contrast of at least 4.5:1 to the body. */
  readonly number: string;
};

const COLOURS: Readonly<Record<number, TileColours>> = {
  2: { body: "#fff4dc", number: "#4a3a24" },
  4: { body: "#ffe29a", number: "#4d3508" },
  8: { body: "#ffbf73", number: "#4f2a05" },
  16: { body: "#ff9d6e", number: "#4a1a06" },
  32: { body: "#f2756a", number: "#3a0a0a" },
  64: { body: "#c43a70", number: "#fff3f6" },
  128: { body: "#9247bd", number: "#fbf2ff" },
  256: { body: "#5559cc", number: "#f3f3ff" },
  512: { body: "#2271b5", number: "#eef7ff" },
  1024: { body: "#187a5c", number: "#edfff8" },
  2048: { body: "#ffc64d", number: "#4a3000" },
};

/** The colours of tiles beyond the goal. */
const BEYOND: TileColours = { body: "#2b3350", number: "#ffe9ad" };

/** The values of the tiles up to the highest goal of all boards, smallest first. */
export const TILE_STEPS: readonly number[] = [...Object.keys(COLOURS).map(Number), 4096];

/** Returns the colours of a tile. */
export function tileColours(value: number): TileColours {
  return COLOURS[value] ?? BEYOND;
}
