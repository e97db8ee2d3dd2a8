import { assert, assertEquals, assertThrows } from "@std/assert";
import { doWithin, TookTooLong } from "../../../src/serve/threads/time_limit.ts";

/** Longer than any limit here, so that a limit that does not work is seen to. */
const LONG_MS = 20_000;

function beBusy(): void {
  const end = performance.now() + LONG_MS;
  while (performance.now() < end);
}

Deno.test("doWithin() ends what takes too long, and does what comes after as ever", () => {
  const { workedMs } = assertThrows(() => doWithin(20, beBusy), TookTooLong, "timed out");
  assert(workedMs >= 0 && workedMs < LONG_MS, `${workedMs} ms`);
  assertEquals(doWithin(LONG_MS, () => 2 + 2), 4);
  const error = assertThrows(() =>
    doWithin(LONG_MS, () => {
      throw new RangeError("own");
    }), RangeError);
  assertEquals(error.message, "own");
});
