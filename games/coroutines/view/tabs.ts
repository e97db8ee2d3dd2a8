// The tabs above the stage, and the button for the next scene below it.

import { addButton } from "../../kit/controls.ts";
import { say, type Text } from "../../kit/language.ts";
import { WORDS } from "../words.ts";
import type { Page } from "./page.ts";
import { scrollBehaviour } from "./sight.ts";

/** Marks the tab of the scene on the stage. */
export function selectTab({ tabs, stage }: Page, index: number): void {
  for (const [at, tab] of tabs.entries()) {
    tab.setAttribute("aria-selected", String(at === index));
    tab.tabIndex = at === index ? 0 : -1;
  }
  stage.setAttribute("aria-labelledby", tabs[index]!.id);
}

/** Marks the tabs of scenes whose question is answered. */
export function markSolved({ tabs }: Page, isSolved: (index: number) => boolean): void {
  for (const [at, tab] of tabs.entries()) tab.classList.toggle("is-solved", isSolved(at));
}

/** Offers the next scene; none after the last. */
export function offerNext(
  { next: place, tabs }: Page,
  next: { readonly title: Text; readonly index: number; readonly open: () => void } | undefined,
): void {
  place.replaceChildren();
  if (!next) return;
  const button = addButton(place, {
    label: () => say(WORDS.next, { title: say(next.title) }),
    icon: "next",
    run: () => {
      next.open();
      scrollTo({ top: 0, behavior: scrollBehaviour() });
      tabs[next.index]!.focus({ preventScroll: true });
    },
  });
  button.classList.add("next-button");
}
