import { assertEquals } from "@std/assert";
import {
  directionOf,
  Gesture,
  type Intent,
  type PointedIntent,
  Pointers,
} from "../../../games/kit/input.ts";

function place(clientX: number, clientY: number) {
  return { clientX, clientY };
}

function newGesture(): Gesture {
  return new Gesture(({ clientX, clientY }) => ({ x: clientX, y: clientY }));
}

function kinds(intents: readonly Intent[]): string[] {
  return intents.map(({ kind }) => kind);
}

Deno.test("Gesture takes a press that hardly moves as a tap", () => {
  const gesture = newGesture();
  assertEquals(kinds(gesture.press(place(100, 100))), ["press"]);
  assertEquals(gesture.move(place(104, 97)), []);
  assertEquals(gesture.release(place(104, 97)), [{ kind: "tap", at: { x: 104, y: 97 } }]);
});

Deno.test("Gesture reports a swipe while the finger still moves, and once only", () => {
  const gesture = newGesture();
  gesture.press(place(100, 100));
  assertEquals(kinds(gesture.move(place(112, 100))), ["drag"]);
  assertEquals(gesture.move(place(130, 105)).at(1), {
    kind: "swipe",
    direction: "right",
    from: { x: 100, y: 100 },
  });
  assertEquals(kinds(gesture.move(place(180, 105))), ["drag"]);
  assertEquals(kinds(gesture.release(place(180, 105))), ["drop"]);
});

Deno.test("Gesture sees a flick too fast for a move event", () => {
  const gesture = newGesture();
  gesture.press(place(100, 100));
  assertEquals(kinds(gesture.release(place(100, 20))), ["swipe", "drop"]);
});

Deno.test("Gesture drops everything when the system cancels", () => {
  const gesture = newGesture();
  gesture.press(place(0, 0));
  assertEquals(kinds(gesture.cancel()), ["cancel"]);
  assertEquals(gesture.release(place(90, 0)), []);
  assertEquals(kinds(gesture.move(place(90, 0))), ["hover"]);
});

function newPointers({ several }: { several: boolean }): Pointers {
  return new Pointers(({ clientX, clientY }) => ({ x: clientX, y: clientY }), several);
}

/** Each intent as "pointer kind". */
function told(intents: readonly PointedIntent[]): string[] {
  return intents.map(({ intent, pointer }) => `${pointer} ${intent.kind}`);
}

Deno.test("Pointers lets two hands play at once, each its own gesture", () => {
  const pointers = newPointers({ several: true });
  assertEquals(told(pointers.press(1, place(0, 0))), ["1 press"]);
  assertEquals(told(pointers.press(2, place(200, 0))), ["2 press"]);
  assertEquals(told(pointers.move(1, place(15, 0))), ["1 drag"]);
  assertEquals(told(pointers.release(2, place(200, 0))), ["2 tap"]);
  assertEquals(told(pointers.release(1, place(15, 0))), ["1 drop"]);
  assertEquals(pointers.arePressed, false);
});

Deno.test("Pointers takes a palm that lay still while a finger came and went for no tap", () => {
  const pointers = newPointers({ several: true });
  pointers.press(1, place(0, 0));
  pointers.press(2, place(200, 0));
  assertEquals(told(pointers.release(2, place(200, 0))), ["2 tap"]);
  assertEquals(told(pointers.release(1, place(3, 0))), ["1 cancel"]);
  pointers.press(1, place(0, 0));
  assertEquals(told(pointers.release(1, place(0, 0))), ["1 tap"]);
});

Deno.test("Pointers lets one that plays take over from one that rests, and from no other", () => {
  const pointers = newPointers({ several: false });
  pointers.press(1, place(0, 0));
  assertEquals(told(pointers.press(2, place(200, 0))), ["1 cancel", "2 press"]);
  assertEquals(told(pointers.move(1, place(60, 0))), []);
  assertEquals(told(pointers.move(2, place(240, 0))), ["2 drag", "2 swipe"]);
  assertEquals(told(pointers.press(3, place(300, 0))), []);
  assertEquals(told(pointers.move(3, place(340, 0))), []);
  assertEquals(told(pointers.release(3, place(340, 0))), []);
  assertEquals(told(pointers.release(2, place(240, 0))), ["2 drop"]);
});

Deno.test("directionOf goes by the longer part of the way", () => {
  const cases = [[9, 3, "right"], [-9, 3, "left"], [3, 9, "down"], [3, -9, "up"]] as const;
  for (const [dx, dy, direction] of cases) assertEquals(directionOf(dx, dy), direction);
});
