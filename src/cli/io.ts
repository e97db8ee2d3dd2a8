import type { Language, Text } from "./language.ts";

/** The signals that ask the program to end: from Ctrl-C, from the system, and from a terminal that closes. */
export type EndSignal = "SIGINT" | "SIGTERM" | "SIGHUP";

/** The exit code after each signal: 128 plus its number, as shells have it. */
export const SIGNAL_EXIT: Readonly<Record<EndSignal, number>> = {
  SIGHUP: 129,
  SIGINT: 130,
  SIGTERM: 143,
};

/** The abort reason after a signal that asks the program to end. */
export class Interrupt extends Error {
  override readonly name = "Interrupt";
  readonly signal: EndSignal;
  constructor(signal: EndSignal) {
    super(`interrupted by ${signal}`);
    this.signal = signal;
  }
}

/** One output stream of the process. */
export interface Output {
  /**
   * Writes the text as it is; the caller has made outside strings safe with {@linkcode visible}. It never
   * throws: text that cannot be written is lost.
   */
  write(text: string): void;
  /** Writes bytes of a result. Returns whether the reader wants more. */
  writeBytes(bytes: Uint8Array): boolean;
  /** Whether this is a terminal, with a person in front. */
  readonly isTerminal: boolean;
  /** Whether to colour the text with escape codes. */
  readonly hasColour: boolean;
  /**
   * Whether block and line characters and some punctuation are as wide as Chinese characters here, so that rows which
   * must fit do without them; see {@linkcode narrowRow}.
   */
  readonly hasWideSymbols: boolean;
}

/** Everything of its process that a command may use, so that tests can pass in their own. */
export interface Io {
  /** The output for results, and nothing else. */
  readonly stdout: Output;
  /** The error that lost results, such as a full disk; undefined where none were lost. */
  readonly lostResults: () => unknown;
  /** The output for questions, progress and messages. */
  readonly stderr: Output;
  readonly stdin: {
    /**
     * In the background, a read waits until the process comes to the foreground of its terminal.
     *
     * @throws {UsageError} where stdin is in use already
     */
    readonly readable: ReadableStream<Uint8Array>;
    /** Reads one line that a person types, without its end; undefined where the input has ended. */
    readLine(): Promise<string | undefined>;
    /**
     * Reads all of stdin at once, for small files.
     *
     * @throws {UsageError} where stdin is in use already
     */
    readAll(): Uint8Array;
    readonly isTerminal: boolean;
    /**
     * Makes the terminal send every key at once without echo, or whole lines as before. Ctrl-C stays a signal.
     *
     * @returns whether the terminal can do that
     */
    setRaw(isRaw: boolean): boolean;
  };
  readonly env: (name: string) => string | undefined;
  readonly language: Language;
  /** The folder for relative paths on the command line. */
  readonly cwd: string;
  /** Aborts with an {@linkcode Interrupt} on the first Ctrl-C, SIGTERM or SIGHUP. */
  readonly signal: AbortSignal;
  /** Whether the process runs in the background: it must neither read the terminal nor switch its mode. */
  readonly isInBackground: boolean;
  /** Returns the columns and rows of the terminal on stderr; 80 by 24 without one. */
  size(): { columns: number; rows: number };
}

/** Returns the message in the user's language. */
export function say(io: Pick<Io, "language">, text: Text): string {
  return text[io.language];
}

/** Prints a message to stderr, as a line in the user's language. */
export function tell(io: Pick<Io, "language" | "stderr">, text: Text): void {
  io.stderr.write(`${say(io, text)}\n`);
}

/** Returns the message of anything thrown; the caller makes it safe to show with {@linkcode visible}. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

// C0 and C1 controls, DEL, line and paragraph separators, and characters that reorder text: in a URL, header or file
// name any of them could change what the terminal shows. Lone surrogates cannot be encoded. Joiners stay, because
// emoji and several scripts need them.
const UNSAFE_REGEXP =
  // deno-lint-ignore no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|[\u{e0000}-\u{e007f}]|\p{Cs}/gu;

/** Replaces the characters of an outside string that could control the terminal with `\u{hex}`. */
export function visible(text: string): string {
  return text.replace(UNSAFE_REGEXP, (character) => {
    const hex = character.codePointAt(0)!.toString(16);
    return `\\u{${hex}}`;
  });
}

/** Formats a line of JSON with those characters escaped as JSON does it, so that a parser restores them. */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value).replace(UNSAFE_REGEXP, (character) => {
    // A character beyond the basic plane has two units, and JSON escapes each.
    const units = character.split("");
    return units.map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
  });
}
