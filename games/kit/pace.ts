// Judges whether a machine keeps up with what it draws.

/** A frame that takes so long, or comes so long after the last one, is late: the player sees it. */
const LATE_MS = 25;
/** A longer gap was a pause. */
const PAUSE_MS = 500;
/** The frames by which a pace is judged, and those before them, in which pictures are still made. */
const [JUDGED, UNJUDGED] = [40, 30];
/** So many late ones of the judged are too many, and so many are most. */
const [TOO_MANY, MOST] = [4, 20];
/** The parts of the full sharpness that a machine is tried with. */
const SHARPNESS = [1, 0.7, 0.5] as const;
/**
 * The coarsest picture has to save so much of a frame, or pixels are not what the machine is slow at. It is judged so
 * often, because on a slow machine pictures are made for seconds.
 */
const [WORTH_IT, TRIALS] = [0.85, 6];
/**
 * After so many judgements in time, some ten seconds, a sharper picture is tried again, because what was slow may have
 * been another program. Each time that takes twice as long, and it is done so often.
 */
const [IN_TIME, RAISES] = [10, 3];

/** Finds how sharp a picture a machine can draw in time. */
export class Pace {
  #step = 0;
  #frames = -UNJUDGED;
  #late = 0;
  #sumMs = 0;
  /** The mean time from frame to frame at full sharpness. */
  #fullMs = 0;
  /** How often the coarsest picture was judged and not worth it. */
  #trials = 0;
  /** Whether coarse pictures do not help this machine. */
  #isUseless = false;
  #inTime = 0;
  #raises = 0;

  /** The part of the screen's pixels, to each side, that is drawn. */
  get sharpness(): number {
    return SHARPNESS[this.#step]!;
  }

  /** Counts a frame. @param gap its milliseconds @returns whether the sharpness has changed */
  count(gap: number): boolean {
    if (this.#isUseless) return false;
    if (gap > PAUSE_MS) {
      this.#begin();
      return false;
    }
    if (this.#frames++ < 0) return false;
    this.#sumMs += gap;
    if (gap > LATE_MS) this.#late++;
    return this.#frames >= JUDGED && this.#judge();
  }

  #judge(): boolean {
    const before = this.#step;
    const meanMs = this.#sumMs / this.#frames;
    if (before === 0) this.#fullMs = meanMs;
    if (this.#late > TOO_MANY) this.#lower(meanMs);
    else this.#raise();
    this.#begin();
    return this.#step !== before;
  }

  /** Follows a judgement that frames come too late. */
  #lower(meanMs: number): void {
    this.#inTime = 0;
    const lowest = SHARPNESS.length - 1;
    if (this.#step < lowest) {
      this.#step = this.#late > MOST ? lowest : this.#step + 1;
    } else if (meanMs < this.#fullMs * WORTH_IT) {
      this.#trials = 0;
    } else if (++this.#trials === TRIALS) {
      // A screen that shows thirty frames a second does so however coarse they are.
      this.#isUseless = true;
      this.#step = 0;
    }
  }

  /** Follows a judgement that frames come in time. */
  #raise(): void {
    this.#trials = 0;
    if (this.#step === 0 || this.#raises === RAISES) return;
    if (++this.#inTime < IN_TIME * 2 ** this.#raises) return;
    this.#inTime = 0;
    this.#raises++;
    this.#step--;
  }

  #begin(): void {
    this.#frames = -UNJUDGED;
    this.#late = this.#sumMs = 0;
  }
}
