// The canvas that shows a stage, and who draws on it: the page, or another thread.

import { DrawingList } from "./drawing_list.ts";
import { canDrawApart, PaintingThread } from "./painting_thread.ts";
import { replayHere } from "./replay_here.ts";
import type { StageBrush } from "./stage_brush.ts";

type Size = { readonly width: number; readonly height: number };

/** What a stage hears of its surface. */
export interface SurfaceEvents {
  /** A frame was drawn. @param ms the time that it took, or since the last one */
  readonly onDrawn: (ms: number) => void;
  /** It is empty and so are pictures that were given to it: it has to be sized and drawn anew. */
  readonly onLost: () => void;
}

/** Nobody sees it, and yet browsers ask its thread for frames, which they may not for a canvas that is not there. */
const UNSEEN = "0.01";

/** Draws frames on a canvas, or lists them and has them drawn on another one beneath it. */
export class Surface {
  readonly brush: StageBrush;
  #canvas: HTMLCanvasElement;
  #events: SurfaceEvents;
  #pixels: Size = { width: 1, height: 1 };
  #css: Size = { width: 1, height: 1 };
  /** What is drawn in a frame, where it is not drawn at once. */
  #list: DrawingList | undefined;
  #isBegun = false;
  /** When the page itself drew the last frame. */
  #drawnMs = -Infinity;
  #thread: PaintingThread | undefined;
  /** Whether frames go to the thread, and whether it has shown one. */
  #isSent = false;
  #isShown = false;

  constructor(canvas: HTMLCanvasElement, apart: boolean, events: SurfaceEvents) {
    this.#canvas = canvas;
    this.#events = events;
    if (apart) this.#list = new DrawingList();
    this.brush = this.#list ?? canvas.getContext("2d")!;
    if (apart && canDrawApart()) this.#startThread();
  }

  /** The canvas of what is drawn, for what lies beneath. */
  get lowest(): HTMLCanvasElement {
    return this.#isSent ? this.#thread!.canvas : this.#canvas;
  }

  /** Sets how many pixels are drawn, and how large they are shown. */
  resize(pixels: Size, css: Size): void {
    this.#pixels = pixels;
    this.#css = css;
    if (!this.#isShown) Object.assign(this.#canvas, pixels);
    this.#showSize(this.#canvas);
    if (this.#thread) this.#showSize(this.#thread.canvas);
  }

  /** Empties the surface for a frame, which is drawn by the end of the task. */
  begin(): StageBrush {
    const { brush } = this;
    this.#list?.clear();
    brush.setTransform(1, 0, 0, 1, 0, 0);
    brush.clearRect(0, 0, this.#pixels.width, this.#pixels.height);
    if (!this.#isBegun) queueMicrotask(() => this.#end());
    this.#isBegun = true;
    return brush;
  }

  dispose(): void {
    this.#endThread();
  }

  #end(): void {
    this.#isBegun = false;
    if (this.#isSent) {
      this.#thread!.show(this.#list!, this.#pixels);
      return;
    }
    if (this.#list) replayHere(this.#canvas.getContext("2d")!, this.#list);
    const nowMs = performance.now();
    this.#events.onDrawn(nowMs - this.#drawnMs);
    this.#drawnMs = nowMs;
  }

  #showSize(canvas: HTMLCanvasElement): void {
    canvas.style.width = `${this.#css.width}px`;
    canvas.style.height = `${this.#css.height}px`;
  }

  #startThread(): void {
    this.#thread = new PaintingThread({
      onReady: () => this.#handOver(),
      onShown: (ms) => {
        this.#followThread();
        this.#events.onDrawn(ms);
      },
      onLost: () => this.#takeBack(),
    });
  }

  /** Sends all frames to the thread from now on. */
  #handOver(): void {
    const { canvas } = this.#thread!;
    canvas.className = "stage-drawn";
    const place = { position: "absolute", inset: "0", display: "block" };
    // Until its first frame is shown, the page's own canvas has the last one: figures must not be seen twice.
    Object.assign(canvas.style, { ...place, opacity: UNSEEN });
    this.#showSize(canvas);
    this.#canvas.before(canvas);
    this.#isSent = true;
  }

  /** With the first frame of the thread, nothing is seen of the page's own canvas any more. */
  #followThread(): void {
    if (this.#isShown) return;
    this.#isShown = true;
    this.#thread!.canvas.style.opacity = "";
    this.#canvas.style.opacity = "0";
    Object.assign(this.#canvas, { width: 1, height: 1 });
  }

  /** Draws on the page's own canvas again. */
  #takeBack(): void {
    this.#endThread();
    this.#canvas.style.opacity = "";
    this.#events.onLost();
  }

  #endThread(): void {
    this.#thread?.end();
    this.#thread?.canvas.remove();
    this.#thread = undefined;
    this.#isSent = this.#isShown = false;
  }
}
