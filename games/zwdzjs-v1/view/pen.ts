import type { Part, PartPen, Put } from "../art/part.ts";
import type { Canvas2d } from "../art/forms.ts";
import { PictureShelf } from "./picture_shelf.ts";
import { boxOfPose } from "./pose_box.ts";
import {
  makePicture,
  type Picture,
  silhouette,
  type Wash,
  WASH_NAMES,
  WASHES,
  washPicture,
} from "./pictures.ts";

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

/** A stance to be filled anew for each of many figures: made anew, they would soon be garbage. */
export function reusedStance(): { -readonly [Name in keyof Stance]-?: Stance[Name] } {
  return { x: 0, y: 0, scale: 1, wash: "plain", sx: 1, sy: 1, turn: 0, alpha: 1 };
}

/** A whole figure in one pose that many share, to be kept as one picture. */
export interface Frame {
  /** Puts the parts. */
  readonly pose: (pen: PartPen) => void;
  /** Most pixels a unit; fewer are enough for what moves on and comes in crowds. */
  readonly finest: number;
}

const WHERE_IT_STANDS: Put = {};
const UPRIGHT: Stance = { x: 0, y: 0, scale: 1 };

/** Pixels that pictures of whole poses may hold. */
const FRAME_PIXELS_LIMIT = 16_000_000;

/** How stage units lie on the pixels; they are never turned. */
interface Base {
  across: number;
  down: number;
  x: number;
  y: number;
}

/** Draws figures out of parts that are rasterised once for each size and wash. */
export class Pen implements PartPen {
  readonly g: CanvasRenderingContext2D;
  #target: Canvas2d;
  #parts: Readonly<Record<string, Part>>;
  /** Parts by name and wash; there are only so many, so that none has to go. */
  #pictures = new PictureShelf<string>({ pixelsLimit: Infinity });
  #frames = new PictureShelf<number>({ pixelsLimit: FRAME_PIXELS_LIMIT });
  #pixels = 1;
  #wash: Wash = "plain";
  /** Filled anew for each figure: made anew, hundreds a frame would soon be garbage to collect. */
  #matrix = Float64Array.of(1, 0, 0, 1, 0, 0);
  #alpha = 1;
  /** The alpha that the target has now. */
  #shownAlpha = 1;
  /** Whether the target's units are its pixels now, as for all that stands upright. */
  #isInPixels = false;
  /** How the context's units lie; what it is moved by in one drawing, as by a shake, comes on top. */
  #still: Base = { across: 1, down: 1, x: 0, y: 0 };
  #base: Base = { across: 1, down: 1, x: 0, y: 0 };

  constructor(g: CanvasRenderingContext2D, parts: Readonly<Record<string, Part>>) {
    this.g = g;
    this.#target = g;
    this.#parts = parts;
  }

  /** Learns the units that the context has now; each look at them is a call out of the script. */
  learnUnits(): void {
    const { a, d, e, f } = this.g.getTransform();
    this.#still = { across: a, down: d, x: e, y: f };
  }

  /** Begins a new drawing of the whole scene, moved by so many units, and moves the context. */
  begin(moved: { readonly x: number; readonly y: number }): void {
    const { across, down, x, y } = this.#still;
    const base = this.#base;
    base.across = across;
    base.down = down;
    base.x = x + across * moved.x;
    base.y = y + down * moved.y;
    this.rest();
  }

  /** Gives the context back its units and alpha 1, as it has to be left: for what is drawn without the pen. */
  rest(): void {
    const { across, down, x, y } = this.#base;
    this.g.setTransform(across, 0, 0, down, x, y);
    this.g.globalAlpha = 1;
    this.#shownAlpha = 1;
    this.#isInPixels = false;
  }

  /**
   * Says how many canvas pixels one stage unit is and how large figures are drawn in stage units, which
   * is what parts are rasterised for.
   */
  resize(pixelsPerUnit: number): void {
    if (Math.abs(pixelsPerUnit - this.#pixels) < 0.01) return;
    this.#pixels = pixelsPerUnit;
    this.#pictures.clear();
    this.#frames.clear();
  }

  /** Lets every part be drawn in idle moments, before a figure that nobody saw yet comes on the stage. */
  prepare(): void {
    for (const name of Object.keys(this.#parts)) {
      this.#pictures.order(name, () => this.#raster(name));
    }
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

  /**
   * Draws a whole figure as one picture; false where its pose has none yet. Figure and pose are told by
   * one whole number: it is looked up for each figure in each drawing.
   */
  putFrame(stance: Stance, key: number): boolean {
    const plain = this.#frames.get(key * WASH_NAMES.length);
    if (!plain) return false;
    this.stand(stance);
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

  /** Lets a picture of a pose be made. */
  orderFrame(key: number, frame: Frame): void {
    this.#frames.order(key * WASH_NAMES.length, () => this.#rasterFrame(frame));
  }

  put(name: string, put: Put = WHERE_IT_STANDS): void {
    this.#draw(this.#picture(name), put);
  }

  /**
   * Multiplies the matrices itself and sets the result: several hundred parts a frame are drawn, and
   * saving, transforming and restoring for each took longer than all else. What stands upright needs not
   * even that: its box is given in pixels.
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
      if (!this.#isInPixels) g.setTransform(1, 0, 0, 1, 0, 0);
      this.#isInPixels = true;
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
    const part = this.#parts[name];
    if (!part) throw new Error(`Cannot draw "${name}": there is no such part`);
    const { box } = part;
    return makePicture({ box, pixels: this.#pixels }, (g) => part.paint(g));
  }

  /** Draws a pose for itself, between two drawings. */
  #rasterFrame({ pose, finest }: Frame): Picture {
    const pixels = Math.min(this.#pixels, finest);
    const box = boxOfPose(this.#parts, pose);
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
