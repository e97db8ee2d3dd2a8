import { assertEquals } from "@std/assert";
import { DrawingList } from "../../../games/kit/drawing/drawing_list.ts";
import { CODES, type Context, replay } from "../../../games/kit/drawing/replay.ts";
import type { Copied } from "../../../games/kit/drawing/recipe.ts";
import type { StageBrush } from "../../../games/kit/drawing/stage_brush.ts";

/** A context that writes down what is done to it. */
function fakeContext(): { context: Context; calls: unknown[] } {
  const calls: unknown[] = [];
  const context = new Proxy({}, {
    get: (_, name) => (...args: unknown[]) => void calls.push([name, ...args]),
    set: (_, name, value) => calls.push([name, value]) > 0,
  });
  return { context: context as unknown as Context, calls };
}

const picture = { width: 8, height: 8 } as unknown as Copied;

/** Does all that a brush can. */
function drawAll(g: StageBrush): void {
  g.save();
  g.setTransform(2, 0, 0, 2, 10.25, 20);
  g.translate(1, 2);
  g.scale(3, 4);
  g.rotate(0.5);
  g.fillStyle = "#123456";
  g.strokeStyle = "rgba(1, 2, 3, 0.5)";
  g.globalAlpha = 0.3;
  g.globalCompositeOperation = "destination-out";
  g.lineWidth = 2.5;
  g.lineCap = "round";
  g.lineJoin = "bevel";
  g.font = "800 20px system-ui";
  g.textAlign = "center";
  g.textBaseline = "middle";
  g.beginPath();
  g.moveTo(1, 2);
  g.lineTo(3, 4);
  g.quadraticCurveTo(1, 2, 3, 4);
  g.arc(1, 2, 3, 0, 7);
  g.ellipse(1, 2, 3, 4, 0.5, 0, 7);
  g.rect(1, 2, 3, 4);
  g.roundRect(1, 2, 3, 4, 5);
  g.closePath();
  g.clip();
  g.fill();
  g.setLineDash([12, 8]);
  g.stroke();
  g.setLineDash([]);
  g.clearRect(1, 2, 3, 4);
  g.fillRect(1, 2, 3, 4);
  g.fillText("+2", 5, 6);
  g.strokeText("+2", 5, 6);
  g.drawImage(picture, 7, 8);
  g.drawImage(picture, 7, 8, 9, 10);
  g.restore();
}

Deno.test("what is drawn later is what was written down, in its order", () => {
  const direct = fakeContext();
  drawAll(direct.context);
  const list = new DrawingList();
  drawAll(list);
  const later = fakeContext();
  replay(later.context, list);
  assertEquals(later.calls, direct.calls);
  const done = new Set(later.calls.map((call) => (call as unknown[])[0]));
  assertEquals(Object.keys(CODES).filter((name) => !done.has(name)), []);
});

Deno.test("a list that is cleared begins anew, and one of thousands of calls keeps them all", () => {
  const list = new DrawingList();
  drawAll(list);
  list.clear();
  for (let at = 0; at < 5000; at++) list.drawImage(picture, at, at + 0.5);
  const { context, calls } = fakeContext();
  replay(context, list);
  assertEquals(calls.length, 5000);
  assertEquals(calls.at(-1), ["drawImage", picture, 4999, 4999.5]);
  assertEquals(list.things.length, 5000);
});
