import { assertEquals } from "@std/assert";
import { Pace } from "../../../games/kit/pace.ts";

/** Draws frames that come so many milliseconds apart at a sharpness, until the pace has judged many times. */
function draw(pace: Pace, gapAt: (sharpness: number) => number, frames = 600): number[] {
  const changes: number[] = [];
  for (let frame = 0; frame < frames; frame++) {
    if (pace.count(gapAt(pace.sharpness))) changes.push(pace.sharpness);
  }
  return changes;
}

Deno.test("a machine that draws in time keeps the full sharpness", () => {
  assertEquals(draw(new Pace(), () => 16.7), []);
});

Deno.test("a machine that is a little late now and then draws a little coarser", () => {
  let frame = 0;
  const gapAt = (sharpness: number) => sharpness === 1 && frame++ % 5 === 0 ? 33.3 : 16.7;
  assertEquals(draw(new Pace(), gapAt), [0.7]);
});

Deno.test("a machine that is late nearly always goes down to half at once, and stays there for seconds", () => {
  assertEquals(draw(new Pace(), (sharpness) => sharpness === 1 ? 50 : 16.7), [0.5]);
});

Deno.test("a machine that makes pictures for seconds stays coarse once it draws in time", () => {
  let coarse = 0;
  const gapAt = (sharpness: number) => sharpness === 1 || coarse++ < 200 ? 50 : 16.7;
  assertEquals(draw(new Pace(), gapAt), [0.5]);
});

Deno.test("a machine that was busy with something else gets its full sharpness back", () => {
  let frame = 0;
  const gapAt = () => frame++ < 150 ? 50 : 16.7;
  assertEquals(draw(new Pace(), gapAt, 3000), [0.5, 0.7, 1]);
});

Deno.test("a machine that is too slow for more is tried three times, ever later, and stays coarse", () => {
  const changes: number[] = [];
  const pace = new Pace();
  for (let frame = 0; frame < 20_000; frame++) {
    if (pace.count(pace.sharpness > 0.5 ? 33.3 : 16.7)) changes.push(frame);
  }
  // Down, and three times up and down again.
  assertEquals(changes.length, 7);
  const waits = [1, 3, 5].map((at) => changes[at]! - changes[at - 1]!);
  assertEquals(waits, [700, 1400, 2800]);
  assertEquals(pace.sharpness, 0.5);
});

Deno.test("a screen of thirty frames a second is not what coarse pictures help: it gets the full ones back", () => {
  assertEquals(draw(new Pace(), () => 33.3), [0.5, 1]);
});

Deno.test("the first frames, in which pictures are made, and the gap of a pause count for nothing", () => {
  const pace = new Pace();
  let frame = 0;
  assertEquals(draw(pace, () => frame++ < 25 ? 60 : 16.7), []);
  assertEquals(draw(new Pace(), () => frame++ % 35 === 0 ? 4000 : 50), []);
});
