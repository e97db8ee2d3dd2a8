import { assertEquals } from "@std/assert";
import type { Lesson } from "../../../src/serve/live/lesson.ts";
import { readOrder } from "../../../src/serve/live/read_orders.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { until } from "../../support/until.ts";
import { FrontFixture } from "../front_fixture.ts";

const GAMES = {
  "a/index.html": "<title>Apples</title>",
  "b/index.html": "<title>Bears</title>",
  "c/index.html": "<title>Cats</title>",
};

const MINUTE_MS = 60_000;

/** A class whose time the test moves. */
class TimedClass implements AsyncDisposable {
  readonly clock = new FakeClock();
  readonly told: string[] = [];
  #fixture!: FrontFixture;

  static async make(): Promise<TimedClass> {
    const timed = new TimedClass();
    timed.#fixture = await FrontFixture.make(GAMES, { lesson: timed.clock });
    timed.lesson.subscribe(({ front, steps }, { cause }) =>
      timed.told.push(`${cause}: ${front?.en ?? "open"}, ${steps.length}`)
    );
    return timed;
  }

  get lesson(): Lesson {
    return this.#fixture.front.lesson;
  }

  /** `a 5m` for the game that is on and what is left, and the words on the cover. */
  get now(): string {
    const { leftMs, state: { front } } = this.lesson;
    const time = leftMs === null ? "" : ` ${leftMs / MINUTE_MS}m`;
    return `${this.#fixture.publishedId}${time}${front ? ` | ${front.en}` : ""}`;
  }

  /** Types a line at the console. */
  async type(line: string): Promise<void> {
    const { catalogue } = this.#fixture.front.host;
    const ordered = readOrder(line, { catalogue, publishedId: this.#fixture.publishedId });
    if (ordered.kind === "game") await this.lesson.publish(ordered.game);
    else if (ordered.kind === "queue") await this.lesson.start(ordered.steps);
    else if (ordered.kind === "front") await this.lesson.cover(ordered.words);
    else throw new Error(ordered.kind === "wrong" ? ordered.why.en : ordered.kind);
  }

  async removeGame(id: string): Promise<void> {
    await Deno.remove(this.#fixture.folder.join(id), { recursive: true });
    await this.#fixture.front.host.rescan();
  }

  /** Lets so many minutes pass. */
  async pass(minutes: number, then: string): Promise<void> {
    this.clock.advance(minutes * MINUTE_MS);
    await until(() => `${then}; it is ${this.now}`, () => this.now === then);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#fixture[Symbol.asyncDispose]();
  }
}

Deno.test("a queue publishes one game after the other and ends with eyes to the front", async () => {
  await using timed = await TimedClass.make();
  await timed.type("b 10m, c 5m, front");
  assertEquals(timed.now, "b 10m");
  await timed.pass(4, "b 6m");
  await timed.pass(6, "c 5m");
  await timed.pass(5, "c | Eyes to the front");
  assertEquals(timed.clock.pending, 0);
  await timed.lesson.uncover();
  assertEquals(timed.now, "c");
});

Deno.test("a game with a time and nothing after it ends with words that say so", async () => {
  await using timed = await TimedClass.make();
  await timed.type("10m");
  assertEquals(timed.now, "a 10m");
  await timed.pass(10, "a | Time is up");
});

Deno.test("the time of a game stands still while the operator covers the pages", async () => {
  await using timed = await TimedClass.make();
  await timed.type("b 10m, c");
  await timed.pass(3, "b 7m");
  await timed.type("front Look at the map");
  assertEquals(timed.now, "b 7m | Look at the map");
  await timed.pass(60, "b 7m | Look at the map");
  await timed.lesson.uncover();
  await timed.pass(6, "b 1m");
  await timed.pass(1, "c");
});

Deno.test("a cover that is a step lasts its time, or until it is lifted, and then the next game is on", async () => {
  await using timed = await TimedClass.make();
  await timed.type("b 1m, front Tidy up 2m, c 5m, front, a");
  await timed.pass(1, "b 2m | Tidy up");
  await timed.pass(2, "c 5m");
  await timed.pass(5, "c | Eyes to the front");
  await timed.pass(500, "c | Eyes to the front");
  await timed.lesson.uncover();
  assertEquals(timed.now, "a");
});

Deno.test("publishing a game by hand ends the queue, and no later step comes", async () => {
  await using timed = await TimedClass.make();
  await timed.type("b 10m, c 5m");
  await timed.type("a");
  assertEquals([timed.now, timed.told.at(-1)], ["a", "publish: open, 0"]);
  await timed.pass(60, "a");
});

Deno.test("a new queue takes the old one's place, and a game that is on is not started anew", async () => {
  await using timed = await TimedClass.make();
  await timed.type("b 10m, c 5m");
  let switches = 0;
  await timed.pass(4, "b 6m");
  await timed.type("b 20m, a");
  switches = timed.told.filter((line) => line.startsWith("publish")).length;
  assertEquals([timed.now, switches], ["b 20m", 0]);
  await timed.pass(20, "a");
});

Deno.test("a cover put up by hand stays over a new queue, whose time begins when it is lifted", async () => {
  await using timed = await TimedClass.make();
  await timed.lesson.cover();
  await timed.type("b 5m");
  await timed.pass(9, "b 5m | Eyes to the front");
  await timed.lesson.uncover();
  await timed.pass(5, "b | Time is up");
});

Deno.test("the queue ends by order, and the game stays", async () => {
  await using timed = await TimedClass.make();
  await timed.type("b 5m, c 5m");
  await timed.lesson.endQueue();
  await timed.pass(60, "b");
});

Deno.test("a game that is gone when its time comes is passed over, and the operator hears why", async () => {
  await using timed = await TimedClass.make();
  const refused: string[] = [];
  timed.lesson.onRefused = (why) => refused.push(why.en);
  await timed.type("a 5m, b 5m, c 5m");
  await timed.removeGame("b");
  await timed.pass(5, "c 5m");
  assertEquals(refused, ['Cannot publish "b": it is gone']);
});
