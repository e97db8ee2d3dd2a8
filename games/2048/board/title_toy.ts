// The name of the game as four tiles that hop, blink, and follow the pointer with their eyes.

import { addElement } from "../../kit/controls.ts";
import { Loop } from "../../kit/loop.ts";
import { clamp, wantsCalmMotion } from "../../kit/motion.ts";
import { Stage } from "../../kit/stage.ts";
import { drawFace, drawTileBody, TILE } from "./tile_drawing.ts";

const NAME = [
  { label: "2", colour: 4 },
  { label: "0", colour: 16 },
  { label: "4", colour: 64 },
  { label: "8", colour: 512 },
] as const;

const WIDTH = 920;
const HEIGHT = 330;
const FLOOR = 300;
/** The time in which each tile hops once, one after the other. */
const ROUND_MS = 4200;
const HOP_MS = 620;

/** The height and squash of a tile by the time since its hop began. */
function hop(sinceMs: number): { lift: number; squash: number } {
  const share = sinceMs / HOP_MS;
  if (share < 0 || share > 1) return { lift: 0, squash: 0 };
  // A hop is a crouch, the flight, and a soft landing.
  if (share < 0.2) return { lift: 0, squash: Math.sin(share / 0.2 * Math.PI / 2) * 0.14 };
  if (share < 0.8) {
    const flight = (share - 0.2) / 0.6;
    return { lift: 4 * flight * (1 - flight) * 74, squash: -0.08 * Math.abs(1 - 2 * flight) };
  }
  return { lift: 0, squash: Math.sin((share - 0.8) / 0.2 * Math.PI) * 0.16 };
}

/** Puts the toy into a place, and returns a function that ends it. */
export function showTitleToy(place: HTMLElement): () => void {
  const host = addElement("div", "toy-host", place);
  host.setAttribute("aria-hidden", "true");
  const pointer = { x: WIDTH / 2, y: HEIGHT * 1.6 };
  let timeMs = 0;
  const stage = new Stage<CanvasRenderingContext2D>({
    host,
    landscape: { width: WIDTH, height: HEIGHT },
    onLayout: () => loop.redraw(),
  });
  const loop: Loop = new Loop({
    update: (stepMs) => timeMs += wantsCalmMotion() ? 0 : stepMs,
    render: () => drawToy(stage, { timeMs, pointer }),
  });
  const controller = new AbortController();
  document.addEventListener("pointermove", (event) => {
    Object.assign(pointer, stage.toLogical(event));
  }, { signal: controller.signal });
  loop.start();
  return () => {
    controller.abort();
    loop.stop();
    stage.dispose();
  };
}

function drawToy(
  stage: Stage<CanvasRenderingContext2D>,
  { timeMs, pointer }: { timeMs: number; pointer: { x: number; y: number } },
): void {
  const context = stage.begin();
  NAME.forEach(({ label, colour }, at) => {
    const x = WIDTH / 2 + (at - 1.5) * (TILE + 24);
    const y = FLOOR - TILE / 2;
    const sinceMs = (timeMs + 300) % ROUND_MS - 600 - at * 170;
    const { lift, squash } = hop(sinceMs);
    context.save();
    context.fillStyle = `rgba(20, 24, 40, ${0.16 - lift * 0.001})`;
    context.beginPath();
    context.ellipse(x, FLOOR + 8, 88 - lift * 0.4, 14, 0, 0, Math.PI * 2);
    context.fill();
    context.translate(x, y + TILE / 2 - lift);
    context.scale(1 + squash, 1 - squash);
    context.translate(0, -TILE / 2);
    drawTileBody(context, colour, label);
    const blinks = (timeMs + at * 1370) % 3900 < 120 && timeMs > 0;
    drawFace(context, colour, {
      lookX: clamp((pointer.x - x) / 300, -1, 1),
      lookY: clamp((pointer.y - y) / 300, -1, 1),
      open: blinks ? 0 : 1,
      mood: lift > 0 ? "glad" : "calm",
    });
    context.restore();
  });
}
