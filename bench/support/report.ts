import { print } from "./print.ts";
import { isMet, type Row } from "./row.ts";

/** Prints a row after its measurement. */
export function report({ what, measured, ratios }: Row): void {
  const results = Object.entries(measured).map(([name, text]) => `${name} ${text}`).join(", ");
  print(`${what.en}: ${results}`);
  for (const ratio of ratios) {
    const verdict = isMet(ratio) ? "met" : "MISSED";
    print(`  ${ratio.of} ${ratio.value.toFixed(3)}, at most ${ratio.target}: ${verdict}`);
  }
}
