import { GuardedThread } from "../threads/guarded_thread.ts";

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

/** The most texts kept; a game has dozens of modules, and switching back must be quick. */
const MAX_REMEMBERED = 1000;

/** Strips types in a thread: some texts end amaro's WebAssembly for good, others keep it busy for hours. */
export class TypeStripper {
  readonly #remembered = new Map<string, Promise<StripAnswer>>();
  readonly #thread = new GuardedThread<string, StripAnswer>(() =>
    new Worker(new URL("./strip_worker.ts", import.meta.url), {
      type: "module",
      name: "strip types",
    })
  );

  /** Returns the stripper of a game, which waits for none of another but the one under way. */
  of(gameId: string): GameStripper {
    return { strip: (source, version) => this.#strip(source, { gameId, version }) };
  }

  /** Ends the thread; what is not done yet is answered as unreadable. */
  close(): void {
    this.#thread.close();
  }

  #strip(
    source: string,
    { gameId, version }: { gameId: string; version: string },
  ): Promise<StripAnswer> {
    const known = this.#remembered.get(version);
    if (known) return known;
    const [oldest] = this.#remembered.keys();
    if (this.#remembered.size >= MAX_REMEMBERED) this.#remembered.delete(oldest!);
    const answer = this.#thread.ask(source, gameId)
      .then((answer) => answer ?? { kind: "unreadable" } as const);
    this.#remembered.set(version, answer);
    return answer;
  }
}
