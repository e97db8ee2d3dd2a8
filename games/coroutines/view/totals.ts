// The durations of each way to download, side by side.

import { addElement, addText } from "../../kit/controls.ts";
import { say } from "../../kit/language.ts";
import { formatMs } from "./controls.ts";
import type { Experiment } from "../experiment.ts";
import type { Variant } from "../scenes/scene.ts";
import { WORDS } from "../words.ts";

/** A finished run. */
export type Total = { readonly ms: number; readonly mostAtOnce: number };

/**
 * The last finished run of each variant. A run counts as long as the settings are those it ran with:
 * questions set numbers too, and would wipe the comparison if every new number did.
 */
export class Totals {
  readonly #runs = new Map<string, { readonly total: Total; readonly settings: string }>();

  keep(experiment: Experiment, total: Total): void {
    const { chosen, shownVariants } = experiment;
    const variant = shownVariants.find(({ id }) => id === chosen)!;
    this.#runs.set(chosen, { total, settings: experiment.settingsOf(variant) });
  }

  /** The runs that hold for the present settings. */
  of(experiment: Experiment): ReadonlyMap<string, Total> {
    const totals = new Map<string, Total>();
    for (const variant of experiment.shownVariants) {
      const run = this.#runs.get(variant.id);
      if (run?.settings === experiment.settingsOf(variant)) totals.set(variant.id, run.total);
    }
    return totals;
  }
}

/** Writes a bar for each variant; variants that have not run yet have none. */
export function showTotals(
  place: HTMLElement,
  { variants, totals }: {
    readonly variants: readonly Variant[];
    readonly totals: ReadonlyMap<string, Total>;
  },
): void {
  place.replaceChildren();
  addText(place, "h2", WORDS.totals);
  if (totals.size < variants.length) addText(place, "p", WORDS.totalsHint).className = "hint";
  const list = addElement("dl", "totals", place);
  const longest = Math.max(...[...totals.values()].map(({ ms }) => ms), 1e-6);
  for (const { id, label } of variants) {
    const total = totals.get(id);
    addText(list, "dt", label);
    const row = addElement("dd", "total", list);
    row.dataset.variant = id;
    const bar = addElement("span", "total-bar", row);
    bar.style.setProperty("--share", `${total ? 100 * total.ms / longest : 0}%`);
    const text = () =>
      total ? say(WORDS.total, { ms: formatMs(total.ms), n: total.mostAtOnce }) : say(WORDS.notYet);
    addText(row, "span", text).className = "total-text";
  }
}
