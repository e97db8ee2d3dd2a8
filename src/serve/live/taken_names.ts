import { nameKey } from "./player_names.ts";

/** A name that the operator has taken away from a player. */
export interface TakenName {
  readonly playerId: string;
  readonly name: string;
}

/** The most names that are remembered; the oldest is forgotten first. */
const MAX_TAKEN = 5000;

/**
 * The names that the operator has taken away. A player may have another one, but not the same with other signs,
 * spaces or numbers. Somebody else may have it: it may be theirs.
 */
export class TakenNames {
  readonly #taken = new Set<string>();

  /** @returns whether it is news */
  add(taken: TakenName): boolean {
    const isNews = !this.has(taken);
    this.#taken.add(keyOf(taken));
    const [oldest] = this.#taken;
    if (this.#taken.size > MAX_TAKEN) this.#taken.delete(oldest!);
    return isNews;
  }

  has(name: TakenName): boolean {
    return this.#taken.has(keyOf(name));
  }
}

function keyOf({ playerId, name }: TakenName): string {
  return `${playerId} ${lettersOf(name)}`;
}

/** What two names have in common that read alike: their letters. Where there are none, all but the number of lists. */
export function lettersOf(name: string): string {
  const key = nameKey(name);
  return key.replace(/[^\p{L}\p{M}]/gu, "") || key.replace(/ \d+$/, "");
}
