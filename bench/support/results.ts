import { svgChart } from "./chart.ts";
import { benchFile } from "./programs.ts";
import type { Row, Text } from "./row.ts";
import { markdownTable } from "./table.ts";

/** Rows that are measured together, and where their results are kept. */
export interface ResultsPage {
  /** The beginning of its files' names. */
  readonly name: string;
  readonly title: string;
  /** The conditions of the measurement, after the day and the machine. */
  readonly how: Text;
}

/** The rows of `coplay download`. */
export const DOWNLOAD_PAGE: ResultsPage = {
  name: "download",
  title: "coplay download beside its peers",
  how: {
    en: "Programs in turns, medians of at least five runs unless a row says otherwise.",
    zh: "各程序轮流运行，除非行内另有说明，均为至少五次的中位数。",
  },
};

/** The rows of `coplay serve`. */
export const SERVE_PAGE: ResultsPage = {
  name: "serve",
  title: "coplay serve beside its peers",
  how: {
    en: "`wrk -t1 -c64`, hosts in turns, medians of five runs unless a row says otherwise.",
    zh: "`wrk -t1 -c64`，各服务器轮流测量，除非行内另有说明，均为五次的中位数。",
  },
};

const PAGES: readonly ResultsPage[] = [DOWNLOAD_PAGE, SERVE_PAGE];

/** The documents that show all rows in one table, between two marks. */
const DOCUMENTS: Readonly<Record<keyof Text, string>> = {
  en: benchFile("../docs/benchmarks.md"),
  zh: benchFile("../docs/benchmarks.zh.md"),
};
const START = "<!-- bench -->";
const END = "<!-- /bench -->";

interface Results {
  /** The machine, its system and the programs, in one line. */
  readonly machine: string;
  readonly rows: readonly Row[];
}

async function readResults({ name }: ResultsPage): Promise<Results> {
  try {
    return JSON.parse(await Deno.readTextFile(benchFile(`results/${name}.json`)));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return { machine: "", rows: [] };
    throw error;
  }
}

/**
 * Saves rows beside earlier ones: as JSON, as a chart, and in the table of docs/benchmarks.md.
 *
 * @param options.order the ids of all rows in the order of the table; rows without an id here are dropped
 */
export async function saveRows(
  measured: readonly Row[],
  { page, machine, order }: { page: ResultsPage; machine: string; order: readonly string[] },
): Promise<void> {
  const { name, title } = page;
  const { rows: before } = await readResults(page);
  const byId = new Map([...before, ...measured].map((row) => [row.id, row]));
  const rows = order.flatMap((id) => byId.get(id) ?? []);
  const results: Results = { machine, rows };
  await Deno.mkdir(benchFile("results"), { recursive: true });
  await Deno.writeTextFile(
    benchFile(`results/${name}.json`),
    `${JSON.stringify(results, null, 2)}\n`,
  );
  await Deno.writeTextFile(benchFile(`results/${name}.svg`), svgChart(rows, title));
  await fillInDocuments();
}

/** Writes all saved rows into the documents. */
async function fillInDocuments(): Promise<void> {
  const all = await Promise.all(
    PAGES.map(async (page) => ({ ...page, ...await readResults(page) })),
  );
  for (const [language, path] of Object.entries(DOCUMENTS) as [keyof Text, string][]) {
    const lines = all.map(({ title, rows, machine, how }) => {
      const dates = [...new Set(rows.map(({ date }) => date))].sort().join(", ");
      return `- ${title}: ${dates}; ${machine}. ${how[language]}`;
    });
    const table = markdownTable(all.flatMap(({ rows }) => rows), language);
    const text = await Deno.readTextFile(path);
    const [from, to] = [text.indexOf(START), text.indexOf(END)];
    if (from < 0 || to < from) throw new Error(`${path} has no marks for the table`);
    const filled = `${text.slice(0, from + START.length)}\n\n${lines.join("\n")}\n\n${table}\n`;
    await Deno.writeTextFile(path, filled + text.slice(to));
  }
  await new Deno.Command(Deno.execPath(), { args: ["fmt", "-q", ...Object.values(DOCUMENTS)] })
    .output();
}

if (import.meta.main) await fillInDocuments();
