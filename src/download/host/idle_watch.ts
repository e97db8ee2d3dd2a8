import { formatBytes } from "../../cli/amount.ts";
import type { Clock } from "../model/clock.ts";
import { TransferError } from "../model/errors.ts";

/** The interval in which silent connections are looked for; one timer serves all. */
const SWEEP_MS = 500;

/** The watch over one connection. */
export interface Watched {
  /** Aborts after a long silence, or when the run is stopped. */
  readonly signal: AbortSignal;
  /** Notes that bytes arrived or another request begins. */
  touch(): void;
  /** The duration of the silence in milliseconds; 0 while coplay itself is the cause. */
  silentMs(): number;
  /** Stops counting the silence, because coplay itself waits; {@linkcode touch} ends the pause. */
  pause(): void;
  /** Notes that a request goes out. Nothing of its answer is visible before all headers have arrived. */
  expectAnswer(): void;
  /** Keeps the answer alive as long as its body, because Deno aborts a body only while its Response still exists. */
  hold(answer: Response): void;
  /** Ends the connection for the caller's own reason. */
  abort(reason: TransferError): void;
  /** Ends the watch after the connection. */
  stop(): void;
}

/** Options of one connection's watch. */
export interface WatchOptions {
  /** A factor for the time that an answer may take. @default {1} */
  readonly patience?: number;
  /**
   * Reads the bytes of the file that have arrived over all connections, for the slowest speed.
   *
   * @default {no such limit}
   */
  readonly receivedBytes?: () => number;
}

/** The slowest speed of a file. */
export interface MinSpeed {
  readonly bytesPerSecond: number;
  /** How long the file may be slower. */
  readonly overMs: number;
}

/** A connection under watch. Each of thousands of small files makes one, so it has methods and no closures. */
class WatchedConnection implements Watched {
  readonly patience: number;
  readonly #all: Set<WatchedConnection>;
  readonly #clock: Clock;
  readonly #receivedBytes: (() => number) | undefined;
  readonly #controller = new AbortController();
  /** The time of the last bytes; `Infinity` while coplay itself waits. */
  #lastMs: number;
  /** The time at which coplay began to wait. */
  #pausedMs = 0;
  #answer: Response | undefined;
  /** The start of the measurement, and the bytes until then; the time that coplay waited is left out. */
  #countsFromMs: number;
  #countsFromBytes = 0;

  /** @param all the connections under watch, which this one leaves when it stops */
  constructor(
    all: Set<WatchedConnection>,
    clock: Clock,
    { patience = 1, receivedBytes }: WatchOptions,
  ) {
    this.#all = all;
    this.#clock = clock;
    this.patience = patience;
    this.#receivedBytes = receivedBytes;
    this.#lastMs = this.#countsFromMs = clock.now();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Whether a request is out and its headers have not arrived. */
  get isUnanswered(): boolean {
    return this.#answer === undefined;
  }

  touch(): void {
    const nowMs = this.#clock.now();
    if (this.#lastMs === Infinity) this.#countsFromMs += nowMs - this.#pausedMs;
    this.#lastMs = nowMs;
  }

  silentMs(): number {
    return Math.max(0, this.#clock.now() - this.#lastMs);
  }

  pause(): void {
    if (this.#lastMs !== Infinity) this.#pausedMs = this.#clock.now();
    this.#lastMs = Infinity;
  }

  expectAnswer(): void {
    this.#answer = undefined;
  }

  hold(answer: Response): void {
    this.#answer = answer;
  }

  abort(reason: TransferError): void {
    this.#controller.abort(reason);
  }

  stop(): void {
    this.#all.delete(this);
  }

  /** Whether nothing has arrived since then; never while coplay itself waits. */
  isSilentSince(timeMs: number): boolean {
    return this.#lastMs <= timeMs;
  }

  /** Whether it was slower for so long; each answer to that begins the measurement anew. */
  isSlow({ bytesPerSecond, overMs }: MinSpeed, nowMs: number): boolean {
    if (!this.#receivedBytes || this.#lastMs === Infinity) return false;
    const elapsedMs = nowMs - this.#countsFromMs;
    if (elapsedMs < overMs) return false;
    const bytes = this.#receivedBytes();
    const isSlow = (bytes - this.#countsFromBytes) / elapsedMs * 1000 < bytesPerSecond;
    this.#countsFromMs = nowMs;
    this.#countsFromBytes = bytes;
    return isSlow;
  }
}

/** Makes the error for a run that was stopped. */
export function interrupted(reason: unknown): TransferError {
  const text = { en: "interrupted", zh: "已中断" };
  return new TransferError("interrupted", text, { cause: reason });
}

/**
 * Makes the error for a silence. fetch shows nothing of an answer before its last header has arrived, so slow headers
 * look like silence; the next attempt gives them more time, see `patience`.
 */
function silence(seconds: number, isUnanswered: boolean): TransferError {
  return new TransferError("network", {
    en: `nothing came for ${seconds} seconds`,
    zh: `${seconds} 秒内没有收到数据`,
  }, { isTransient: true, isUnanswered });
}

function slowness({ bytesPerSecond, overMs }: MinSpeed): TransferError {
  const [speed, seconds] = [`${formatBytes(bytesPerSecond)}/s`, overMs / 1000];
  return new TransferError("network", {
    en: `slower than ${speed} for ${seconds} seconds`,
    zh: `连续 ${seconds} 秒低于 ${speed}`,
  }, { isTransient: true, isSlow: true });
}

/**
 * Ends connections that have fallen silent. fetch has no timeouts of its own, and a timer for each of thousands of
 * small requests would cost more than the requests.
 */
export class IdleWatch {
  readonly #clock: Clock;
  readonly #limitMs: number;
  readonly #minSpeed: MinSpeed | undefined;
  readonly #connections = new Set<WatchedConnection>();
  #isSweeping = false;
  #cancelSweep: () => void = () => {};
  #stopReason: TransferError | undefined;

  constructor(
    { clock, limitMs, minSpeed, signal }: {
      clock: Clock;
      limitMs: number;
      minSpeed?: MinSpeed | undefined;
      signal: AbortSignal;
    },
  ) {
    this.#clock = clock;
    this.#limitMs = limitMs;
    this.#minSpeed = minSpeed;
    const stopAll = () => {
      this.#stopReason = interrupted(signal.reason);
      for (const watched of this.#connections) watched.abort(this.#stopReason);
    };
    if (signal.aborted) stopAll();
    else signal.addEventListener("abort", stopAll, { once: true });
  }

  /** Starts the watch over a connection. */
  start(options: WatchOptions = {}): Watched {
    const watched = new WatchedConnection(this.#connections, this.#clock, options);
    if (this.#stopReason) watched.abort(this.#stopReason);
    this.#connections.add(watched);
    if (!this.#isSweeping) this.#sweepLater();
    return watched;
  }

  /** Ends the timer, so that the process can end. */
  close(): void {
    this.#cancelSweep();
  }

  #sweepLater(): void {
    this.#isSweeping = true;
    this.#cancelSweep = this.#clock.after(Math.min(SWEEP_MS, this.#limitMs), () => this.#sweep());
  }

  #sweep(): void {
    this.#isSweeping = false;
    const nowMs = this.#clock.now();
    for (const watched of this.#connections) {
      const { isUnanswered, patience } = watched;
      const limitMs = isUnanswered ? this.#limitMs * patience : this.#limitMs;
      if (watched.isSilentSince(nowMs - limitMs)) {
        watched.abort(silence(limitMs / 1000, isUnanswered));
      } else if (this.#minSpeed && watched.isSlow(this.#minSpeed, nowMs)) {
        watched.abort(slowness(this.#minSpeed));
      }
    }
    if (this.#connections.size > 0) this.#sweepLater();
  }
}
