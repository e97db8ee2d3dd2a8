import { isBetter, type SentScore } from "./score_rules.ts";
import type { SendScores } from "./send_scores.ts";

/** What a {@linkcode ScoreQueue} needs of its page. */
export interface ScoreQueueOptions {
  /** The game's ID as it stands in the address. */
  readonly gameId: string;
  /** Resolves when the host knows who plays here. */
  readonly opened: Promise<void>;
  readonly send: SendScores;
  /** Resolves after so many milliseconds, whether the game is held or not. */
  readonly wait: (delayMs: number) => Promise<unknown>;
  /** Tells whoever makes the game why scores were refused. */
  readonly warn: (why: string) => void;
}

/** Scores of one moment go together. */
const FIRST_MS = 50;
/** A page sends once in this time, however often its game reports. */
const REST_MS = 1000;
/** A host that cannot be reached is asked ever more seldom, up to this. */
const MAX_REST_MS = 30_000;
/** The most levels at a time, so that the body stays short. */
const MAX_AT_ONCE = 20;
/** The most levels that wait; a game with more has something else in its level's name. */
const MAX_WAITING = 500;

/**
 * The scores that wait for the host. Of several for one level the best one waits, until the host has taken it: it is
 * never lost, and a flood costs one request a second.
 */
export class ScoreQueue {
  readonly #options: ScoreQueueOptions;
  #waiting = new Map<string, SentScore>();
  #isRunning = false;
  #failures = 0;

  constructor(options: ScoreQueueOptions) {
    this.#options = options;
  }

  /** Takes a score that the rules allow. */
  add(score: SentScore): void {
    this.#keep(score);
    if (!this.#isRunning) void this.#run();
  }

  /** Sends what waits at once, because the page may be about to end. */
  flush(): void {
    while (this.#waiting.size > 0) void this.#sendSome();
  }

  #keep(score: SentScore): void {
    const { best, level, value, round = "" } = score;
    const key = `${round} ${best} ${level}`;
    const other = this.#waiting.get(key);
    if (!other && this.#waiting.size >= MAX_WAITING) return;
    if (!other || isBetter(best, value, other.value)) this.#waiting.set(key, score);
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    await this.#options.opened;
    await this.#options.wait(FIRST_MS);
    while (this.#waiting.size > 0) await this.#options.wait(await this.#sendSome());
    this.#isRunning = false;
  }

  /** Sends the first scores that wait. Resolves to the time until the next ones, in milliseconds. */
  async #sendSome(): Promise<number> {
    const { gameId, send, warn } = this.#options;
    const scores = [...this.#waiting].slice(0, MAX_AT_ONCE);
    for (const [key] of scores) this.#waiting.delete(key);
    const body = JSON.stringify({ game: gameId, scores: scores.map(([, score]) => score) });
    const { status, againMs, why } = await send(body);
    if (status >= 200 && status < 300) {
      this.#failures = 0;
      return REST_MS;
    }
    // 409: the host does not know who plays here.
    const isLater = status === 0 || status === 409 || status === 429 || status >= 500;
    if (!isLater) {
      warn(why);
      return REST_MS;
    }
    for (const [, score] of scores) this.add(score);
    return Math.min(Math.max(againMs, REST_MS * 2 ** this.#failures++), MAX_REST_MS);
  }
}
