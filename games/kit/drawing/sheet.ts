import { DrawingList } from "./drawing_list.ts";
import type { StageBrush } from "./stage_brush.ts";

const sheets = new WeakMap<object, Sheet>();

/**
 * A picture that goes on changing, of a stage that is drawn apart: whoever draws the stage draws the picture, before
 * the frame that copies it.
 */
export class Sheet {
  /** What the stage copies. */
  readonly image = new OffscreenCanvas(1, 1);
  /** What has been drawn since it was last taken over. */
  readonly list = new DrawingList();
  #width = 1;
  #height = 1;

  constructor() {
    sheets.set(this.image, this);
  }

  get brush(): StageBrush {
    return this.list;
  }

  get width(): number {
    return this.#width;
  }

  get height(): number {
    return this.#height;
  }

  /** Whether something was drawn since it was last taken over. */
  get hasChanged(): boolean {
    return this.list.numbers.length > 0;
  }

  /** Sets its pixels, which are empty after that. */
  resize(width: number, height: number): void {
    this.#width = width;
    this.#height = height;
    this.list.clear();
  }
}

/** Finds the sheet that a picture belongs to. */
export function sheetOf(thing: unknown): Sheet | undefined {
  return thing instanceof OffscreenCanvas ? sheets.get(thing) : undefined;
}
