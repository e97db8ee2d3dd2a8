import type { SourceFile } from "./game_source.ts";

/**
 * Lays a game over its bases: each path once, from the first of the lists that has it.
 *
 * @param layers the game's own files first, then its base's, then that one's base's
 */
export function overlayFiles(layers: readonly (readonly SourceFile[])[]): SourceFile[] {
  const files = new Map<string, SourceFile>();
  for (const layer of layers) {
    for (const file of layer) {
      if (!files.has(file.path)) files.set(file.path, file);
    }
  }
  return [...files.values()];
}

/** A game and what it stands on, or why it cannot stand. */
export type BaseChain =
  | { readonly kind: "chain"; readonly ids: readonly string[] }
  | { readonly kind: "circle"; readonly ids: readonly string[] }
  | { readonly kind: "missing"; readonly id: string };

/**
 * Follows the bases of a game downwards.
 *
 * @param baseOf the base that a game names; undefined where there is no such game, null where the
 * game names none
 * @returns the game's own ID first
 */
export function followBases(
  id: string,
  baseOf: (id: string) => string | null | undefined,
): BaseChain {
  const ids = [id];
  for (let base = baseOf(id); base !== null; base = baseOf(base)) {
    if (base === undefined) return { kind: "missing", id: ids.at(-1)! };
    if (ids.includes(base)) return { kind: "circle", ids: [...ids, base] };
    ids.push(base);
  }
  return { kind: "chain", ids };
}
