/** What a page's mark says: it is followed, or it is being left. */
export type Marked = Record<symbol, 1 | 2 | undefined>;

/**
 * Whether this page is to follow, which it is asked once. Only the outermost page of this host moves, never a
 * frame of a game by itself. A game that asks "really leave?" does not get to ask: the operator has decided.
 */
export function mayMove(): boolean {
  const marked = self as unknown as Marked;
  const mark = Symbol.for("coplay.live");
  document.currentScript?.remove();
  try {
    if (marked[mark] || (parent !== self && parent.document)) return false;
  } catch {
    // The page around this one is another host's.
  }
  marked[mark] = 1;
  // Before the game's own, which would ask.
  addEventListener("beforeunload", (event) => {
    if (marked[mark] === 2) event.stopImmediatePropagation();
  }, true);
  return true;
}
