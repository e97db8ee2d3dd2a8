import { assertEquals } from "@std/assert";
import { ScoreQueue } from "../../../src/serve/browser/scripts/giving/score_queue.ts";
import type { SendAnswer } from "../../../src/serve/browser/scripts/giving/send_scores.ts";

/** A queue on a clock of its own, before a host whose answers the test gives. */
function makeQueue(answers: readonly (Partial<SendAnswer> & { status: number })[]) {
  const left = [...answers];
  const sent: string[] = [];
  const waits: number[] = [];
  const warnings: string[] = [];
  const settled = Promise.withResolvers<void>();
  const queue = new ScoreQueue({
    gameId: "g",
    opened: Promise.resolve(),
    send: (body) => {
      const { game, scores } = JSON.parse(body);
      assertEquals(game, "g");
      sent.push(
        scores.map(({ level, value }: { level: string; value: number }) => level + value).join(),
      );
      const answer = { againMs: 0, why: "", ...left.shift()! };
      return Promise.resolve(answer);
    },
    wait: (delayMs) => {
      waits.push(delayMs);
      if (left.length === 0) settled.resolve();
      return Promise.resolve();
    },
    warn: (why) => warnings.push(why),
  });
  return { queue, sent, waits, warnings, settled: settled.promise };
}

const score = (level: string, value: number, best: "high" | "low" = "high") => {
  return { level, value, best };
};

Deno.test("of many scores the best one of each level is sent, in one request", async () => {
  const { queue, sent, settled } = makeQueue([{ status: 204 }]);
  for (const value of [3, 9, 4]) queue.add(score("a", value));
  for (const value of [3, 9, 2]) queue.add(score("b", value, "low"));
  queue.add(score("b", 5));
  await settled;
  assertEquals(sent, ["a9,b2,b5"]);
});

Deno.test("a score is sent until the host has it, ever more seldom, and a better one takes its place", async () => {
  const answers = [
    { status: 0 },
    { status: 503, againMs: 9000 },
    { status: 429, againMs: 2000 },
    { status: 409 },
    { status: 204 },
  ];
  const { queue, sent, waits, warnings, settled } = makeQueue(answers);
  queue.add(score("a", 5));
  await settled;
  assertEquals(sent, ["a5", "a5", "a5", "a5", "a5"]);
  assertEquals(waits, [50, 1000, 9000, 4000, 8000, 1000]);
  assertEquals(warnings, []);
});

Deno.test("a worse score that comes meanwhile does not replace one that has not arrived", async () => {
  const { queue, sent, settled } = makeQueue([{ status: 503 }, { status: 204 }]);
  queue.add(score("a", 5));
  await Promise.resolve();
  queue.add(score("a", 3));
  await settled;
  assertEquals(sent.at(-1), "a5");
});

Deno.test("what the host refuses is told and not sent again", async () => {
  const { queue, sent, warnings, settled } = makeQueue([{ status: 404, why: "it is gone" }]);
  queue.add(score("a", 5));
  await settled;
  assertEquals([sent, warnings], [["a5"], ["it is gone"]]);
});

Deno.test("a page that ends sends what waits at once, twenty levels at a time", () => {
  const { queue, sent } = makeQueue([{ status: 204 }, { status: 204 }]);
  for (let at = 0; at < 30; at++) queue.add(score(`l${at}:`, 1));
  queue.flush();
  assertEquals(sent.map((levels) => levels.split(",").length), [20, 10]);
});
