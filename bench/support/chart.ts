import { isMet, type Ratio, type Row } from "./row.ts";

const LABEL_WIDTH = 500;
/** The end of a bar that just meets its target. */
const TARGET_WIDTH = 130;
/** The most that a bar shows, in multiples of its target. */
const MOST = 2.6;
const BAR_HEIGHT = 24;
const TOP = 62;

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

function bar({ label, ...ratio }: Ratio & { label: string }, index: number): string {
  const y = TOP + index * BAR_HEIGHT;
  const share = ratio.value / ratio.target;
  const width = Math.max(2, Math.min(share, MOST) * TARGET_WIDTH);
  const colour = isMet(ratio) ? "#2f9e6b" : "#e4573d";
  const text = `${ratio.value.toFixed(2)} (≤ ${ratio.target})`;
  return `<text x="${LABEL_WIDTH - 10}" y="${y + 13}" text-anchor="end">${escape(label)}</text>` +
    `<rect x="${LABEL_WIDTH}" y="${y + 2}" width="${
      width.toFixed(1)
    }" height="15" rx="3" fill="${colour}"/>` +
    `<text x="${(LABEL_WIDTH + Math.max(width, TARGET_WIDTH) + 10).toFixed(1)}" y="${
      y + 14
    }">${text}</text>`;
}

/** Draws a bar for each ratio, in units of its target: bars that end left of the line meet it. */
export function svgChart(rows: readonly Row[], title: string): string {
  const bars = rows.flatMap(({ what, ratios }) =>
    ratios.map((ratio) => ({ ...ratio, label: `${what.en} · ${ratio.of}` }))
  );
  const height = TOP + bars.length * BAR_HEIGHT + 12;
  const width = LABEL_WIDTH + MOST * TARGET_WIDTH + 120;
  const line = LABEL_WIDTH + TARGET_WIDTH;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" ` +
    `font-family="system-ui, sans-serif" font-size="12" fill="#1f2430">` +
    `<rect width="${width}" height="${height}" fill="#fbf7ef"/>` +
    `<text x="16" y="26" font-size="16" font-weight="600">${title}</text>` +
    `<text x="16" y="46">Each bar is a ratio in units of its target: shorter is better, and what ends ` +
    `left of the line meets its target.</text>` +
    `<path d="M${line} ${TOP - 6}V${height - 8}" stroke="#1f2430" stroke-dasharray="3 3"/>` +
    bars.map(bar).join("") + "</svg>\n";
}
