/** A player's name. */
export interface PlayerName {
  /** The name as the player has it, fit for every list. */
  readonly text: string;
  /** 1, or more where others had this name before. */
  readonly number: number;
  /** When it was taken: milliseconds since 1970, with a fraction of which no two are equal. */
  readonly since: number;
}

/** The name as lists show it, different from all others: `Ming`, `Ming 2`. */
export function shownName({ text, number }: PlayerName): string {
  return number === 1 ? text : `${text} ${number}`;
}

/** Two names that look alike have one key. */
export function nameKey(shown: string): string {
  return shown.normalize("NFKC").replace(/[\u200d\ufe0f]/g, "").toLowerCase();
}

/** How long the name of a player who left stays theirs: tablets sleep, and come back within a lesson. */
const KEPT_MS = 600_000;

/** The most names that are kept for players who left; the oldest is forgotten first. */
const MAX_KEPT = 5000;

/** Gives names, so that no two players are shown under the same, and nobody's number changes. */
export class PlayerNames {
  readonly #kept = new Map<string, { name: PlayerName; untilMs: number }>();
  readonly #now: () => number;
  readonly #random: () => number;

  constructor({ now = Date.now, random = Math.random }: {
    now?: (() => number) | undefined;
    random?: (() => number) | undefined;
  } = {}) {
    this.#now = now;
    this.#random = random;
  }

  /**
   * Gives a player the name that they chose, with the first free number.
   *
   * @param text what {@linkcode cleanName} has made of it
   * @param inUse the names of all other players
   */
  give(
    text: string,
    { playerId, inUse }: { playerId: string; inUse: readonly PlayerName[] },
  ): PlayerName {
    this.#forgetOld();
    const kept = [...this.#kept].flatMap(([id, { name }]) => id === playerId ? [] : name);
    const taken = new Set([...inUse, ...kept].map((name) => nameKey(shownName(name))));
    const since = this.#now() + this.#random();
    let number = 1;
    while (taken.has(nameKey(shownName({ text, number, since })))) number++;
    return { text, number, since };
  }

  /** Keeps the name of a player who leaves. */
  keep(playerId: string, name: PlayerName): void {
    this.#kept.delete(playerId);
    this.#kept.set(playerId, { name, untilMs: this.#now() + KEPT_MS });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MAX_KEPT) this.#kept.delete(oldest!);
  }

  /** Returns the name of a player who comes back; null for anybody else. */
  takeBack(playerId: string): PlayerName | null {
    this.#forgetOld();
    const { name = null } = this.#kept.get(playerId) ?? {};
    this.#kept.delete(playerId);
    return name;
  }

  #forgetOld(): void {
    const nowMs = this.#now();
    for (const [id, { untilMs }] of this.#kept) if (untilMs < nowMs) this.#kept.delete(id);
  }
}
