import type { SourceFile } from "./game_source.ts";

/**
 * Merges the files of a game and its bases: each path comes from the first list that has it.
 *
 * @param layers the game's own files, then its base's, then those of that one's base
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

/** A game with its bases, or the fault of the chain. */
export type BaseChain =
  | { readonly kind: "chain"; readonly ids: readonly string[] }
  | { readonly kind: "circle"; readonly ids: readonly string[] }
  | { readonly kind: "missing"; readonly id: string };

/**
 * Follows the bases of a game.
 *
 * @param baseOf returns the base that a game names; undefined where there is no such game, null where it names none
 * @returns the IDs, the game's own first
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
