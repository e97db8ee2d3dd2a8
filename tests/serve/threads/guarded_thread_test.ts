import { assertEquals } from "@std/assert";
import {
  GuardedThread,
  type Outcome,
  type ThreadMessage,
  type ThreadOrder,
} from "../../../src/serve/threads/guarded_thread.ts";

/** A thread that answers when a test says so. */
class FakeThread {
  onmessage: ((event: MessageEvent<ThreadMessage<string>>) => void) | undefined;
  onerror: ((event: Event) => void) | undefined;
  readonly #orders: ThreadOrder<string>[];

  constructor(orders: ThreadOrder<string>[]) {
    this.#orders = orders;
  }

  postMessage(order: ThreadOrder<string>): void {
    this.#orders.push(order);
    if (order.job !== "no thread") this.say({ kind: "begun" });
  }

  answer(): void {
    this.say({ kind: "done", answer: this.#orders.at(-1)!.job });
  }

  terminate(): void {}

  say(data: ThreadMessage<string>): void {
    this.onmessage?.(new MessageEvent("message", { data }));
  }
}

/** Has jobs done by threads that do as a test says. */
class Fixture {
  nowMs = 0;
  /** What all threads were told to do, in its order. */
  readonly orders: ThreadOrder<string>[] = [];
  readonly threads: FakeThread[] = [];
  readonly guarded = new GuardedThread<string, string>(() => {
    this.threads.push(new FakeThread(this.orders));
    return this.last as unknown as Worker;
  }, { limitMs: 2000, now: () => this.nowMs });

  get last(): FakeThread {
    return this.threads.at(-1)!;
  }

  /** Ends the current job as too slow, after two seconds in which a processor worked on it for less. */
  beLate(workedMs: number): void {
    this.nowMs += 2000;
    this.last.say({ kind: "late", workedMs });
  }
}

const done = (answer: string): Outcome<string> => ({ kind: "done", answer });

Deno.test("GuardedThread: a game's slow jobs let those of other games go first", async () => {
  const fixture = new Fixture();
  const { guarded: thread, orders, threads } = fixture;
  const asked = [thread.ask("slow 1", "slow"), thread.ask("slow 2", "slow")];
  asked.push(thread.ask("quick 1", "quick"), thread.ask("quick 2", "quick"));
  fixture.nowMs = 2000;
  threads[0]!.say({ kind: "failed" });
  for (let count = 0; count < 3; count++) {
    fixture.nowMs += 10;
    threads[1]!.answer();
  }
  assertEquals(orders.map(({ job }) => job), ["slow 1", "quick 1", "quick 2", "slow 2"]);
  const answers = ["slow 2", "quick 1", "quick 2"].map(done);
  assertEquals(await Promise.all(asked), [{ kind: "failed" }, ...answers]);
  thread.close();
});

Deno.test("GuardedThread tries a job again that a busy machine left no time, in a new thread and after others", async () => {
  const fixture = new Fixture();
  const { guarded: thread, orders, threads } = fixture;
  const asked = [thread.ask("one", "a"), thread.ask("two", "b")];
  fixture.beLate(100);
  fixture.last.answer();
  fixture.last.answer();
  assertEquals(await Promise.all(asked), [done("one"), done("two")]);
  assertEquals(orders.map(({ job, limitMs }) => [job, limitMs]), [
    ["one", 2000],
    ["two", 2000],
    ["one", 1900],
  ]);
  assertEquals(threads.length, 2);
  thread.close();
});

/** How long a processor worked on each try of a job that is late in the end. */
const LATE: Readonly<Record<string, readonly number[]>> = {
  "all of its time": [2000],
  "half of its time": [1000],
  "half of its time in two tries": [600, 400],
  "no time, three times": [0, 0, 0],
};

for (const [name, tries] of Object.entries(LATE)) {
  Deno.test(`GuardedThread gives up a job that a processor worked on for ${name}`, async () => {
    const fixture = new Fixture();
    const asked = fixture.guarded.ask("slow", "a");
    for (const workedMs of tries) fixture.beLate(workedMs);
    assertEquals(await asked, { kind: "late" });
    assertEquals(fixture.orders.length, tries.length);
    fixture.guarded.close();
  });
}

Deno.test("GuardedThread does not blame a job for a thread that cannot begin, or for its own end", async () => {
  const fixture = new Fixture();
  const { guarded: thread } = fixture;
  const first = thread.ask("no thread", "a");
  fixture.last.onerror!(new Event("error"));
  assertEquals(await first, { kind: "late" });
  const begun = thread.ask("begun", "a");
  fixture.last.onerror!(new Event("error"));
  assertEquals(await begun, { kind: "failed" });
  const open = [thread.ask("open", "a"), thread.ask("waiting", "a")];
  thread.close();
  open.push(thread.ask("closed", "a"));
  assertEquals(await Promise.all(open), open.map(() => ({ kind: "late" as const })));
});
