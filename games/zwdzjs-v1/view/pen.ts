import type { Part, PartPen, Put } from "../art/part.ts";
import type { Canvas2d } from "../art/forms.ts";
import { PictureShelf } from "./picture_shelf.ts";
import { boxOfPose, inkOfPart } from "./pose_box.ts";
import {
  makePicture,
  type Picture,
  silhouette,
  type Wash,
  WASH_NAMES,
  WASHES,
  washPicture,
} from "./pictures.ts";

/** The place and deformation of a figure. */
export interface Stance {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  /** @default plain */
  readonly wash?: Wash;
  /** The stretch over the feet; 1 is none. */
  readonly sx?: number;
  readonly sy?: number;
  readonly turn?: number;
  readonly alpha?: number;
}

/** Makes a stance that is filled again for each figure, because new ones would soon be garbage. */
export function reusedStance(): { -readonly [Name in keyof Stance]-?: Stance[Name] } {
  return { x: 0, y: 0, scale: 1, wash: "plain", sx: 1, sy: 1, turn: 0, alpha: 1 };
}

/** A whole figure in a pose that many share, drawn as one picture. */
export interface Frame {
  /** Draws the parts. */
  readonly pose: (pen: PartPen) => void;
  /** The most pixels for a unit; moving crowds need fewer. */
  readonly finest: number;
}

const WHERE_IT_STANDS: Put = {};
const UPRIGHT: Stance = { x: 0, y: 0, scale: 1 };

/** The pixels that pictures of whole poses may have in all. */
const FRAME_PIXELS_LIMIT = 16_000_000;

/** The mapping from stage units to pixels, which never rotates. */
interface Base {
  across: number;
  down: number;
  x: number;
  y: number;
}

/** Draws figures of parts that are rasterized once for each size and wash. */
export class Pen implements PartPen {
  readonly g: CanvasRenderingContext2D;
  #target: Canvas2d;
  #parts: Readonly<Record<string, Part>>;
  /** Parts by name and wash; their number is limited, so none has to be dropped. */
  #pictures = new PictureShelf<string>({ pixelsLimit: Infinity });
  #frames = new PictureShelf<number>({ pixelsLimit: FRAME_PIXELS_LIMIT });
  #pixels = 1;
  #wash: Wash = "plain";
  /** A reused matrix, because hundreds of new ones a frame would soon be garbage. */
  #matrix = Float64Array.of(1, 0, 0, 1, 0, 0);
  #alpha = 1;
  /** The alpha of the context. */
  #shownAlpha = 1;
  /** Whether the context's units are pixels, as for all upright figures. */
  #isInPixels = false;
  /** The mapping of the context without the movement of a frame, such as a shake. */
  #still: Base = { across: 1, down: 1, x: 0, y: 0 };
  #base: Base = { across: 1, down: 1, x: 0, y: 0 };

  constructor(g: CanvasRenderingContext2D, parts: Readonly<Record<string, Part>>) {
    this.g = g;
    this.#target = g;
    this.#parts = parts;
  }

  /** Reads the context's mapping, once, because each read is a call out of the script. */
  learnUnits(): void {
    const { a, d, e, f } = this.g.getTransform();
    this.#still = { across: a, down: d, x: e, y: f };
  }

  /** Begins a frame that is moved by so many units, and moves the context. */
  begin(moved: { readonly x: number; readonly y: number }): void {
    const { across, down, x, y } = this.#still;
    const base = this.#base;
    base.across = across;
    base.down = down;
    base.x = x + across * moved.x;
    base.y = y + down * moved.y;
    this.rest();
  }

  /** Restores the context's mapping and alpha, for drawings without the pen. */
  rest(): void {
    const { across, down, x, y } = this.#base;
    this.g.setTransform(across, 0, 0, down, x, y);
    this.g.globalAlpha = 1;
    this.#shownAlpha = 1;
    this.#isInPixels = false;
  }

  /** Sets how many canvas pixels a stage unit has and the scale of figures, for which parts are rasterized. */
  resize(pixelsPerUnit: number): void {
    if (Math.abs(pixelsPerUnit - this.#pixels) < 0.01) return;
    this.#pixels = pixelsPerUnit;
    this.#pictures.clear();
    this.#frames.clear();
  }

  /** Rasterizes all parts in idle time, before their figures first appear. */
  prepare(): void {
    for (const name of Object.keys(this.#parts)) {
      this.#pictures.order(name, () => this.#raster(name));
    }
  }

  /** Begins a figure, to which all parts up to the next one belong. */
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

  /**
   * Draws a whole figure as one picture; false where its pose has none yet. One whole number names figure and pose,
   * because each figure looks it up in each frame.
   */
  putFrame(stance: Stance, key: number): boolean {
    const plain = this.#frames.get(key * WASH_NAMES.length);
    if (!plain) return false;
    this.stand(stance);
    if (this.#copy(plain)) return true;
    this.#draw(plain, WHERE_IT_STANDS);
    if (this.#wash === "plain") return true;
    const [colour, share] = WASHES[this.#wash];
    const washed = key * WASH_NAMES.length + WASH_NAMES.indexOf(this.#wash);
    const over = this.#frames.get(washed);
    if (over) {
      this.#alpha *= share;
      this.#draw(over, WHERE_IT_STANDS);
    } else if (this.#frames.lacks(washed)) {
      this.#frames.order(washed, () => {
        const shape = this.#frames.get(key * WASH_NAMES.length);
        return shape && silhouette(shape, colour);
      });
    }
    return true;
  }

  /**
   * Copies the picture of a plain figure that is neither turned nor stretched, on whole pixels: between them, a machine
   * without a GPU blends each pixel of four.
   */
  #copy({ image, left, top, unit }: Picture): boolean {
    const m = this.#matrix;
    const base = this.#base;
    const isSame = (scale: number) => Math.abs(scale * unit - 1) < 0.002;
    if (this.#wash !== "plain" || m[1] !== 0 || m[2] !== 0) return false;
    if (!isSame(base.across * m[0]!) || !isSame(base.down * m[3]!)) return false;
    this.#useAlpha(this.#alpha);
    this.#usePixels();
    const x = Math.round(base.across * m[4]! + base.x);
    const y = Math.round(base.down * m[5]! + base.y);
    this.g.drawImage(image, x + left, y + top);
    return true;
  }

  #usePixels(): void {
    if (!this.#isInPixels) this.#target.setTransform(1, 0, 0, 1, 0, 0);
    this.#isInPixels = true;
  }

  /** Orders a picture of a pose. */
  orderFrame(key: number, frame: Frame): void {
    this.#frames.order(key * WASH_NAMES.length, () => this.#rasterFrame(frame));
  }

  /** Draws a figure of a single part. */
  putAlone(name: string): void {
    const picture = this.#picture(name);
    if (!this.#copy(picture)) this.#draw(picture, WHERE_IT_STANDS);
  }

  put(name: string, put: Put = WHERE_IT_STANDS): void {
    this.#draw(this.#picture(name), put);
  }

  /**
   * Draws a part. It multiplies the matrices itself and sets the result: saving, transforming and restoring for each of
   * several hundred parts a frame took longer than everything else. Upright parts do not even need that: their box is
   * given in pixels.
   */
  #draw({ image, left, top, width, height, unit }: Picture, put: Put): void {
    const { x = 0, y = 0, turn = 0, sx = 1, sy = 1, alpha = 1 } = put;
    const m = this.#matrix;
    const a = m[0]!, b = m[1]!, c = m[2]!, d = m[3]!;
    const base = this.#base;
    const g = this.#target;
    this.#useAlpha(this.#alpha * alpha);
    const gx = base.across * (m[4]! + a * x + c * y) + base.x;
    const gy = base.down * (m[5]! + b * x + d * y) + base.y;
    const across = base.across * a * sx * unit;
    const down = base.down * d * sy * unit;
    if (turn === 0 && b === 0 && c === 0 && across > 0 && down > 0) {
      this.#usePixels();
      g.drawImage(image, gx + across * left, gy + down * top, across * width, down * height);
      return;
    }
    this.#isInPixels = false;
    const cos = turn === 0 ? unit : Math.cos(turn) * unit;
    const sin = turn === 0 ? 0 : Math.sin(turn) * unit;
    g.setTransform(
      base.across * (a * cos + c * sin) * sx,
      base.down * (b * cos + d * sin) * sx,
      base.across * (c * cos - a * sin) * sy,
      base.down * (d * cos - b * sin) * sy,
      gx,
      gy,
    );
    g.drawImage(image, left, top);
  }

  #useAlpha(alpha: number): void {
    if (alpha === this.#shownAlpha) return;
    this.#target.globalAlpha = alpha;
    this.#shownAlpha = alpha;
  }

  #picture(name: string): Picture {
    const wash = this.#wash;
    const plain = this.#pictures.get(name) ?? this.#pictures.take(name, () => this.#raster(name));
    if (wash === "plain") return plain;
    return this.#pictures.take(`${wash} ${name}`, () => washPicture(plain, WASHES[wash]));
  }

  #raster(name: string): Picture {
    const part = this.#part(name);
    return makePicture({ box: inkOfPart(part), pixels: this.#pixels }, (g) => part.paint(g));
  }

  #part(name: string): Part {
    const part = this.#parts[name];
    if (!part) throw new Error(`Cannot draw "${name}": there is no such part`);
    return part;
  }

  /** Rasterizes a pose between two frames. */
  #rasterFrame({ pose, finest }: Frame): Picture {
    const pixels = Math.min(this.#pixels, finest);
    const box = boxOfPose((name) => inkOfPart(this.#part(name)), pose);
    const base = this.#base;
    const picture = makePicture({ box, pixels }, (g) => {
      this.#target = g;
      const { e, f } = g.getTransform();
      this.#base = { across: pixels, down: pixels, x: e, y: f };
      this.#isInPixels = false;
      this.#shownAlpha = 1;
      this.stand(UPRIGHT);
      pose(this);
    });
    this.#target = this.g;
    this.#base = base;
    this.rest();
    return picture;
  }
}
