import { GuardedThread } from "../threads/guarded_thread.ts";
import type { ModuleFacts } from "./module_facts.ts";

/** The most modules kept; a game has dozens, and reads them again after each change of one. */
const MAX_REMEMBERED = 1000;

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
  readonly #remembered = new Map<string, ModuleFacts>();

  /** Returns the reader of a game, which waits for no module of another but the one under way. */
  of(gameId: string): GameReader {
    return { read: (code) => this.#read(code, gameId) };
  }

  /** Ends the thread. */
  close(): void {
    this.#thread.close();
  }

  async #read(code: string, gameId: string): Promise<ModuleFacts | undefined> {
    const known = this.#remembered.get(code);
    if (known) return known;
    const facts = await this.#thread.ask(code, gameId);
    if (!facts) return undefined;
    const [oldest] = this.#remembered.keys();
    if (this.#remembered.size >= MAX_REMEMBERED) this.#remembered.delete(oldest!);
    this.#remembered.set(code, facts);
    return facts;
  }
}
