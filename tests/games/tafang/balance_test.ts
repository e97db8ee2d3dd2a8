import { assert, assertEquals, assertLess } from "@std/assert";
import { ARENA, MAPS } from "../../../games/tafang/maps/maps.ts";
import { TOWER_KINDS } from "../../../games/tafang/rules/towers_table.ts";
import { fewestAtEntrance } from "./entrance.ts";
import { average, playAs, type Player } from "./players.ts";
import { doNothing, plannerStrategy, playMap } from "./strategies.ts";

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

/** The bites left and the games won on each map; `deno run bench/games/tafang_curve.ts` prints them. */
function curveOf(player: Player) {
  const games = MAPS.map((map) => average(player, map, SEEDS));
  return {
    carrot: games.map(({ carrot }) => carrot),
    won: games.map(({ won }) => won),
    told: games.map(({ carrot, won }) => `${carrot.toFixed(1)} (${won})`).join(", "),
  };
}

/** Holds a curve that falls without a jump, neither down nor up. */
function assertFalls(
  values: readonly number[],
  { mostDown, mostUp, told }: { mostDown: number; mostUp: number; told: string },
): void {
  values.slice(1).forEach((value, index) => {
    const change = value - values[index]!;
    const where = `from map ${index + 1} to ${index + 2}: ${told}`;
    assert(change <= mostUp, `easier ${where}`);
    assert(change >= -mostDown, `a cliff ${where}`);
  });
}

Deno.test("doing nothing loses every map", () => {
  for (const map of MAPS) {
    assertEquals(playMap({ map, strategy: doNothing }).outcome, "lost", map.id);
  }
});

Deno.test("slings alone win the first maps, fewer and fewer of the next, and none of the last", () => {
  const { won, told } = curveOf("slings");
  assertEquals(won.slice(0, 3), [8, 8, 8], told);
  assert(won[3]! >= 5 && won[3]! <= 7, told);
  assert(won[4]! >= 2 && won[4]! <= 6, told);
  assertEquals(won.slice(-3), [0, 0, 0], told);
});

Deno.test("a slow player keeps all of the carrot at first, half of it at last, and falls evenly", () => {
  const { carrot, won, told } = curveOf("slow");
  assertFalls(carrot, { mostDown: 2.2, mostUp: 1, told });
  assert(carrot.slice(0, 3).every((bites) => bites >= 9.5), told);
  assert(carrot.at(-1)! >= 3.5 && carrot.at(-1)! <= 6.5, told);
  assert(won.every((games) => games >= 5), told);
});

Deno.test("a child wins the first maps, most games of the next, and falls without a cliff", () => {
  const { carrot, won, told } = curveOf("child");
  assertFalls(carrot, { mostDown: 4, mostUp: 1.5, told });
  assertEquals(won.slice(0, 2), [8, 8], told);
  assert(won[2]! >= 6 && won[3]! >= 5 && won[4]! >= 2, told);
});

Deno.test("a planner with an act in eight seconds wins every map, and the last cost it most", () => {
  const { carrot, won, told } = curveOf("planner");
  assertFalls(carrot, { mostDown: 1.8, mostUp: 0.9, told });
  assertEquals(won, MAPS.map(() => 8), told);
  assert(carrot.slice(0, 5).every((bites) => bites >= 9.3), told);
  assertLess(carrot.at(-1)!, 9.6, told);
});

Deno.test("the entrance needs more towers from map to map, and in the snow it is never enough", () => {
  const fewest = MAPS.map((map) => fewestAtEntrance(map, SEEDS.slice(0, 4)));
  const told = fewest.join(", ");
  fewest.slice(1).forEach((towers, index) => {
    assert(towers >= fewest[index]!, `fewer on map ${index + 2}: ${told}`);
    assert(towers <= fewest[index]! + 3, `a jump to map ${index + 2}: ${told}`);
  });
  // Five towers hold the meadow's first maps, and no other.
  assert(fewest[3]! > 5, told);
  assertLess(9, fewest[7]!, told);
});

Deno.test("the seed of a game counts: the same player ends with another carrot", () => {
  const carrots = SEEDS.map((seed) => playAs("slow", MAPS[5]!, seed).carrot);
  assert(new Set(carrots).size >= 3, carrots.join());
});

Deno.test("a player who plans ahead and never waits wins every map", () => {
  for (const map of MAPS) {
    for (const seed of [1, 2]) {
      const game = playMap({ map, strategy: plannerStrategy(), seed });
      assertEquals(game.outcome, "won", `${map.id} with seed ${seed}`);
    }
  }
});

Deno.test("no tower kind alone wins more than six maps, even where all are offered and nobody waits", () => {
  const best = new Map<string, { kind: string; score: number }>();
  for (const kind of TOWER_KINDS) {
    let won = 0;
    for (const plan of MAPS) {
      const map = { ...plan, offers: TOWER_KINDS };
      const game = playMap({ map, strategy: plannerStrategy([kind]) });
      if (game.outcome === "won") won++;
      const score = game.wave + game.carrot + (game.outcome === "won" ? 100 : 0);
      if (score > (best.get(map.id)?.score ?? 0)) best.set(map.id, { kind, score });
    }
    assert(won <= 6, `${kind} wins ${won} maps`);
  }
  const answers = new Set([...best.values()].map(({ kind }) => kind));
  assertLess(2, answers.size, "maps must differ in their best single answer");
});

Deno.test("the endless game holds out for a while and ends", () => {
  const game = playMap({ map: ARENA, strategy: plannerStrategy(), endless: true });
  assertEquals(game.outcome, "lost");
  assertLess(8, game.wave);
  assertLess(game.wave, 80);
});
