import { type Bounds, newPace, observe, type Pace } from "./controller.ts";

/** A shorter round measures only chance. */
const SHORTEST_ROUND_MS = 50;
/** A round ends after this time even if no file has; large files take longer. */
const LONGEST_ROUND_MS = 2000;

/**
 * The most consecutive refusals, without an arrival in between, that the pace may cause: eight files at once, halved
 * down to one, and a few gaps. A host that still refuses does not refuse because of the pace.
 */
const MOST_REFUSALS = 6;

/** A file under way. */
export interface Start {
  readonly atMs: number;
  readonly round: number;
}

/** The end of a file: the bytes that it brought, or the kind of trouble; `undefined` says nothing about the pace. */
export type Ending =
  | { readonly kind: "arrival"; readonly bytes: number; readonly firstByteMs: number }
  | { readonly kind: "refusal" | "loss" }
  | undefined;

/** Files that share one limit: those of one host, or all. It divides time into rounds and asks the controller. */
export class Flow {
  readonly #bounds: () => Bounds;
  #pace: Pace;
  #running = 0;
  /** Whether the limit made any file wait in this round. */
  #wasFull = false;
  #round = 0;
  #roundMs: number;
  #bytes = 0;
  #arrivals = 0;
  #firstByteMs = 0;
  /** The number of arrivals in that sum. */
  #timedCount = 0;
  #mayStartMs = 0;
  #refusals = 0;
  #hasArrived = false;
  #mayBeTooFast = false;

  /** @param bounds reads the bounds, which may change */
  constructor(bounds: () => Bounds, nowMs: number) {
    this.#bounds = bounds;
    this.#pace = newPace(bounds());
    this.#roundMs = nowMs;
  }

  /** The number of files that may be under way. */
  get limit(): number {
    return this.#pace.limit;
  }

  /** The number of files under way. */
  get running(): number {
    return this.#running;
  }

  /** The earliest start of the next file, in milliseconds since 1970; a gap between starts sets it. */
  get mayStartMs(): number {
    return this.#mayStartMs;
  }

  /** Whether one more file may start. The caller must want to start one, because a refusal counts as waiting. */
  hasRoom(): boolean {
    const hasRoom = this.#running < this.#pace.limit;
    this.#wasFull ||= !hasRoom;
    return hasRoom;
  }

  /** Starts a file. */
  begin(nowMs: number): Start {
    if (this.#running === 0) this.#startRound(nowMs);
    this.#running++;
    this.#mayStartMs = nowMs + this.#pace.gapMs;
    return { atMs: nowMs, round: this.#round };
  }

  /** Raises the limit to new bounds after the host turned out to allow more. */
  raise(): void {
    const { start, ceiling } = this.#bounds();
    if (this.#pace.troubledMs > -Infinity) return;
    this.#pace = { ...this.#pace, limit: Math.max(this.#pace.limit, start), cap: ceiling };
  }

  /** Whether the last refusal was due to too many or too frequent requests. */
  get isTooFast(): boolean {
    return this.#mayBeTooFast && this.#refusals <= MOST_REFUSALS;
  }

  /** Ends a file. */
  end(start: Start, ending: Ending, nowMs: number): void {
    if (ending?.kind === "arrival") this.#arrive(ending);
    else if (ending) this.#trouble(ending.kind, start, nowMs);
    this.#running--;
    const roundMs = nowMs - this.#roundMs;
    // A file that began in this round ended, so the round lasted as long as a file takes and measured more than a
    // burst.
    const isWhole = start.round === this.#round && roundMs >= SHORTEST_ROUND_MS;
    if (isWhole || roundMs > LONGEST_ROUND_MS) this.#endRound(nowMs);
  }

  #arrive({ bytes, firstByteMs }: Extract<Ending, { kind: "arrival" }>): void {
    this.#bytes += bytes;
    this.#firstByteMs += firstByteMs;
    if (firstByteMs > 0) this.#timedCount++;
    this.#arrivals++;
    this.#refusals = 0;
    this.#hasArrived = true;
    if (this.#wasFull) this.#pace = observe(this.#pace, { kind: "arrival" }, this.#bounds());
  }

  #trouble(kind: "refusal" | "loss", { atMs: beganMs }: Start, atMs: number): void {
    if (beganMs >= this.#pace.troubledMs && kind === "refusal") this.#refusals++;
    // A host that refuses its only request so far does not refuse because of the pace.
    this.#mayBeTooFast = this.#running > 1 || this.#hasArrived;
    const seen = { kind, atMs, beganMs, running: this.#running };
    this.#pace = observe(this.#pace, seen, this.#bounds());
    this.#mayStartMs = atMs + this.#pace.gapMs;
    this.#startRound(atMs);
  }

  #endRound(atMs: number): void {
    if (this.#wasFull && this.#arrivals > 0) {
      const perMs = this.#bytes / (atMs - this.#roundMs);
      const firstByteMs = this.#firstByteMs / Math.max(1, this.#timedCount);
      this.#pace = observe(this.#pace, { kind: "round", atMs, perMs, firstByteMs }, this.#bounds());
    }
    this.#startRound(atMs);
  }

  #startRound(nowMs: number): void {
    this.#round++;
    this.#roundMs = nowMs;
    this.#wasFull = false;
    this.#bytes = 0;
    this.#arrivals = 0;
    this.#firstByteMs = 0;
    this.#timedCount = 0;
  }
}
