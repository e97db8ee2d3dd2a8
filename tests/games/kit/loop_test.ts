import { assertAlmostEquals, assertEquals } from "@std/assert";
import { type FrameSource, Loop } from "../../../games/kit/loop.ts";

/** Frames that come when the test says so. */
function scriptedFrames(): {
  frames: FrameSource;
  frame: (nowMs: number) => void;
  pending: () => boolean;
} {
  let waiting: ((nowMs: number) => void) | undefined;
  return {
    frames: (onFrame) => {
      waiting = onFrame;
      return () => waiting = undefined;
    },
    frame: (nowMs) => {
      const onFrame = waiting;
      waiting = undefined;
      onFrame?.(nowMs);
    },
    pending: () => waiting !== undefined,
  };
}

function countingLoop() {
  const script = scriptedFrames();
  const seen = { updates: 0, renders: 0, alpha: 0 };
  const loop = new Loop({
    stepMs: 10,
    update: () => seen.updates++,
    render: (alpha) => {
      seen.renders++;
      seen.alpha = alpha;
    },
    frames: script.frames,
  });
  return { loop, script, seen };
}

Deno.test("Loop makes fixed steps and draws what is left between them", () => {
  const { loop, script, seen } = countingLoop();
  loop.start();
  for (const nowMs of [1000, 1025, 1040]) script.frame(nowMs);
  assertEquals(seen.updates, 4);
  assertEquals(seen.renders, 3);
  loop.advance(7);
  assertAlmostEquals(seen.alpha, 0.7);
});

Deno.test("Loop drops the time of a page that slept", () => {
  const { loop, script, seen } = countingLoop();
  loop.start();
  script.frame(0);
  script.frame(60_000);
  assertEquals(seen.updates, 0);
  script.frame(60_020);
  assertEquals(seen.updates, 2);
});

Deno.test("Loop does not count the time between stop and start", () => {
  const { loop, script, seen } = countingLoop();
  loop.start();
  script.frame(0);
  loop.stop();
  assertEquals(script.pending(), false);
  assertEquals(loop.running, false);
  loop.start();
  script.frame(500);
  assertEquals(seen.updates, 0);
});

Deno.test("Loop at double speed makes twice the steps of the same length", () => {
  const { loop, seen } = countingLoop();
  loop.speed = 2;
  loop.advance(50);
  assertEquals(seen.updates, 10);
});

Deno.test("Loop can be stepped by hand", () => {
  const { loop, seen } = countingLoop();
  loop.step(3);
  assertEquals(seen, { updates: 3, renders: 1, alpha: 0 });
});
