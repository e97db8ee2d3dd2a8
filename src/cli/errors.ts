import type { Text } from "./language.ts";

/** The exit codes. They are part of the interface: scripts read them. */
export const EXIT = {
  ok: 0,
  /** A failure without a code of its own, and failures of several kinds at once. */
  failed: 1,
  usage: 2,
  /** Something could not be written. */
  disk: 6,
} as const;

/**
 * An error with a text for people in every language. Its `message`, which only programmers see, is the English text.
 */
export abstract class TextError extends Error {
  /** What went wrong, in every language. */
  readonly text: Text;
  /**
   * Makes an error with its text.
   *
   * @param text what went wrong, in every language
   * @param options the cause, where there is one
   */
  constructor(text: Text, options?: ErrorOptions) {
    super(text.en, options);
    this.text = text;
  }
}

/**
 * The command line asks for something impossible. The user sees one line, and a second that names the help to read;
 * the exit code is 2.
 */
export class UsageError extends TextError {
  override readonly name = "UsageError";
}

/** The command cannot go on, though its command line is valid: the port is in use, say. The user sees one line. */
export class CommandError extends TextError {
  override readonly name = "CommandError";
  readonly exitCode: number;
  /** @param text what went wrong, in every language @param exitCode the process's exit code */
  constructor(text: Text, exitCode: number = EXIT.failed) {
    super(text);
    this.exitCode = exitCode;
  }
}
