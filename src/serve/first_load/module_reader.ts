import { GuardedThread } from "../threads/guarded_thread.ts";
import { Remembered } from "../threads/remembered.ts";
import type { ModuleFacts } from "./module_facts.ts";

/** Reads what the modules of one game import and export. */
export interface GameReader {
  /** Reads JavaScript; undefined where it is no module, or takes too long now. */
  read(code: string): Promise<ModuleFacts | undefined>;
}

/** The largest module that a person writes takes a second on a slow machine. */
const MAX_READ_MS = 5000;

/** Reads what modules import and export, in a thread. */
export class ModuleReader {
  readonly #thread: GuardedThread<string, ModuleFacts | undefined>;
  readonly #remembered: Remembered<ModuleFacts | undefined>;

  /**
   * @param options.limitMs how long a module may take, in milliseconds
   * @param options.now the time in milliseconds
   */
  constructor({ limitMs = MAX_READ_MS, now }: { limitMs?: number; now?: () => number } = {}) {
    this.#remembered = new Remembered(now);
    this.#thread = new GuardedThread(
      () =>
        new Worker(new URL("./read_worker.ts", import.meta.url), {
          type: "module",
          name: "read modules",
        }),
      { limitMs },
    );
  }

  /** Returns the reader of a game, which waits for no module of another but the one under way. */
  of(gameId: string): GameReader {
    return {
      read: async (code) => {
        const ask = () => this.#thread.ask(code, gameId);
        const known = await this.#remembered.get(code, { length: code.length, ask });
        return known.kind === "done" ? known.answer : undefined;
      },
    };
  }

  /** Ends the thread. */
  close(): void {
    this.#thread.close();
  }
}
