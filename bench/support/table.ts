import { isMet, type Ratio, type Row } from "./row.ts";

const WORDS = {
  en: { head: ["work", "measured (medians)", "ratio", "target", ""], met: "met", missed: "missed" },
  zh: { head: ["任务", "实测（中位数）", "比值", "目标", ""], met: "达到", missed: "未达到" },
};

/** Formats rows as Markdown, with a line for each ratio. */
export function markdownTable(rows: readonly Row[], language: "en" | "zh"): string {
  const { head, met, missed } = WORDS[language];
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const lines = rows.map(({ what, measured, ratios, rounds }) => {
    const cells = (cell: (ratio: Ratio) => string) => ratios.map(cell).join("<br>");
    const results = Object.entries(measured).map(([name, text]) => `${name} ${text}`).join(", ");
    const runs = rounds >= 5
      ? ""
      : language === "en"
      ? ` (${rounds === 1 ? "1 run" : `${rounds} runs`})`
      : `（${rounds} 次）`;
    return line([
      what[language] + runs,
      results,
      cells(({ of, value }) => `${of} ${value.toFixed(2)}`),
      cells(({ target }) => `≤ ${target}`),
      cells((ratio) => isMet(ratio) ? met : `**${missed}**`),
    ]);
  });
  return [line(head), line(head.map(() => "---")), ...lines].join("\n") + "\n";
}
