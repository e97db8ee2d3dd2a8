import { assert, assertEquals } from "@std/assert";
import { say } from "../../../games/kit/language.ts";
import { applyAction } from "../../../games/zwdzjs-v1/rules/actions.ts";
import { pastimeOf } from "../../../games/zwdzjs-v2/raid/bout.ts";
import { Raid } from "../../../games/zwdzjs-v2/raid/raid.ts";
import { STAGES } from "../../../games/zwdzjs-v2/raid/stages.ts";
import { WORDS } from "../../../games/zwdzjs-v2/raid/words.ts";
import { Session } from "../../../games/zwdzjs-v1/play/session.ts";
import type { World } from "../../../games/zwdzjs-v1/rules/world.ts";
import { makeEdition } from "../../../games/zwdzjs-v2/edition.ts";
import { makeChild, makePlanner, playRaid, type Raider } from "./raid_players.ts";

const SEEDS = Array.from({ length: 12 }, (_, seed) => seed);

function countWins(at: number, makeRaider: () => Raider): number {
  const games = SEEDS.map((seed) => playRaid(STAGES[at]!, seed, makeRaider));
  return games.filter(({ world }) => world.outcome === "won").length;
}

/** The most games of twelve that a child wins: everything at first, hardly anything at last. */
const CHILD_WINS = [
  { from: 11, to: 12 },
  { from: 6, to: 12 },
  { from: 1, to: 8 },
  { from: 1, to: 7 },
  { from: 1, to: 7 },
  { from: 0, to: 4 },
];

for (const [at, stage] of STAGES.entries()) {
  Deno.test(`the raid "${stage.id}" is won by a planner, less and less by a child, and never by waiting`, () => {
    const best = Math.max(
      ...[150, 250, 400].map((burst) => countWins(at, () => makePlanner(burst))),
    );
    assert(best >= 10, `the planner won ${best} of 12`);
    const wins = countWins(at, makeChild);
    const { from, to } = CHILD_WINS[at]!;
    assert(wins >= from && wins <= to, `the child won ${wins} of 12`);
    assertEquals(playRaid(stage, 1, () => () => undefined).world.outcome, "lost");
  });
}

Deno.test("a zombie that was paid for takes its time, and comes into rows with lawn only", () => {
  const raid = new Raid(STAGES[0]!, 1);
  const send = (kind: string, row: number) =>
    applyAction(raid.world, { kind: "extra", name: "send", values: [kind, row] }, raid.extras);
  assertEquals(send("hopper", 0), false, "there is no lawn");
  assertEquals(send("giant", 1), false, "there is none tonight");
  assert(send("hat", 1));
  assertEquals(raid.moon, 100);
  assertEquals(send("hat", 1), false, "it was just sent");
  assert(send("hopper", 2));
  assertEquals(raid.world.zombies.map(({ kind, row }) => [kind, row]), [["hat", 1], ["hopper", 2]]);
  raid.moon = 20;
  assertEquals(send("hopper", 3), false, "too little moonlight");
});

Deno.test("a night that was lost by minutes says so, and one that was won late says when the next star is given", () => {
  const linesOf = (outcome: "won" | "lost", change: (world: World) => void) => {
    const bout = pastimeOf(STAGES[0]!, true).begin({ seed: 1, losses: 0 });
    applyAction(bout.world, { kind: "extra", name: "send", values: ["hopper", 1] }, bout.extras);
    bout.world.outcome = outcome;
    change(bout.world);
    return bout.result().lines.map((line) => line());
  };
  assert(linesOf("lost", () => {}).includes(say(WORDS.underway, { count: 1 })));
  assert(
    !linesOf("lost", (world) => world.zombies = []).includes(say(WORDS.underway, { count: 0 })),
  );
  const next = [[100, 2, 24], [80, 3, 48]] as const;
  for (const [passed, stars, seconds] of next) {
    const lines = linesOf("won", (world) => world.tick = 60 * passed);
    assert(lines.includes(say(WORDS.next, { stars, seconds })), `after ${passed} s: ${lines}`);
  }
  assertEquals(linesOf("won", (world) => world.tick = 60 * 60).length, 1);
});

Deno.test("a zombie stays in hand while the next of its kind takes its time", () => {
  const bout = pastimeOf(STAGES[0]!, true).begin({ seed: 1, losses: 0 });
  const session = new Session(makeEdition(), bout.world, { bout });
  session.held = { kind: "extra", name: "send", value: "hopper" };
  assert(session.use({ row: 1, col: 8 }));
  assertEquals(session.use({ row: 1, col: 8 }), false, "too soon");
  assert(session.held && session.isHeldUsed);
  for (let tick = 0; tick < 120; tick++) session.step();
  assert(session.use({ row: 1, col: 8 }));
  session.held = { kind: "extra", name: "send", value: "hat" };
  assert(session.use({ row: 1, col: 8 }));
});

Deno.test("the second zombie in a row finds the plate gone", () => {
  const raid = new Raid(STAGES[0]!, 1);
  raid.world.plants = [];
  for (const x of [-0.4, -0.5]) {
    applyAction(raid.world, { kind: "extra", name: "send", values: ["hopper", 1] }, raid.extras);
    raid.tickets[0]!.wait = 0;
    raid.world.zombies.at(-1)!.x = x;
  }
  raid.step();
  assertEquals([raid.taken, raid.world.zombies.length], [1, 0]);
  assertEquals([...raid.plates], [2, 3]);
});

Deno.test("who loses a night with much moonlight left is told to send more at once", () => {
  const [, second] = STAGES;
  const bout = pastimeOf(second!, false).begin({ seed: 1, losses: 0 });
  const session = new Session(makeEdition(), bout.world, { bout });
  while (bout.world.outcome === "playing") session.step();
  const lines = bout.result().lines.map((line) => line());
  assert(lines.includes(say(WORDS.unspent, { moon: 1000 })), lines.join(" | "));
});

Deno.test("who loses a night twice is told what helps, who wins it is not", () => {
  const tip = say(WORDS.tip);
  const linesAfter = (losses: number, outcome: "won" | "lost") => {
    const bout = pastimeOf(STAGES[0]!, true).begin({ seed: 1, losses });
    bout.world.outcome = outcome;
    return bout.result().lines.map((line) => line());
  };
  assert(!linesAfter(0, "lost").includes(tip));
  assert(linesAfter(1, "lost").includes(tip));
  assert(!linesAfter(5, "won").includes(tip));
});
