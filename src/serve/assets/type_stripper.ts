import { GuardedThread } from "../threads/guarded_thread.ts";
import { Remembered } from "../threads/remembered.ts";

/** The result of stripping a text. */
export type StripAnswer =
  | { readonly kind: "code"; readonly code: string }
  | {
    readonly kind: "problem";
    readonly message: string;
    /** From 1. */
    readonly startLine: number;
    /** Of the screen, from 0. */
    readonly startColumn: number;
  }
  /** It is nested deeper than can be read, or would take too long. */
  | { readonly kind: "unreadable" };

/** Strips the types of one game's texts. */
export interface GameStripper {
  /** @param version identifies the content: the same is read once, also where it cannot be read */
  strip(source: string, version: string): Promise<StripAnswer>;
}

/** Strips types in a thread: some texts end amaro's WebAssembly for good, others keep it busy for hours. */
export class TypeStripper {
  readonly #remembered = new Remembered<StripAnswer>();
  readonly #thread = new GuardedThread<string, StripAnswer>(() =>
    new Worker(new URL("./strip_worker.ts", import.meta.url), {
      type: "module",
      name: "strip types",
    })
  );

  /** Returns the stripper of a game, which waits for none of another but the one under way. */
  of(gameId: string): GameStripper {
    const ask = async (source: string): Promise<StripAnswer> =>
      await this.#thread.ask(source, gameId) ?? { kind: "unreadable" };
    return {
      strip: (source, version) =>
        this.#remembered.get(version, { length: source.length, ask: () => ask(source) }),
    };
  }

  /** Ends the thread; what is not done yet is answered as unreadable. */
  close(): void {
    this.#thread.close();
  }
}
