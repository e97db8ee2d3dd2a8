import { GuardedThread } from "../threads/guarded_thread.ts";
import { Remembered } from "../threads/remembered.ts";
import type { ModuleFacts } from "./module_facts.ts";

/** Reads what the modules of one game import and export. */
export interface GameReader {
  /** Reads JavaScript; undefined where it is no module, or would take too long. */
  read(code: string): Promise<ModuleFacts | undefined>;
}

/** Reads what modules import and export, in a thread. */
export class ModuleReader {
  readonly #thread = new GuardedThread<string, ModuleFacts | undefined>(() =>
    new Worker(new URL("./read_worker.ts", import.meta.url), {
      type: "module",
      name: "read modules",
    })
  );
  readonly #remembered = new Remembered<ModuleFacts | undefined>();

  /** Returns the reader of a game, which waits for no module of another but the one under way. */
  of(gameId: string): GameReader {
    const ask = (code: string) => this.#thread.ask(code, gameId);
    return {
      read: (code) => this.#remembered.get(code, { length: code.length, ask: () => ask(code) }),
    };
  }

  /** Ends the thread. */
  close(): void {
    this.#thread.close();
  }
}
