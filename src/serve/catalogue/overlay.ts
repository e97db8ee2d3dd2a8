import type { SourceFile } from "./game_source.ts";

/**
 * Merges the files of a game and its bases: each path comes from the first list that has it, in whatever case it is
 * written there.
 *
 * @param layers the game's own files, then its base's, then those of that one's base
 */
export function overlayFiles(layers: readonly (readonly SourceFile[])[]): SourceFile[] {
  const files = new Map<string, SourceFile>();
  /** The paths of the layers above, by their form without case. */
  const above = new Map<string, string>();
  for (const layer of layers) {
    const own = new Set(layer.map(({ path }) => path));
    for (const file of layer) {
      const other = above.get(fold(file.path));
      // Two files that differ only in case are two, where the base has both.
      const isOverlaid = other !== undefined && !own.has(other);
      if (!isOverlaid && !files.has(file.path)) files.set(file.path, file);
    }
    for (const path of own) above.set(fold(path), path);
  }
  return [...files.values()];
}

function fold(path: string): string {
  return path.normalize("NFKC").toLowerCase();
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
