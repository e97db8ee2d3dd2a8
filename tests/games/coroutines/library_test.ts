import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { type Coroutine, Coroutines } from "../../../games/coroutines/library/coroutines.ts";
import { RoundRobin } from "../../../games/coroutines/library/round_robin.ts";
import {
  type Task,
  type TaskEvent,
  TaskScheduler,
  type TaskState,
  type Wait,
} from "../../../games/coroutines/library/tasks.ts";

/** A worker that logs its rounds and its end. */
function* count(name: string, rounds: number, log: string[]): Generator<string> {
  try {
    for (let round = 1; round <= rounds; round++) {
      log.push(`${name}${round}`);
      yield name;
    }
  } finally {
    log.push(`${name}.`);
  }
}

Deno.test("workers take turns in the order they were added", () => {
  const cases: readonly [readonly number[], string][] = [
    [[], ""],
    [[2], "a1 a2 a."],
    [[2, 2], "a1 b1 a2 b2 a. b."],
    [[1, 3], "a1 b1 a. b2 b3 b."],
    [[0, 2, 1], "a. b1 c1 b2 c. b."],
  ];
  for (const [rounds, expected] of cases) {
    const log: string[] = [];
    const loop = new RoundRobin<string>();
    rounds.forEach((times, at) => loop.add(count("abc"[at]!, times, log)));
    loop.run();
    assertEquals(log.join(" "), expected);
    assertEquals(loop.size, 0);
  }
});

Deno.test("every worker runs to its end, and none gets two turns while another waits", () => {
  fc.assert(fc.property(fc.array(fc.nat(6), { maxLength: 6 }), (rounds) => {
    const log: string[] = [];
    const loop = new RoundRobin<string>();
    rounds.forEach((times, at) => loop.add(count(`${at}:`, times, log)));
    loop.run();
    const ends = log.filter((line) => line.endsWith("."));
    assertEquals(ends.length, rounds.length);
    // Taking turns means that the log is sorted by round, then by worker.
    const turns = log.filter((line) => !line.endsWith("."));
    const sorted = rounds.flatMap((times, at) =>
      Array.from({ length: times }, (_, round) => ({ at, round }))
    ).sort((a, b) => a.round - b.round || a.at - b.at);
    assertEquals(turns, sorted.map(({ at, round }) => `${at}:${round + 1}`));
  }));
});

Deno.test("a removed worker runs its finally, at any time and whichever worker removes it", () => {
  fc.assert(fc.property(fc.nat(8), fc.nat(2), (turns, removed) => {
    const log: string[] = [];
    const loop = new RoundRobin<string>();
    const workers = ["a", "b", "c"].map((name) => count(name, 3, log));
    for (const worker of workers) loop.add(worker);
    for (let turn = 0; turn < turns; turn++) loop.turn();
    loop.remove(workers[removed]!);
    loop.run();
    const name = "abc"[removed]!;
    // A worker that never began has nothing to clean up.
    const begun = log.includes(`${name}1`);
    assertEquals(log.filter((line) => line === `${name}.`).length, begun ? 1 : 0);
    assertEquals(loop.size, 0);
  }));
});

Deno.test("a worker removes itself at its next yield, and one whose finally yields is let through", () => {
  const log: string[] = [];
  const loop = new RoundRobin<string>();
  function* tidy(): Generator<string> {
    try {
      loop.remove(own);
      log.push("still here");
      yield "gone";
      log.push("never");
    } finally {
      yield "tidying";
      log.push("tidied");
    }
  }
  const own = tidy();
  loop.add(own);
  assertEquals(loop.turn(), { worker: own, value: "tidying", ended: false });
  loop.run();
  assertEquals(log, ["still here", "tidied"]);
  assertEquals(loop.remove(own), false);
});

Deno.test("a worker that is removed while others stand before it keeps its place until it is through", () => {
  const log: string[] = [];
  const loop = new RoundRobin<string>();
  function* tidy(): Generator<string> {
    try {
      yield "begun";
    } finally {
      yield "tidying";
      log.push("tidied");
    }
  }
  const removed = tidy();
  for (const worker of [removed, count("b", 2, log), count("c", 1, log)]) loop.add(worker);
  loop.turn();
  loop.turn();
  assertEquals(loop.remove(removed), true);
  assertEquals(loop.size, 3);
  loop.run();
  assertEquals(log, ["b1", "c1", "tidied", "b2", "c.", "b."]);
});

Deno.test("a worker that throws leaves the line, and the others go on", () => {
  const log: string[] = [];
  const loop = new RoundRobin<string>();
  // deno-fmt-ignore
  loop.add((function* (): Generator<string> { yield "once"; throw new Error("broken"); })());
  loop.add(count("b", 2, log));
  loop.turn();
  loop.turn();
  assertThrows(() => loop.turn(), Error, "broken");
  loop.run();
  assertEquals(log, ["b1", "b2", "b."]);
});

Deno.test("coroutines hand a value to one another, and the end goes back to where it began", () => {
  const log: unknown[] = [];
  const group = new Coroutines((event) => log.push(Object.values(event).join(" ")));
  const one: Coroutine<number> = group.make<number>("one", function* (value) {
    value = yield two.switch(value + 1);
    value = yield two.switch(value + 1);
    return `one ends with ${value}`;
  });
  const two: Coroutine<number> = group.make<number>("two", function* (value) {
    for (;;) value = yield one.switch(value * 10);
  });
  assertEquals(one.switch(5), "one ends with 610");
  assertEquals(log, [
    "switch main one 5",
    "switch one two 6",
    "switch two one 60",
    "switch one two 61",
    "switch two one 610",
    "end one main one ends with 610",
  ]);
  assertEquals([one.hasEnded, two.hasEnded], [true, false]);
  assertEquals(group.current, "main");
});

Deno.test("any ring of coroutines counts its rounds, and the same way each time", () => {
  const ring = (size: number, rounds: number) => {
    const order: string[] = [];
    const group = new Coroutines();
    const members: Coroutine<number>[] = Array.from(
      { length: size },
      (_, at) =>
        group.make<number>(`${at}`, function* (value) {
          for (;;) {
            order.push(group.current);
            if (value === rounds * size) return value;
            value = yield members[(at + 1) % size]!.switch(value + 1);
          }
        }),
    );
    return { result: members[0]!.switch(0), order };
  };
  fc.assert(fc.property(fc.integer({ min: 1, max: 6 }), fc.nat(6), (size, rounds) => {
    const { result, order } = ring(size, rounds);
    assertEquals(result, rounds * size);
    assertEquals(order, Array.from({ length: rounds * size + 1 }, (_, at) => `${at % size}`));
    assertEquals(ring(size, rounds), { result, order });
  }));
});

Deno.test("a coroutine switches back to main, and is found where it stood", () => {
  const group = new Coroutines();
  const counter = group.make<number>("counter", function* (step) {
    for (let sum = step;;) sum += yield group.main.switch(sum);
  });
  assertEquals([counter.switch(1), counter.switch(2), counter.switch(3)], [1, 3, 6]);
});

Deno.test("a coroutine that is closed runs its finally, and cannot be switched to", () => {
  const log: string[] = [];
  const group = new Coroutines();
  const make = (name: string) =>
    group.make<number>(name, function* () {
      try {
        yield group.main.switch(0);
      } finally {
        log.push(name);
      }
    });
  const [one, two] = [make("one"), make("two"), make("three")];
  one!.switch(0);
  two!.switch(0);
  group.close();
  assertEquals(log, ["one", "two"]);
  assertThrows(() => one!.switch(0), Error, 'Cannot switch to "one": it has ended');
});

Deno.test("mistakes with coroutines are told by name", () => {
  const group = new Coroutines();
  const other = group.make<number>("other", function* () {
    yield* [];
  });
  const cases: readonly [Parameters<typeof group.make<number>>[1], string][] = [
    [function* () {
      yield 3;
    }, 'Cannot go on from "wrong": it yielded, but no switch'],
    [function* () {
      other.switch(1);
      yield other.switch(2);
    }, 'Cannot switch in "wrong": its last switch was not yielded'],
    [function* () {
      yield* [];
      throw new Error("its own");
    }, "its own"],
    [function* () {
      other.switch(1);
      yield* [];
      throw new Error("with a switch that was never yielded");
    }, "with a switch that was never yielded"],
  ];
  for (const [body, message] of cases) {
    assertThrows(() => group.make<number>("wrong", body).switch(0), Error, message);
    assertEquals(group.current, "main");
  }
  assertThrows(() => group.main.switch(0), Error, "Cannot switch to main");
  const back = group.make<number>("back", function* (value) {
    return yield other.switch(value);
  });
  assertEquals(back.switch(1), undefined);
});

type Act =
  | { readonly kind: "sleep"; readonly ms: number }
  | { readonly kind: "block"; readonly ms: number }
  | { readonly kind: "spawn"; readonly acts: readonly Act[]; readonly joins: boolean };

const ms = fc.integer({ min: 0, max: 40 });

/** The acts of a task, which may start further tasks. */
function actsOf(depth: number): fc.Arbitrary<readonly Act[]> {
  const sleep = ms.map((ms): Act => ({ kind: "sleep", ms }));
  const block = ms.map((ms): Act => ({ kind: "block", ms }));
  if (depth === 0) return fc.array(sleep, { maxLength: 3 });
  const spawn = fc.record({ acts: actsOf(depth - 1), joins: fc.boolean() })
    .map(({ acts, joins }): Act => ({ kind: "spawn", acts, joins }));
  return fc.array(fc.oneof(sleep, spawn, block), { maxLength: 4 });
}

type Play = {
  log: string[];
  events: TaskEvent[];
  tasks: Task<unknown>[];
  scheduler: TaskScheduler;
};

/** Plays acts as tasks that log what they do; `cancels` names the tasks to cancel and the time of each. */
function playActs(
  acts: readonly Act[],
  { limit = Infinity, cancels = [] }: {
    limit?: number;
    cancels?: readonly { atMs: number; task: number }[];
  } = {},
): Play {
  const log: string[] = [];
  const events: TaskEvent[] = [];
  const tasks: Task<unknown>[] = [];
  const scheduler = new TaskScheduler({ limit, observe: (event) => events.push({ ...event }) });
  function* play(name: string, acts: readonly Act[]): Generator<Wait, void, void> {
    log.push(`${scheduler.nowMs} ${name} begins`);
    assertEquals(scheduler.current?.name, name);
    try {
      for (const act of acts) yield* playAct(name, act);
    } finally {
      log.push(`${scheduler.nowMs} ${name} ends`);
    }
  }
  function* playAct(name: string, act: Act): Generator<Wait, void, void> {
    if (act.kind === "sleep") yield* scheduler.sleep(act.ms);
    else if (act.kind === "block") scheduler.block(act.ms);
    else {
      const child = `${name}/${tasks.length}`;
      const task = scheduler.spawn(child, () => play(child, act.acts));
      tasks.push(task);
      if (act.joins) yield* scheduler.join(task);
    }
    assertEquals(scheduler.current?.name, name);
  }
  for (const { atMs, task } of cancels) {
    scheduler.spawn(`cancels ${task}`, function* () {
      yield* scheduler.sleep(atMs);
      if (tasks[task]) scheduler.cancel(tasks[task]);
    });
  }
  scheduler.run(() => play("main", acts));
  return { log, events, tasks, scheduler };
}

Deno.test("every task runs to its end, in an order that is the same each time", () => {
  fc.assert(fc.property(actsOf(2), fc.integer({ min: 1, max: 4 }), (acts, limit) => {
    const { log, tasks } = playActs(acts, { limit });
    assert(tasks.every(({ outcome }) => outcome?.kind === "done"));
    assertEquals(log.length, 2 * (tasks.length + 1));
    const times = log.map((line) => Number(line.split(" ")[0]));
    assertEquals(times, times.toSorted((a, b) => a - b));
    assertEquals(playActs(acts, { limit }).log, log);
  }));
});

const UNDER_WAY: readonly TaskState[] = ["ready", "running", "blocking", "sleeping"];

Deno.test("never are more tasks under way than the limit, and never does more than one run", () => {
  fc.assert(fc.property(actsOf(2), fc.integer({ min: 1, max: 4 }), (acts, limit) => {
    const states = new Map<Task<unknown>, TaskState>();
    for (const { task, state } of playActs(acts, { limit }).events) {
      states.set(task, state);
      const all = [...states.values()];
      assert(all.filter((state) => UNDER_WAY.includes(state)).length <= limit);
      assert(all.filter((state) => state === "running" || state === "blocking").length <= 1);
    }
  }));
});

/** Computes when a task ends if no other task delays it. */
function endOf(acts: readonly Act[], startMs: number): { ownMs: number; allMs: number } {
  let [ownMs, allMs] = [startMs, startMs];
  for (const act of acts) {
    if (act.kind !== "spawn") ownMs += act.ms;
    else {
      const child = endOf(act.acts, ownMs);
      allMs = Math.max(allMs, child.allMs);
      if (act.joins) ownMs = child.ownMs;
    }
  }
  return { ownMs, allMs: Math.max(ownMs, allMs) };
}

/** The same acts with visible waits only. */
function tellWaits(acts: readonly Act[]): readonly Act[] {
  return acts.map((act) =>
    act.kind === "spawn"
      ? { ...act, acts: tellWaits(act.acts) }
      : { kind: "sleep", ms: act.ms } as const
  );
}

Deno.test("waits that the scheduler sees overlap, and others add up", () => {
  fc.assert(fc.property(actsOf(2), (acts) => {
    const told = playActs(tellWaits(acts)).scheduler.nowMs;
    assertEquals(told, endOf(tellWaits(acts), 0).allMs);
    assert(playActs(acts).scheduler.nowMs >= told);
  }));
});

Deno.test("a cancelled task runs its finally, once, and everyone else to the end", () => {
  const cancels = fc.array(fc.record({ atMs: fc.nat(60), task: fc.nat(5) }), { maxLength: 3 });
  const limits = fc.constantFrom(1, 2, Infinity);
  fc.assert(fc.property(actsOf(2), cancels, limits, (acts, cancels, limit) => {
    const { log, tasks } = playActs(acts, { cancels, limit });
    for (const task of tasks) {
      const count = (what: string) =>
        log.filter((line) => line.endsWith(` ${task.name} ${what}`)).length;
      assertEquals(count("ends"), count("begins"), task.name);
      const begins = task.outcome?.kind === "done" ? [1] : [0, 1];
      assert(begins.includes(count("begins")));
      assert(task.outcome !== undefined && task.outcome.kind !== "failed");
    }
  }));
});

Deno.test("a finally may wait itself, and a task may cancel itself", () => {
  const scheduler = new TaskScheduler();
  const log: string[] = [];
  const outcome = scheduler.run(function* () {
    const slow = scheduler.spawn("slow", function* () {
      try {
        yield* scheduler.sleep(1000);
      } finally {
        yield* scheduler.sleep(5);
        log.push(`tidied at ${scheduler.nowMs}`);
      }
    });
    yield* scheduler.sleep(10);
    scheduler.cancel(slow);
    log.push((yield* scheduler.join(slow)).kind);
    scheduler.cancel(scheduler.current!);
    log.push("up to the next wait");
    yield* scheduler.sleep(1);
    log.push("never");
  });
  assertEquals(outcome.kind, "cancelled");
  assertEquals(scheduler.nowMs, 15, "a wait that is cancelled is not waited for");
  assertEquals(log, ["tidied at 15", "cancelled", "up to the next wait"]);
});

Deno.test("join returns how a task ended, and a failure without a join is thrown", () => {
  const scheduler = new TaskScheduler();
  const broken = new Error("broken");
  const fail = function* (): Generator<Wait, number, void> {
    yield* scheduler.sleep(1);
    throw broken;
  };
  const answer = function* (): Generator<Wait, number, void> {
    yield* scheduler.sleep(2);
    return 42;
  };
  const seen = scheduler.run(function* () {
    const both = [scheduler.spawn("a", fail), scheduler.spawn("b", answer)];
    return yield* scheduler.joinAll(both);
  });
  assertEquals(seen, {
    kind: "done",
    value: [{ kind: "failed", error: broken }, { kind: "done", value: 42 }],
  });
  const alone = new TaskScheduler();
  const error = assertThrows(
    () =>
      alone.run(function* () {
        alone.spawn("lost", fail);
        yield* alone.sleep(0);
      }),
    AggregateError,
    'Tasks failed that nobody joined: "lost"',
  );
  assertEquals((error as AggregateError).errors, [broken]);
});

Deno.test("tasks that wait for one another are told, after their finally", () => {
  const scheduler = new TaskScheduler();
  const log: string[] = [];
  const wait = function* (other: () => Task<unknown>): Generator<Wait, void, void> {
    try {
      yield* scheduler.join(other());
    } finally {
      log.push(scheduler.current!.name);
    }
  };
  assertThrows(
    () =>
      scheduler.run(function* () {
        const one: Task<unknown> = scheduler.spawn("one", () => wait(() => two));
        const two: Task<unknown> = scheduler.spawn("two", () => wait(() => one));
        yield* scheduler.sleep(0);
      }),
    Error,
    'Cannot go on: "one" waits for "two", "two" waits for "one"',
  );
  assertEquals(log, ["one", "two"]);
});

/** Runs a task that logs the current task and the time wherever it calls `mark`. */
function logTimes(
  run: (scheduler: TaskScheduler, mark: () => void) => Generator<Wait, unknown, void>,
  limit = Infinity,
): string[] {
  const scheduler = new TaskScheduler({ limit });
  const log: string[] = [];
  const mark = () => void log.push(`${scheduler.nowMs} ${scheduler.current?.name}`);
  scheduler.run(() => run(scheduler, mark));
  return log;
}

Deno.test("tasks that wait for the same time continue in the order of waiting", () => {
  const log = logTimes(function* (scheduler, mark) {
    for (const name of ["a", "b", "c"]) {
      scheduler.spawn(name, function* () {
        yield* scheduler.sleep(name === "b" ? 4 : 5);
        mark();
        yield* scheduler.sleep(name === "b" ? 6 : 5);
        mark();
      });
    }
    yield* scheduler.sleep(0);
  });
  assertEquals(log, ["4 b", "5 a", "5 c", "10 b", "10 a", "10 c"]);
});

Deno.test("a task that had a place before gets one before those that never had", () => {
  const log = logTimes(function* (scheduler, mark) {
    const spawn = (name: string) =>
      scheduler.spawn(name, function* () {
        mark();
        yield* scheduler.sleep(10);
      });
    const first = spawn("a");
    spawn("b");
    yield* scheduler.join(first);
    mark();
  }, 1);
  assertEquals(log, ["0 a", "10 main", "10 b"]);
});

Deno.test("a task that is due while another blocks becomes ready in time, but runs late", () => {
  const events: string[] = [];
  const scheduler = new TaskScheduler({
    observe: ({ task, state, atMs }) => void events.push(`${atMs} ${task.name} ${state}`),
  });
  scheduler.run(function* () {
    scheduler.spawn("punctual", () => scheduler.sleep(5));
    yield* scheduler.sleep(1);
    scheduler.block(20);
  });
  assertEquals(events.filter((event) => !event.startsWith("0 ")), [
    "1 main ready",
    "1 main running",
    "1 main blocking",
    "5 punctual ready",
    "21 main running",
    "21 main ended",
    "21 punctual running",
    "21 punctual ended",
  ]);
});

Deno.test("limits and waits that make no sense are refused", () => {
  for (const limit of [0, -1, 1.5, NaN]) {
    assertThrows(() => new TaskScheduler({ limit }), RangeError);
  }
  const scheduler = new TaskScheduler();
  for (const ms of [-1, NaN, Infinity]) {
    assertThrows(() => scheduler.block(ms), RangeError);
    const outcome = scheduler.run(() => scheduler.sleep(ms));
    assert(outcome.kind === "failed" && outcome.error instanceof RangeError);
  }
});
