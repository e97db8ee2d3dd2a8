import { assertEquals, assertRejects } from "@std/assert";
import { type Lesson, RoundError } from "../../../src/serve/live/lesson.ts";
import { isOn } from "../../../src/serve/live/round.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { until } from "../../support/until.ts";
import { FrontFixture } from "../front_fixture.ts";

const GAMES = { "a/index.html": "<title>Apples</title>", "b/index.html": "<title>Bears</title>" };
const SECOND_MS = 1000;

/** A class with rounds whose time the test moves; seeds are 10, 20, 30. */
class TimedRounds implements AsyncDisposable {
  readonly clock = new FakeClock();
  fixture!: FrontFixture;
  #seed = 0;

  static async make(games: Record<string, string> = GAMES): Promise<TimedRounds> {
    const timed = new TimedRounds();
    const makeSeed = () => timed.#seed += 10;
    const lesson = { now: timed.clock.now, after: timed.clock.after, makeSeed };
    timed.fixture = await FrontFixture.make(games, { lesson });
    return timed;
  }

  get lesson(): Lesson {
    return this.fixture.front.lesson;
  }

  /** `1 seed 10: in 5s, 60s` before the start, then `1 seed 10: 60s`, `1 over`. */
  get now(): string {
    const { round } = this.lesson.state;
    if (!round) return "none";
    const { number, seed, startsMs, endsMs, heldMs, phase } = round;
    if (!isOn(round)) return `${number} ${phase}`;
    const atMs = heldMs ?? this.clock.now();
    const starts = startsMs > atMs ? `in ${(startsMs - atMs) / SECOND_MS}s, ` : "";
    const left = endsMs === null ? "open" : `${(endsMs - Math.max(atMs, startsMs)) / SECOND_MS}s`;
    return `${number} seed ${seed}: ${starts}${left}${heldMs === null ? "" : " held"}`;
  }

  async pass(seconds: number, then: string): Promise<void> {
    this.clock.advance(seconds * SECOND_MS);
    await until(() => `${then}; it is ${this.now}`, () => this.now === then);
  }

  async publish(id: string): Promise<void> {
    await this.lesson.publish(this.fixture.front.host.catalogue.get(id)!);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.fixture[Symbol.asyncDispose]();
  }
}

Deno.test("a round counts down, lasts its time, and leaves its result on the wall until that is put away", async () => {
  await using timed = await TimedRounds.make();
  await timed.lesson.startRound(60 * SECOND_MS);
  assertEquals(timed.now, "1 seed 10: in 5s, 60s");
  await timed.pass(5, "1 seed 10: 60s");
  await timed.pass(59, "1 seed 10: 1s");
  await timed.pass(1, "1 over");
  assertEquals(timed.clock.pending, 0);
  await timed.lesson.endRound();
  assertEquals(timed.now, "1 away");
  await timed.lesson.startRound(null);
  await timed.pass(5000, "2 seed 20: open");
  await timed.lesson.endRound();
  assertEquals(timed.now, "2 over");
});

Deno.test("a round that is called off before it starts leaves no result", async () => {
  await using timed = await TimedRounds.make();
  await timed.lesson.startRound(60 * SECOND_MS);
  await timed.pass(4, "1 seed 10: in 1s, 60s");
  await timed.lesson.endRound();
  assertEquals(timed.now, "1 away");
});

Deno.test("a round is refused while one is on, without a game, and under a cover of the queue", async () => {
  await using timed = await TimedRounds.make();
  await timed.lesson.startRound(null);
  await assertRejects(() => timed.lesson.startRound(null), RoundError, "A round is on already");
  assertEquals(timed.now, "1 seed 10: in 5s, open");
  await timed.lesson.endRound();
  await timed.lesson.start([{ front: { en: "Look", zh: "看" }, forMs: null }, {
    gameId: "b",
    forMs: null,
  }]);
  await assertRejects(() => timed.lesson.startRound(null), RoundError, "lift that first");
  await using empty = await TimedRounds.make({ "c/index.html": "" });
  await assertRejects(() => empty.lesson.startRound(null), RoundError, "publish one first");
});

Deno.test("a cover by hand holds a round: its time goes on, or its count-down begins anew", async () => {
  await using timed = await TimedRounds.make();
  await timed.lesson.startRound(60 * SECOND_MS);
  await timed.pass(3, "1 seed 10: in 2s, 60s");
  await timed.lesson.cover();
  await timed.pass(100, "1 seed 10: in 2s, 60s held");
  await timed.lesson.uncover();
  assertEquals(timed.now, "1 seed 10: in 5s, 60s");
  await timed.pass(15, "1 seed 10: 50s");
  await timed.lesson.cover();
  await timed.lesson.cover({ en: "Other words", zh: "别的话" });
  await timed.pass(1000, "1 seed 10: 50s held");
  await timed.lesson.uncover();
  await timed.pass(49, "1 seed 10: 1s");
  await timed.pass(1, "1 over");
});

Deno.test("a round lifts a cover by hand, and a queue goes on beside it", async () => {
  await using timed = await TimedRounds.make();
  await timed.lesson.start([{ gameId: "a", forMs: 100 * SECOND_MS }, { gameId: "b", forMs: null }]);
  await timed.pass(10, "none");
  await timed.lesson.cover();
  await timed.lesson.startRound(30 * SECOND_MS);
  assertEquals([timed.lesson.state.front, timed.lesson.leftMs], [null, 90 * SECOND_MS]);
  await timed.pass(35, "1 over");
  assertEquals(timed.lesson.leftMs, 55 * SECOND_MS);
  // The queue's next game ends what belongs to the one before.
  await timed.pass(55, "1 away");
  await until("b is on", () => timed.fixture.publishedId === "b");
});

Deno.test("a switch of the game ends a round, by hand or by the queue, and front at its end leaves the result", async () => {
  await using timed = await TimedRounds.make();
  await timed.lesson.startRound(null);
  await timed.pass(6, "1 seed 10: open");
  await timed.publish("b");
  assertEquals(timed.now, "1 away");
  await timed.lesson.startRound(60 * SECOND_MS);
  await timed.pass(5, "2 seed 20: 60s");
  await timed.lesson.start([{ gameId: "b", forMs: 20 * SECOND_MS }]);
  // The game has not changed: the round goes on.
  assertEquals(timed.now, "2 seed 20: 60s");
  await timed.pass(20, "2 over");
  assertEquals(timed.lesson.state.front?.en, "Time is up");
});
