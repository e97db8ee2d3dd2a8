/** Translates between a game's own names and the prefixed ones that the browser stores. */
export interface GameNames {
  /** The ID as it stands in the address. */
  readonly gameId: string;
  /** Adds the game's prefix to a name. */
  readonly named: (name: unknown) => string;
  readonly isOwn: (name: string | null | undefined) => name is string;
  /** Removes the prefix from a name. */
  readonly bare: (name: string) => string;
}

/** @param gameId the ID as it stands in the address */
export function namesOf(gameId: string): GameNames {
  const prefix = `coplay:${gameId}:`;
  return {
    gameId,
    named: (name) => prefix + name,
    isOwn: (name): name is string => name?.startsWith(prefix) ?? false,
    bare: (name) => name.slice(prefix.length),
  };
}
