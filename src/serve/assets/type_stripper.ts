import { TextError } from "../../cli/errors.ts";
import { GuardedThread } from "../threads/guarded_thread.ts";
import { type Known, Remembered } from "../threads/remembered.ts";

/** The result of stripping a text. */
export type Stripped =
  | { readonly kind: "code"; readonly code: string }
  | {
    readonly kind: "problem";
    readonly message: string;
    /** From 1. */
    readonly startLine: number;
    /** Of the screen, from 0. */
    readonly startColumn: number;
  };

/** What becomes of a text. */
export type StripAnswer =
  | Stripped
  /** It is nested deeper than can be read. */
  | { readonly kind: "unreadable" }
  /** It took too long, and is tried again where it is asked for in so many milliseconds or later. */
  | { readonly kind: "late"; readonly againMs: number };

/** Strips the types of one game's texts. */
export interface GameStripper {
  /** @param version identifies the content: the same is read once, also where it cannot be read */
  strip(source: string, version: string): Promise<StripAnswer>;
}

/** Reading a file took too long, by its own fault or a busy machine's. */
export class SlowFileError extends TextError {
  override readonly name = "SlowFileError";
  /** The path inside the game. */
  readonly path: string;
  /** After how many seconds it is tried again where it is asked for. */
  readonly againSeconds: number;

  constructor(path: string, againMs: number) {
    const seconds = Math.max(1, Math.ceil(againMs / 1000));
    super({
      en:
        `Cannot read "${path}" yet: it took too long, because the host is very busy or the file ` +
        `hard to read; asked for in ${seconds} s or later, it is read again`,
      zh: `暂时无法读取“${path}”：用时过长，可能是主机太忙，也可能是文件太难解析；` +
        `${seconds} 秒后再次打开时会重新读取`,
    });
    this.path = path;
    this.againSeconds = seconds;
  }
}

/** All of coplay's source, 3 MB, takes half a second. What one file takes longer for was made to, or the machine is busy. */
const MAX_STRIP_MS = 2000;

/** Strips types in a thread: some texts end amaro's WebAssembly for good, others keep it busy for hours. */
export class TypeStripper {
  readonly #remembered: Remembered<Stripped>;
  readonly #thread: GuardedThread<string, Stripped>;

  /**
   * @param options.limitMs how long a text may take, in milliseconds
   * @param options.now the time in milliseconds
   */
  constructor({ limitMs = MAX_STRIP_MS, now }: { limitMs?: number; now?: () => number } = {}) {
    this.#remembered = new Remembered(now);
    this.#thread = new GuardedThread(
      () =>
        new Worker(new URL("./strip_worker.ts", import.meta.url), {
          type: "module",
          name: "strip types",
        }),
      { limitMs },
    );
  }

  /** Returns the stripper of a game, which waits for none of another but the one under way. */
  of(gameId: string): GameStripper {
    return {
      strip: async (source, version) => {
        const ask = () => this.#thread.ask(source, gameId);
        return answerOf(await this.#remembered.get(version, { length: source.length, ask }));
      },
    };
  }

  /** Ends the thread; what is not done yet is answered as late. */
  close(): void {
    this.#thread.close();
  }
}

function answerOf(known: Known<Stripped>): StripAnswer {
  if (known.kind === "done") return known.answer;
  return known.kind === "failed" ? { kind: "unreadable" } : known;
}
