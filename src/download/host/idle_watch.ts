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

interface Entry {
  readonly controller: AbortController;
  readonly patience: number;
  readonly receivedBytes: (() => number) | undefined;
  /** The time of the last bytes; `Infinity` while coplay itself waits. */
  lastMs: number;
  /** The time at which coplay began to wait. */
  pausedMs: number;
  answer?: Response;
  /** The start of the measurement, and the bytes until then; the time that coplay waited is left out. */
  countsFromMs: number;
  countsFromBytes: number;
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
  readonly #entries = new Set<Entry>();
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
      for (const { controller } of this.#entries) controller.abort(this.#stopReason);
    };
    if (signal.aborted) stopAll();
    else signal.addEventListener("abort", stopAll, { once: true });
  }

  /** Starts the watch over a connection. */
  start({ patience = 1, receivedBytes }: WatchOptions = {}): Watched {
    const controller = new AbortController();
    const nowMs = this.#clock.now();
    const entry: Entry = {
      controller,
      patience,
      receivedBytes,
      lastMs: nowMs,
      pausedMs: 0,
      countsFromMs: nowMs,
      countsFromBytes: 0,
    };
    if (this.#stopReason) controller.abort(this.#stopReason);
    this.#entries.add(entry);
    if (!this.#isSweeping) this.#sweepLater();
    return {
      signal: controller.signal,
      touch: () => {
        const wasPaused = entry.lastMs === Infinity;
        entry.lastMs = this.#clock.now();
        if (wasPaused) entry.countsFromMs += entry.lastMs - entry.pausedMs;
      },
      silentMs: () => Math.max(0, this.#clock.now() - entry.lastMs),
      pause: () => {
        if (entry.lastMs !== Infinity) entry.pausedMs = this.#clock.now();
        entry.lastMs = Infinity;
      },
      expectAnswer: () => {
        delete entry.answer;
      },
      hold: (answer) => {
        entry.answer = answer;
      },
      abort: (reason) => controller.abort(reason),
      stop: () => {
        this.#entries.delete(entry);
      },
    };
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
    for (const entry of this.#entries) {
      const isUnanswered = entry.answer === undefined;
      const limitMs = isUnanswered ? this.#limitMs * entry.patience : this.#limitMs;
      if (entry.lastMs <= nowMs - limitMs) {
        entry.controller.abort(silence(limitMs / 1000, isUnanswered));
      } else if (this.#minSpeed && this.#isSlow(entry, this.#minSpeed, nowMs)) {
        entry.controller.abort(slowness(this.#minSpeed));
      }
    }
    if (this.#entries.size > 0) this.#sweepLater();
  }

  #isSlow(entry: Entry, { bytesPerSecond, overMs }: MinSpeed, nowMs: number): boolean {
    if (!entry.receivedBytes || entry.lastMs === Infinity) return false;
    const elapsedMs = nowMs - entry.countsFromMs;
    if (elapsedMs < overMs) return false;
    const bytes = entry.receivedBytes();
    const isSlow = (bytes - entry.countsFromBytes) / elapsedMs * 1000 < bytesPerSecond;
    entry.countsFromMs = nowMs;
    entry.countsFromBytes = bytes;
    return isSlow;
  }
}
