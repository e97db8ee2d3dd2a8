// The names of the crystal's symbols; symbol_shapes.ts draws them.

/** All symbols. */
export const SYMBOL_NAMES = [
  "sun",
  "moon",
  "star",
  "heart",
  "drop",
  "leaf",
  "key",
  "eye",
  "bell",
  "fish",
  "flower",
  "mushroom",
  "crown",
  "anchor",
  "bolt",
  "cloud",
  "spiral",
  "candle",
  "hourglass",
  "butterfly",
  "cat",
  "ship",
  "umbrella",
  "gem",
] as const;

/** The name of a symbol. */
export type SymbolName = typeof SYMBOL_NAMES[number];

/** Whether a stored text names a symbol. */
export function isSymbolName(value: unknown): value is SymbolName {
  return SYMBOL_NAMES.some((name) => name === value);
}
