import { assertEquals } from "@std/assert";
import { arrangeScores } from "../../../src/serve/scores/score_board.ts";
import type { Score } from "../../../src/serve/scores/score_store.ts";

function score(playerId: string, name: string, value: number, level = ""): Score {
  return { gameId: "g", playerId, name, value, level, best: "high", atMs: 1 };
}

Deno.test("players of one name are told apart, by the same number in every level and for as long as both are there", () => {
  const scores = [
    score("b", "ann", 9),
    score("a", "Ann", 8),
    score("c", "Bo", 7),
    score("a", "Ann", 5, "x"),
  ];
  const named = (scores: Score[]) =>
    arrangeScores(scores, (_, called) => called).map(({ level, scores }) =>
      `${level}: ${scores.map(({ name }) => name)}`
    );
  assertEquals(named(scores), [": ann (2),Ann,Bo", "x: Ann"]);
  assertEquals(named(scores.toReversed()), ["x: Ann", ": Bo,Ann,ann (2)"]);
});

Deno.test("equal scores share a place, and who is here is called by their present name", () => {
  const scores = [score("a", "old", 9), score("b", "", 9), score("c", "C", 1)];
  const [level] = arrangeScores(scores, (id, called) => id === "a" ? "New" : called);
  assertEquals(level!.scores.map(({ place, name }) => `${place} ${name}`), ["1 New", "1 –", "3 C"]);
});
