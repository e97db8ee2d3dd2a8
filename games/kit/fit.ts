// How a stage of fixed logical size lies in a window.

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
