import type { Listed, SentRecipe, SentThings } from "./messages.ts";
import { onPictureEnd } from "./picture_end.ts";
import { Recipe, type Thing } from "./recipe.ts";
import { sheetOf } from "./sheet.ts";

/** Colours that fade are many texts; so many are remembered. */
const MOST_TEXTS = 2000;

/** A drawing as it is written down. */
interface Unsent {
  readonly numbers: Float64Array;
  readonly things: readonly Thing[];
}

/** Numbers the things that drawings name, so that each is sent once. */
export class ThingNames {
  #texts = new Map<string, number>();
  #pictures = new WeakMap<Exclude<Thing, string>, number>();
  #next = 0;
  #gone: number[] = [];
  #garbage = new FinalizationRegistry<number>((name) => this.#gone.push(name));
  #news: [number, string | ImageBitmap][] = [];
  #recipes: SentRecipe[] = [];
  #owned: Transferable[] = [];

  /** Ends what it follows. */
  readonly end = onPictureEnd((picture) => {
    const name = this.#pictures.get(picture);
    if (name !== undefined) this.#gone.push(name);
  });

  /** The number of a sheet, whose pixels the other side makes itself. */
  ofSheet(image: OffscreenCanvas): number {
    return this.#pictures.get(image) ?? this.#add(image);
  }

  /** Puts a drawing into a form that can be sent, after the news. */
  list({ numbers, things }: Unsent): Listed {
    const names = new Uint32Array(things.length);
    things.forEach((thing, at) => names[at] = this.#known(thing) ?? this.#tell(thing));
    return { numbers: numbers.slice(), names };
  }

  /** Takes what has been named for the first time, and what is given away with it; undefined where there is nothing. */
  takeNews(): { sent: SentThings; owned: Transferable[] } | undefined {
    if (this.#news.length === 0 && this.#recipes.length === 0) return undefined;
    const sent = { things: this.#news, recipes: this.#recipes };
    const owned = this.#owned;
    this.#news = [];
    this.#recipes = [];
    this.#owned = [];
    return { sent, owned };
  }

  /** Takes the numbers that no later drawing names. */
  takeGone(): readonly number[] {
    const gone = this.#gone;
    this.#gone = [];
    return gone;
  }

  /** Forgets texts where they are many, between two frames. */
  tidy(): void {
    if (this.#texts.size <= MOST_TEXTS) return;
    this.#gone.push(...this.#texts.values());
    this.#texts.clear();
  }

  #known(thing: Thing): number | undefined {
    return typeof thing === "string" ? this.#texts.get(thing) : this.#pictures.get(thing);
  }

  /** Puts a thing into the news. @returns its number */
  #tell(thing: Thing): number {
    if (typeof thing === "string") {
      const name = this.#next++;
      this.#texts.set(thing, name);
      this.#news.push([name, thing]);
      return name;
    }
    const name = this.#add(thing);
    if (thing instanceof Recipe) {
      const listed = this.list(thing);
      this.#owned.push(listed.numbers.buffer, listed.names.buffer);
      this.#recipes.push({ name, width: thing.width, height: thing.height, ...listed });
    } else if (thing instanceof ImageBitmap) this.#news.push([name, thing]);
    else if (!sheetOf(thing)) {
      const copy = copyOf(thing);
      this.#owned.push(copy);
      this.#news.push([name, copy]);
    }
    return name;
  }

  #add(picture: Exclude<Thing, string>): number {
    const name = this.#next++;
    this.#pictures.set(picture, name);
    this.#garbage.register(picture, name);
    return name;
  }
}

/** Copies a picture as it is now. */
export function copyOf(picture: HTMLCanvasElement | OffscreenCanvas): ImageBitmap {
  const copy = new OffscreenCanvas(picture.width, picture.height);
  copy.getContext("2d")!.drawImage(picture, 0, 0);
  return copy.transferToImageBitmap();
}
