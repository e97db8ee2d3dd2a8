import { formatBytes } from "../../cli/amount.ts";
import type { Clock } from "../model/clock.ts";
import { TransferError } from "../model/errors.ts";

/** How often silence is looked for; one timer serves all connections. */
const SWEEP_MS = 500;

/** Watches one connection. */
export interface Watched {
  /** Aborted when nothing has come for too long, or when the run is told to stop. */
  readonly signal: AbortSignal;
  /** Bytes came, or another request begins. */
  touch(): void;
  /** How long nothing has come, in milliseconds; 0 while coplay itself waits. */
  silentMs(): number;
  /** From now on it is coplay that waits, not the server; {@linkcode touch} ends that. */
  pause(): void;
  /** A request goes out, and nothing of its answer can be seen before all of its headers have come. */
  expectAnswer(): void;
  /**
   * Takes the connection's answer, which must last as long as its body: Deno tells a body that its request is
   * aborted only while the Response itself is still there.
   */
  hold(answer: Response): void;
  /** Ends the connection for a reason of one's own. */
  abort(reason: TransferError): void;
  /** The connection is over. */
  stop(): void;
}

/** How one connection is watched. */
export interface WatchOptions {
  /** How many times as long as usual an answer may take. @default {1} */
  readonly patience?: number;
  /** Bytes of the file that have come, over all its connections, where it may be found too slow. @default {it may not} */
  readonly receivedBytes?: () => number;
}

/** The slowest that a file may come. */
export interface MinSpeed {
  readonly bytesPerSecond: number;
  /** For how long it may be slower. */
  readonly overMs: number;
}

interface Entry {
  readonly controller: AbortController;
  readonly patience: number;
  readonly receivedBytes: (() => number) | undefined;
  /** When something last came; `Infinity` while coplay itself waits. */
  lastMs: number;
  /** Since when it waits. */
  pausedMs: number;
  answer?: Response;
  /** Since when bytes are counted, and how many there were; the time that coplay waited is left out. */
  countsFromMs: number;
  countsFromBytes: number;
}

/** The run was told to stop. */
export function interrupted(reason: unknown): TransferError {
  const text = { en: "interrupted", zh: "已中断" };
  return new TransferError("interrupted", text, { cause: reason });
}

/**
 * fetch shows nothing of an answer before its last header is there, so that headers which drip in look like silence:
 * the next attempt is given more time for them, see `patience`.
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
 * Ends connections on which nothing comes any more. fetch has no timeouts of its own, and a timer for each of
 * thousands of small requests would cost more than the requests.
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

  /** Begins to watch a connection. */
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

  /** Ends the sweeping timer, so that the process can end. */
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
