import type { Text } from "./language.ts";

/** What the process ends with. The numbers are part of the interface: scripts read them. */
export const EXIT = {
  ok: 0,
  /** What has no number of its own, and failures of several kinds at once. */
  failed: 1,
  usage: 2,
  /** Something could not be written. */
  disk: 6,
} as const;

/**
 * An error that says what is wrong in every language. Its `message`, which only programmers see, is the English
 * text.
 */
export abstract class TextError extends Error {
  /** What is wrong, in every language. */
  readonly text: Text;
  /** Makes it of a text. @param text what is wrong, in every language @param options the cause, where there is one */
  constructor(text: Text, options?: ErrorOptions) {
    super(text.en, options);
    this.text = text;
  }
}

/**
 * The user asked for something that cannot be done as asked. Shown as one line (in the user's
 * language), followed by one line that says which help to read; exit code 2.
 */
export class UsageError extends TextError {
  override readonly name = "UsageError";
}

/**
 * The command cannot go on, through no fault in the command line (a port in use, say). Shown as one
 * line, without a pointer to the help.
 */
export class CommandError extends TextError {
  override readonly name = "CommandError";
  readonly exitCode: number;
  /** @param text what is wrong, in every language @param exitCode what the process ends with */
  constructor(text: Text, exitCode: number = EXIT.failed) {
    super(text);
    this.exitCode = exitCode;
  }
}
