import type { Copied } from "./recipe.ts";

/** The numbers that stand for what is done to a canvas. Each is followed by the count of its arguments, and by them. */
export const CODES = {
  fillStyle: 0,
  strokeStyle: 1,
  globalAlpha: 2,
  globalCompositeOperation: 3,
  lineWidth: 4,
  lineCap: 5,
  lineJoin: 6,
  font: 7,
  textAlign: 8,
  textBaseline: 9,
  save: 10,
  restore: 11,
  translate: 12,
  scale: 13,
  rotate: 14,
  setTransform: 15,
  beginPath: 16,
  closePath: 17,
  moveTo: 18,
  lineTo: 19,
  quadraticCurveTo: 20,
  arc: 21,
  ellipse: 22,
  rect: 23,
  roundRect: 24,
  fill: 25,
  stroke: 26,
  clip: 27,
  clearRect: 28,
  fillRect: 29,
  fillText: 30,
  strokeText: 31,
  setLineDash: 32,
  drawImage: 33,
} as const;

/** Names by code. */
const NAMES = Object.keys(CODES) as readonly (keyof typeof CODES)[];

/** A context on the page or on another thread. */
export type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** What was drawn: numbers as in `DrawingList`, and the things that they name. */
export interface Drawing {
  readonly numbers: Float64Array;
  readonly things: readonly (string | Copied)[];
}

/** The last of the codes that set a property; the others are methods. */
const LAST_PROPERTY = CODES.textBaseline;
const NAMES_THING: ReadonlySet<number> = new Set([
  CODES.fillStyle,
  CODES.strokeStyle,
  CODES.globalCompositeOperation,
  CODES.lineCap,
  CODES.lineJoin,
  CODES.font,
  CODES.textAlign,
  CODES.textBaseline,
]);

type Calls = Readonly<Record<string, (...args: unknown[]) => void>>;

/** Does what is rarer than the copying of pictures. */
function replayOther(
  context: Context,
  code: number,
  args: Float64Array,
  { things }: Drawing,
): void {
  const name = NAMES[code]!;
  if (code <= LAST_PROPERTY) {
    const value = NAMES_THING.has(code) ? things[args[0]!] : args[0];
    Reflect.set(context, name, value);
  } else if (code === CODES.fillText || code === CODES.strokeText) {
    context[name as "fillText" | "strokeText"](things[args[0]!] as string, args[1]!, args[2]!);
  } else if (code === CODES.setLineDash) context.setLineDash([...args]);
  else (context as unknown as Calls)[name]!(...args);
}

/** Draws what was written down. */
export function replay(context: Context, drawing: Drawing): void {
  const { numbers: n, things } = drawing;
  for (let at = 0; at < n.length;) {
    const code = n[at]!;
    const count = n[at + 1]!;
    const first = at + 2;
    at = first + count;
    if (code === CODES.drawImage) {
      const image = things[n[first]!] as Copied;
      const x = n[first + 1]!;
      const y = n[first + 2]!;
      if (count === 3) context.drawImage(image, x, y);
      else context.drawImage(image, x, y, n[first + 3]!, n[first + 4]!);
    } else if (code === CODES.globalAlpha) context.globalAlpha = n[first]!;
    else if (code === CODES.setTransform) {
      const [a, b, c, d, e, f] = [first, first + 1, first + 2, first + 3, first + 4, first + 5];
      context.setTransform(n[a]!, n[b]!, n[c]!, n[d]!, n[e]!, n[f]!);
    } else replayOther(context, code, n.subarray(first, at), drawing);
  }
}
