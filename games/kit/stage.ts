// A canvas of fixed logical size that fits any screen. Games draw in logical units only.

/** A width and a height, in CSS pixels or logical units. */
export type Size = { readonly width: number; readonly height: number };

/** A place, in logical units. */
export type Point = { readonly x: number; readonly y: number };

/** A part of the stage, in logical units. */
export type Box = Point & Size;

/** Which of the logical sizes is in use. */
export type Orientation = "portrait" | "landscape";

/** The logical sizes a game is drawn in. */
export type StageSizes = {
  readonly landscape: Size;
  /** Without it, the landscape size is used upright as well. */
  readonly portrait?: Size;
};

/** How a logical size lies in a window. */
export type Fit = {
  readonly orientation: Orientation;
  /** The logical size in use. */
  readonly size: Size;
  /** CSS pixels a logical unit. */
  readonly scale: number;
  /** Where the logical 0, 0 lies, in CSS pixels from the host's top left corner. */
  readonly left: number;
  readonly top: number;
  /** Everything visible in logical units: the stage and the letterbox around it. */
  readonly visible: Box;
};

/** How logical units lie on the canvas: a pixel is a unit times `scale`, plus `x` or `y`. */
export type Grid = Point & { readonly scale: number };

/** More device pixels cost a tablet frames and look no better. */
const MOST_PIXEL_RATIO = 2;

/** Chooses the logical size that fills more of the window, and centres it. */
export function fitStage(window: Size, sizes: StageSizes): Fit {
  const upright = sizes.portrait !== undefined && window.height > window.width;
  const size = upright ? sizes.portrait : sizes.landscape;
  const scale = Math.max(
    Math.min(window.width / size.width, window.height / size.height),
    Number.MIN_VALUE,
  );
  const left = (window.width - size.width * scale) / 2;
  const top = (window.height - size.height * scale) / 2;
  return {
    orientation: upright ? "portrait" : "landscape",
    size,
    scale,
    left,
    top,
    visible: {
      x: -left / scale,
      y: -top / scale,
      width: window.width / scale,
      height: window.height / scale,
    },
  };
}

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
};

/** The canvas a game is drawn on. It covers its host; `fit` says where the logical part lies. */
export class Stage {
  readonly canvas: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D;
  #options: StageOptions;
  #fit: Fit;
  #pixelRatio = 1;
  #layers = new Map<string, HTMLCanvasElement>();
  #observer: ResizeObserver;
  #laidOut = false;

  constructor(options: StageOptions) {
    this.#options = options;
    this.canvas = document.createElement("canvas");
    this.canvas.className = "stage";
    options.host.prepend(this.canvas);
    this.context = this.canvas.getContext("2d")!;
    this.#fit = fitStage(this.#hostSize(), options);
    this.#resize();
    this.#observer = new ResizeObserver(() => this.#followHost());
    this.#observer.observe(options.host);
  }

  /** How the logical size lies in the window now. */
  get fit(): Fit {
    return this.#fit;
  }

  /** How logical units lie on the canvas's pixels now. */
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

  /** Empties the canvas and sets logical units; call it first in each drawing. */
  begin(): CanvasRenderingContext2D {
    this.context.setTransform(1, 0, 0, 1, 0, 0);
    this.context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    this.#useLogicalUnits(this.context);
    return this.context;
  }

  /**
   * Draws what never moves: made once for each size of the window, then copied.
   *
   * @param into another layer's context, for one that stands on this one @default {the stage's own}
   */
  drawLayer(name: string, draw: Draw, into = this.context): void {
    const layer = this.#layers.get(name) ?? this.#makeLayer(name, draw);
    into.save();
    into.setTransform(1, 0, 0, 1, 0, 0);
    into.drawImage(layer, 0, 0);
    into.restore();
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
    this.canvas.remove();
  }

  #hostSize(): Size {
    const { clientWidth, clientHeight } = this.#options.host;
    return { width: Math.max(1, clientWidth), height: Math.max(1, clientHeight) };
  }

  #followHost(): void {
    const { width, height } = this.#hostSize();
    const ratio = this.#screenPixelRatio();
    const unchanged = this.canvas.width === Math.round(width * ratio) &&
      this.canvas.height === Math.round(height * ratio);
    if (unchanged && this.#laidOut) return;
    this.#laidOut = true;
    this.#resize();
    this.#options.onLayout?.(this);
  }

  #screenPixelRatio(): number {
    return Math.min(MOST_PIXEL_RATIO, globalThis.devicePixelRatio || 1);
  }

  #resize(): void {
    const window = this.#hostSize();
    this.#pixelRatio = this.#screenPixelRatio();
    this.#fit = fitStage(window, this.#options);
    this.canvas.width = Math.round(window.width * this.#pixelRatio);
    this.canvas.height = Math.round(window.height * this.#pixelRatio);
    this.canvas.style.width = `${window.width}px`;
    this.canvas.style.height = `${window.height}px`;
    this.#layers.clear();
  }

  #makeLayer(name: string, draw: Draw): HTMLCanvasElement {
    const layer = document.createElement("canvas");
    layer.width = this.canvas.width;
    layer.height = this.canvas.height;
    const context = layer.getContext("2d")!;
    this.#useLogicalUnits(context);
    draw(context, this);
    this.#layers.set(name, layer);
    return layer;
  }

  #useLogicalUnits(context: CanvasRenderingContext2D): void {
    const { scale, x, y } = this.grid;
    context.setTransform(scale, 0, 0, scale, x, y);
  }
}
