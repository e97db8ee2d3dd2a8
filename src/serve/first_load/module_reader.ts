import { GuardedThread } from "../assets/guarded_thread.ts";
import type { ModuleFacts } from "./module_facts.ts";

/** The most modules kept; a game has dozens, and reads them again after each change of one. */
const MAX_REMEMBERED = 1000;

/** Reads what modules import and export, in a thread. */
export class ModuleReader {
  readonly #thread = new GuardedThread<string, ModuleFacts | undefined>(() =>
    new Worker(new URL("./read_worker.ts", import.meta.url), {
      type: "module",
      name: "read modules",
    })
  );
  readonly #remembered = new Map<string, ModuleFacts>();

  /** Reads JavaScript; undefined where it is no module, or would take too long. */
  async read(code: string): Promise<ModuleFacts | undefined> {
    const known = this.#remembered.get(code);
    if (known) return known;
    const facts = await this.#thread.ask(code);
    if (!facts) return undefined;
    const [oldest] = this.#remembered.keys();
    if (this.#remembered.size >= MAX_REMEMBERED) this.#remembered.delete(oldest!);
    this.#remembered.set(code, facts);
    return facts;
  }

  /** Ends the thread. */
  close(): void {
    this.#thread.close();
  }
}
