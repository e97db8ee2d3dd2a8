import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { fitStage } from "../../../games/kit/fit.ts";

const SIZES = { landscape: { width: 1600, height: 900 }, portrait: { width: 900, height: 1600 } };

Deno.test("fitStage turns with the window", () => {
  assertEquals(fitStage({ width: 1280, height: 800 }, SIZES).orientation, "landscape");
  assertEquals(fitStage({ width: 390, height: 844 }, SIZES).orientation, "portrait");
  const { landscape } = SIZES;
  assertEquals(fitStage({ width: 390, height: 844 }, { landscape }).orientation, "landscape");
});

Deno.test("fitStage centres the whole stage in any window", () => {
  const side = fc.integer({ min: 1, max: 4000 });
  fc.assert(fc.property(side, side, (width, height) => {
    const fit = fitStage({ width, height }, SIZES);
    assert(fit.left >= -1e-6 && fit.top >= -1e-6);
    assert(Math.min(fit.left, fit.top) < 1e-6, "one side fills the window");
    assertAlmostEquals(fit.left * 2 + fit.size.width * fit.scale, width, 1e-6);
    assertAlmostEquals(fit.top * 2 + fit.size.height * fit.scale, height, 1e-6);
    assertAlmostEquals(fit.visible.width * fit.scale, width, 1e-6);
  }));
});
