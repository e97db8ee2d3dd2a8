/** How the names that one game gives are told from another's. */
export interface GameNames {
  /** As it stands in the address. */
  readonly gameId: string;
  /** The name that the browser gets. */
  readonly named: (name: unknown) => string;
  readonly isOwn: (name: string | null | undefined) => name is string;
  /** The name that the game gave. */
  readonly bare: (name: string) => string;
}

/** @param gameId as it stands in the address */
export function namesOf(gameId: string): GameNames {
  const prefix = `coplay:${gameId}:`;
  return {
    gameId,
    named: (name) => prefix + name,
    isOwn: (name): name is string => name?.startsWith(prefix) ?? false,
    bare: (name) => name.slice(prefix.length),
  };
}
