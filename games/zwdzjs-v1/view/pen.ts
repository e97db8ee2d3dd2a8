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

const WASHES: Readonly<Record<Exclude<Wash, "plain">, readonly [string, number]>> = {
  flash: ["#ffffff", 0.85],
  cold: ["#3f9cf5", 0.3],
  ghost: ["#cfd8ff", 0.6],
  ash: ["#2b2733", 0.9],
};

/** A whole figure in one pose that many share: drawn once as one picture. */
export interface Frame {
  /** Names figure and pose. */
  readonly key: string;
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

/** Draws figures out of parts that are rasterised once for each size and wash. */
export class Pen {
  readonly g: CanvasRenderingContext2D;
  #target: Canvas2d;
  #sprites = new Map<string, Sprite>();
  #frames = new Map<string, Sprite>();
  #framePixels = 0;
  #newFrames = 0;
  #parts: Readonly<Record<string, Part>>;
  #pixels = 1;
  #wash: Wash = "plain";
  #matrix: [number, number, number, number, number, number] = [1, 0, 0, 1, 0, 0];
  #alpha = 1;
  /** Stage units to canvas pixels, as they were when the drawing began. */
  #base: DOMMatrix = new DOMMatrix();

  constructor(g: CanvasRenderingContext2D, parts: Readonly<Record<string, Part>>) {
    this.g = g;
    this.#target = g;
    this.#parts = parts;
  }

  /** Begins a new drawing of the whole scene, in the units the context has now. */
  begin(): void {
    this.#newFrames = 0;
    this.#base = this.g.getTransform();
  }

  /** Gives the context back its units, for what is drawn without the pen. */
  rest(): void {
    const { a, b, c, d, e, f } = this.#base;
    // Six numbers: a matrix handed over is read as if it came from anywhere, which takes longer.
    this.g.setTransform(a, b, c, d, e, f);
    this.g.globalAlpha = 1;
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
    const cos = Math.cos(turn) * scale;
    const sin = Math.sin(turn) * scale;
    this.#matrix = [cos * sx, sin * sx, -sin * sy, cos * sy, x, y];
    this.#wash = wash;
    this.#alpha = alpha;
  }

  /** Draws a whole figure, as one picture where its pose has been drawn before. */
  putFrame(stance: Stance, frame: Frame): void {
    const { wash = "plain" } = stance;
    const sprite = this.#frame(frame.key, () => this.#rasterFrame(frame));
    this.stand(stance);
    this.#wash = "plain";
    if (!sprite) return frame.pose();
    this.#drawSprite(sprite, {});
    if (wash === "plain") return;
    const [colour, share] = WASHES[wash];
    const over = this.#frame(`${frame.key} ${wash}`, () => silhouette(sprite, colour));
    if (over) this.#drawSprite(over, { alpha: share });
  }

  /** A picture that is there, or that may still be made in this drawing. */
  #frame(key: string, make: () => Sprite): Sprite | undefined {
    const known = this.#frames.get(key);
    if (known || this.#newFrames >= NEW_FRAMES_A_DRAWING) return known;
    this.#newFrames++;
    if (this.#framePixels > FRAME_PIXELS_LIMIT) this.#forgetFrames(0.75 * FRAME_PIXELS_LIMIT);
    const made = make();
    this.#frames.set(key, made);
    this.#framePixels += made.image.width * made.image.height;
    return made;
  }

  /** Draws a part of the figure that stands. */
  put(name: string, put: Put = {}): void {
    this.#drawSprite(this.#sprite(name), put);
  }

  /**
   * Multiplies the matrices itself and sets the result: several hundred parts a frame are drawn, and
   * saving, transforming and restoring for each took longer than all else.
   */
  #drawSprite(sprite: Sprite, put: Put): void {
    const { x = 0, y = 0, turn = 0, sx = 1, sy = 1, alpha = 1 } = put;
    const [a, b, c, d, e, f] = this.#matrix;
    const cos = turn === 0 ? 1 : Math.cos(turn);
    const sin = turn === 0 ? 0 : Math.sin(turn);
    const ga = (a * cos + c * sin) * sx;
    const gb = (b * cos + d * sin) * sx;
    const gc = (c * cos - a * sin) * sy;
    const gd = (d * cos - b * sin) * sy;
    const ge = e + a * x + c * y;
    const gf = f + b * x + d * y;
    const base = this.#base;
    const g = this.#target;
    g.globalAlpha = this.#alpha * alpha;
    g.setTransform(
      base.a * ga + base.c * gb,
      base.b * ga + base.d * gb,
      base.a * gc + base.c * gd,
      base.b * gc + base.d * gd,
      base.a * ge + base.c * gf + base.e,
      base.b * ge + base.d * gf + base.f,
    );
    g.drawImage(sprite.image, sprite.left, sprite.top, sprite.width, sprite.height);
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
      this.#base = g.getTransform();
      this.stand({ x: 0, y: 0, scale: 1 });
      frame.pose();
      this.#target = this.g;
      this.#base = base;
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
