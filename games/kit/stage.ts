// A canvas of fixed logical size that fits any screen. Games draw in logical units only.

import type { StageBrush } from "./drawing/stage_brush.ts";
import { Surface } from "./drawing/surface.ts";
import {
  type Box,
  type Fit,
  fitStage,
  type Grid,
  type Orientation,
  type Point,
  type Size,
  type StageSizes,
} from "./fit.ts";
import { Pace } from "./pace.ts";

/** More device pixels cost a tablet frames and look no better. */
const MOST_PIXEL_RATIO = 2;

/** A stage and its ground lie on one another, also in a page without a style. */
const PLACE = { position: "absolute", inset: "0", display: "block" } as const;

/** The whole pixels that a length needs; a rounding error is no pixel. */
function toPixels(length: number): number {
  return Math.max(1, Math.ceil(length - 1e-6));
}

/** Draws in logical units. */
export type Draw = (context: CanvasRenderingContext2D, stage: Stage) => void;

/** Where a stage lives and how large it is. */
export type StageOptions = StageSizes & {
  /** The element the canvas fills; the stage follows its size. */
  readonly host: HTMLElement;
  /** Called after each change of size, the canvas being empty; first when the page is laid out. */
  readonly onLayout?: (stage: Stage) => void;
  /** Called before a drawing when only the pixels of a unit have changed: pictures made for others are not crisp. */
  readonly onSharpness?: (stage: Stage) => void;
  /** Whether another thread draws it, where the browser can: for stages of hundreds of pictures. @default false */
  readonly apart?: boolean;
  /** Judges how sharp a picture the machine can draw in time. @default a {@linkcode Pace} */
  readonly pace?: Pick<Pace, "sharpness" | "count">;
};

/**
 * The canvas a game is drawn on. It covers its host; `fit` says where the logical part lies. Unless it is drawn apart,
 * its context is the canvas's: then say so.
 */
export class Stage<Context extends StageBrush = StageBrush> {
  /** What fingers touch; the stage is shown by it or beneath it. */
  readonly canvas: HTMLCanvasElement;
  #surface: Surface;
  #options: StageOptions;
  #fit: Fit;
  #pixelRatio = 1;
  #pixels: Size = { width: 1, height: 1 };
  #pace: NonNullable<StageOptions["pace"]>;
  #hasNewPace = false;
  #layers = new Map<string, HTMLCanvasElement>();
  #ground: HTMLCanvasElement | undefined;
  #observer: ResizeObserver;
  #laidOut = false;

  constructor(options: StageOptions) {
    this.#options = options;
    this.#pace = options.pace ?? new Pace();
    this.canvas = document.createElement("canvas");
    this.canvas.className = "stage";
    Object.assign(this.canvas.style, PLACE);
    options.host.prepend(this.canvas);
    this.#surface = new Surface(this.canvas, options.apart ?? false, {
      onDrawn: (ms) => this.#hasNewPace ||= this.#pace.count(ms),
      onLost: () => {
        this.#resize();
        options.onLayout?.(this);
      },
    });
    this.#fit = fitStage(this.#hostSize(), options);
    this.#resize();
    this.#observer = new ResizeObserver(() => this.#followHost());
    this.#observer.observe(options.host);
  }

  /** How the logical size lies in the window now. */
  get fit(): Fit {
    return this.#fit;
  }

  /** Draws a frame, after `begin`. */
  get context(): Context {
    return this.#surface.brush as Context;
  }

  /** The pixels that are drawn. */
  get pixels(): Size {
    return this.#pixels;
  }

  /** How logical units lie on these pixels now. */
  get grid(): Grid {
    const { scale, left, top } = this.#fit;
    const ratio = this.#pixelRatio;
    return { scale: scale * ratio, x: left * ratio, y: top * ratio };
  }

  /** The smallest box of whole pixels that holds a box: a picture of its size is copied there without a blend. */
  onWholePixels(box: Box): Box {
    const { scale, x, y } = this.grid;
    const left = (Math.floor(box.x * scale + x) - x) / scale;
    const top = (Math.floor(box.y * scale + y) - y) / scale;
    const width = Math.ceil((box.x + box.width - left) * scale - 1e-6) / scale;
    const height = Math.ceil((box.y + box.height - top) * scale - 1e-6) / scale;
    return { x: left, y: top, width, height };
  }

  /** The logical size in use. */
  get size(): Size {
    return this.#fit.size;
  }

  get orientation(): Orientation {
    return this.#fit.orientation;
  }

  /**
   * Empties the canvas and sets logical units; call it first in each drawing. On a machine that draws too late, the
   * canvas gets fewer pixels.
   */
  begin(): Context {
    if (this.#hasNewPace) {
      this.#hasNewPace = false;
      this.#resize();
      this.#options.onSharpness?.(this);
    }
    const brush = this.#surface.begin() as Context;
    const { scale, x, y } = this.grid;
    brush.setTransform(scale, 0, 0, scale, x, y);
    return brush;
  }

  /**
   * Draws what never moves: made once for each size of the window, then copied.
   *
   * @param into another layer's context, for one that stands on this one @default {the stage's own}
   */
  drawLayer(name: string, draw: Draw, into?: CanvasRenderingContext2D): void {
    const layer = this.#layers.get(name) ?? this.#makeLayer(name, draw);
    const { width, height } = into?.canvas ?? this.#pixels;
    const brush: StageBrush = into ?? this.context;
    brush.save();
    brush.setTransform(1, 0, 0, 1, 0, 0);
    brush.drawImage(layer, 0, 0, width, height);
    brush.restore();
  }

  /**
   * Shows a layer that fills the stage below all else, made once for each size of the window. It is never copied: the
   * canvas has only what moves. So it costs no frame, and is as sharp as the screen also where the canvas is not.
   */
  showGround(name: string, draw: Draw): void {
    const ground = this.#layers.get(name) ?? this.#makeLayer(name, draw, { isGround: true });
    if (this.#ground === ground) return;
    ground.className = "stage-ground";
    const { width, height } = this.canvas.style;
    Object.assign(ground.style, { ...PLACE, width, height });
    this.#surface.lowest.before(ground);
    this.#ground?.remove();
    this.#ground = ground;
  }

  /** Makes a layer, or all, be drawn anew: what it shows has changed. */
  forgetLayer(name?: string): void {
    if (name === undefined) this.#layers.clear();
    else this.#layers.delete(name);
  }

  /** A picture of its own, in logical units, for what is drawn often and never changes. */
  makeSprite(size: Size, draw: (context: CanvasRenderingContext2D) => void): HTMLCanvasElement {
    const sprite = document.createElement("canvas");
    const scale = this.#fit.scale * this.#pixelRatio;
    sprite.width = toPixels(size.width * scale);
    sprite.height = toPixels(size.height * scale);
    const context = sprite.getContext("2d")!;
    context.scale(sprite.width / size.width, sprite.height / size.height);
    draw(context);
    return sprite;
  }

  /** The same as a bitmap, which another thread can take over as it is. */
  makeBitmap(
    size: Size,
    draw: (context: OffscreenCanvasRenderingContext2D) => void,
  ): ImageBitmap {
    const scale = this.#fit.scale * this.#pixelRatio;
    const canvas = new OffscreenCanvas(toPixels(size.width * scale), toPixels(size.height * scale));
    const context = canvas.getContext("2d")!;
    context.scale(canvas.width / size.width, canvas.height / size.height);
    draw(context);
    return canvas.transferToImageBitmap();
  }

  /** Where on the stage a pointer is, in logical units. */
  toLogical(client: { readonly clientX: number; readonly clientY: number }): Point {
    const box = this.canvas.getBoundingClientRect();
    return {
      x: (client.clientX - box.left - this.#fit.left) / this.#fit.scale,
      y: (client.clientY - box.top - this.#fit.top) / this.#fit.scale,
    };
  }

  /** Where in the window a logical place is, in CSS pixels: for tests and for DOM over the canvas. */
  toClient(point: Point): Point {
    const box = this.canvas.getBoundingClientRect();
    return {
      x: box.left + this.#fit.left + point.x * this.#fit.scale,
      y: box.top + this.#fit.top + point.y * this.#fit.scale,
    };
  }

  /** Takes the canvas away. */
  dispose(): void {
    this.#observer.disconnect();
    this.#surface.dispose();
    this.canvas.remove();
    this.#ground?.remove();
  }

  #hostSize(): Size {
    const { clientWidth, clientHeight } = this.#options.host;
    return { width: Math.max(1, clientWidth), height: Math.max(1, clientHeight) };
  }

  #followHost(): void {
    const { width, height } = this.#hostSize();
    const ratio = this.#screenPixelRatio();
    const unchanged = this.#pixels.width === Math.round(width * ratio) &&
      this.#pixels.height === Math.round(height * ratio);
    if (unchanged && this.#laidOut) return;
    this.#laidOut = true;
    this.#resize();
    this.#options.onLayout?.(this);
  }

  #screenPixelRatio(): number {
    return Math.min(MOST_PIXEL_RATIO, globalThis.devicePixelRatio || 1) * this.#pace.sharpness;
  }

  #resize(): void {
    const window = this.#hostSize();
    this.#pixelRatio = this.#screenPixelRatio();
    this.#fit = fitStage(window, this.#options);
    this.#pixels = {
      width: Math.round(window.width * this.#pixelRatio),
      height: Math.round(window.height * this.#pixelRatio),
    };
    this.#surface.resize(this.#pixels, window);
    this.#layers.clear();
  }

  #makeLayer(name: string, draw: Draw, { isGround = false } = {}): HTMLCanvasElement {
    const sharper = isGround ? 1 / this.#pace.sharpness : 1;
    const layer = document.createElement("canvas");
    layer.width = Math.round(this.#pixels.width * sharper);
    layer.height = Math.round(this.#pixels.height * sharper);
    const context = layer.getContext("2d", { alpha: !isGround })!;
    const { scale, x, y } = this.grid;
    context.setTransform(scale * sharper, 0, 0, scale * sharper, x * sharper, y * sharper);
    draw(context, this);
    this.#layers.set(name, layer);
    return layer;
  }
}
