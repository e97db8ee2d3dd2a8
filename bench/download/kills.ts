// Kills coplay at 200 random times while it downloads, restarts it until all files are complete, and saves the cost and
// whether a name ever stood for wrong bytes: with files of several sizes, or over a slow line.
//
//   deno run -P=bench --import-map=.import_map.json bench/download/kills.ts [KILLS] [SEED] [slow]
import {
  killAtRandom,
  type KillReport,
  MANY_FILES,
  SLOW_LINE,
} from "../../tests/support/kill_trial.ts";
import { formatBytes } from "../../src/cli/amount.ts";
import { print } from "../support/print.ts";
import { benchFile } from "../support/programs.ts";

const kills = Number(Deno.args[0] ?? 200);
const seed = Number(Deno.args[1] ?? 1);
const isSlow = Deno.args[2] === "slow";

function lines({ folders, fileBytes, sentBytes, lostBytes, wrong }: KillReport): string[] {
  const again = sentBytes - fileBytes;
  const sorted = lostBytes.toSorted((a, b) => a - b);
  const at = (share: number) => formatBytes(sorted[Math.floor(share * (sorted.length - 1))] ?? 0);
  const what = isSlow
    ? "a file of 6,000,000 bytes was there, over four connections of 100 KB a second each"
    : "8 files of 0 to 9,000,000 bytes were there";
  return [
    `${kills} runs of coplay killed with SIGKILL at random instants (seed ${seed}), and started again until`,
    `${what}, in ${folders} folders one after another.`,
    "",
    `- names that stood for wrong bytes, failed runs, parts left behind: ${wrong.length}`,
    `- bytes of the files: ${formatBytes(fileBytes)}; sent by the server: ${
      formatBytes(sentBytes)
    }`,
    `- sent again because of a kill: ${formatBytes(again)}, ${formatBytes(again / kills)} a kill`,
    `- what a kill cost: half of them at most ${at(0.5)}, nine in ten ${at(0.9)}, all ${at(1)}`,
    ...wrong.map((text) => `- WRONG: ${text}`),
  ];
}

const report = await killAtRandom({
  kills,
  seed,
  ground: isSlow ? SLOW_LINE : MANY_FILES,
  onKill: (count) => count % 20 === 0 && print(`${count} kills`),
});
const text = lines(report).join("\n");
await Deno.writeTextFile(benchFile(`results/kills${isSlow ? "_slow_line" : ""}.md`), `${text}\n`);
print(text);
if (report.wrong.length > 0) Deno.exit(1);
