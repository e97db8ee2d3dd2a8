import type { Attempt } from "./attempt.ts";
import type { Board, Segment } from "./board.ts";
import { errorOf, TransferError } from "../model/errors.ts";
import { Lease } from "../host/host_slots.ts";
import type { Answer } from "../host/requester.ts";
import type { Run } from "./run.ts";
import { SegmentPaces } from "./segment_paces.ts";
import type { LargeBody, Source } from "./source.ts";

import { type Trial, TRIAL_BYTES, wasOfUse, whenToHelp } from "./when_to_help.ts";

/** How often the speeds of connections are compared. */
const COMPARE_MS = 1000;

/** Ends a connection only to open another, or because the first does without it. */
class TooSlow extends TransferError {
  constructor() {
    super("network", { en: "the connection is too slow", zh: "连接过慢" }, { isTransient: true });
  }
}

/** What helping needs of a run. */
type Tools = Pick<Run, "config" | "clock" | "line" | "active">;

/**
 * The connections beside the first that fetch stretches of one large file. A free one takes the largest gap, else
 * half of the largest stretch still to come; so the slowest is relieved again and again, and all end together.
 *
 * They only ever help. The server may give a file once, or to one connection at a time, and nobody can tell before:
 * so the first answer is never let go of before all is there. Where any of them is told anything but a proven stretch
 * of the same file, no more is asked by them, for the rest of the job, and the first goes on as if it were alone.
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
  /** Nothing more is asked for. */
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

  /** Whether they brought any bytes of the file. */
  get hasHelped(): boolean {
    return this.#hasHelped;
  }

  /** Opens further connections once the first has shown that it leaves room for them. */
  start(source: Source, segment: Segment): void {
    this.#first = { source, segment };
    this.#paces.begin(source);
    const { config, clock, line: { limits } } = this.#tools;
    // Where the user asks for slowness, another connection that nobody asked for would only divide it.
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
      // Files that are fetched beside this one fill the line as further connections would.
      const room = count - this.#tools.active.size;
      if (room > 0) this.#try(room - 1, perMs);
      else this.#watchFirst();
    });
  }

  /** Sends one helper, and the others where more comes in all. */
  #try(others: number, perMs: number): void {
    const [lease] = this.#leases(1);
    if (!lease) return;
    const segment = this.#board.takeEnd(TRIAL_BYTES);
    if (!segment) return lease.release();
    const { receivedBytes } = this.#attempt.active;
    this.#trial = { others, perMs, atMs: this.#tools.clock.now(), receivedBytes };
    this.#help(segment, lease);
  }

  /** The first helper has fetched its stretch. Returns whether it was of use. */
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

  /** Places for connections to the file's origin, as many as are free; other files go first. */
  #leases(count: number): Lease[] {
    const { clock, line: { slots } } = this.#tools;
    const { origin } = this.#answer.url;
    const leases: Lease[] = [];
    while (leases.length < count && slots.tryAcquire(origin, clock.now())) {
      leases.push(new Lease(slots, origin, clock.now));
    }
    return leases;
  }

  /** One helper's life. */
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
      // A line that drops after it brought something is no sign that the server wants no other connection.
      if (segment.at === at || !isDrop(errorOf(error))) throw error;
    } finally {
      this.#hasHelped ||= segment.at > at;
      this.#board.stop(segment);
      this.#paces.remove(segment);
      watched.stop();
    }
  }

  /** Something else came than a stretch of the file: that ends the helping, and nothing but the helping. */
  #doubt(error: TransferError): void {
    this.#isOver = true;
    this.#cancelHelp();
    // These two are not about what a server says.
    if (error.kind === "disk" || error.kind === "bug") this.#attempt.watched.abort(error);
    // Where others brought bytes, a connection that cannot be made is the line's fault.
    if (!isDrop(error) || !this.#hasHelped) this.#attempt.avoidsHelp = true;
  }

  /**
   * What the first answer should be read on for: a stretch that it reaches and nobody else will bring. While others
   * still fetch what follows, it waits; it is never asked for again.
   *
   * @returns `undefined` when there is none, and no helper is left
   */
  async nextForFirst(source: Source): Promise<Segment | undefined> {
    const { watched, lease } = source.conversation;
    for (;;) {
      watched.signal.throwIfAborted();
      const isUsedUp = source.isOver || source.at >= source.end;
      // Its connection is free, so it does as the helpers do.
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

  /** Waits until a helper ends. The silence meanwhile is not the server's. */
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

  /** A helper is done. Where all is there by now, a first answer that brings nothing is not waited for. */
  #tellFirst(): void {
    this.#wake();
    if (!this.#first) return;
    const { source, segment } = this.#first;
    const isLast = this.#board.active.size === 1 && this.#board.active.has(segment);
    if (isLast && segment.at >= segment.end && this.#board.gaps().length === 0) {
      void source.cancel();
    }
  }

  /** Takes the rest of a stretch from a first connection that is much slower than the others; it stays open all the same. */
  #relieveFirst(): Segment | undefined {
    return this.#first && this.#board.takeOver(this.#first.segment);
  }

  /** Opens the connections anew that are much slower than the others, and ends all helping that only takes time. */
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

  /** Ends all helpers, at once where there is a reason. */
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
