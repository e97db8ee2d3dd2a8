// The choice between a scene's programs.

import { addChoice } from "../../kit/controls.ts";
import type { Experiment } from "../experiment.ts";
import { WORDS } from "../words.ts";

/** Offers the variants of an experiment, if there are several. */
export function showVariants(
  place: HTMLElement,
  { experiment, onChoose }: {
    readonly experiment: Experiment;
    readonly onChoose: (id: string) => void;
  },
): void {
  place.replaceChildren();
  if (experiment.shownVariants.length === 1) return;
  addChoice<string>(place, {
    label: WORDS.variants,
    options: experiment.shownVariants.map(({ id, label }) => ({ value: id, label })),
    value: experiment.chosen,
    onChange: onChoose,
  });
}
