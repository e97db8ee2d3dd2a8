import type { EngineTree } from "./engine_tree.ts";
import { LOADER_TREES } from "./loader_trees.ts";
import { MAKER_TREES } from "./maker_trees.ts";
import { UNITY_TREES } from "./unity_trees.ts";

/** The trees of all engines. */
export const ENGINE_TREES: readonly EngineTree[] = [
  ...UNITY_TREES,
  ...LOADER_TREES,
  ...MAKER_TREES,
];
