import type { Canvas2d } from "./forms.ts";

/** A piece of a figure, drawn once and then moved about. Its pivot is its own (0, 0). */
export interface Part {
  /** Left, top, width and height of what it covers. */
  readonly box: readonly [number, number, number, number];
  readonly paint: (g: Canvas2d) => void;
}

/** How a figure is coloured this frame: as it is, white from a hit, blue from the cold. */
export type Wash = "plain" | "flash" | "cold" | "ghost";

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
  readonly image: OffscreenCanvas;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const WASHES: Readonly<Record<Exclude<Wash, "plain">, readonly [string, number]>> = {
  flash: ["#ffffff", 0.85],
  cold: ["#4aa8ff", 0.5],
  ghost: ["#cfd8ff", 0.6],
};

/** Draws figures out of parts that are rasterised once for each size and wash. */
export class Pen {
  readonly g: CanvasRenderingContext2D;
  #sprites = new Map<string, Sprite>();
  #parts: Readonly<Record<string, Part>>;
  #pixels = 1;
  #wash: Wash = "plain";
  #matrix: [number, number, number, number, number, number] = [1, 0, 0, 1, 0, 0];
  #alpha = 1;

  constructor(g: CanvasRenderingContext2D, parts: Readonly<Record<string, Part>>) {
    this.g = g;
    this.#parts = parts;
  }

  /**
   * Says how many canvas pixels one stage unit is and how large figures are drawn in stage units, which
   * is what parts are rasterised for.
   */
  resize(pixelsPerUnit: number): void {
    if (Math.abs(pixelsPerUnit - this.#pixels) < 0.01) return;
    this.#pixels = pixelsPerUnit;
    this.#sprites.clear();
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

  /** Draws a part of the figure that stands. */
  put(name: string, put: Put = {}): void {
    const sprite = this.#sprite(name);
    const { x = 0, y = 0, turn = 0, sx = 1, sy = 1, alpha = 1 } = put;
    const [a, b, c, d, e, f] = this.#matrix;
    const cos = turn === 0 ? 1 : Math.cos(turn);
    const sin = turn === 0 ? 0 : Math.sin(turn);
    const g = this.g;
    g.save();
    g.globalAlpha *= this.#alpha * alpha;
    g.transform(a, b, c, d, e + a * x + c * y, f + b * x + d * y);
    g.transform(cos * sx, sin * sx, -sin * sy, cos * sy, 0, 0);
    g.drawImage(sprite.image, sprite.left, sprite.top, sprite.width, sprite.height);
    g.restore();
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
    const left = part.box[0] - MARGIN;
    const top = part.box[1] - MARGIN;
    const width = part.box[2] + 2 * MARGIN;
    const height = part.box[3] + 2 * MARGIN;
    const image = new OffscreenCanvas(
      Math.max(1, Math.ceil(width * this.#pixels)),
      Math.max(1, Math.ceil(height * this.#pixels)),
    );
    const g = image.getContext("2d")!;
    g.scale(this.#pixels, this.#pixels);
    g.translate(-left, -top);
    part.paint(g);
    if (this.#wash !== "plain") {
      const [colour, share] = WASHES[this.#wash];
      g.globalCompositeOperation = "source-atop";
      g.globalAlpha = share;
      g.fillStyle = colour;
      g.fillRect(left, top, width, height);
    }
    return {
      image,
      left,
      top,
      width: image.width / this.#pixels,
      height: image.height / this.#pixels,
    };
  }
}
