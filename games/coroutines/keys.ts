// The keyboard shortcuts of the lab.

import { followInputKind } from "../kit/body_marks.ts";

/** The actions of the keys. */
export type KeyActions = {
  readonly reset: () => void;
  readonly back: () => void;
  readonly toggle: () => void;
  readonly step: () => void;
  readonly end: () => void;
  readonly openScene: (index: number) => void;
  /** Whether keys are ignored. */
  readonly isBusy: () => boolean;
};

/**
 * Whether a key belongs to the page: keys in a field belong to the field, and the space bar on a button to the button.
 */
function belongsToPage(event: KeyboardEvent): boolean {
  const { target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return true;
  if (!(target instanceof Element)) return false;
  // Radio buttons and switches take no digits.
  const takesDigits = !target.matches("input:is([type=radio], [type=checkbox])");
  const isDigit = event.code.startsWith("Digit");
  if (target.closest("input, select, textarea, dialog")) {
    return takesDigits || !isDigit || target.closest("dialog") !== null;
  }
  return event.code === "Space" && target.closest("button, a, summary") !== null;
}

/** Listens to keys on the whole page. */
export function listenToKeys(actions: KeyActions): void {
  const table: Readonly<Record<string, () => void>> = {
    ArrowRight: actions.step,
    ArrowLeft: actions.back,
    Space: actions.toggle,
    Home: actions.reset,
    End: actions.end,
    ...Object.fromEntries(
      [1, 2, 3, 4, 5, 6].map((n) => [`Digit${n}`, () => actions.openScene(n - 1)]),
    ),
  };
  document.addEventListener("keydown", (event) => {
    const run = table[event.code];
    if (!run || belongsToPage(event) || actions.isBusy()) return;
    event.preventDefault();
    run();
  });
  followInputKind();
}
