/** One line of a table of results. */
export interface Row {
  readonly work: string;
  /** What was measured, for each program, as text such as `0.41 s` or `52 MiB`. */
  readonly results: Readonly<Record<string, string>>;
  /** coplay's result over a peer's, or over another of its own; under 1 is less time or memory. */
  readonly ratios: readonly Ratio[];
}

/** A ratio with the target it was measured for. */
export interface Ratio {
  readonly to: string;
  readonly value: number;
  readonly target: number;
}

/** Whether a ratio is within its target. */
export function isMet({ value, target }: Ratio): boolean {
  return value <= target;
}

/** Markdown for a set of rows. */
export function markdownTable(rows: readonly Row[]): string {
  const lines = [
    "| work | measured (medians) | coplay's ratio | target | |",
    "| --- | --- | --- | --- | --- |",
  ];
  for (const { work, results, ratios } of rows) {
    const measured = Object.entries(results).map(([name, text]) => `${name} ${text}`).join(", ");
    const values = ratios.map(({ to, value }) => `${value.toFixed(2)} of ${to}`).join("<br>");
    const targets = ratios.map(({ target }) => `≤ ${target}`).join("<br>");
    const marks = ratios.map((ratio) => isMet(ratio) ? "met" : "**missed**").join("<br>");
    lines.push(`| ${work} | ${measured} | ${values} | ${targets} | ${marks} |`);
  }
  return lines.join("\n") + "\n";
}

const BAR_WIDTH = 320;
const LABEL_WIDTH = 360;
const ROW_HEIGHT = 26;

/** A chart of all ratios: a bar a ratio, with a tick at 1 and a mark at the target. */
export function svgChart(rows: readonly Row[], title: string): string {
  const bars = rows.flatMap(({ work, ratios }) =>
    ratios.map((ratio) => ({ ...ratio, label: `${work} · ${ratio.to}` }))
  );
  const most = Math.max(1.5, ...bars.map(({ value, target }) => Math.max(value, target)));
  const scale = BAR_WIDTH / most;
  const height = bars.length * ROW_HEIGHT + 60;
  const width = LABEL_WIDTH + BAR_WIDTH + 80;
  const body = bars.map((bar, index) => {
    const y = 44 + index * ROW_HEIGHT;
    const colour = isMet(bar) ? "#2f9e6b" : "#f2695c";
    const length = Math.max(1, bar.value * scale);
    const mark = LABEL_WIDTH + bar.target * scale;
    return `<text x="${LABEL_WIDTH - 10}" y="${y + 13}" text-anchor="end">${
      escape(bar.label)
    }</text>` +
      `<rect x="${LABEL_WIDTH}" y="${y + 2}" width="${
        length.toFixed(1)
      }" height="15" rx="3" fill="${colour}"/>` +
      `<path d="M${mark.toFixed(1)} ${y - 1}v21" stroke="#1f2430" stroke-width="2"/>` +
      `<text x="${(LABEL_WIDTH + length + 8).toFixed(1)}" y="${y + 14}">${
        bar.value.toFixed(2)
      }</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12" fill="#1f2430">` +
    `<rect width="${width}" height="${height}" fill="#fbf7ef"/>` +
    `<text x="16" y="24" font-size="15" font-weight="600">${escape(title)}</text>` +
    body.join("") + "</svg>\n";
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
