import type { StageBrush } from "../../kit/drawing/stage_brush.ts";
import type { Grid, Point, Size } from "../../kit/fit.ts";
import type { Part, PartPen, Put } from "../art/part.ts";
import type { Frame, Stance } from "./stance.ts";
import { PictureShelf } from "./picture_shelf.ts";
import { boxOfBend, boxOfPose, inkOfPart } from "./pose_box.ts";
import {
  makePicture,
  type Picture,
  tellPicture,
  type Wash,
  WASH_NAMES,
  washPicture,
} from "./pictures.ts";

const WHERE_IT_STANDS: Put = {};
const UPRIGHT: Stance = { x: 0, y: 0, scale: 1 };

/** The pixels that pictures of whole poses may have in all. */
const FRAME_PIXELS_LIMIT = 24_000_000;

/** The mapping from stage units to pixels, which never rotates. */
interface Base {
  across: number;
  down: number;
  x: number;
  y: number;
}

/** Draws figures of parts that are rasterized once for each size and wash. */
export class Pen implements PartPen {
  readonly g: StageBrush;
  #target: StageBrush;
  #parts: Readonly<Record<string, Part>>;
  /** Parts by name and wash; their number is limited, so none has to be dropped. */
  #pictures = new PictureShelf<string>({ pixelsLimit: Infinity });
  #frames = new PictureShelf<number>({
    pixelsLimit: FRAME_PIXELS_LIMIT,
    idle: (tell) => this.#tell = tell,
  });
  /** Tells pictures of poses. */
  #tell: ((timeLeft: () => number) => void) | undefined;
  /** What the pictures of poses were made of. */
  #ordered = new Map<number, Frame>();
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
  #surface: Size = { width: 1, height: 1 };
  #base: Base = { across: 1, down: 1, x: 0, y: 0 };

  constructor(g: StageBrush, parts: Readonly<Record<string, Part>>) {
    this.g = g;
    this.#target = g;
    this.#parts = parts;
  }

  /** Learns how many pixels the context has, and how units lie on them. */
  learnUnits(
    { grid: { scale, x, y }, pixels }: { readonly grid: Grid; readonly pixels: Size },
  ): void {
    this.#still = { across: scale, down: scale, x, y };
    this.#surface = pixels;
  }

  /** The pixels of the context. */
  get surface(): Size {
    return this.#surface;
  }

  /** How units lie on the pixels now, moved as the frame is. */
  get base(): Readonly<Base> {
    return this.#base;
  }

  /** Begins a frame that is moved by so many units, and moves the context. */
  begin(moved: { readonly x: number; readonly y: number }): void {
    this.#tellOne();
    const { across, down, x, y } = this.#still;
    const base = this.#base;
    base.across = across;
    base.down = down;
    // By whole pixels, or every picture would lie between them.
    base.x = x + Math.round(across * moved.x);
    base.y = y + Math.round(down * moved.y);
    this.rest();
  }

  /** Tells one of the ordered pictures, of parts that have to be good by then: several would make the frame late. */
  #tellOne(): void {
    const tell = this.#tell;
    if (!tell || !this.#pictures.isDone) return;
    this.#tell = undefined;
    tell(() => 0);
  }

  /** The stage units of a figure unit, at which pictures are copied. */
  get figure(): number {
    return this.#pixels / this.#still.across;
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
    this.#pixels = pixelsPerUnit;
    this.#pictures.age();
    this.#frames.age();
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
    const plain = this.#frame(key, "plain");
    if (!plain) return false;
    const wash = stance.wash ?? "plain";
    const picture = wash === "plain" ? plain : this.#frame(key, wash) ?? plain;
    this.stand(stance);
    if (!this.#copy(picture)) this.#draw(picture, WHERE_IT_STANDS);
    return true;
  }

  /** Finds the picture of a pose, and orders it where it is missing or old. */
  #frame(key: number, wash: Wash): Picture | undefined {
    const washed = key * WASH_NAMES.length + WASH_NAMES.indexOf(wash);
    const frame = this.#frames.lacks(washed) && this.#ordered.get(key);
    if (frame) {
      this.#frames.order(washed, () => {
        const bent = wash === "plain" ? frame.bent : { ...frame.bent, wash };
        return this.#tellFrame({ ...frame, ...(bent && { bent }) });
      });
    }
    return this.#frames.get(washed);
  }

  /**
   * Copies the picture of a figure that is neither turned nor stretched, on whole pixels: between them, a machine
   * without a GPU blends each pixel of four.
   */
  #copy({ image, left, top, unit }: Picture): boolean {
    const m = this.#matrix;
    const base = this.#base;
    const isSame = (scale: number) => Math.abs(scale * unit - 1) < 0.002;
    if (m[1] !== 0 || m[2] !== 0) return false;
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
    this.#ordered.set(key, frame);
    this.#frame(key, "plain");
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
    const plain = () =>
      this.#pictures.get(name) ?? this.#pictures.take(name, () => this.#raster(name));
    if (wash === "plain") return plain();
    return this.#pictures.take(`${wash} ${name}`, () => washPicture(plain(), wash));
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

  /** Tells a picture of a pose. */
  #tellFrame({ pose, size = 1, bent = {}, finest = Infinity }: Frame): Picture {
    const pixels = Math.min(this.#pixels * size, finest);
    const { wash, alpha, ...bend } = bent;
    const box = boxOfBend(boxOfPose((name) => inkOfPart(this.#part(name)), pose), bend);
    const base = this.#base;
    const paint = (g: StageBrush, { x, y }: Point) => {
      this.#target = g;
      this.#base = { across: pixels, down: pixels, x, y };
      this.#isInPixels = false;
      this.#shownAlpha = 1;
      this.stand({ ...UPRIGHT, ...bend });
      pose(this);
      // The wash and the fading are laid on all of it.
      g.globalAlpha = 1;
    };
    const picture = tellPicture({ box, pixels }, paint, {
      ...(wash && { wash }),
      ...(alpha !== undefined && { alpha }),
    });
    this.#target = this.g;
    this.#base = base;
    this.rest();
    return picture;
  }
}
