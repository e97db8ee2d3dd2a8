import type { Recipe } from "./recipe.ts";

/** What can be ended: a picture that is needed no more. */
type Ending = ImageBitmap | Recipe;

const listeners = new Set<(picture: Ending) => void>();

/**
 * Frees a picture's pixels, on each thread that has some. A bitmap's are left to the garbage collector, because a recipe
 * that is still to be made may name it.
 */
export function endPicture(picture: Ending): void {
  if (picture instanceof ImageBitmap) return;
  picture.close();
  for (const listener of listeners) listener(picture);
}

/** Calls a listener with each picture that is ended. @returns stops that */
export function onPictureEnd(listener: (picture: Ending) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
