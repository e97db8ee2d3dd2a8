// The durations of each way to download, side by side.

import { addElement, addText } from "../../kit/controls.ts";
import { say } from "../../kit/language.ts";
import { formatMs } from "./controls.ts";
import type { Variant } from "../scenes/scene.ts";
import { WORDS } from "../words.ts";

/** A finished run. */
export type Total = { readonly ms: number; readonly mostAtOnce: number };

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
