import { type Bounds, newPace, observe, type Pace } from "./controller.ts";

/** A round shorter than this measures chance. */
const SHORTEST_ROUND_MS = 50;
/** Large files take longer to end; what has come by then is told all the same. */
const LONGEST_ROUND_MS = 2000;

/**
 * Refusals in a row, without a file between them, that may be a matter of pace: from eight at once down to one, and a
 * few gaps. A host that goes on refusing is not asked too fast; it does not want to.
 */
const MOST_REFUSALS = 6;

/** A file under way, as a flow counts it. */
export interface Start {
  readonly atMs: number;
  readonly round: number;
}

/** How a file ended: what it brought, or what kind of trouble it met with; `undefined` tells nothing. */
export type Ending =
  | { readonly kind: "arrival"; readonly bytes: number; readonly firstByteMs: number }
  | { readonly kind: "refusal" | "loss" }
  | undefined;

/** Files that share one limit: those of one host, or all. It cuts time into rounds and asks the controller. */
export class Flow {
  readonly #bounds: () => Bounds;
  #pace: Pace;
  #running = 0;
  /** Whether anybody had to wait for the limit in this round. */
  #wasFull = false;
  #round = 0;
  #roundMs: number;
  #bytes = 0;
  #arrivals = 0;
  #firstByteMs = 0;
  /** Of how many arrivals that is the sum. */
  #timedCount = 0;
  #mayStartMs = 0;
  #refusals = 0;
  #hasArrived = false;
  #mayBeTooFast = false;

  /** @param bounds asked each time, for they may turn out to be others */
  constructor(bounds: () => Bounds, nowMs: number) {
    this.#bounds = bounds;
    this.#pace = newPace(bounds());
    this.#roundMs = nowMs;
  }

  /** How many may be under way. */
  get limit(): number {
    return this.#pace.limit;
  }

  /** How many are under way. */
  get running(): number {
    return this.#running;
  }

  /** When the next file may start, in milliseconds since 1970, as far as that is a matter of time. */
  get mayStartMs(): number {
    return this.#mayStartMs;
  }

  /** Whether one more may be under way; who asks wants to start one. */
  hasRoom(): boolean {
    const hasRoom = this.#running < this.#pace.limit;
    this.#wasFull ||= !hasRoom;
    return hasRoom;
  }

  /** A file begins. */
  begin(nowMs: number): Start {
    if (this.#running === 0) this.#startRound(nowMs);
    this.#running++;
    this.#mayStartMs = nowMs + this.#pace.gapMs;
    return { atMs: nowMs, round: this.#round };
  }

  /** More may be allowed from the start, because the host turned out to be of another kind. */
  raise(): void {
    const { start, ceiling } = this.#bounds();
    if (this.#pace.troubledMs > -Infinity) return;
    this.#pace = { ...this.#pace, limit: Math.max(this.#pace.limit, start), cap: ceiling };
  }

  /** Whether what was refused last was so because too much was asked at once, or too fast. */
  get isTooFast(): boolean {
    return this.#mayBeTooFast && this.#refusals <= MOST_REFUSALS;
  }

  /** A file ends. */
  end(start: Start, ending: Ending, nowMs: number): void {
    if (ending?.kind === "arrival") this.#arrive(ending);
    else if (ending) this.#trouble(ending.kind, start, nowMs);
    this.#running--;
    const roundMs = nowMs - this.#roundMs;
    // One that began in this round ends: it has lasted as long as a file takes, so what came is no mere burst.
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
    // A host that refuses the only thing that it was ever asked is not asked too fast.
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
