import { assertEquals } from "@std/assert";
import { Race, type RaceScore } from "../../../src/serve/scores/race.ts";
import type { Score } from "../../../src/serve/scores/score_store.ts";

function scored(playerId: string, value: number): Score {
  const of = { gameId: "2048", level: "4 × 4", best: "high" } as const;
  return { ...of, playerId, name: playerId, value, atMs: 0 };
}

Deno.test("a race keeps what another host has told of it after that host is gone, and no longer than the round", async () => {
  let elsewhere: readonly RaceScore[] = [];
  const race = new Race(() => "", () => elsewhere);
  const values = async (seed: number) =>
    (await race.show(seed)).flatMap(({ scores }) => scores.map(({ value }) => value));
  await race.add(scored("here", 5), 1);
  elsewhere = [{ seed: 1, score: scored("there", 8) }, { seed: 9, score: scored("late", 99) }];
  assertEquals(await values(1), [8, 5]);
  elsewhere = [{ seed: 1, score: scored("there", 12) }];
  assertEquals(await values(1), [12, 5]);
  elsewhere = [];
  assertEquals(await values(1), [12, 5]);
  assertEquals(await values(2), []);
  assertEquals(await values(1), [5]);
});
