import { TextError } from "../../cli/errors.ts";
import type { Text } from "../../cli/language.ts";
import type { Game } from "../catalogue/catalogue.ts";
import { cannotPublish } from "../catalogue/refusals.ts";
import type { Host } from "./host.ts";
import {
  cover,
  endQueue,
  EYES_FRONT,
  leaveGame,
  type LessonState,
  nextStep,
  OPEN,
  startRound,
  startSteps,
  type Step,
  stopRound,
  uncover,
} from "./lesson_state.ts";
import { PublishError } from "./published.ts";
import { isOn, roundDueMs } from "./round.ts";

/** A state with its place in the order of all states. */
export interface LessonVersion {
  readonly version: number;
  readonly state: LessonState;
}

/** Why a lesson has changed: the operator's order, their publishing another game, the time, or another host. */
export type LessonCause = "order" | "publish" | "time" | "host";

/** Called after each change. */
export type LessonListener = (
  now: LessonState,
  change: { readonly before: LessonState; readonly cause: LessonCause },
) => void;

/**
 * Passes a state to the other hosts. An order of the operator always holds, the next step only where no other state
 * came before.
 *
 * @returns the version in force; 0 where the state does not hold
 */
export type ShareLesson = (
  next: LessonVersion,
  options: { readonly isOrder: boolean },
) => Promise<number>;

/** The parts that a {@linkcode Lesson} needs. */
export interface LessonOptions {
  readonly host: Host;
  /** The time in milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined;
  /** Calls back after so many milliseconds; returns a function that calls it off. @default setTimeout */
  readonly after?: ((delayMs: number, callback: () => void) => () => void) | undefined;
  /** Passes a state to the other hosts. @default there are none */
  readonly share?: ShareLesson | undefined;
  /** Makes the seed of a round: a whole number from 0 to below 2^32. @default random */
  readonly makeSeed?: (() => number) | undefined;
  /** The count-down before a round, in milliseconds: time to look up. @default 5000 */
  readonly countDownMs?: number | undefined;
}

/** A round cannot begin now. */
export class RoundError extends TextError {
  override readonly name = "RoundError";
}

/** The longest delay that timers take, in milliseconds. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** The class: whether its pages are covered, and which game comes when. */
export class Lesson {
  readonly #host: Host;
  readonly #now: () => number;
  readonly #after: NonNullable<LessonOptions["after"]>;
  readonly #share: LessonOptions["share"];
  readonly #makeSeed: () => number;
  readonly #countDownMs: number;
  readonly #listeners = new Set<LessonListener>();
  #current: LessonVersion = { version: 0, state: OPEN };
  #callOff = () => {};
  /** Told why a game of the queue cannot be published. */
  onRefused: (why: Text) => void = () => {};

  constructor({ host, now = Date.now, after = callAfter, share, ...rounds }: LessonOptions) {
    this.#host = host;
    this.#now = now;
    this.#after = after;
    this.#share = share;
    this.#makeSeed = rounds.makeSeed ?? randomSeed;
    this.#countDownMs = rounds.countDownMs ?? 5000;
  }

  get state(): LessonState {
    return this.#current.state;
  }

  /** The state as other hosts know it. */
  get current(): LessonVersion {
    return this.#current;
  }

  /** What is left of the first step, in milliseconds; null where it has no end. */
  get leftMs(): number | null {
    const { endsMs, leftMs } = this.state;
    return endsMs === null ? leftMs : Math.max(0, endsMs - this.#now());
  }

  /** The time of this class's clock, in milliseconds since 1970. */
  get nowMs(): number {
    return this.#now();
  }

  /** Calls the listener after each change. Returns a function that ends this. */
  subscribe(listener: LessonListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Publishes a game, which ends the queue and the round. @throws {PublishError} where it cannot be published */
  async publish(game: Game): Promise<void> {
    await this.#host.publish(game);
    const { steps, round } = this.state;
    const hasRound = round !== null && round.phase !== "away";
    if (steps.length > 0 || hasRound) await this.#set(leaveGame(this.state), "publish");
  }

  /** Covers all pages. @param words the operator's own @default the usual ones */
  async cover(words: Text = EYES_FRONT): Promise<void> {
    await this.#set(cover(this.state, words, this.#now()), "order");
  }

  /** Uncovers all pages; where the cover is a step of the queue, the next one begins. */
  async uncover(): Promise<void> {
    if (!this.state.front) return;
    if (this.state.steps[0]?.front) await this.#goOn("order");
    else await this.#set(uncover(this.state, this.#now()), "order");
  }

  /** Begins a queue in place of the one before. @throws {PublishError} where its first game cannot be published */
  async start(steps: readonly Step[]): Promise<void> {
    const [first] = steps;
    if (first?.gameId !== undefined) await this.#publish(first.gameId);
    await this.#set(startSteps(this.state, steps, this.#now()), "order");
  }

  /** Ends the queue; what is on stays. */
  async endQueue(): Promise<void> {
    if (this.state.steps.length > 0) await this.#set(endQueue(this.state), "order");
  }

  /**
   * Announces a round of the published game; a cover by hand is lifted for it.
   *
   * @param forMs how long it lasts, in milliseconds; null until the operator ends it
   * @throws {RoundError} where no game is published, a round is on, or the queue covers the pages
   */
  async startRound(forMs: number | null): Promise<void> {
    const game = this.#host.published.current?.game;
    if (!game) throw new RoundError(ROUND_TEXTS.nothing);
    if (isOn(this.state.round)) throw new RoundError(ROUND_TEXTS.on);
    if (this.state.steps[0]?.front) throw new RoundError(ROUND_TEXTS.covered);
    const [seed, countDownMs] = [this.#makeSeed(), this.#countDownMs];
    const wanted = { gameId: game.id, forMs, seed, countDownMs };
    await this.#set(startRound(this.state, wanted, this.#now()), "order");
  }

  /** Ends the round, or takes the result of one that is over off the wall. */
  async endRound(): Promise<void> {
    const { round } = this.state;
    if (round === null || round.phase === "away") return;
    await this.#set(stopRound(this.state, this.#now()), "order");
  }

  /** Takes over a state of another host. */
  follow(next: LessonVersion): void {
    this.#replace(next, "host");
  }

  /** Ends the waiting for the next step. */
  close(): void {
    this.#callOff();
  }

  /** Begins the next step; a game that cannot be published is passed over. */
  async #goOn(cause: LessonCause): Promise<void> {
    const [, entered] = this.state.steps;
    // Of several hosts, the one that is first publishes.
    if (!await this.#set(nextStep(this.state, this.#now()), cause)) return;
    if (entered?.gameId === undefined) return;
    try {
      await this.#publish(entered.gameId);
    } catch (error) {
      if (!(error instanceof PublishError)) throw error;
      this.onRefused(error.text);
      await this.#goOn(cause);
    }
  }

  async #publish(gameId: string): Promise<void> {
    const { current } = this.#host.published;
    if (current?.game.id === gameId) return;
    const game = this.#host.catalogue.get(gameId);
    if (!game) throw new PublishError(cannotPublish({ en: gameId, zh: gameId }, GONE));
    await this.#host.publish(game);
  }

  /**
   * Takes a state here and at all hosts. Returns whether it holds: where the time is up at several hosts, one of them
   * is first.
   */
  async #set(state: LessonState, cause: LessonCause): Promise<boolean> {
    const version = this.#current.version + 1;
    const isOrder = cause !== "time";
    const next = { version, state };
    // Pages here are covered at once, whether the others answer or not.
    if (isOrder) this.#replace(next, cause);
    // Without the other hosts this one goes on alone, and tells them later.
    const inForce = await this.#share?.(next, { isOrder }).catch(() => version) ?? version;
    if (inForce === 0) return false;
    if (!isOrder) this.#replace(next, cause);
    else if (this.#current === next) this.#current = { version: inForce, state };
    return true;
  }

  #replace(next: LessonVersion, cause: LessonCause): void {
    const before = this.state;
    this.#current = next;
    this.#callOff();
    this.#wait();
    for (const listener of this.#listeners) listener(next.state, { before, cause });
  }

  /** Waits for the end of the first step or of the round, whichever comes first. */
  #wait(): void {
    const roundMs = roundDueMs(this.state.round);
    const dueMs = Math.min(this.state.endsMs ?? Infinity, roundMs ?? Infinity);
    if (dueMs === Infinity) return;
    const waitMs = Math.max(0, dueMs - this.#now());
    this.#callOff = this.#after(Math.min(waitMs, MAX_DELAY_MS), () => {
      if (dueMs > this.#now()) this.#wait();
      else if (this.state.endsMs === dueMs) void this.#goOn("time");
      else void this.#set(stopRound(this.state, this.#now()), "time");
    });
  }
}

const GONE: Text = { en: "it is gone", zh: "它已经不在了" };

const ROUND_TEXTS = {
  nothing: { en: "A round needs a game: publish one first", zh: "还没有发布游戏，无法开始比赛" },
  on: { en: "A round is on already: end it first", zh: "比赛正在进行，请先结束这一轮" },
  covered: {
    en: "The queue covers the pages now: lift that first",
    zh: "队列正在遮挡页面，请先取消遮挡",
  },
} as const satisfies Record<string, Text>;

function randomSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0]!;
}

function callAfter(delayMs: number, callback: () => void): () => void {
  const timer = setTimeout(callback, delayMs);
  return () => clearTimeout(timer);
}
