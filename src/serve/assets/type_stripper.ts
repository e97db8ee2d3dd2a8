import { GuardedThread } from "./guarded_thread.ts";

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

/** Strips types in a thread: some texts end amaro's WebAssembly for good, others keep it busy for hours. */
export class TypeStripper {
  readonly #thread = new GuardedThread<string, StripAnswer>(() =>
    new Worker(new URL("./strip_worker.ts", import.meta.url), {
      type: "module",
      name: "strip types",
    })
  );

  async strip(source: string): Promise<StripAnswer> {
    return await this.#thread.ask(source) ?? { kind: "unreadable" };
  }

  /** Ends the thread; what is not done yet is answered as unreadable. */
  close(): void {
    this.#thread.close();
  }
}
