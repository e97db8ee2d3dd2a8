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

interface Entry {
  readonly controller: AbortController;
  lastMs: number;
  answer?: Response;
}

/** The run was told to stop. */
export function interrupted(reason: unknown): TransferError {
  const text = { en: "interrupted", zh: "已中断" };
  return new TransferError("interrupted", text, { cause: reason });
}

/**
 * Ends connections on which nothing comes any more. fetch has no timeouts of its own, and a timer for each of
 * thousands of small requests would cost more than the requests.
 */
export class IdleWatch {
  readonly #clock: Clock;
  readonly #limitMs: number;
  readonly #entries = new Set<Entry>();
  #isSweeping = false;
  #cancelSweep: () => void = () => {};
  #stopReason: TransferError | undefined;

  constructor({ clock, limitMs, signal }: { clock: Clock; limitMs: number; signal: AbortSignal }) {
    this.#clock = clock;
    this.#limitMs = limitMs;
    const stopAll = () => {
      this.#stopReason = interrupted(signal.reason);
      for (const { controller } of this.#entries) controller.abort(this.#stopReason);
    };
    if (signal.aborted) stopAll();
    else signal.addEventListener("abort", stopAll, { once: true });
  }

  /** Begins to watch a connection. */
  start(): Watched {
    const controller = new AbortController();
    const entry: Entry = { controller, lastMs: this.#clock.now() };
    if (this.#stopReason) controller.abort(this.#stopReason);
    this.#entries.add(entry);
    if (!this.#isSweeping) this.#sweepLater();
    return {
      signal: controller.signal,
      touch: () => {
        entry.lastMs = this.#clock.now();
      },
      silentMs: () => Math.max(0, this.#clock.now() - entry.lastMs),
      pause: () => {
        entry.lastMs = Infinity;
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
    const oldestMs = this.#clock.now() - this.#limitMs;
    for (const { controller, lastMs } of this.#entries) {
      if (lastMs <= oldestMs) controller.abort(this.#stalled());
    }
    if (this.#entries.size > 0) this.#sweepLater();
  }

  #stalled(): TransferError {
    const seconds = this.#limitMs / 1000;
    return new TransferError("network", {
      en: `nothing came for ${seconds} seconds`,
      zh: `${seconds} 秒内没有收到数据`,
    }, { isTransient: true });
  }
}
