import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { stepsDue } from "../../../games/kit/music.ts";
import { lossInBand, pitch, wobble } from "../../../games/kit/sound.ts";

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

Deno.test("noise in a band that is four times narrower is made up for twice over", () => {
  const band = { frequency: 1600, filter: "bandpass", sharpness: 1 } as const;
  const wide = lossInBand(band, 44_100);
  assertAlmostEquals(lossInBand({ ...band, sharpness: 4 }, 44_100), wide * 2, 1e-6);
  assertAlmostEquals(lossInBand({ ...band, frequency: 400 }, 44_100), wide * 2, 1e-6);
  assertAlmostEquals(lossInBand({ ...band, glideTo: 100 }, 44_100), wide * 2, 1e-6);
});

Deno.test("noise that keeps its whole band keeps its gain", () => {
  const all = { frequency: 22_050, filter: "lowpass", sharpness: 1 } as const;
  assertEquals(lossInBand(all, 44_100), 1);
});
