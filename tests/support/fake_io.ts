import type { Io, Output } from "../../src/cli/io.ts";
import type { Language } from "../../src/cli/language.ts";

/** A write and its stream. */
export interface Write {
  readonly to: "stdout" | "stderr";
  readonly text: string;
}

export interface FakeIoOptions {
  readonly language?: Language;
  readonly columns?: number;
  readonly rows?: number;
  readonly isTerminal?: boolean;
  readonly hasColour?: boolean;
  readonly hasWideSymbols?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly signal?: AbortSignal;
  readonly stdin?: ReadableStream<Uint8Array>;
  /** The lines that a person types. */
  readonly lines?: string[];
  readonly isInBackground?: boolean;
  /** Whether its terminal sends only whole lines. */
  readonly refusesRaw?: boolean;
  /** The error that kept results from being written. */
  readonly lostResults?: Error;
}

/** An {@linkcode Io} that records everything that is written to it. */
export class FakeIo implements Io {
  readonly writes: Write[] = [];
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: Io["stdin"];
  readonly language: Language;
  readonly cwd: string;
  readonly signal: AbortSignal;
  readonly isInBackground: boolean;
  /** The size of the terminal; a test may change it at any time, like a user who resizes a window. */
  screen: { columns: number; rows: number };
  /** Whether keys arrive one by one. */
  isRaw = false;
  readonly #env: Readonly<Record<string, string>>;
  readonly #lostResults: Error | undefined;

  constructor(options: FakeIoOptions = {}) {
    const output = (to: Write["to"]): Output => ({
      write: (text) => this.writes.push({ to, text }),
      writeBytes: (bytes) => this.writes.push({ to, text: new TextDecoder().decode(bytes) }) > 0,
      isTerminal: options.isTerminal ?? false,
      hasColour: options.hasColour ?? false,
      hasWideSymbols: options.hasWideSymbols ?? false,
    });
    this.stdout = output("stdout");
    this.stderr = output("stderr");
    const readable = options.stdin ?? new Blob([]).stream();
    this.stdin = {
      readable,
      readAll: () => new Uint8Array(),
      isTerminal: options.isTerminal ?? false,
      readLine: () => Promise.resolve(options.lines?.shift()),
      setRaw: (isRaw) => {
        if (options.refusesRaw) return false;
        this.isRaw = isRaw;
        return true;
      },
    };
    this.language = options.language ?? "en";
    this.cwd = options.cwd ?? Deno.cwd();
    this.signal = options.signal ?? new AbortController().signal;
    this.screen = { columns: options.columns ?? 80, rows: options.rows ?? 24 };
    this.#env = options.env ?? {};
    this.#lostResults = options.lostResults;
    this.isInBackground = options.isInBackground ?? false;
  }

  readonly lostResults = (): unknown => this.#lostResults;

  readonly env = (name: string): string | undefined => this.#env[name];

  size(): { columns: number; rows: number } {
    return this.screen;
  }

  /** Everything that was written to one stream. */
  text(to: Write["to"]): string {
    return this.writes.filter((write) => write.to === to).map(({ text }) => text).join("");
  }
}
