import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { stepsDue } from "../../../games/kit/music.ts";
import { pitch, wobble } from "../../../games/kit/sound.ts";

Deno.test("pitch walks the pentatonic scale from middle C, octaves doubling", () => {
  assertAlmostEquals(pitch(0), 261.63, 0.01);
  assertAlmostEquals(pitch(4), 440, 0.01);
  for (let step = -10; step < 10; step++) {
    assertAlmostEquals(pitch(step + 5), pitch(step) * 2, 1e-6);
    assert(pitch(step + 1) > pitch(step));
  }
});

Deno.test("wobble stays within two percent", () => {
  assertEquals([wobble(100, () => 0), wobble(100, () => 1)], [98, 102]);
});

Deno.test("stepsDue hands out each step once, in time, up to the horizon", () => {
  const due = stepsDue({ step: 7, time: 1 }, 1.5, 0.25);
  assertEquals(due, [{ step: 7, time: 1 }, { step: 8, time: 1.25 }]);
  assertEquals(stepsDue({ step: 9, time: 1.5 }, 1.5, 0.25), []);
});
