/** What any canvas can copy: a picture that does not change any more, or a sheet. */
export type Copied = ImageBitmap | HTMLCanvasElement | OffscreenCanvas;

/**
 * A picture that never changes, told by what it is made of: whoever draws the stage makes it when it is first copied.
 * Hundreds of them cost the page's thread nothing but their lists.
 */
export class Recipe {
  readonly width: number;
  readonly height: number;
  /** How it is drawn, as in `DrawingList`. */
  readonly numbers: Float64Array;
  /** What it is made of. */
  readonly things: readonly Thing[];
  /** The picture, where this thread has made it. */
  made: ImageBitmap | undefined;

  constructor(
    { width, height }: { readonly width: number; readonly height: number },
    { numbers, things }: Pick<Recipe, "numbers" | "things">,
  ) {
    this.width = width;
    this.height = height;
    this.numbers = numbers.slice();
    this.things = [...things];
  }

  /** Frees its pixels on this thread. */
  close(): void {
    this.made?.close();
    this.made = undefined;
  }
}

/** What a drawing refers to by its place: a text, or a picture. */
export type Thing = string | Copied | Recipe;
