import { svgChart } from "./chart.ts";
import { benchFile } from "./programs.ts";
import type { Row } from "./row.ts";
import { markdownTable } from "./table.ts";

const JSON_PATH = benchFile("results/download.json");
const README_PATH = benchFile("../README.md");

interface Results {
  /** The machine, its system and the programs, as one line. */
  readonly machine: string;
  readonly rows: readonly Row[];
}

async function readRows(): Promise<readonly Row[]> {
  try {
    const { rows }: Results = JSON.parse(await Deno.readTextFile(JSON_PATH));
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
 * @param order the ids of all rows there are, in the order of the table; others are forgotten
 */
export async function saveRows(
  measured: readonly Row[],
  { machine, order }: { machine: string; order: readonly string[] },
): Promise<void> {
  const byId = new Map([...await readRows(), ...measured].map((row) => [row.id, row]));
  const rows = order.flatMap((id) => byId.get(id) ?? []);
  const results: Results = { machine, rows };
  const dates = [...new Set(rows.map(({ date }) => date))].sort().join(", ");
  const en =
    `${dates}; ${machine}. Programs in turns, medians of at least five runs unless a row says ` +
    `otherwise.\n\n${markdownTable(rows, "en")}`;
  const zh = `${dates}；${machine}。各程序轮流运行，除非行内另有说明，均为至少五次的中位数。\n\n${
    markdownTable(rows, "zh")
  }`;
  await Deno.mkdir(benchFile("results"), { recursive: true });
  await Deno.writeTextFile(JSON_PATH, `${JSON.stringify(results, null, 2)}\n`);
  await Deno.writeTextFile(benchFile("results/download.md"), en);
  await Deno.writeTextFile(benchFile("results/download.svg"), svgChart(rows));
  const readme = await Deno.readTextFile(README_PATH);
  await Deno.writeTextFile(README_PATH, fillIn(fillIn(readme, "en", en), "zh", zh));
  await new Deno.Command(Deno.execPath(), { args: ["fmt", "-q", README_PATH] }).output();
}
