// The keys with which a player looks back on a game.

import type { LookBack } from "./look_back.ts";

/** What the keys need to know besides the history. */
export type LookBackKeysOptions = {
  /** Whether the board is to be seen, with no screen over it. */
  readonly isOpen: () => boolean;
  readonly onNow: () => void;
};

/** Listens before the game and its frame do, for whom the same keys mean other things. */
export function listenToLookBackKeys(lookBack: LookBack, options: LookBackKeysOptions): void {
  const actions: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => lookBack.back(),
    ArrowUp: () => lookBack.back(),
    ArrowRight: () => lookBack.forward(),
    ArrowDown: () => lookBack.forward(),
    Home: () => lookBack.goTo(0),
    End: options.onNow,
    Escape: options.onNow,
    Space: () => lookBack.togglePlay(),
  };
  document.addEventListener("keydown", (event) => {
    const action = actions[event.code];
    if (!action || !lookBack.active || !options.isOpen()) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // Space belongs to a focused button.
    if (event.code === "Space" && (event.target as Element).closest("button")) return;
    event.preventDefault();
    action();
  }, { capture: true });
}
