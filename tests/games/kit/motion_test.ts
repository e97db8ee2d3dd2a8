import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import * as motion from "../../../games/kit/motion.ts";

Deno.test("every easing starts at 0, ends at 1 and never leaps", () => {
  const { easeIn, easeOut, easeInOut, backOut } = motion;
  const easings = { easeIn, easeOut, easeInOut, backOut };
  for (const [name, easing] of Object.entries(easings)) {
    assertAlmostEquals(easing(0), 0, 0.01, name);
    assertAlmostEquals(easing(1), 1, 0.01, name);
    for (let share = 0; share < 1; share += 0.005) {
      assert(Math.abs(easing(share + 0.005) - easing(share)) < 0.08, `${name} leaps at ${share}`);
      assert(easing(share) > -0.5 && easing(share) < 1.5, `${name} goes astray at ${share}`);
    }
  }
});

Deno.test("Tweens wait, move and end exactly at their goal", () => {
  const values: number[] = [];
  let ended = 0;
  const tweens = new motion.Tweens();
  tweens.add({
    from: 10,
    to: 20,
    durationMs: 100,
    delayMs: 50,
    easing: (share) => share,
    onValue: (value) => values.push(value),
    onEnd: () => ended++,
  });
  for (let step = 0; step < 5; step++) tweens.update(40);
  assertEquals(values, [13, 17, 20]);
  assertEquals([ended, tweens.count], [1, 0]);
});

Deno.test("Tweens can be dropped, finished, and started from an end", () => {
  const seen: string[] = [];
  const tweens = new motion.Tweens();
  const drop = tweens.add({ from: 0, to: 1, durationMs: 10, onValue: () => seen.push("dropped") });
  drop();
  tweens.add({
    from: 0,
    to: 1,
    durationMs: 10,
    onValue: () => {},
    onEnd: () => tweens.add({ from: 0, to: 1, durationMs: 10, onValue: () => seen.push("second") }),
  });
  tweens.finish();
  assertEquals(tweens.count, 1);
  tweens.finish();
  assertEquals(seen, ["second"]);
});
