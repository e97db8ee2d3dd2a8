import { assert, assertEquals, assertRejects } from "@std/assert";
import { SYSTEM_CLOCK } from "../../src/download/model/clock.ts";
import { HostSlots, type Slots } from "../../src/download/host/host_slots.ts";
import { StreamSlots } from "../../src/download/host/stream_slots.ts";
import { SharedSlots } from "../../src/download/queue/shared_slots.ts";
import { parseRedisAddress } from "../../src/redis/redis_address.ts";
import { RedisConnection } from "../../src/redis/redis_connection.ts";
import { lackOf } from "../support/programs.ts";
import { RedisServer } from "../support/redis_server.ts";
import { testUnless } from "../support/test_unless.ts";

const ORIGIN = "https://a.example";

/** Takes a slot as the scheduler does: tries again whenever `onFree` is called. */
async function take(slots: Slots, origin = ORIGIN): Promise<void> {
  for (;;) {
    const { promise, resolve } = Promise.withResolvers<void>();
    slots.onFree = resolve;
    if (slots.tryAcquire(origin, Date.now())) return;
    const waitMs = slots.restsUntil(origin) - Date.now();
    const timer = waitMs > 0 ? setTimeout(resolve, waitMs) : undefined;
    await promise;
    clearTimeout(timer);
  }
}

/** Whether a promise is still pending after all pending work has had its turn. */
async function isPending(work: Promise<unknown>): Promise<boolean> {
  const turns = (async () => {
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setTimeout(resolve, 5));
    return "pending";
  })();
  return await Promise.race([work.then(() => "over"), turns]) === "pending";
}

/** Asserts what the scheduler relies on in any implementation of the slots. */
async function holdToContract(t: Deno.TestContext, make: (limit: number) => Slots): Promise<void> {
  await t.step("gives out slots up to the limit, and returned ones again", async () => {
    const slots = make(2);
    await take(slots, "https://limit.example");
    await take(slots, "https://limit.example");
    await take(slots, "https://other.example");
    const third = take(slots, "https://limit.example");
    assert(await isPending(third));
    slots.release("https://limit.example", Date.now());
    await third;
  });

  await t.step("lets an origin rest, but not requests that were redirected there", async () => {
    const slots = make(2);
    const untilMs = Date.now() + 700;
    slots.rest("https://rest.example", untilMs);
    slots.rest("https://rest.example", untilMs - 600);
    assertEquals(slots.restsUntil("https://rest.example"), untilMs);
    await slots.acquire("https://rest.example", new AbortController().signal);
    await take(slots, "https://rest.example");
    assert(Date.now() >= untilMs - 2);
  });

  await t.step("gives a slot to the next waiting request, and lets it give up", async () => {
    const slots = make(1);
    const leave = new AbortController();
    const stay = new AbortController();
    await take(slots, "https://wait.example");
    const first = slots.acquire("https://wait.example", leave.signal);
    const second = slots.acquire("https://wait.example", stay.signal);
    leave.abort(new Error("enough"));
    await assertRejects(() => first, Error, "enough");
    assert(await isPending(second));
    slots.release("https://wait.example", Date.now());
    await second;
  });
}

async function connect(server: RedisServer): Promise<RedisConnection> {
  const address = parseRedisAddress(server.url("any"), { option: "", env: () => undefined });
  return await RedisConnection.open(address, { signal: new AbortController().signal });
}

Deno.test("slots of one run keep the contract", async (t) => {
  await holdToContract(t, (limit) => new HostSlots(limit));
});

Deno.test("slots for files keep the contract where each has its own connection", async (t) => {
  await holdToContract(t, (limit) => streamSlots(limit, () => undefined));
});

function streamSlots(limit: number, connectionsOf: () => number | undefined): StreamSlots {
  return new StreamSlots(new HostSlots(limit), { connectionsOf, now: Date.now });
}

/** Takes as many slots as there are, up to 1000. */
function takeAll(slots: Slots): number {
  let count = 0;
  while (count < 1000 && slots.tryAcquire(ORIGIN, Date.now())) count++;
  return count;
}

Deno.test("over one connection, a hundred files have one connection slot", () => {
  const known: { connections?: number } = {};
  const slots = streamSlots(2, () => known.connections);
  assertEquals(takeAll(slots), 2);
  let freed = 0;
  slots.onFree = () => freed++;
  known.connections = 1;
  slots.share(ORIGIN);
  assert(freed > 0, "nobody was told");
  assertEquals(takeAll(slots), 98);
  assert(slots.connections.tryAcquire(ORIGIN, Date.now()), "no slot was given back");
  assert(!slots.connections.tryAcquire(ORIGIN, Date.now()), "two slots were given back");
  freed = 0;
  slots.release(ORIGIN);
  assertEquals([freed, takeAll(slots)], [1, 1]);
});

Deno.test("a request sent to an origin joins its shared connection, and rests do not hold it up", async () => {
  const slots = streamSlots(1, () => 1);
  slots.rest(ORIGIN, Date.now() + 60_000);
  const { signal } = new AbortController();
  await slots.acquire(ORIGIN, signal);
  await slots.acquire(ORIGIN, signal);
  assertEquals(takeAll(slots), 0);
});

testUnless(lackOf("redis-server"), "slots shared in Redis keep the contract", async (t) => {
  await using server = await RedisServer.start();
  const redis = await connect(server);
  const made: SharedSlots[] = [];
  await holdToContract(t, (limit) => {
    const worker = `worker-${made.length}`;
    const slots = new SharedSlots(redis, { worker, limit, clock: SYSTEM_CLOCK });
    made.push(slots);
    return slots;
  });
  await Promise.all(made.map((slots) => slots.close()));
  redis.close();
});

testUnless(lackOf("redis-server"), "twenty workers together are as polite as one", async () => {
  await using server = await RedisServer.start();
  const redis = await connect(server);
  const limit = 3;
  const workers = Array.from(
    { length: 20 },
    (_, n) => new SharedSlots(redis, { worker: `worker-${n}`, limit, clock: SYSTEM_CLOCK }),
  );
  let [busy, most, served] = [0, 0, 0];
  await Promise.all(workers.map(async (slots) => {
    for (let request = 0; request < 3; request++) {
      await take(slots);
      most = Math.max(most, ++busy);
      await new Promise((resolve) => setTimeout(resolve, 3));
      busy--;
      served++;
      slots.release(ORIGIN);
    }
  }));
  assertEquals({ most, served }, { most: limit, served: 60 });

  // A rest that one worker reports applies to all.
  const untilMs = Date.now() + 800;
  workers[0]!.rest(ORIGIN, untilMs);
  await server.run("ping");
  await Promise.all(workers.slice(1, 4).map((slots) => take(slots)));
  assert(Date.now() >= untilMs - 50);
  await Promise.all(workers.map((slots) => slots.close()));
  assertEquals(await server.run("keys", "*:slots"), "");
  redis.close();
});
