import { assertEquals } from "@std/assert";
import { HostSlots } from "../../../src/download/host/host_slots.ts";
import type { Job } from "../../../src/download/model/job.ts";
import { FixedPacer } from "../../../src/download/pace/fixed_pacer.ts";
import { Scheduler } from "../../../src/download/run/scheduler.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { until } from "../../support/until.ts";

const AT_ONCE = 4;

function jobOf(id: number): Job {
  const url = new URL(`http://a.test/${id}`);
  return {
    id,
    entry: { urls: [url.href] },
    urls: [url],
    target: { dir: "/", name: `${id}` },
    isNameOpen: false,
    checksum: undefined,
  };
}

/** A scheduler over a list of files at one origin, of which it tells how many were read. */
function schedule(count: number, { readAhead }: { readAhead?: number } = {}) {
  const list = { read: 0, isOver: false };
  async function* jobs() {
    for (let id = 1; id <= count; id++) {
      list.read++;
      yield jobOf(id);
    }
    list.isOver = true;
  }
  const clock = new FakeClock();
  const scheduler = new Scheduler(jobs(), {
    slots: new HostSlots(AT_ONCE),
    pacer: new FixedPacer(AT_ONCE),
    clock,
    signal: new AbortController().signal,
    readAhead,
  });
  return { scheduler, list };
}

/** Starts as many tasks as may run at once. */
function startAll(scheduler: Scheduler) {
  return Promise.all(Array.from({ length: AT_ONCE }, () => scheduler.next()));
}

Deno.test("a long list is read ahead, but not to its end", async () => {
  const { scheduler, list } = schedule(1000);
  await startAll(scheduler);
  await until("the tasks ahead", () => list.read === AT_ONCE + 96);
  await new Promise((resolve) => setTimeout(resolve, 0));
  assertEquals(list.read, AT_ONCE + 96);
});

Deno.test("a task knows how many are known to follow it", async () => {
  const { scheduler, list } = schedule(50);
  const [first] = await startAll(scheduler);
  await until("the end of the list", () => list.isOver);
  scheduler.finish(first!);
  assertEquals((await scheduler.next())?.lease.behind, 45);
});

Deno.test("nothing is read ahead where others could fetch it meanwhile", async () => {
  const { scheduler, list } = schedule(50, { readAhead: 0 });
  const turns = await startAll(scheduler);
  assertEquals(list.read, AT_ONCE);
  scheduler.finish(turns[0]!);
  assertEquals((await scheduler.next())?.job.id, AT_ONCE + 1);
  assertEquals(list.read, AT_ONCE + 1);
});
