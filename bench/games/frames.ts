// Measures the time from frame to frame of each game's scenes beside a blank page of the same browser, the CPU slowed
// four times and without a GPU: what a player sees, raster and all. About ten minutes on a quiet machine.
//
//   deno run -P=bench --import-map=.import_map.json bench/games/frames.ts [GAME]...
//
// Each scene has a browser of its own; one that hangs or fails is tried once more. A run of all scenes puts its table
// into bench/results/frames.md; a run of some prints it only.
import { serveGames } from "../../tests/support/game_server.ts";
import { programPath } from "../../tests/support/programs.ts";
import type { Profile } from "../../tests/support/test_page.ts";
import { print } from "../support/print.ts";
import { benchFile, describeSystem, versionOf } from "../support/programs.ts";
import { firstError } from "./first_error.ts";
import { type Gaps, measureGaps } from "./frame_gaps.ts";
import type { Scene } from "./scenes/scene.ts";
import { SCENES } from "./scenes.ts";

/** The most that a scene's p95 may be, as a multiple of the blank page's. */
const TARGETS = { typical: 1.5, heaviest: 3 } as const;
const PROFILES: readonly Profile[] = ["phone", "desktop"];
const TRIES = 2;
/** No scene is tried again after so long, so that a run ends. */
const LONG_RUN_MS = 10 * 60_000;
const [START, END] = ["<!-- frames -->\n", "<!-- /frames -->"];

interface Row {
  readonly scene: Scene;
  readonly profile: Profile;
  /** What was measured, or why nothing was. */
  readonly result: Gaps | string;
}

function messageOf(error: unknown): string {
  const first = firstError(error);
  // A browser that ends as it starts rejects with an event.
  const { message } = first as { message?: unknown };
  return String(message || first).split("\n")[0]!;
}

async function measure(origin: string, scene: Scene, profile: Profile): Promise<Row> {
  for (let tried = 1;; tried++) {
    try {
      return { scene, profile, result: await measureGaps(origin, { scene, profile }) };
    } catch (error) {
      const result = messageOf(error);
      print(`${scene.name}, ${profile}: ${result}`);
      if (tried >= TRIES || performance.now() > LONG_RUN_MS) return { scene, profile, result };
    }
  }
}

function rowText({ scene, profile, result }: Row): string {
  const target = TARGETS[scene.weight];
  const start = `| ${scene.name} | ${profile} |`;
  if (typeof result === "string") {
    return `${start} | | | | | ${target} | not measured: ${result} | |`;
  }
  const { blankMs, sceneMs, sharpness, slowedMs } = result;
  const ratio = sceneMs / blankMs;
  const numbers = [
    blankMs.toFixed(1),
    sceneMs.toFixed(1),
    sharpness.toFixed(1),
    ratio.toFixed(2),
    target,
  ]
    .join(" | ");
  const slowed = slowedMs === undefined ? "–" : (slowedMs / blankMs).toFixed(2);
  return `${start} ${numbers} | ${ratio <= target ? "met" : "**missed**"} | ${slowed} |`;
}

const HEAD = [
  "| scene | screen | blank p95, ms | scene p95, ms | sharpness | ratio | target | | its thread slowed, too |",
  "| ----- | ------ | ------------: | ------------: | --------: | ----: | -----: | --- | ---------------------: |",
];

/** Puts the table into the document, between its marks. */
async function save(rows: readonly string[]): Promise<void> {
  const path = benchFile("results/frames.md");
  const text = await Deno.readTextFile(path);
  const [before, after] = [text.indexOf(START), text.indexOf(END)];
  if (before < 0 || after < 0) throw new Error(`${path} has no place for the table`);
  const day = new Date().toISOString().slice(0, 10);
  const table = [
    `${day}; ${await describeSystem([await versionOf(programPath("chromium")!)])}.`,
    "",
    ...HEAD,
    ...rows,
    "",
  ].join("\n");
  await Deno.writeTextFile(path, text.slice(0, before) + START + table + text.slice(after));
}

async function main(asked: readonly string[]): Promise<void> {
  await using server = serveGames();
  const wanted = SCENES.filter(({ name }) =>
    asked.length === 0 || asked.some((word) => name.includes(word))
  );
  if (wanted.length === 0) throw new Error(`There is no scene of ${asked.join(" or ")}`);
  for (const line of HEAD) print(line);
  const rows: string[] = [];
  for (const scene of wanted) {
    for (const profile of PROFILES) {
      rows.push(rowText(await measure(server.origin, scene, profile)));
      print(rows.at(-1)!);
    }
  }
  if (asked.length === 0) await save(rows);
}

if (import.meta.main) {
  await main(Deno.args).catch((error: unknown) => {
    throw firstError(error);
  });
}
