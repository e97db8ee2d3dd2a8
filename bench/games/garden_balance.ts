/**
 * Plays the garden's levels without a browser, by players with different hands, and prints how many of them are won.
 *
 *     deno run -P=bench --import-map=.import_map.json bench/games/garden_balance.ts table
 *     deno run -P=bench --import-map=.import_map.json bench/games/garden_balance.ts sets [PART PARTS]
 *     deno run -P=bench --import-map=.import_map.json bench/games/garden_balance.ts climb LEVEL...
 *
 * `table` is the curve: wins of twelve seeds for each level and player. `sets` tries every choice of eight plants on the
 * levels 9 to 14, and lists those that win all of them; PART of PARTS tries a share. `climb` looks for a better choice
 * for a level than the best one known, by exchanging one plant at a time.
 */
import { PLANT_KINDS, type PlantKind } from "../../games/zwdzjs-v1/rules/kinds.ts";
import { LEVELS, PACKET_SLOTS } from "../../games/zwdzjs-v1/rules/levels.ts";
import { setFor } from "../../tests/support/garden/best_sets.ts";
import { CHILD, countWins, type Hands, PLANNER, SLOW } from "../../tests/support/garden/players.ts";
import { countWinners, listSets } from "../../tests/support/garden/search_sets.ts";
import { print } from "../support/print.ts";

const SEEDS = 12;
/** The last level that a child is expected to win now and then. */
const CHILDS_LEVELS = 6;

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

function printSets(part: number, parts: number): void {
  const sets = listSets(PLANT_KINDS, PACKET_SLOTS).filter((_, at) => at % parts === part);
  const { outAt, winners, games } = countWinners(sets, [12, 11, 13, 14, 10, 9]);
  print(`${sets.length} sets, ${games} games`);
  for (const [level, count] of outAt) print(`  ${count} were beaten on level ${level}`);
  print(`  ${winners.length} won all`);
  for (const set of winners) print(`    ${set.join(" ")}`);
}

/** The worth of a choice: the slow player's wins, and the planner's, with few roosters. */
function judge(level: number, plants: readonly PlantKind[]): number {
  const slow = countWins({ level, plants, hands: SLOW, seeds: 4, from: 201 });
  const best = countWins({ level, plants, hands: PLANNER, seeds: 3, from: 301 });
  return slow.won + 1.5 * best.won - slow.roosters / 8 - best.roosters / 4;
}

function climb(level: number): void {
  const { plants } = LEVELS[level - 1]!;
  let best = [...setFor(level)];
  let worth = judge(level, best);
  print(`level ${level}: ${worth.toFixed(2)} ${best.join(" ")}`);
  for (let better = true; better;) {
    better = false;
    const pairs = best.flatMap((out) =>
      plants.filter((kind) => !best.includes(kind)).map((into) => [out, into] as const)
    );
    for (const [out, into] of pairs) {
      const other = best.map((kind) => kind === out ? into : kind);
      const its = judge(level, other);
      if (its <= worth + 0.05) continue;
      [best, worth, better] = [other, its, true];
      print(`  ${worth.toFixed(2)} ${best.join(" ")}`);
      break;
    }
  }
}

const [what, ...rest] = Deno.args;
if (what === "sets") printSets(Number(rest[0] ?? 0), Number(rest[1] ?? 1));
else if (what === "climb") rest.map(Number).forEach(climb);
else printTable();
