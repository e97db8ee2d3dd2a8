// The thread that draws a stage: it copies hundreds of pictures a frame, while the page moves the game on.

import type {
  FromPainter,
  Listed,
  Order,
  SentFrame,
  SentRecipe,
  SentSheet,
  SentThings,
  Shown,
  ToPainter,
} from "./messages.ts";
import type { Copied } from "./recipe.ts";
import { replay } from "./replay.ts";

/** The part of a worker's global that it uses. */
interface PainterScope {
  onmessage: ((event: MessageEvent<ToPainter>) => void) | null;
  postMessage(word: FromPainter): void;
  requestAnimationFrame(onFrame: (shownMs: number) => void): void;
}

type Size = { readonly width: number; readonly height: number };

const scope = globalThis as unknown as PainterScope;
const things = new Map<number, string | Copied>();
/**
 * What recipes are made on. It only grows: for a canvas's pixels this thread has to ask the page's, which may be busy for
 * longer than a frame.
 */
const blank = new OffscreenCanvas(512, 512);
/** So many frames may wait: a page that comes late and then early is seen evenly, and a finger's doing soon enough. */
const MOST_WAITING = 2;
/** It says so seldom what it has shown, because each message costs the page more than it says. */
const FRAMES_PER_WORD = 20;
/** What has come and is not done yet, in its order: a later change builds on an earlier one. */
const orders: Order[] = [];
/** Whether an order is being followed. */
let isBusy = false;
/** Whether a frame is drawn that is not shown yet. */
let isDrawn = false;
let stage: OffscreenCanvas | undefined;
let shown: Shown[] = [];
let hasShown = false;

function say(word: FromPainter): void {
  scope.postMessage(word);
}

function draw(canvas: OffscreenCanvas, { numbers, names }: Listed): void {
  const named = [...names].map((name) => things.get(name)!);
  replay(canvas.getContext("2d")!, { numbers, things: named });
}

async function make(recipe: SentRecipe): Promise<ImageBitmap> {
  const { width, height } = recipe;
  if (blank.width < width) blank.width = width;
  if (blank.height < height) blank.height = height;
  const g = blank.getContext("2d")!;
  g.reset();
  // What is laid on all of the picture is not to be laid on all of the canvas.
  g.beginPath();
  g.rect(0, 0, width, height);
  g.clip();
  draw(blank, recipe);
  return await createImageBitmap(blank, 0, 0, width, height);
}

async function learn(sent: SentThings): Promise<void> {
  for (const [name, thing] of sent.things) things.set(name, thing);
  for (const recipe of sent.recipes) things.set(recipe.name, await make(recipe));
}

function forget(name: number): void {
  const thing = things.get(name);
  if (thing instanceof ImageBitmap) thing.close();
  things.delete(name);
}

function resize(canvas: OffscreenCanvas, { width, height }: Size): void {
  if (canvas.width === width && canvas.height === height) return;
  canvas.width = width;
  canvas.height = height;
}

function takeSheet(name: number): OffscreenCanvas {
  const known = things.get(name);
  if (known instanceof OffscreenCanvas) return known;
  const made = new OffscreenCanvas(1, 1);
  things.set(name, made);
  return made;
}

function paintSheet(sent: SentSheet): void {
  const sheet = takeSheet(sent.name);
  resize(sheet, sent);
  draw(sheet, sent.sheet);
}

/** The page waits for the first frame only. */
function note(frame: Shown): void {
  shown.push(frame);
  if (hasShown && shown.length < FRAMES_PER_WORD) return;
  say(shown);
  shown = [];
  hasShown = true;
}

function paintFrame(canvas: OffscreenCanvas, sent: SentFrame): void {
  const begunMs = performance.now();
  resize(canvas, sent);
  draw(canvas, sent.frame);
  sent.gone.forEach(forget);
  isDrawn = true;
  // The pixels are filled after this, before the next frame is asked for.
  scope.requestAnimationFrame((shownMs) => {
    isDrawn = false;
    note({ begunMs, shownMs });
    goOn();
  });
}

/** Follows the orders. Of two frames between the same repaints only one would be seen, so the second one waits. */
async function follow(): Promise<void> {
  for (let order = orders[0]; order; order = orders[0]) {
    if ("frame" in order && isDrawn) return;
    orders.shift();
    if ("things" in order) await learn(order);
    else if ("sheet" in order) paintSheet(order);
    else if (stage) paintFrame(stage, order);
  }
}

/** Leaves out the oldest frame where too many wait. */
function skip(): void {
  const frames = orders.filter((order) => "frame" in order);
  if (frames.length <= MOST_WAITING) return;
  const [oldest] = frames;
  orders.splice(orders.indexOf(oldest!), 1);
  oldest!.gone.forEach(forget);
}

function goOn(): void {
  if (isBusy) return;
  isBusy = true;
  // The page hears of a failure and draws by itself.
  follow().catch(reportError).finally(() => isBusy = false);
}

scope.onmessage = ({ data }: MessageEvent<ToPainter>) => {
  if ("canvas" in data) stage = data.canvas;
  else {
    orders.push(...data);
    skip();
    goOn();
  }
};
say("ready");
