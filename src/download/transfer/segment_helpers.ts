import type { Segment } from "./board.ts";
import { errorOf, TransferError } from "../model/errors.ts";
import { Lease } from "../host/host_slots.ts";
import type { Answer, Conversation } from "../host/requester.ts";
import type { Run } from "./run.ts";
import type { LargeBody, Source } from "./source.ts";
import { whenToHelp } from "./when_to_help.ts";

/** How often the speeds of connections are compared. */
const COMPARE_MS = 1000;
/** A connection this much slower than the mean of the others, three times in a row, is opened anew. */
const SLOW_RATIO = 0.25;
const SLOW_TIMES = 3;

interface Watch {
  readonly conversation: Conversation;
  lastAt: number;
  slowTimes: number;
}

/** Ends a connection only to open it anew. */
class Restart extends TransferError {
  constructor() {
    super("network", { en: "the connection is too slow", zh: "连接过慢" }, { isTransient: true });
  }
}

/** What further connections need of a run. */
type Tools = Pick<Run, "config" | "clock" | "line">;

/**
 * The connections beside the first that fetch stretches of one large file. A free connection takes the largest
 * gap, else half of the largest stretch still to come; so the slowest is relieved again and again, and all end
 * together.
 */
export class SegmentHelpers {
  readonly #body: LargeBody;
  readonly #answer: Answer;
  readonly #tools: Tools;
  readonly #running = new Set<Promise<void>>();
  readonly #watches = new Map<Segment, Watch>();
  #failure: TransferError | undefined;
  #isStopped = false;
  #cancelHelp: () => void = () => {};
  #cancelCompare: () => void = () => {};

  constructor(body: LargeBody, answer: Answer, tools: Tools) {
    this.#body = body;
    this.#answer = answer;
    this.#tools = tools;
  }

  /** Opens further connections once the first has shown that it leaves room for them. */
  start(): void {
    const { active } = this.#body.attempt;
    const { config, clock, line: { limits } } = this.#tools;
    const { count, isExplicit } = config.connections;
    if (count < 2 || !this.#body.canSplit(this.#answer)) return;
    // Where the user asks for slowness, another connection that nobody asked for would only divide it.
    if (isExplicit || limits.isUnlimited) {
      this.#cancelHelp = whenToHelp({
        clock,
        isAsked: isExplicit,
        receivedBytes: () => active.receivedBytes,
        busyMs: () => this.#body.busyMs,
        missingBytes: () => (this.#body.board.size ?? 0) - active.doneBytes,
      }, () => this.#open(count - 1));
    }
    this.#cancelCompare = clock.after(COMPARE_MS, () => this.#compare());
  }

  #open(count: number): void {
    const leases = this.#leases(count);
    const segments = this.#body.board.share(leases.length);
    for (const lease of leases.slice(segments.length)) lease.release();
    segments.forEach((segment, index) => {
      const helper = this.#help(segment, leases[index]!);
      this.#running.add(helper);
      helper.finally(() => this.#running.delete(helper));
    });
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

  /** One helper's life; its errors are kept, for the first connection to find. */
  async #help(segment: Segment, lease: Lease): Promise<void> {
    const { attempt } = this.#body;
    attempt.active.connections++;
    try {
      await this.work(segment, undefined, { lease, watched: this.#tools.line.watch.start() });
    } catch (error) {
      this.#failure = errorOf(error);
      // The whole file is another one now: nobody needs to go on.
      if (this.#failure.kind === "changed" || this.#failure.kind === "disk") {
        attempt.watched.abort(this.#failure);
      }
    } finally {
      attempt.active.connections--;
      lease.release();
    }
  }

  /** Fetches a segment, and further ones as long as there are any. */
  async work(
    first: Segment,
    firstSource: Source | undefined,
    firstConversation: Conversation = firstSource!.conversation,
  ): Promise<void> {
    let [segment, source, conversation] = [first, firstSource, firstConversation];
    try {
      for (;;) {
        try {
          await this.#fetch(segment, source, conversation);
        } catch (error) {
          if (!(error instanceof Restart) || this.#isStopped) throw error;
          conversation.watched.stop();
          conversation = { ...conversation, watched: this.#tools.line.watch.start() };
        }
        const next = this.#isStopped ? undefined : this.#body.board.take();
        if (!next) return;
        segment = next;
        source = undefined;
      }
    } finally {
      if (conversation.watched !== this.#body.attempt.watched) conversation.watched.stop();
    }
  }

  async #fetch(
    segment: Segment,
    given: Source | undefined,
    conversation: Conversation,
  ): Promise<void> {
    const { board } = this.#body;
    this.#watches.set(segment, { conversation, lastAt: segment.at, slowTimes: 0 });
    try {
      let source = given;
      try {
        source ??= await this.#body.askFor(segment, this.#answer, conversation);
      } catch (error) {
        board.giveBack(segment);
        throw error;
      }
      await this.#body.pump(segment, source);
    } finally {
      this.#watches.delete(segment);
    }
  }

  /** Opens the connections anew that are much slower than the others. */
  #compare(): void {
    const watches = [...this.#watches.entries()];
    const speeds = watches.map(([segment, watch]) => segment.at - watch.lastAt);
    const sum = speeds.reduce((total, speed) => total + speed, 0);
    watches.forEach(([segment, watch], index) => {
      const speed = speeds[index]!;
      const mean = (sum - speed) / Math.max(1, watches.length - 1);
      watch.slowTimes = watches.length > 1 && speed < mean * SLOW_RATIO ? watch.slowTimes + 1 : 0;
      watch.lastAt = segment.at;
      if (watch.slowTimes >= SLOW_TIMES) watch.conversation.watched.abort(new Restart());
    });
    if (this.#isStopped) return;
    this.#cancelCompare = this.#tools.clock.after(COMPARE_MS, () => this.#compare());
  }

  /** Waits for all helpers, then fetches what any of them left. @throws {TransferError} */
  async finished(): Promise<void> {
    const { board, attempt } = this.#body;
    const { signal } = attempt.watched;
    // The helpers are watched themselves.
    attempt.watched.pause();
    await this.settled();
    if (board.size === null || board.gaps().length === 0) return;
    if (this.#failure && (this.#failure.kind === "changed" || !this.#failure.detail.isTransient)) {
      throw this.#failure;
    }
    if (signal.aborted && !(signal.reason instanceof Restart)) throw signal.reason;
    const watched = this.#tools.line.watch.start();
    await this.work(board.take()!, undefined, { ...attempt.conversation, watched });
  }

  /** Ends all helpers. */
  stop(reason?: unknown): void {
    this.#isStopped = true;
    this.#cancelHelp();
    this.#cancelCompare();
    if (reason === undefined) return;
    for (const { conversation } of this.#watches.values()) {
      conversation.watched.abort(errorOf(reason));
    }
  }

  /** Waits until no helper writes any more. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }
}
