import { assert, assertEquals } from "@std/assert";
import type { Delivery, JobQueue } from "../../src/download/queue/job_queue.ts";
import { RedisQueue } from "../../src/download/queue/redis_queue.ts";
import { RedisConnection } from "../../src/redis/redis_connection.ts";
import { parseRedisAddress } from "../../src/redis/redis_address.ts";
import { MemoryQueue, MemoryQueueState } from "../support/memory_queue.ts";
import { lackOf } from "../support/programs.ts";
import { RedisServer } from "../support/redis_server.ts";
import { testUnless } from "../support/test_unless.ts";
import { until } from "../support/until.ts";

const LEASE_MS = 60_000;

/** Opens the queue `name` as a worker. */
type Open = (name: string, worker: string, leaseMs?: number) => Promise<JobQueue>;

function entryOf(n: number) {
  return {
    urls: [`https://a.example/${n}`, "https://b.example/文件"] as [string, string],
    out: `folder/${n} 号.bin`,
    headers: [["x-key", `"${n}"`]] as [string, string][],
    checksum: { algorithm: "sha256" as const, hex: "0".repeat(64) },
    place: { list: "list.txt", line: n },
  };
}

const EVENT = { event: '{"event":"done"}', how: "downloaded" };

/** Takes the next job over once its lease has run out. */
async function takeOver(queue: JobQueue): Promise<Delivery> {
  let taken: Delivery | undefined;
  await until("a job whose lease has run out", async () => {
    [taken] = (await queue.take(1, { reclaims: true })).deliveries;
    return taken !== undefined;
  });
  return taken!;
}

/** Asserts what a worker relies on in any queue. */
async function holdToContract(t: Deno.TestContext, open: Open): Promise<void> {
  await t.step("hands each job to one worker, as it was written", async () => {
    const [a, b] = [await open("each", "a"), await open("each", "b")];
    await a.add([1, 2, 3].map(entryOf));
    const first = await a.take(2, { reclaims: false });
    const second = await b.take(9, { reclaims: true });
    assertEquals(first.deliveries.map(({ entry }) => entry), [1, 2].map(entryOf));
    assertEquals(second.deliveries.map(({ entry }) => entry), [entryOf(3)]);
    assertEquals(first.deliveries[0]?.tries, 1);
    assertEquals((await a.take(9, { reclaims: true })).deliveries, []);
  });

  await t.step(
    "counts the jobs that are left until the last is finished and no client adds any",
    async () => {
      const queue = await open("left", "a");
      await queue.add([entryOf(1)]);
      const { deliveries: [one], leftCount } = await queue.take(9, { reclaims: false });
      assertEquals(leftCount, 2);
      await queue.endAdding();
      assertEquals((await queue.take(9, { reclaims: false })).leftCount, 1);
      assert(await queue.finish(one!.id, EVENT));
      assertEquals((await queue.take(9, { reclaims: false })).leftCount, 0);
    },
  );

  await t.step("lets a job be finished once, and counts late workers", async () => {
    const [a, b] = [await open("once", "a", 1), await open("once", "b", 1)];
    await a.add([entryOf(1)]);
    await a.endAdding();
    const { deliveries: [one] } = await a.take(1, { reclaims: false });
    // The lease of one millisecond runs out.
    const again = await takeOver(b);
    // A lost worker is no failure of the job.
    assertEquals(again.tries, 1);
    assertEquals(again.id, one?.id);
    // The first worker was slow, not dead: its file is complete.
    assertEquals(await a.finish(one!.id, EVENT), true);
    assertEquals(await b.finish(again.id, EVENT), false);
    const { done, late, held } = await a.status();
    assertEquals({ done, late, held }, { done: 1, late: 1, held: 0 });
  });

  await t.step(
    "gives jobs back at once or after a while, with or without counting a failure",
    async () => {
      const [a, b] = [await open("back", "a"), await open("back", "b")];
      await a.add([1, 2, 3].map(entryOf));
      const ids = (await a.take(3, { reclaims: false })).deliveries.map(({ id }) => id);
      await a.giveBack([ids[0]!], { isFailure: false, delayMs: 0 });
      await a.giveBack([ids[1]!], { isFailure: true, delayMs: 0 });
      await a.giveBack([ids[2]!], { isFailure: true, delayMs: LEASE_MS / 2 });
      // A job of another worker cannot be given back.
      await b.giveBack([ids[2]!], { isFailure: false, delayMs: 0 });
      const { deliveries } = await b.take(9, { reclaims: true });
      assertEquals(deliveries.map(({ id, tries }) => [id, tries]), [[ids[0], 1], [
        ids[1],
        2,
      ]]);
      const { waiting, held, workers } = await b.status();
      assertEquals({ waiting, held, workers }, { waiting: 1, held: 2, workers: 1 });
    },
  );

  await t.step("counts the workers that were lost at a job, until one reports on it", async () => {
    const queues = await Promise.all(["a", "b", "c"].map((who) => open("lost", who, 50)));
    const [a, b, c] = queues as [JobQueue, JobQueue, JobQueue];
    await a.add([entryOf(1)]);
    const first = await takeOver(a);
    assertEquals([first.isTakenOver, first.lost], [false, 0]);
    const second = await takeOver(b);
    assertEquals([second.isTakenOver, second.lost], [true, 0]);
    await b.begin(second.id);
    // A job counts a lost worker only if that worker has begun it.
    await a.begin(second.id);
    const third = await takeOver(c);
    assertEquals([third.tries, third.lost], [1, 1]);
    await c.giveBack([third.id], { isFailure: true, delayMs: 0 });
    const fourth = await takeOver(a);
    assertEquals([fourth.tries, fourth.lost], [2, 0]);
  });

  await t.step("keeps jobs whose lease is renewed", async () => {
    const [a, b] = [await open("renew", "a", 1000), await open("renew", "b", 1000)];
    await a.add([1, 2].map(entryOf));
    const [kept, lost] = (await a.take(2, { reclaims: false })).deliveries;
    let found: readonly { readonly id: string }[] = [];
    await until("the end of a lease", async () => {
      await a.renew([kept!.id]);
      found = (await b.take(9, { reclaims: true })).deliveries;
      return found.length > 0;
    });
    assertEquals(found.map(({ id }) => id), [lost!.id]);
    // Renewing does not return a job that another worker has.
    await a.renew([lost!.id]);
    assertEquals(await a.bury(lost!.id, { event: "{}", entry: entryOf(2), reason: "?" }), false);
  });

  await t.step("keeps failed jobs until they are put back", async () => {
    const queue = await open("bury", "a");
    await queue.add([entryOf(1)]);
    await queue.endAdding();
    const { deliveries: [one] } = await queue.take(1, { reclaims: false });
    const burial = { event: '{"event":"failed"}', entry: one!.entry, reason: "404" };
    assert(await queue.bury(one!.id, burial));
    assertEquals((await queue.take(1, { reclaims: true })).leftCount, 0);
    assertEquals((await queue.status()).failed, 1);
    assertEquals(await queue.addFailed(), 1);
    assertEquals(await queue.addFailed(), 0);
    const { deliveries: [again] } = await queue.take(1, { reclaims: false });
    assertEquals(again?.entry, entryOf(1));
    assertEquals(again?.tries, 1);
    assertEquals((await queue.status()).failed, 0);
  });
}

Deno.test("the queue in memory keeps the contract", async (t) => {
  const states = new Map<string, MemoryQueueState>();
  await holdToContract(t, (name, worker, leaseMs = LEASE_MS) => {
    const state = states.get(name) ?? new MemoryQueueState();
    states.set(name, state);
    return Promise.resolve(new MemoryQueue(state, { worker, leaseMs }));
  });
});

testUnless(lackOf("redis-server"), "the queue in Redis keeps the contract", async (t) => {
  await using server = await RedisServer.start();
  const connections: RedisConnection[] = [];
  try {
    await holdToContract(t, async (name, worker, leaseMs = LEASE_MS) => {
      const address = parseRedisAddress(server.url(name), { option: "", env: () => undefined });
      const { signal } = new AbortController();
      const redis = await RedisConnection.open(address, { signal });
      connections.push(redis);
      return await RedisQueue.open(redis, { worker, leaseMs });
    });
    const keys = (await server.run("keys", "*")).split("\n");
    assert(keys.every((key) => key.startsWith("coplay:")), keys.join());
  } finally {
    for (const connection of connections) connection.close();
  }
});

testUnless(
  lackOf("redis-server"),
  "results do not fill Redis, and what is counted stays counted",
  async () => {
    await using server = await RedisServer.start();
    const address = parseRedisAddress(server.url("long"), { option: "", env: () => undefined });
    const redis = await RedisConnection.open(address, { signal: new AbortController().signal });
    try {
      const queue = await RedisQueue.open(redis, {
        worker: "a",
        leaseMs: 60_000,
        keptResults: 200,
      });
      const jobs = 1000;
      await queue.add(Array.from({ length: jobs }, (_, n) => entryOf(n)));
      const { deliveries } = await queue.take(jobs, { reclaims: false });
      for (const { id, entry } of deliveries.slice(0, 10)) {
        await queue.bury(id, { event: '{"event":"failed"}', entry, reason: "404" });
      }
      for (const { id } of deliveries.slice(10)) await queue.finish(id, EVENT);
      const kept = Number(await server.run("xlen", "coplay:queue:{long}:results"));
      // Redis trims whole nodes of a hundred entries.
      assert(kept >= 200 && kept <= 400, String(kept));
      const last = await server.run(
        "xrevrange",
        "coplay:queue:{long}:results",
        "+",
        "-",
        "COUNT",
        "1",
      );
      assert(last.includes(EVENT.event), last);
      const { done, failed } = await queue.status();
      assertEquals({ done, failed }, { done: jobs - 10, failed: 10 });
    } finally {
      redis.close();
    }
  },
);
