import { assertEquals } from "@std/assert";
import { ARENA, findMap, MAPS } from "../../../games/tafang/maps/maps.ts";
import { encodeMap, idOf } from "../../../games/tafang/maps/map_code.ts";
import { daySeed } from "../../../games/tafang/maps/map_name.ts";
import { arenaId, rollMap } from "../../../games/tafang/maps/roll.ts";
import { bestOfDay, rewardFor } from "../../../games/tafang/play/reward.ts";
import { reportPoints } from "../../../games/tafang/play/report.ts";
import { EMPTY_PROGRESS } from "../../../games/tafang/progress.ts";
import { pointsOf } from "../../../games/tafang/rules/points.ts";
import type { MapPlan } from "../../../games/tafang/rules/map_plan.ts";
import { newGame } from "../../../games/tafang/rules/step.ts";
import { act } from "../../../games/tafang/rules/actions.ts";

const TODAY = new Date(2026, 10, 30, 9);
const TOMORROW = new Date(2026, 11, 1, 9);
const DAY_ARENA = findMap(arenaId(daySeed(TODAY)))!;

/** An endless game that has come so far. */
function arenaGame(map: MapPlan, wave: number, kills: number) {
  const game = newGame({ map, seed: 1, endless: true });
  return Object.assign(game, { wave, kills, outcome: "lost" as const });
}

function wonGame(map: MapPlan, carrot: number, helped = false) {
  return Object.assign(newGame({ map, seed: 1, helped }), { carrot, outcome: "won" as const });
}

Deno.test("the arena of the day keeps the best of today, and tomorrow begins anew", () => {
  let { progress, isBest } = rewardFor(EMPTY_PROGRESS, arenaGame(DAY_ARENA, 6, 41), TODAY);
  assertEquals([isBest, bestOfDay(progress, TODAY)], [true, 541]);
  ({ progress, isBest } = rewardFor(progress, arenaGame(DAY_ARENA, 4, 20), TODAY));
  assertEquals([isBest, bestOfDay(progress, TODAY)], [false, 541]);
  assertEquals(bestOfDay(progress, TOMORROW), undefined);
  const next = findMap(arenaId(daySeed(TOMORROW)))!;
  ({ progress } = rewardFor(progress, arenaGame(next, 2, 5), TOMORROW));
  assertEquals(bestOfDay(progress, TOMORROW), 105);
  assertEquals(progress.endless, 0, "the endless record is another list");
});

Deno.test("the endless record counts waves, losses and stars count for maps of our own only", () => {
  const endless = rewardFor(EMPTY_PROGRESS, arenaGame(ARENA, 9, 3), TODAY);
  assertEquals([endless.isBest, endless.progress.endless], [true, 8]);
  const lost = Object.assign(newGame({ map: MAPS[1]!, seed: 1 }), { outcome: "lost" as const });
  const { progress } = rewardFor(EMPTY_PROGRESS, lost, TODAY);
  assertEquals(progress.losses, { zigzag: 1 });
  const won = rewardFor(progress, wonGame(MAPS[1]!, 10), TODAY).progress;
  assertEquals([won.losses, won.stars.zigzag?.health], [{}, 3]);
  const made = findMap(idOf(encodeMap(rollMap(1, 1))))!;
  assertEquals(rewardFor(EMPTY_PROGRESS, wonGame(made, 10), TODAY).progress, EMPTY_PROGRESS);
});

Deno.test("points reward the carrot, cleared ground and saved time; a lost map has none", () => {
  const game = wonGame(MAPS[0]!, 8);
  game.step = 30 * 60;
  assertEquals(pointsOf(game), 800 + game.waves.length * 45 - 60);
  for (const obstacle of game.obstacles) obstacle.alive = false;
  assertEquals(pointsOf(game), 1000 + game.waves.length * 45 - 60);
  assertEquals(pointsOf(Object.assign(game, { outcome: "lost" })), 0);
});

Deno.test("the host hears points under the map's name in both languages, and nothing of help or made maps", () => {
  const heard: unknown[] = [];
  const host = Object.assign(new EventTarget(), {
    round: null,
    score: (...told: unknown[]) => heard.push(told),
  });
  const page = globalThis as { coplay?: unknown };
  page.coplay = host;
  try {
    const game = wonGame(MAPS[0]!, 10);
    reportPoints(game, TODAY);
    reportPoints(wonGame(MAPS[0]!, 10, true), TODAY);
    reportPoints(wonGame(findMap(idOf(encodeMap(rollMap(1, 1))))!, 10), TODAY);
    reportPoints(arenaGame(DAY_ARENA, 1, 0), TODAY);
    reportPoints(arenaGame(DAY_ARENA, 3, 12), TODAY);
    reportPoints(arenaGame(findMap(arenaId(5))!, 2, 1), TODAY);
    assertEquals(heard, [
      [pointsOf(game), { best: "high", level: "嫩芽小路 · Sprout Lane" }],
      [212, { best: "high", level: "今日竞技场 · Today's arena" }],
      [101, { best: "high", level: "全班比赛 · Class round" }],
    ]);
  } finally {
    delete page.coplay;
  }
});

Deno.test("a round that is over ends the game where it stands", () => {
  const game = newGame({ map: DAY_ARENA, seed: 1, endless: true });
  assertEquals(act(game, { do: "stop" }), undefined);
  assertEquals([game.outcome, game.events.map(({ what }) => what)], ["lost", ["lost"]]);
  assertEquals(act(game, { do: "stop" }), "over");
});
