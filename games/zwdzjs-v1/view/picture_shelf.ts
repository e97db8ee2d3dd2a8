import type { Picture } from "./pictures.ts";

/** Calls back when nothing else is to be done; `timeLeft` tells how many ms that will last. */
export type IdleSource = (work: (timeLeft: () => number) => void) => void;

/** What a shelf may hold, and when it is filled. */
export interface ShelfOptions {
  /** Pixels of all pictures together, 4 bytes each; past it the oldest fourth goes. */
  readonly pixelsLimit: number;
  /** @default the browser's own idle time */
  readonly idle?: IdleSource;
}

/** A picture takes a slow tablet about as long: with less time left it would hold up a frame. */
const TIME_FOR_ONE_MS = 6;
/** On a machine that is never idle pictures are made nevertheless: without them it has more to do. */
const LONGEST_WAIT_MS = 30;

function browserIdle(work: (timeLeft: () => number) => void): void {
  if ("requestIdleCallback" in globalThis) {
    const timeout = LONGEST_WAIT_MS;
    requestIdleCallback((deadline) => work(() => deadline.timeRemaining()), { timeout });
  } else {
    // Safari has none: after the drawing that asked, one picture.
    setTimeout(() => work(() => 0));
  }
}

/** Pictures that are ordered in one drawing, made before a later one, and kept within a limit. */
export class PictureShelf<Key> {
  #pictures = new Map<Key, Picture>();
  #orders = new Map<Key, () => Picture | undefined>();
  #pixels = 0;
  #pixelsLimit: number;
  #idle: IdleSource;
  #isAwaited = false;

  constructor({ pixelsLimit, idle = browserIdle }: ShelfOptions) {
    this.#pixelsLimit = pixelsLimit;
    this.#idle = idle;
  }

  /** Pixels of all its pictures. */
  get pixels(): number {
    return this.#pixels;
  }

  /** The picture, once it is made. */
  get(key: Key): Picture | undefined {
    return this.#pictures.get(key);
  }

  /** Whether it is neither made nor ordered. */
  lacks(key: Key): boolean {
    return !this.#orders.has(key) && !this.#pictures.has(key);
  }

  /** The picture, made now where it cannot wait. */
  take(key: Key, make: () => Picture): Picture {
    const known = this.#pictures.get(key);
    if (known) return known;
    const made = make();
    this.#orders.delete(key);
    this.#keep(key, made);
    return made;
  }

  /**
   * Lets a picture be made before one of the next drawings: in this one it would be felt as a hitch. What
   * it was to be made of may be gone by then.
   */
  order(key: Key, make: () => Picture | undefined): void {
    if (!this.lacks(key)) return;
    this.#orders.set(key, make);
    this.#await();
  }

  /** Lets all pictures and orders go. */
  clear(): void {
    this.#orders.clear();
    this.#shrink(0);
  }

  #await(): void {
    if (this.#isAwaited) return;
    this.#isAwaited = true;
    this.#idle((timeLeft) => {
      this.#isAwaited = false;
      this.#fill(timeLeft);
    });
  }

  #fill(timeLeft: () => number): void {
    for (const [key, make] of this.#orders) {
      this.#orders.delete(key);
      const made = make();
      if (made) this.#keep(key, made);
      if (timeLeft() < TIME_FOR_ONE_MS) break;
    }
    if (this.#orders.size > 0) this.#await();
  }

  #keep(key: Key, made: Picture): void {
    const pixels = made.width * made.height;
    if (this.#pixels + pixels > this.#pixelsLimit) this.#shrink(0.75 * this.#pixelsLimit - pixels);
    this.#pictures.set(key, made);
    this.#pixels += pixels;
  }

  /** Lets the oldest go until so many pixels are left. */
  #shrink(pixelsLeft: number): void {
    for (const [key, { image, width, height }] of this.#pictures) {
      if (this.#pixels <= pixelsLeft) break;
      this.#pixels -= width * height;
      this.#pictures.delete(key);
      image.close();
    }
  }
}
