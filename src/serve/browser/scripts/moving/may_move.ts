/** A mark in the page: 1 for a page that follows switches, 2 for one that is leaving. */
export type Marked = Record<symbol, 1 | 2 | undefined>;

/**
 * Decides once whether this page follows switches. Only the outermost page of this host moves, never a game's frame
 * by itself. A game cannot ask "really leave?", because the operator has decided.
 */
export function mayMove(): boolean {
  const marked = self as unknown as Marked;
  const mark = Symbol.for("coplay.live");
  document.currentScript?.remove();
  // A frame with `sandbox` cannot see the page around it, which is of the same game.
  if (parent !== self && self.origin === "null") return false;
  try {
    if (marked[mark] || (parent !== self && parent.document)) return false;
  } catch {
    // The page around this one belongs to another host.
  }
  marked[mark] = 1;
  // It runs before the game's own listener, which would ask.
  addEventListener("beforeunload", (event) => {
    if (marked[mark] === 2) event.stopImmediatePropagation();
  }, true);
  return true;
}
