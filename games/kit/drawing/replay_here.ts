import { type Copied, Recipe, type Thing } from "./recipe.ts";
import { type Context, replay } from "./replay.ts";
import { type Sheet, sheetOf } from "./sheet.ts";

/** Draws what has changed of a sheet. */
export function paintSheet({ image, list, width, height }: Sheet): void {
  if (image.width !== width || image.height !== height) {
    image.width = width;
    image.height = height;
  }
  replayHere(image.getContext("2d")!, list);
  list.clear();
}

function make(recipe: Recipe): ImageBitmap {
  const canvas = new OffscreenCanvas(recipe.width, recipe.height);
  replayHere(canvas.getContext("2d")!, recipe);
  return canvas.transferToImageBitmap();
}

/** Finds what a context can copy of a thing. */
function ready(thing: Thing): string | Copied {
  if (thing instanceof Recipe) return thing.made ??= make(thing);
  const sheet = sheetOf(thing);
  if (sheet?.hasChanged) paintSheet(sheet);
  return thing;
}

/** Draws on this thread what was written down, and before it the sheets and recipes that it copies. */
export function replayHere(
  context: Context,
  { numbers, things }: { readonly numbers: Float64Array; readonly things: readonly Thing[] },
): void {
  replay(context, { numbers, things: things.map(ready) });
}
