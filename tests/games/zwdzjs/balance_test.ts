import { assertEquals } from "@std/assert";
import { type Action, applyAction } from "../../../games/zwdzjs-v1/rules/actions.ts";
import { LEVELS, PACKET_SLOTS } from "../../../games/zwdzjs-v1/rules/levels.ts";
import { countStars } from "../../../games/zwdzjs-v1/rules/replay.ts";
import { chooseActions, choosePackets } from "../../../games/zwdzjs-v1/rules/simple_player.ts";
import { step } from "../../../games/zwdzjs-v1/rules/step.ts";
import { createWorld, type World } from "../../../games/zwdzjs-v1/rules/world.ts";

const SEEDS = [1, 2, 3, 4, 5];
const LONGEST_TICKS = 15 * 60 * 60;

/** Plays a level to its end, and asks for actions every half second. */
function play(level: number, seed: number, choose: (world: World) => readonly Action[]): World {
  const plants = choosePackets(LEVELS[level - 1]!.plants, PACKET_SLOTS);
  const world = createWorld({ level, seed, plants });
  while (world.outcome === "playing" && world.tick < LONGEST_TICKS) {
    if (world.tick % 30 === 0) { for (const action of choose(world)) applyAction(world, action); }
    step(world);
    world.happenings.length = 0;
  }
  return world;
}

/**
 * The expectations of each level: the most roosters that a simple player loses over five games, and the range of
 * seconds in which its games end. Each level has one line, so that a changed number in the rules shows here as a
 * changed line.
 */
const TABLE = [
  { level: 1, roosters: 0, from: 90, to: 150 },
  { level: 2, roosters: 0, from: 120, to: 200 },
  { level: 3, roosters: 1, from: 150, to: 240 },
  { level: 4, roosters: 3, from: 150, to: 260 },
  { level: 5, roosters: 2, from: 190, to: 300 },
  { level: 6, roosters: 2, from: 190, to: 300 },
  { level: 7, roosters: 3, from: 180, to: 300 },
  { level: 8, roosters: 3, from: 200, to: 330 },
  { level: 9, roosters: 3, from: 200, to: 330 },
  { level: 10, roosters: 3, from: 220, to: 350 },
  { level: 11, roosters: 3, from: 220, to: 350 },
  { level: 12, roosters: 3, from: 230, to: 360 },
  { level: 13, roosters: 6, from: 260, to: 420 },
  { level: 14, roosters: 8, from: 280, to: 480 },
];

Deno.test("the balance table has a line for every level", () => {
  assertEquals(TABLE.map(({ level }) => level), LEVELS.map(({ number }) => number));
});

for (const line of TABLE) {
  Deno.test(`level ${line.level} is won by a simple player and lost by an idle one`, () => {
    let roosters = 0;
    for (const seed of SEEDS) {
      const world = play(line.level, seed, chooseActions);
      const lasted = Math.round(world.tick / 60);
      assertEquals(world.outcome, "won", `seed ${seed}, after ${lasted} s`);
      assertEquals(lasted >= line.from && lasted <= line.to, true, `seed ${seed}: ${lasted} s`);
      assertEquals(countStars(world) >= 1, true);
      roosters += world.roosters.filter(({ state }) => state !== "ready").length;
      assertEquals(play(line.level, seed, () => []).outcome, "lost", `idle, seed ${seed}`);
    }
    assertEquals(roosters <= line.roosters, true, `${roosters} roosters were needed`);
  });
}

Deno.test("an endless garden grows until it is lost, and pays for what was held", () => {
  const world = createWorld({
    level: 0,
    seed: 7,
    plants: choosePackets(LEVELS.at(-1)!.plants, PACKET_SLOTS),
  });
  let waveAtFiveMinutes = 0;
  while (world.outcome === "playing" && world.tick < 2 * LONGEST_TICKS) {
    if (world.tick % 30 === 0) {
      for (const action of chooseActions(world)) applyAction(world, action);
    }
    step(world);
    world.happenings.length = 0;
    if (world.tick === 5 * 60 * 60) waveAtFiveMinutes = world.wave;
  }
  assertEquals(world.outcome, "lost");
  assertEquals(waveAtFiveMinutes > 6, true, `only ${waveAtFiveMinutes} waves in five minutes`);
  assertEquals(world.score > 500, true, `score ${world.score}`);
});
