import type { Text } from "./language.ts";

/** What the process ends with. The numbers are part of the interface: scripts read them. */
export const EXIT = {
  ok: 0,
  mixed: 1,
  usage: 2,
  interrupted: 130,
  terminated: 143,
} as const;

/**
 * The user asked for something that cannot be done as asked. Shown as one line (in the user's
 * language), followed by one line that says which help to read; exit code 2.
 */
export class UsageError extends Error {
  override readonly name = "UsageError";
  readonly text: Text;
  /** @param text what is wrong, in every language */
  constructor(text: Text) {
    super(text.en);
    this.text = text;
  }
}

/**
 * The command cannot go on, through no fault in the command line (a port in use, say). Shown as one
 * line, without a pointer to the help.
 */
export class CommandError extends Error {
  override readonly name = "CommandError";
  readonly text: Text;
  readonly exitCode: number;
  /** @param text what is wrong, in every language @param exitCode what the process ends with */
  constructor(text: Text, exitCode: number = EXIT.mixed) {
    super(text.en);
    this.text = text;
    this.exitCode = exitCode;
  }
}
