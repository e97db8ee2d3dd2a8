// What the page and the thread that draws its stage say to one another.

/** What was drawn, in a form that another thread understands. */
export interface Listed {
  /** As in `DrawingList`. */
  readonly numbers: Float64Array;
  /** The number of each thing that it names. */
  readonly names: Uint32Array;
}

/** A picture to be made of things that are known before it. */
export interface SentRecipe extends Listed {
  readonly name: number;
  readonly width: number;
  readonly height: number;
}

/** What the drawings after it name for the first time. */
export interface SentThings {
  readonly things: readonly (readonly [name: number, thing: string | ImageBitmap])[];
  readonly recipes: readonly SentRecipe[];
}

/** A frame of the stage. */
export interface SentFrame {
  readonly frame: Listed;
  readonly width: number;
  readonly height: number;
  /** What is not named any more. */
  readonly gone: readonly number[];
}

/** A change of a sheet, which is a thing of that name from then on. */
export interface SentSheet {
  readonly sheet: Listed;
  readonly name: number;
  readonly width: number;
  readonly height: number;
}

/** What the thread has to do, in this order. */
export type Order = SentThings | SentFrame | SentSheet;

/** To the thread: its canvas, or what it has to do. */
export type ToPainter = { readonly canvas: OffscreenCanvas } | readonly Order[];

/** When a frame was begun and shown, in milliseconds of the thread's clock. */
export interface Shown {
  readonly begunMs: number;
  readonly shownMs: number;
}

/** From the thread: it has begun, or which frames it has shown since it last said so. */
export type FromPainter = "ready" | readonly Shown[];
