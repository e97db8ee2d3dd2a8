import type { Attempt } from "./attempt.ts";
import type { Board, Segment } from "./board.ts";
import { errorOf, TransferError } from "../model/errors.ts";
import { Lease } from "../host/host_slots.ts";
import type { Answer } from "../host/requester.ts";
import type { Run } from "./run.ts";
import { SegmentPaces } from "./segment_paces.ts";
import type { LargeBody, Source } from "./source.ts";

import { type Trial, TRIAL_BYTES, wasOfUse, whenToHelp } from "./when_to_help.ts";

/** The interval in which the connections' speeds are compared. */
const COMPARE_MS = 1000;

/** Ends a slow connection to open another, or a helper that gains nothing over the first connection. */
class TooSlow extends TransferError {
  constructor() {
    super("network", { en: "the connection is too slow", zh: "连接过慢" }, { isTransient: true });
  }
}

/** The parts of a run that helpers need. */
type Tools = Pick<Run, "config" | "clock" | "line" | "active">;

/**
 * Further connections that fetch segments of one large file beside the first. A free one takes the largest gap, or half
 * of the segment with the most bytes to come. So the slowest is relieved again and again, and all end together.
 *
 * Helpers must never harm the first connection. A server may send a file only once, or only to one connection at a
 * time, and nothing shows that beforehand. So the first answer stays open until the file is complete. If any helper
 * gets anything but a proven segment of the same file, helpers send no more requests for the rest of the job, and the
 * first continues alone.
 */
export class SegmentHelpers {
  readonly #body: LargeBody;
  readonly #attempt: Attempt;
  readonly #board: Board;
  readonly #answer: Answer;
  readonly #tools: Tools;
  readonly #running = new Set<Promise<void>>();
  readonly #paces: SegmentPaces;
  #first: { readonly source: Source; segment: Segment } | undefined;
  /** Whether no helper sends a request any more. */
  #isOver = false;
  #hasHelped = false;
  #trial: Trial | undefined;
  #cancelHelp: () => void = () => {};
  #cancelCompare: () => void = () => {};
  #wake: () => void = () => {};

  constructor(
    body: LargeBody,
    { attempt, board, answer }: { attempt: Attempt; board: Board; answer: Answer },
    tools: Tools,
  ) {
    this.#body = body;
    this.#attempt = attempt;
    this.#board = board;
    this.#answer = answer;
    this.#tools = tools;
    this.#paces = new SegmentPaces(tools.clock);
  }

  /** Whether helpers brought any bytes of the file. */
  get hasHelped(): boolean {
    return this.#hasHelped;
  }

  /** Opens further connections once the first has shown that it leaves room for them. */
  start(source: Source, segment: Segment): void {
    this.#first = { source, segment };
    this.#paces.begin(source);
    const { config, clock, line: { limits } } = this.#tools;
    // With a rate limit, further connections that the user did not ask for would only divide it.
    if (config.connections.isExplicit || limits.isUnlimited) this.#watchFirst();
    this.#cancelCompare = clock.after(COMPARE_MS, () => this.#compare());
  }

  #watchFirst(): void {
    const { active } = this.#attempt;
    const { config: { connections: { count, isExplicit } }, clock } = this.#tools;
    this.#cancelHelp = whenToHelp({
      clock,
      isAsked: isExplicit,
      receivedBytes: () => active.receivedBytes,
      busyMs: () => this.#body.busyMs,
      missingBytes: () => (this.#board.size ?? 0) - active.doneBytes,
    }, (perMs) => {
      if (isExplicit) return this.#open(count - 1);
      // Other files under way fill the line just as further connections would.
      const room = count - this.#tools.active.size;
      if (room > 0) this.#try(room - 1, perMs);
      else this.#watchFirst();
    });
  }

  /** Starts one helper, and the others if it raises the total speed. */
  #try(others: number, perMs: number): void {
    const [lease] = this.#leases(1);
    if (!lease) return;
    const segment = this.#board.takeEnd(TRIAL_BYTES);
    if (!segment) return lease.release();
    const { receivedBytes } = this.#attempt.active;
    this.#trial = { others, perMs, atMs: this.#tools.clock.now(), receivedBytes };
    this.#help(segment, lease);
  }

  /** Judges the first helper after its segment. Returns whether it was useful. */
  #endTrial(trial: Trial): boolean {
    this.#trial = undefined;
    const { receivedBytes } = this.#attempt.active;
    const isOfUse = wasOfUse(trial, { atMs: this.#tools.clock.now(), receivedBytes });
    if (isOfUse) this.#open(trial.others);
    else this.#isOver = this.#attempt.avoidsHelp = true;
    return isOfUse;
  }

  #open(count: number): void {
    const leases = this.#leases(count);
    const segments = this.#board.share(leases.length);
    for (const lease of leases.slice(segments.length)) lease.release();
    segments.forEach((segment, index) => this.#help(segment, leases[index]!));
  }

  /** Takes slots at the file's origin, as many as are free; other files go first. */
  #leases(count: number): Lease[] {
    const { clock, line: { slots: { connections: slots } } } = this.#tools;
    const { origin } = this.#answer.url;
    const leases: Lease[] = [];
    while (leases.length < count && slots.tryAcquire(origin, clock.now())) {
      leases.push(new Lease(slots, origin, clock.now));
    }
    return leases;
  }

  /** Starts one helper. */
  #help(segment: Segment, lease: Lease): void {
    const { active } = this.#attempt;
    active.connections++;
    const helper = this.#work(segment, lease).finally(() => {
      active.connections--;
      lease.release();
      this.#running.delete(helper);
      this.#tellFirst();
    });
    this.#running.add(helper);
  }

  /** Fetches a segment, and further ones as long as there are any. */
  async #work(first: Segment | undefined, lease: Lease): Promise<void> {
    try {
      for (let segment = first; segment; segment = this.#next()) await this.#fetch(segment, lease);
    } catch (error) {
      this.#doubt(errorOf(error));
    }
  }

  #next(): Segment | undefined {
    if (this.#isOver || (this.#trial && !this.#endTrial(this.#trial))) return undefined;
    return this.#board.take() ?? (this.#paces.isFirstSlow ? this.#relieveFirst() : undefined);
  }

  async #fetch(segment: Segment, lease: Lease): Promise<void> {
    const watched = this.#tools.line.watch.start();
    this.#paces.add(segment, () => watched.abort(new TooSlow()));
    const { at } = segment;
    try {
      const source = await this.#body.askFor(segment, this.#answer, { lease, watched });
      await this.#body.pump(segment, source).finally(() => source.cancel());
    } catch (error) {
      // A drop after some bytes does not mean that the server refuses further connections.
      if (segment.at === at || !isDrop(errorOf(error))) throw error;
    } finally {
      this.#hasHelped ||= segment.at > at;
      this.#board.stop(segment);
      this.#paces.remove(segment);
      watched.stop();
    }
  }

  /** Stops the helpers, but not the first connection, after a helper got something else than its segment. */
  #doubt(error: TransferError): void {
    this.#isOver = true;
    this.#cancelHelp();
    // These two errors are not the server's, so they end the attempt.
    if (error.kind === "disk" || error.kind === "bug") this.#attempt.watched.abort(error);
    // Where helpers have brought bytes, a failed connection is the line's fault, not the server's refusal.
    if (!isDrop(error) || !this.#hasHelped) this.#attempt.avoidsHelp = true;
  }

  /**
   * Finds the next segment that the first answer reaches and no helper will bring. While helpers still fetch later
   * ranges, it waits. The first answer is never requested again.
   *
   * @returns `undefined` when there is none and no helper is left
   */
  async nextForFirst(source: Source): Promise<Segment | undefined> {
    const { watched, lease } = source.conversation;
    for (;;) {
      watched.signal.throwIfAborted();
      const isUsedUp = source.isOver || source.at >= source.end;
      // The first answer has ended, so its connection works like a helper.
      if (isUsedUp) await this.#work(this.#next(), lease);
      const isAlone = this.#isOver || this.#running.size === 0;
      const segment = isAlone && !isUsedUp
        ? this.#board.takeBetween(source.at, source.end)
        : undefined;
      if (segment) {
        this.#first = { source, segment };
        return segment;
      }
      if (this.#running.size === 0) return undefined;
      await this.#change(watched);
    }
  }

  /** Waits until a helper ends; this time does not count as the server's silence. */
  async #change(watched: { signal: AbortSignal; pause(): void; touch(): void }): Promise<void> {
    if (watched.signal.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wake = resolve;
    watched.signal.addEventListener("abort", this.#wake, { once: true });
    watched.pause();
    this.#paces.isFirstWaiting = true;
    await promise;
    this.#paces.isFirstWaiting = false;
    watched.touch();
    watched.signal.removeEventListener("abort", this.#wake);
  }

  /**
   * Notifies the first connection when a helper has ended. If the file is complete, a silent first answer is cancelled.
   */
  #tellFirst(): void {
    this.#wake();
    if (!this.#first) return;
    const { source, segment } = this.#first;
    const isLast = this.#board.active.size === 1 && this.#board.active.has(segment);
    if (isLast && segment.at >= segment.end && this.#board.gaps().length === 0) {
      void source.cancel();
    }
  }

  /**
   * Takes the rest of the segment of a first connection that is much slower than the helpers; its answer stays open.
   */
  #relieveFirst(): Segment | undefined {
    return this.#first && this.#board.takeOver(this.#first.segment);
  }

  /**
   * Reopens connections that are much slower than the others, and stops all helpers where the first alone would be
   * faster.
   */
  #compare(): void {
    if (this.#isOver) return;
    const { slow, isOfNoUse } = this.#paces.compare();
    if (isOfNoUse) {
      this.#isOver = true;
      this.#attempt.avoidsHelp = true;
      this.#paces.abortAll();
      return;
    }
    for (const pace of slow) pace.abort();
    const { count } = this.#tools.config.connections;
    if (!this.#trial && this.#paces.isFirstSlow && this.#running.size < count - 1) {
      this.#helpFirst();
    }
    this.#cancelCompare = this.#tools.clock.after(COMPARE_MS, () => this.#compare());
  }

  #helpFirst(): void {
    const [lease] = this.#leases(1);
    if (!lease) return;
    const segment = this.#next();
    if (segment) this.#help(segment, lease);
    else lease.release();
  }

  /** Stops all helpers: after their segments, or at once with a reason. */
  stop(reason?: TransferError): void {
    this.#isOver = true;
    this.#cancelHelp();
    this.#cancelCompare();
    if (reason) this.#paces.abortAll();
  }

  /** Waits until no helper writes any more. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }
}

/** Whether a connection was lost or fell silent, which says nothing about the file. */
export function isDrop({ kind, detail }: TransferError): boolean {
  return kind === "network" && detail.isTransient === true && !detail.avoidsRange;
}
