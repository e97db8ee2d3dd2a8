import type { Text } from "../../cli/language.ts";
import type { Game } from "../catalogue/catalogue.ts";
import { cannotPublish } from "../catalogue/refusals.ts";
import type { Host } from "./host.ts";
import {
  cover,
  endQueue,
  EYES_FRONT,
  type LessonState,
  nextStep,
  OPEN,
  startSteps,
  type Step,
  uncover,
} from "./lesson_state.ts";
import { PublishError } from "./published.ts";

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
}

/** The longest delay that timers take, in milliseconds. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** The class: whether its pages are covered, and which game comes when. */
export class Lesson {
  readonly #host: Host;
  readonly #now: () => number;
  readonly #after: NonNullable<LessonOptions["after"]>;
  readonly #share: LessonOptions["share"];
  readonly #listeners = new Set<LessonListener>();
  #current: LessonVersion = { version: 0, state: OPEN };
  #callOff = () => {};
  /** Told why a game of the queue cannot be published. */
  onRefused: (why: Text) => void = () => {};

  constructor({ host, now = Date.now, after = callAfter, share }: LessonOptions) {
    this.#host = host;
    this.#now = now;
    this.#after = after;
    this.#share = share;
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

  /** Calls the listener after each change. Returns a function that ends this. */
  subscribe(listener: LessonListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Publishes a game, which ends the queue. @throws {PublishError} where it cannot be published */
  async publish(game: Game): Promise<void> {
    await this.#host.publish(game);
    if (this.state.steps.length > 0) await this.#set(endQueue(this.state), "publish");
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

  #wait(): void {
    const { endsMs } = this.state;
    if (endsMs === null) return;
    const waitMs = Math.max(0, endsMs - this.#now());
    this.#callOff = this.#after(Math.min(waitMs, MAX_DELAY_MS), () => {
      if (this.leftMs === 0) void this.#goOn("time");
      else this.#wait();
    });
  }
}

const GONE: Text = { en: "it is gone", zh: "它已经不在了" };

function callAfter(delayMs: number, callback: () => void): () => void {
  const timer = setTimeout(callback, delayMs);
  return () => clearTimeout(timer);
}
