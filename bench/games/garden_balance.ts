/**
 * Plays the garden's levels without a browser, by players with different hands, and prints how many of them are won.
 *
 *     deno run -P=bench --import-map=.import_map.json bench/games/garden_balance.ts table
 *     deno run -P=bench --import-map=.import_map.json bench/games/garden_balance.ts sets FILE
 *     deno run -P=bench --import-map=.import_map.json bench/games/garden_balance.ts climb LEVEL...
 *
 * `table` is the curve: wins of twelve seeds for each level and player. `sets` tries every choice of eight plants on the
 * levels 9 to 14, and lists those that win all of them; every game is kept in FILE, from which a search that was cut
 * short goes on. `climb` looks for a better choice for a level than the best one known, by exchanging one plant at a
 * time.
 */
import { PLANT_KINDS, type PlantKind } from "../../games/zwdzjs-v1/rules/kinds.ts";
import { LEVELS, PACKET_SLOTS } from "../../games/zwdzjs-v1/rules/levels.ts";
import { setFor } from "../../tests/support/garden/best_sets.ts";
import {
  CHILD,
  countWins,
  type Hands,
  PLANNER,
  play,
  SLOW,
} from "../../tests/support/garden/players.ts";
import {
  CHOICE_LEVELS,
  listSets,
  searchRounds,
  type Trial,
  Trials,
} from "../../tests/support/garden/search_sets.ts";
import { print } from "../support/print.ts";

const SEEDS = 12;
/** The last level that a child is expected to win now and then. */
const CHILDS_LEVELS = 6;
/** The most choices that are listed by name. */
const MOST_LISTED = 40;
/** How much better a choice must be to count as better. */
const LEAST_GAIN = 0.05;

/** A choice of plants and its worth. */
interface Judged {
  readonly set: readonly PlantKind[];
  readonly worth: number;
}

function cell(level: number, hands: Hands): string {
  const { won, roosters } = countWins({ level, plants: setFor(level), hands, seeds: SEEDS });
  return `${won} (${roosters.toFixed(1)})`.padStart(9);
}

function printTable(): void {
  print("level  planner     slow    child   wins of 12, in brackets the roosters used in a game");
  for (const { number } of LEVELS) {
    const child = number <= CHILDS_LEVELS ? cell(number, CHILD) : "";
    print(`${String(number).padStart(5)}${cell(number, PLANNER)}${cell(number, SLOW)}${child}`);
  }
}

function readTrials(path: string): Trial[] {
  try {
    return Deno.readTextFileSync(path).trim().split("\n").map((line) => JSON.parse(line));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

function printSets(path: string): void {
  const trials = new Trials(readTrials(path), (trial) => {
    Deno.writeTextFileSync(path, `${JSON.stringify(trial)}\n`, { append: true });
  });
  const levels = CHOICE_LEVELS.toSorted((a, b) => a - b);
  print(`| seeds | choices | ${levels.map((level) => `lost ${level}`).join(" | ")} | left |`);
  print(`|${" ---: |".repeat(levels.length + 3)}`);
  const rounds = searchRounds(listSets(PLANT_KINDS, PACKET_SLOTS), trials);
  for (const { seeds, sets, beatenAt, left } of rounds) {
    const beaten = levels.map((level) => beatenAt.get(level) ?? 0);
    print(`| ${[seeds, sets, ...beaten, left.length].join(" | ")} |`);
  }
  print(`${trials.games} games`);
  for (const { seeds, left } of rounds.filter(({ left }) => left.length <= MOST_LISTED)) {
    for (const set of left) print(`left after ${seeds}: ${set.join(" ")}`);
  }
}

/** The games that judge a choice, those first that it should not lose. */
const TRIAL_GAMES: readonly (readonly [Hands, seed: number])[] = [
  ...[1, 2, 3, 4, 5, 6].map((seed) => [PLANNER, seed] as const),
  ...[1, 2, 3, 4].map((seed) => [SLOW, seed] as const),
];

/**
 * The worth of a choice: the planner's wins count twice as much as the slow player's, and roosters used a little
 * against it. It stops where the choice can no longer be better than one of the worth `least`.
 */
function judge(level: number, plants: readonly PlantKind[], least = 0): number {
  let worth = 16;
  for (const [hands, seed] of TRIAL_GAMES) {
    const { outcome, roosters } = play({ level, seed, plants }, hands);
    const share = hands === PLANNER ? 2 : 1;
    if (outcome !== "won") worth -= share;
    worth -= roosters.filter(({ state }) => state !== "ready").length * share / 24;
    if (worth <= least + LEAST_GAIN) break;
  }
  return worth;
}

/** Looks for an exchange of one plant that makes a choice better. */
function findBetter(
  level: number,
  { set, worth }: Judged,
  tried: Set<string>,
): Judged | undefined {
  const { plants } = LEVELS[level - 1]!;
  for (const out of set) {
    for (const into of plants.filter((kind) => !set.includes(kind))) {
      const other = plants.filter((kind) => kind === into || (kind !== out && set.includes(kind)));
      if (tried.has(other.join())) continue;
      tried.add(other.join());
      const its = judge(level, other, worth);
      if (its > worth + LEAST_GAIN) return { set: other, worth: its };
    }
  }
  return undefined;
}

function climb(level: number): void {
  const start = setFor(level);
  const tried = new Set<string>();
  let best: Judged | undefined = { set: start, worth: judge(level, start) };
  for (; best; best = findBetter(level, best, tried)) {
    print(`level ${level}: ${best.worth.toFixed(2)} ${best.set.join(" ")}`);
  }
}

const [what, ...rest] = Deno.args;
if (what === "sets") printSets(rest[0] ?? "garden_sets.jsonl");
else if (what === "climb") rest.map(Number).forEach(climb);
else printTable();
