// Eyes to the front: the host covers every page, and the game stands still until it lifts the cover.

const listeners = new Set<(isCovered: boolean) => void>();
let isCovered = false;

// A game that cancels the event says that it pauses by itself.
globalThis.addEventListener?.("coplayfront", (event) => {
  event.preventDefault();
  isCovered = (event as CustomEvent<{ on: boolean }>).detail.on;
  for (const listener of listeners) listener(isCovered);
});

/** Whether nobody sees the game: the page is hidden, or the host covers it. */
export function isOutOfSight(): boolean {
  return isCovered || Boolean(globalThis.document?.hidden);
}

/** Calls `listener` when the game comes out of sight, and when it is seen again. */
export function onSightChange(listener: () => void): void {
  listeners.add(listener);
  globalThis.document?.addEventListener("visibilitychange", listener);
}
