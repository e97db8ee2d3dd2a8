import type { Canvas2d } from "./forms.ts";

/** A piece of a figure, drawn once and then moved about. Its pivot is its own (0, 0). */
export interface Part {
  /** Left, top, width and height of what it covers. */
  readonly box: readonly [number, number, number, number];
  readonly paint: (g: Canvas2d) => void;
}

/** How a figure is coloured this frame: as it is, white from a hit, blue from the cold, black from fire. */
export type Wash = "plain" | "flash" | "cold" | "ghost" | "ash";

/** Where a part goes, in the figure's own units. */
export interface Put {
  readonly x?: number;
  readonly y?: number;
  /** Radians, clockwise. */
  readonly turn?: number;
  readonly sx?: number;
  readonly sy?: number;
  readonly alpha?: number;
}

/** Where a figure stands and how it is squeezed. */
export interface Stance {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  /** @default plain */
  readonly wash?: Wash;
  /** Stretch over the feet, 1 is none. */
  readonly sx?: number;
  readonly sy?: number;
  readonly turn?: number;
  readonly alpha?: number;
}

/** Outlines and leaf tips may reach this far out of a part's box. */
const MARGIN = 6;

interface Sprite {
  readonly image: ImageBitmap;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** In the order in which pictures of a washed pose are numbered. */
const WASH_NAMES: readonly Wash[] = ["plain", "flash", "cold", "ghost", "ash"];
const WHERE_IT_STANDS: Put = {};

const WASHES: Readonly<Record<Exclude<Wash, "plain">, readonly [string, number]>> = {
  flash: ["#ffffff", 0.85],
  cold: ["#3f9cf5", 0.3],
  ghost: ["#cfd8ff", 0.6],
  ash: ["#2b2733", 0.9],
};

/** A whole figure in one pose that many share: drawn once as one picture. */
export interface Frame {
  /** Figure and pose, as one whole number: it is looked up for each figure in each drawing. */
  readonly key: number;
  readonly box: Part["box"];
  /** Puts the parts. */
  readonly pose: () => void;
}

/** Pictures of whole poses made in one drawing; more would be felt as a hitch. */
const NEW_FRAMES_A_DRAWING = 1;
/** Pixels that pictures of whole poses may hold, 4 bytes each; past it the oldest fourth goes. */
const FRAME_PIXELS_LIMIT = 14_000_000;
/** Poses are drawn no finer than this, in pixels a unit: they move, and there are hundreds. */
const FINEST_FRAME = 1.5;
/** A wash over a pose is one flat colour: half the size does. */
const WASH_SCALE = 0.5;

/** How stage units lie on the pixels; they are never turned. */
interface Base {
  readonly across: number;
  readonly down: number;
  readonly x: number;
  readonly y: number;
}

/** Reads a context's matrix once: each look at a DOMMatrix is a call out of the script. */
function baseOf(g: Canvas2d): Base {
  const { a, d, e, f } = g.getTransform();
  return { across: a, down: d, x: e, y: f };
}

/** Draws figures out of parts that are rasterised once for each size and wash. */
export class Pen {
  readonly g: CanvasRenderingContext2D;
  #target: Canvas2d;
  #sprites = new Map<string, Sprite>();
  #frames = new Map<number, Sprite>();
  #framePixels = 0;
  #newFrames = 0;
  #parts: Readonly<Record<string, Part>>;
  #pixels = 1;
  #wash: Wash = "plain";
  /** Filled anew for each figure: made anew, hundreds a frame would soon be garbage to collect. */
  #matrix = Float64Array.of(1, 0, 0, 1, 0, 0);
  #alpha = 1;
  /** Whether the target's units are its pixels now, as for all that stands upright. */
  #isInPixels = false;
  #base: Base = { across: 1, down: 1, x: 0, y: 0 };

  constructor(g: CanvasRenderingContext2D, parts: Readonly<Record<string, Part>>) {
    this.g = g;
    this.#target = g;
    this.#parts = parts;
  }

  /** Begins a new drawing of the whole scene, in the units the context has now. */
  begin(): void {
    this.#newFrames = 0;
    this.#base = baseOf(this.g);
    this.#isInPixels = false;
  }

  /** Gives the context back its units, for what is drawn without the pen. */
  rest(): void {
    const { across, down, x, y } = this.#base;
    this.g.setTransform(across, 0, 0, down, x, y);
    this.g.globalAlpha = 1;
    this.#isInPixels = false;
  }

  /**
   * Says how many canvas pixels one stage unit is and how large figures are drawn in stage units, which
   * is what parts are rasterised for.
   */
  resize(pixelsPerUnit: number): void {
    if (Math.abs(pixelsPerUnit - this.#pixels) < 0.01) return;
    this.#pixels = pixelsPerUnit;
    for (const { image } of this.#sprites.values()) image.close();
    this.#sprites.clear();
    this.#forgetFrames(0);
  }

  /** Begins a figure; every part up to the next one belongs to it. */
  stand(stance: Stance): void {
    const { x, y, scale, wash = "plain", sx = 1, sy = 1, turn = 0, alpha = 1 } = stance;
    const cos = turn === 0 ? scale : Math.cos(turn) * scale;
    const sin = turn === 0 ? 0 : Math.sin(turn) * scale;
    const matrix = this.#matrix;
    matrix[0] = cos * sx;
    matrix[1] = sin * sx;
    matrix[2] = -sin * sy;
    matrix[3] = cos * sy;
    matrix[4] = x;
    matrix[5] = y;
    this.#wash = wash;
    this.#alpha = alpha;
  }

  /** Draws a whole figure, as one picture where its pose has been drawn before. */
  putFrame(stance: Stance, frame: Frame): void {
    const { wash = "plain" } = stance;
    const key = frame.key * WASH_NAMES.length;
    const sprite = this.#frames.get(key) ?? this.#newFrame(key, () => this.#rasterFrame(frame));
    this.stand(stance);
    this.#wash = "plain";
    if (!sprite) return frame.pose();
    this.#drawSprite(sprite, WHERE_IT_STANDS);
    if (wash === "plain") return;
    const [colour, share] = WASHES[wash];
    const washed = key + WASH_NAMES.indexOf(wash);
    const over = this.#frames.get(washed) ??
      this.#newFrame(washed, () => silhouette(sprite, colour));
    if (over) this.#drawSprite(over, { alpha: share });
  }

  /** Makes a picture, if one may still be made in this drawing. */
  #newFrame(key: number, make: () => Sprite): Sprite | undefined {
    if (this.#newFrames >= NEW_FRAMES_A_DRAWING) return undefined;
    this.#newFrames++;
    if (this.#framePixels > FRAME_PIXELS_LIMIT) this.#forgetFrames(0.75 * FRAME_PIXELS_LIMIT);
    const made = make();
    this.#frames.set(key, made);
    this.#framePixels += made.image.width * made.image.height;
    return made;
  }

  /** Draws a part of the figure that stands. */
  put(name: string, put: Put = WHERE_IT_STANDS): void {
    this.#drawSprite(this.#sprite(name), put);
  }

  /**
   * Multiplies the matrices itself and sets the result: several hundred parts a frame are drawn, and
   * saving, transforming and restoring for each took longer than all else. What stands upright needs not
   * even that: its box is given in pixels.
   */
  #drawSprite(sprite: Sprite, put: Put): void {
    const { x = 0, y = 0, turn = 0, sx = 1, sy = 1, alpha = 1 } = put;
    const { image, left, top, width, height } = sprite;
    const m = this.#matrix;
    const a = m[0]!, b = m[1]!, c = m[2]!, d = m[3]!;
    const ge = m[4]! + a * x + c * y;
    const gf = m[5]! + b * x + d * y;
    const base = this.#base;
    const g = this.#target;
    g.globalAlpha = this.#alpha * alpha;
    const across = base.across * a * sx;
    const down = base.down * d * sy;
    if (turn === 0 && b === 0 && c === 0 && across > 0 && down > 0) {
      if (!this.#isInPixels) g.setTransform(1, 0, 0, 1, 0, 0);
      this.#isInPixels = true;
      const px = base.across * ge + base.x + across * left;
      const py = base.down * gf + base.y + down * top;
      g.drawImage(image, px, py, across * width, down * height);
      return;
    }
    this.#isInPixels = false;
    const cos = Math.cos(turn);
    const sin = Math.sin(turn);
    g.setTransform(
      base.across * (a * cos + c * sin) * sx,
      base.down * (b * cos + d * sin) * sx,
      base.across * (c * cos - a * sin) * sy,
      base.down * (d * cos - b * sin) * sy,
      base.across * ge + base.x,
      base.down * gf + base.y,
    );
    g.drawImage(image, left, top, width, height);
  }

  #sprite(name: string): Sprite {
    const key = this.#wash === "plain" ? name : `${this.#wash} ${name}`;
    let sprite = this.#sprites.get(key);
    if (!sprite) {
      sprite = this.#raster(name);
      this.#sprites.set(key, sprite);
    }
    return sprite;
  }

  #raster(name: string): Sprite {
    const part = this.#parts[name];
    if (!part) throw new Error(`Cannot draw "${name}": there is no such part`);
    return this.#makeSprite(part.box, (g) => part.paint(g));
  }

  #rasterFrame(frame: Frame): Sprite {
    const base = this.#base;
    this.#wash = "plain";
    const pixels = Math.min(this.#pixels, FINEST_FRAME);
    return this.#makeSprite(frame.box, (g) => {
      this.#target = g;
      this.#base = baseOf(g);
      this.#isInPixels = false;
      this.stand({ x: 0, y: 0, scale: 1 });
      frame.pose();
      this.#target = this.g;
      this.#base = base;
      this.#isInPixels = false;
    }, pixels);
  }

  /** Lets the oldest pictures of poses go until so many pixels are left. */
  #forgetFrames(pixelsLeft: number): void {
    for (const [key, { image }] of this.#frames) {
      if (this.#framePixels <= pixelsLeft) break;
      this.#framePixels -= image.width * image.height;
      this.#frames.delete(key);
      image.close();
    }
  }

  #makeSprite(box: Part["box"], paint: (g: Canvas2d) => void, pixels = this.#pixels): Sprite {
    const left = box[0] - MARGIN;
    const top = box[1] - MARGIN;
    const width = box[2] + 2 * MARGIN;
    const height = box[3] + 2 * MARGIN;
    const canvas = new OffscreenCanvas(
      Math.max(1, Math.ceil(width * pixels)),
      Math.max(1, Math.ceil(height * pixels)),
    );
    const g = canvas.getContext("2d")!;
    g.scale(pixels, pixels);
    g.translate(-left, -top);
    paint(g);
    if (this.#wash !== "plain") {
      const [colour, share] = WASHES[this.#wash];
      g.globalCompositeOperation = "source-atop";
      g.globalAlpha = share;
      g.fillStyle = colour;
      g.fillRect(left, top, width, height);
    }
    const image = canvas.transferToImageBitmap();
    const units = { width: image.width / pixels, height: image.height / pixels };
    return { image, left, top, ...units };
  }
}

/** The shape of a picture in one colour. */
function silhouette(sprite: Sprite, colour: string): Sprite {
  const { image } = sprite;
  const width = Math.max(1, Math.round(image.width * WASH_SCALE));
  const height = Math.max(1, Math.round(image.height * WASH_SCALE));
  const canvas = new OffscreenCanvas(width, height);
  const g = canvas.getContext("2d")!;
  g.drawImage(image, 0, 0, width, height);
  g.globalCompositeOperation = "source-in";
  g.fillStyle = colour;
  g.fillRect(0, 0, width, height);
  return { ...sprite, image: canvas.transferToImageBitmap() };
}
