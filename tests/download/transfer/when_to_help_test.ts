/** When further connections help the first one of a large file. */
import { assertEquals } from "@std/assert";
import { whenToHelp } from "../../../src/download/transfer/when_to_help.ts";
import { FakeClock } from "../../support/fake_clock.ts";

const MIB = 1 << 20;
/** The speed of a good line in bytes per millisecond. */
const SLOW = 0.1 * MIB;
/** A line as fast as one thread can write. */
const FAST = MIB;
/** The share of a millisecond in which the thread writes the bytes of one millisecond. */
const WRITING = 0.4 / FAST;

/**
 * Simulates a connection, and returns when it asks for help.
 *
 * @param pace the number of bytes in the millisecond that ends at a time
 * @returns milliseconds; `undefined` where it does not ask within two seconds
 */
function helpedAfter(
  { isAsked, sizeBytes = Infinity, pace }: {
    isAsked: boolean;
    sizeBytes?: number;
    pace: (atMs: number) => number;
  },
): number | undefined {
  const clock = new FakeClock();
  let [receivedBytes, atMs] = [0, 0];
  let helped: number | undefined;
  let calls = 0;
  const giveUp = whenToHelp({
    clock,
    isAsked,
    receivedBytes: () => receivedBytes,
    busyMs: () => receivedBytes * WRITING,
    missingBytes: () => sizeBytes - receivedBytes,
  }, () => {
    helped = atMs;
    calls++;
  });
  while (atMs++ < 2000) {
    receivedBytes += pace(atMs);
    clock.advance(1);
  }
  assertEquals(calls, helped === undefined ? 0 : 1);
  giveUp();
  assertEquals(clock.pending, 0);
  return helped;
}

const CASES = [
  { what: "a line that is silent at first", isAsked: true, pace: () => 0, at: 6 },
  {
    what: "a burst and then silence",
    isAsked: true,
    pace: (at: number) => at < 20 ? FAST : 0,
    at: 27,
  },
  { what: "a line that could take more", isAsked: true, pace: () => SLOW, at: 51 },
  { what: "a line as fast as the thread", isAsked: true, pace: () => FAST, at: undefined },
  {
    what: "a fast line that slows down",
    isAsked: true,
    pace: (at: number) => at < 300 ? FAST : SLOW,
    at: 351,
  },
  { what: "a line that could take more", isAsked: false, pace: () => SLOW, at: 250 },
  { what: "a line that is silent at first", isAsked: false, pace: () => 0, at: 250 },
  { what: "a line as fast as the thread", isAsked: false, pace: () => FAST, at: undefined },
  {
    what: "a file that soon is there",
    isAsked: false,
    pace: () => SLOW,
    sizeBytes: 100 * MIB,
    at: undefined,
  },
];

for (const { what, at, ...connection } of CASES) {
  const asked = connection.isAsked ? "asked for" : "not asked for";
  Deno.test(`connections ${asked}: ${what}`, () => {
    assertEquals(helpedAfter(connection), at);
  });
}
