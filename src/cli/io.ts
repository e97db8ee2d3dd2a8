import type { Language, Text } from "./language.ts";

/** The signals that ask the program to end: of Ctrl-C, of the system, and of a terminal that is closed. */
export type EndSignal = "SIGINT" | "SIGTERM" | "SIGHUP";

/** What the process ends with after each of them: 128 and the signal's number, as shells have it. */
export const SIGNAL_EXIT: Readonly<Record<EndSignal, number>> = {
  SIGHUP: 129,
  SIGINT: 130,
  SIGTERM: 143,
};

/** A signal that asks the program to end, as an abort reason. */
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
   * Writes the text as it is; the caller has made outside strings safe with {@linkcode visible}. Never fails: what
   * cannot be written is lost.
   */
  write(text: string): void;
  /** Writes bytes that are a result. Returns whether more are wanted, and can be written. */
  writeBytes(bytes: Uint8Array): boolean;
  /** Whether a person sits in front of it. */
  readonly isTerminal: boolean;
  /** Whether escape codes for colour are wanted there. */
  readonly hasColour: boolean;
}

/** All that a command may touch of the process it runs in, so that tests can hand in their own. */
export interface Io {
  /** Results, and nothing else. */
  readonly stdout: Output;
  /** What kept results from being written, such as a full disk; `undefined` where nothing has. */
  readonly lostResults: () => unknown;
  /** Everything else: questions, progress, messages. */
  readonly stderr: Output;
  readonly stdin: {
    /**
     * In the background, a terminal is read only once it has come to the foreground.
     *
     * @throws {UsageError} where it has been asked for already
     */
    readonly readable: ReadableStream<Uint8Array>;
    /**
     * All of it at once, for small files.
     *
     * @throws {UsageError} where it has been asked for already
     */
    readAll(): Uint8Array;
    readonly isTerminal: boolean;
    /** Makes a terminal send every key at once and unseen, or whole lines as before. Ctrl-C stays a signal. */
    setRaw(isRaw: boolean): void;
  };
  readonly env: (name: string) => string | undefined;
  readonly language: Language;
  /** The folder that relative paths on the command line are relative to. */
  readonly cwd: string;
  /** Aborted with an {@linkcode Interrupt} by the first Ctrl-C, SIGTERM or SIGHUP. */
  readonly signal: AbortSignal;
  /** Whether the terminal is somebody else's: it must be neither read nor switched to other modes. */
  readonly isInBackground: boolean;
  /** Columns and rows of the terminal behind stderr; 80 by 24 where there is none. */
  size(): { columns: number; rows: number };
}

/** The message in the user's language. */
export function say(io: Pick<Io, "language">, text: Text): string {
  return text[io.language];
}

/** Tells the user something: a line of its own in their language, beside the results. */
export function tell(io: Pick<Io, "language" | "stderr">, text: Text): void {
  io.stderr.write(`${say(io, text)}\n`);
}

/** What any exception says; the caller makes it safe to show with {@linkcode visible}. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

// C0 and C1 controls, DEL, line and paragraph separators, and the characters that reorder text: any of
// these in a URL, header or file name could rewrite what the terminal shows. Lone surrogates cannot be
// encoded. Joiners stay, because emoji and several scripts need them.
const UNSAFE_REGEXP =
  // deno-lint-ignore no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|[\u{e0000}-\u{e007f}]|\p{Cs}/gu;

/** A string from outside, with what could act on the terminal shown as `\u{hex}` instead. */
export function visible(text: string): string {
  return text.replace(UNSAFE_REGEXP, (character) => {
    const hex = character.codePointAt(0)!.toString(16);
    return `\\u{${hex}}`;
  });
}

/** A line of JSON in which the same characters are escaped as JSON escapes them, so that it reads as it was. */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value).replace(UNSAFE_REGEXP, (character) => {
    // A character beyond the basic plane has two units, each of which JSON escapes by itself.
    const units = character.split("");
    return units.map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
  });
}
