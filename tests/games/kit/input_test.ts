import { assertEquals } from "@std/assert";
import { directionOf, Gesture, type Intent } from "../../../games/kit/input.ts";

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

Deno.test("directionOf goes by the longer part of the way", () => {
  const cases = [[9, 3, "right"], [-9, 3, "left"], [3, 9, "down"], [3, -9, "up"]] as const;
  for (const [dx, dy, direction] of cases) assertEquals(directionOf(dx, dy), direction);
});
