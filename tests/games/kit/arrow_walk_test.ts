import { assertEquals } from "@std/assert";
import { type Box, stopOf } from "../../../games/kit/arrow_walk.ts";

function box(left: number, top: number, width: number, height: number): Box {
  return { left, top, right: left + width, bottom: top + height };
}

/** A map of eight levels in rows of three, a wide button below it, and a way back in the corner above. */
const MAP = [
  box(0, 0, 40, 40),
  ...Array.from(
    { length: 8 },
    (_, at) => box(at % 3 * 110, 60 + Math.floor(at / 3) * 110, 100, 100),
  ),
  box(0, 400, 320, 60),
];

function walk(from: number, ...keys: string[]): number | undefined {
  return keys.reduce<number | undefined>((at, key) => stopOf(`Arrow${key}`, MAP, at!), from);
}

Deno.test("arrows lead to what lies there on a map of levels", () => {
  assertEquals(walk(1, "Right"), 2);
  assertEquals(walk(2, "Left"), 1);
  assertEquals(walk(2, "Down"), 5);
  assertEquals(walk(5, "Up"), 2);
  assertEquals(walk(1, "Up"), 0);
  assertEquals(walk(7, "Down"), 9);
});

Deno.test("below a gap in the last row lies the end of that row, not what comes after it", () => {
  assertEquals(walk(6, "Down"), 8);
  assertEquals(walk(5, "Down", "Down"), 9);
});

Deno.test("right at the end of a row goes on in the next one, and each arrow alone comes round", () => {
  assertEquals(walk(3, "Right"), 4);
  assertEquals(walk(4, "Left"), 3);
  assertEquals(walk(9, "Down"), 0);
  assertEquals(walk(0, "Up"), 9);
  for (const key of ["Right", "Left"]) {
    const all = MAP.map((_, count) => walk(0, ...Array.from({ length: count }, () => key)));
    assertEquals(new Set(all).size, MAP.length, key);
  }
});

Deno.test("the first arrow finds the first stop or the last one, other keys and empty panels none", () => {
  assertEquals([walk(-1, "Down"), walk(-1, "Up")], [0, MAP.length - 1]);
  assertEquals(stopOf("Enter", MAP, 0), undefined);
  assertEquals(stopOf("ArrowDown", [], -1), undefined);
});
