import { assertEquals } from "@std/assert";
import { isSwept } from "../../../games/zwdzjs-v1/play/sweep.ts";

Deno.test("a swipe catches the sun between two places that the browser reported", () => {
  const way = { from: { x: 100, y: 300 }, to: { x: 900, y: 300 } };
  const drops = [
    { x: 500, y: 320, caught: true },
    { x: 500, y: 360, caught: false },
    { x: 60, y: 300, caught: true },
    { x: 40, y: 300, caught: false },
    { x: 940, y: 290, caught: true },
    { x: 960, y: 300, caught: false },
  ];
  for (const { caught, ...drop } of drops) {
    assertEquals(isSwept(drop, way), caught, `${drop.x} ${drop.y}`);
    assertEquals(isSwept(drop, { from: way.to, to: way.from }), caught, `back ${drop.x} ${drop.y}`);
  }
});

Deno.test("a tap catches the sun under the finger only", () => {
  const at = { x: 100, y: 300 };
  assertEquals(isSwept({ x: 130, y: 330 }, { from: at, to: at }), true);
  assertEquals(isSwept({ x: 140, y: 330 }, { from: at, to: at }), false);
});
