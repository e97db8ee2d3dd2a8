import { svgChart } from "./chart.ts";
import { benchFile } from "./programs.ts";
import type { Row, Text } from "./row.ts";
import { markdownTable } from "./table.ts";

const README_PATH = benchFile("../README.md");

/** Where a set of rows is kept, and how it is introduced. */
export interface ResultsPage {
  /** Begins the names of its files. */
  readonly name: string;
  readonly title: string;
  /** The marks of its two tables in the README. */
  readonly marks: Text;
  /** How it was measured, after the day and the machine. */
  readonly how: Text;
}

/** The rows of `coplay download`. */
export const DOWNLOAD_PAGE: ResultsPage = {
  name: "download",
  title: "coplay download beside its peers",
  marks: { en: "en", zh: "zh" },
  how: {
    en: "Programs in turns, medians of at least five runs unless a row says otherwise.",
    zh: "各程序轮流运行，除非行内另有说明，均为至少五次的中位数。",
  },
};

/** The rows of `coplay serve`. */
export const SERVE_PAGE: ResultsPage = {
  name: "serve",
  title: "coplay serve beside its peers",
  marks: { en: "serve en", zh: "serve zh" },
  how: {
    en: "`wrk -t1 -c64`, hosts in turns, medians of five runs unless a row says otherwise.",
    zh: "`wrk -t1 -c64`，各服务器轮流测量，除非行内另有说明，均为五次的中位数。",
  },
};

interface Results {
  /** The machine, its system and the programs, as one line. */
  readonly machine: string;
  readonly rows: readonly Row[];
}

async function readRows(path: string): Promise<readonly Row[]> {
  try {
    const { rows }: Results = JSON.parse(await Deno.readTextFile(path));
    return rows;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

/** Puts a table between its two marks; a file without them stays as it is. */
function fillIn(text: string, mark: string, table: string): string {
  const [start, end] = [`<!-- bench ${mark} -->`, `<!-- /bench ${mark} -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) return text;
  return `${text.slice(0, from + start.length)}\n\n${table}\n${text.slice(to)}`;
}

/**
 * Saves rows beside those measured before: as JSON, as a table, as a chart, and as the tables of the README.
 *
 * @param options.order the ids of all rows there are, in the order of the table; others are forgotten
 */
export async function saveRows(
  measured: readonly Row[],
  { page, machine, order }: { page: ResultsPage; machine: string; order: readonly string[] },
): Promise<void> {
  const { name, title, marks, how } = page;
  const jsonPath = benchFile(`results/${name}.json`);
  const byId = new Map([...await readRows(jsonPath), ...measured].map((row) => [row.id, row]));
  const rows = order.flatMap((id) => byId.get(id) ?? []);
  const results: Results = { machine, rows };
  const dates = [...new Set(rows.map(({ date }) => date))].sort().join(", ");
  const en = `${dates}; ${machine}. ${how.en}\n\n${markdownTable(rows, "en")}`;
  const zh = `${dates}；${machine}。${how.zh}\n\n${markdownTable(rows, "zh")}`;
  await Deno.mkdir(benchFile("results"), { recursive: true });
  await Deno.writeTextFile(jsonPath, `${JSON.stringify(results, null, 2)}\n`);
  await Deno.writeTextFile(benchFile(`results/${name}.md`), en);
  await Deno.writeTextFile(benchFile(`results/${name}.svg`), svgChart(rows, title));
  const readme = await Deno.readTextFile(README_PATH);
  await Deno.writeTextFile(README_PATH, fillIn(fillIn(readme, marks.en, en), marks.zh, zh));
  await new Deno.Command(Deno.execPath(), { args: ["fmt", "-q", README_PATH] }).output();
}
