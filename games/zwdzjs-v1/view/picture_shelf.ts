import { endPicture } from "../../kit/drawing/picture_end.ts";
import type { Picture } from "./pictures.ts";

/** Calls back in idle time; `timeLeft` returns how many milliseconds of it are left. */
export type IdleSource = (work: (timeLeft: () => number) => void) => void;

/** The limit of a shelf, and its idle time. */
export interface ShelfOptions {
  /** The most pixels of all pictures together, 4 bytes each; beyond it, the oldest quarter is dropped. */
  readonly pixelsLimit: number;
  /** @default the browser's own idle time */
  readonly idle?: IdleSource;
}

/** The time that a slow tablet needs for a picture; with less idle time, it would delay a frame. */
const TIME_FOR_ONE_MS = 6;
/**
 * The longest wait on a machine that is never idle, and the time that it then takes at once. Drawing without pictures
 * costs it even more: a crowd of parts is slow until its hundreds of pictures are made.
 */
const [LONGEST_WAIT_MS, BUSY_MS] = [30, TIME_FOR_ONE_MS + 5];

function browserIdle(work: (timeLeft: () => number) => void): void {
  if ("requestIdleCallback" in globalThis) {
    const timeout = LONGEST_WAIT_MS;
    requestIdleCallback((deadline) => {
      const endMs = deadline.didTimeout ? performance.now() + BUSY_MS : 0;
      work(() => Math.max(deadline.timeRemaining(), endMs - performance.now()));
    }, { timeout });
  } else {
    // Safari lacks idle callbacks: there, one picture follows each frame that ordered any.
    setTimeout(() => work(() => 0));
  }
}

/** Makes pictures that a frame orders before a later frame, and keeps them within a limit. */
export class PictureShelf<Key> {
  #pictures = new Map<Key, Picture>();
  /** Those that serve until better ones are made. */
  #old = new Map<Key, Picture>();
  #orders = new Map<Key, () => Picture | undefined>();
  #pixels = 0;
  #pixelsLimit: number;
  #idle: IdleSource;
  #isAwaited = false;

  constructor({ pixelsLimit, idle = browserIdle }: ShelfOptions) {
    this.#pixelsLimit = pixelsLimit;
    this.#idle = idle;
  }

  /** The pixels of all its pictures. */
  get pixels(): number {
    return this.#pixels;
  }

  /** Whether no order is open. */
  get isDone(): boolean {
    return this.#orders.size === 0;
  }

  /** Returns the picture if it has been made, or an old one. */
  get(key: Key): Picture | undefined {
    return this.#pictures.get(key) ?? this.#old.get(key);
  }

  /** Whether it is neither made, or only an old one, nor ordered. */
  lacks(key: Key): boolean {
    return !this.#orders.has(key) && !this.#pictures.has(key);
  }

  /** Returns the picture, and makes it now if needed, or orders it if an old one serves so long. */
  take(key: Key, make: () => Picture): Picture {
    const known = this.get(key);
    if (known) {
      this.order(key, make);
      return known;
    }
    const made = make();
    this.#orders.delete(key);
    this.#keep(key, made);
    return made;
  }

  /**
   * Orders a picture for one of the next frames, because making it in this frame would delay that. Its data may be gone
   * by then; then `make` returns undefined.
   */
  order(key: Key, make: () => Picture | undefined): void {
    if (!this.lacks(key)) return;
    this.#orders.set(key, make);
    this.#await();
  }

  /** Lets the pictures serve only until better ones are made, and drops all orders. */
  age(): void {
    this.#orders.clear();
    for (const [key, picture] of this.#pictures) {
      this.#drop(this.#old, key);
      this.#old.set(key, picture);
    }
    this.#pictures.clear();
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
    this.#drop(this.#old, key);
    const pixels = made.width * made.height;
    if (this.#pixels + pixels > this.#pixelsLimit) this.#shrink(0.75 * this.#pixelsLimit - pixels);
    this.#pictures.set(key, made);
    this.#pixels += pixels;
  }

  /** Drops the oldest pictures down to so many pixels. */
  #shrink(pixelsLeft: number): void {
    for (const pictures of [this.#old, this.#pictures]) {
      for (const key of pictures.keys()) {
        if (this.#pixels <= pixelsLeft) return;
        this.#drop(pictures, key);
      }
    }
  }

  #drop(pictures: Map<Key, Picture>, key: Key): void {
    const picture = pictures.get(key);
    if (!picture) return;
    this.#pixels -= picture.width * picture.height;
    pictures.delete(key);
    endPicture(picture.image);
  }
}
