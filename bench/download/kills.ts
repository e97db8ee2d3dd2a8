// Kills coplay at 200 random instants while it downloads files of several sizes, starts it again until all is
// there, and saves what that cost and whether a name ever stood for wrong bytes.
//
//   deno run -P=bench --import-map=.import_map.json bench/download/kills.ts [KILLS] [SEED]
import { killAtRandom } from "../../tests/support/kill_trial.ts";
import { print } from "../support/print.ts";
import { benchFile } from "../support/programs.ts";

const MIB = 2 ** 20;

const kills = Number(Deno.args[0] ?? 200);
const seed = Number(Deno.args[1] ?? 1);
const report = await killAtRandom({
  kills,
  seed,
  onKill: (count) => count % 20 === 0 && print(`${count} kills`),
});
const { folders, fileBytes, sentBytes, wrong } = report;
const mebibytes = (bytes: number) => `${(bytes / MIB).toFixed(1)} MiB`;
const again = sentBytes - fileBytes;
const lines = [
  `${kills} runs of coplay killed with SIGKILL at random instants (seed ${seed}), and started again until all of`,
  `8 files of 0 to 9,000,000 bytes were there, in ${folders} folders one after another.`,
  "",
  `- names that stood for wrong bytes, failed runs, parts left behind: ${wrong.length}`,
  `- bytes of the files: ${mebibytes(fileBytes)}; sent by the server: ${mebibytes(sentBytes)}`,
  `- sent again because of a kill: ${mebibytes(again)}, ${mebibytes(again / kills)} a kill`,
  ...wrong.map((text) => `- WRONG: ${text}`),
];
await Deno.writeTextFile(benchFile("results/kills.md"), lines.join("\n") + "\n");
print(lines.join("\n"));
if (wrong.length > 0) Deno.exit(1);
