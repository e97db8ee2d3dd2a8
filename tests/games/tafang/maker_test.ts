import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { decodeDraft, decodeMap, encodeMap } from "../../../games/tafang/maps/map_code.ts";
import { faultOf, type MadeMap } from "../../../games/tafang/maps/made_map.ts";
import { rollMap } from "../../../games/tafang/maps/roll.ts";
import { type BrushKind, paint, toggle, wipe } from "../../../games/tafang/maker/edit.ts";
import { codeIn } from "../../../games/tafang/maker/share_screen.ts";
import { tryOut } from "../../../games/tafang/maker/try_out.ts";
import {
  dropMade,
  EMPTY_PROGRESS,
  keepMade,
  MOST_MADE,
  readProgress,
} from "../../../games/tafang/progress.ts";

const EMPTY: MadeMap = { ...wipe(rollMap(1, 3)), road: [{ cx: 0, cy: 3 }] };

/** Paints a stroke over cells. */
function stroke(made: MadeMap, brush: BrushKind, cells: readonly (readonly [number, number])[]) {
  return cells.reduce(
    (map, [cx, cy], index) => paint(map, brush, { cx, cy, isFirst: index === 0 }),
    made,
  );
}

const roadOf = ({ road }: MadeMap) => road.map(({ cx, cy }) => `${cx},${cy}`).join(" ");

Deno.test("a road goes on from its end, fills what a quick finger leaves out, and goes back", () => {
  const made = stroke(EMPTY, "road", [[0, 3], [1, 3], [4, 3], [4, 5]]);
  assertEquals(roadOf(made), "0,3 1,3 2,3 3,3 4,3 4,4 4,5");
  assertEquals(roadOf(stroke(made, "road", [[2, 3]])), "0,3 1,3 2,3");
  assertStrictEquals(stroke(made, "road", [[6, 1]]), made, "not in a line with the end");
  assertStrictEquals(stroke(made, "road", [[4, 2]]), made, "a road does not cross itself");
  assertEquals(roadOf(stroke(made, "road", [[0, 1], [1, 1]])), "0,1 1,1", "a new road");
  assertEquals(roadOf(stroke(EMPTY, "road", [[0, 4]])), "0,3 0,4", "beside the end it goes on");
});

Deno.test("things lie where they are put, give way to what comes later, and go when put again", () => {
  let made = stroke(EMPTY, "b", [[5, 1]]);
  assertEquals([made.rows[1], made.rows[2]], [".....b......", "............"]);
  made = stroke(made, "s", [[6, 2]]);
  assertEquals(
    [made.rows[1]![5], made.rows[2]![6]],
    [".", "s"],
    "the stone took the boulder's place",
  );
  assertEquals(stroke(made, "s", [[6, 2]]).rows[2]![6], ".");
  assertStrictEquals(stroke(made, "l", [[11, 0]]), made, "a log does not leave the board");
  assertStrictEquals(stroke(made, "t", [[0, 3]]), made, "nothing lies on the road");
  const crossed = stroke(made, "road", [[0, 3], [6, 3], [6, 1]]);
  assertEquals(crossed.rows[2]![6], ".", "a road clears its way");
  assertEquals(stroke(crossed, "rubber", [[6, 2]]).road.length, 7);
  assertEquals(stroke(made, "rubber", [[6, 2]]).rows[2]![6], ".");
});

Deno.test("kinds are switched on and off in their order", () => {
  assertEquals(toggle(["a", "b", "c"], ["c"], "a"), ["a", "c"]);
  assertEquals(toggle(["a", "b", "c"], ["a", "c"], "a"), ["c"]);
});

Deno.test("a draft is kept though it cannot be played, and its code opens nowhere else", () => {
  const code = encodeMap(EMPTY);
  assert(faultOf(EMPTY) !== undefined);
  assertEquals(decodeDraft(code), EMPTY);
  assertEquals(decodeMap(code), undefined);
});

Deno.test("the list of made maps keeps the latest, in the place of what they were", () => {
  const codes = Array.from({ length: 14 }, (_, seed) => encodeMap(rollMap(seed, 2)));
  let progress = codes.reduce((kept, code) => keepMade(kept, code), EMPTY_PROGRESS);
  assertEquals(progress.made, codes.toReversed().slice(0, MOST_MADE));
  progress = keepMade(progress, codes[0]!, codes[5]);
  assertEquals([progress.made[0], progress.made.includes(codes[5]!)], [codes[0], false]);
  assertEquals(dropMade(progress, codes[0]!).made.includes(codes[0]!), false);
  assertEquals(readProgress({ made: [codes[1], "nonsense", 7] })?.made, [codes[1]!]);
});

Deno.test("a code is found in a link, and alone", () => {
  assertEquals(codeIn("http://10.0.0.2:8080/games/tafang/#map=abc-_9 "), "abc-_9");
  assertEquals(codeIn("#map=abc"), "abc");
  assertEquals(codeIn(" abc\n"), "abc");
});

Deno.test("the test player plays any map to its end, and the same map the same way", () => {
  for (const [seed, level] of [[1, 1], [2, 3], [3, 5]] as const) {
    const made = rollMap(seed, level);
    const game = tryOut(made, 1);
    assert(game.outcome !== "running");
    assertEquals(tryOut(made, 1).step, game.step);
  }
});
