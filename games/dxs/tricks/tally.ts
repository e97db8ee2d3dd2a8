// Minds read in a row: by the crystal, and by a player who was the crystal.

import { reportScore } from "../../kit/classroom.ts";
import { openSave, type Save, type SaveStorage } from "../../kit/save.ts";

/** Who reads minds. */
export type Reader = "crystal" | "player";

/** The minds read in a row so far, and the most ever. */
export type Row = {
  readonly row: number;
  readonly most: number;
  /** Whether a mind has been read of which nobody has said yet whether it was right. @default false */
  readonly isOpen?: boolean;
};

/** The rows of both readers. */
export type Tally = Readonly<Record<Reader, Row>>;

const NONE: Tally = { crystal: { row: 0, most: 0 }, player: { row: 0, most: 0 } };
/** The list in which the class sees players who were the crystal; the same in every language. */
const PLAYER_LEVEL = "🔮";

/** Begins with a mind. One that was begun before and left without a word ends the row: it was not read. */
export function begin(tally: Tally, reader: Reader): Tally {
  const { row, most, isOpen } = tally[reader];
  return { ...tally, [reader]: { row: isOpen ? 0 : row, most, isOpen: true } };
}

/** Counts a mind that was read, or one that was not. */
export function count(tally: Tally, reader: Reader, right: boolean): Tally {
  const row = right ? tally[reader].row + 1 : 0;
  return { ...tally, [reader]: { row, most: Math.max(row, tally[reader].most) } };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function readTally(stored: unknown): Tally | undefined {
  const { crystal, player } = (stored ?? {}) as Partial<Tally>;
  const known = [crystal, player].every((part) => isCount(part?.row) && isCount(part?.most));
  return known ? { crystal: crystal!, player: player! } : undefined;
}

/** The stored tally of a device. */
export class KeptTally {
  #save: Save<Tally>;

  constructor(storage?: SaveStorage) {
    const format = { id: "dxs.tally", version: 1, empty: () => NONE, read: readTally };
    this.#save = storage ? openSave(format, storage) : openSave(format);
  }

  /** The minds that a reader has read in a row. */
  row(reader: Reader): number {
    return this.#save.load()[reader].row;
  }

  /** The most minds that a reader has ever read in a row. */
  most(reader: Reader): number {
    return this.#save.load()[reader].most;
  }

  /** Begins with a mind, which is counted later. */
  begin(reader: Reader): void {
    this.#save.store(begin(this.#save.load(), reader));
  }

  /** Counts the mind that was begun with, once, keeps and tells the class. */
  count(reader: Reader, right: boolean): void {
    const before = this.#save.load();
    // "That's not mine", and then "once more": the first word counts.
    if (!before[reader].isOpen) return;
    const tally = count(before, reader, right);
    this.#save.store(tally);
    if (!right) return;
    const level = reader === "player" ? { level: PLAYER_LEVEL } : {};
    reportScore(tally[reader].row, { best: "high", ...level });
  }
}
