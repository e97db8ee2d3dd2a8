/** How a process was started, as far as its system knows. */
export interface ProcessStart {
  /** SIGHUP was ignored, as nohup does: the end of the terminal is not to be the end of the process. */
  readonly ignoresHangup: boolean;
  /** It is not in the foreground of its terminal, as after a shell's `&`: that belongs to somebody else. */
  readonly isInBackground: boolean;
}

/** SIGHUP is the first of the bits that stand for signals. */
const HANGUP_BIT = 1n;

/**
 * Reads what Linux says of a process.
 *
 * @param text its `stat` and `status` in /proc, one after the other
 * @returns `undefined` where that says something else
 */
export function readProcessStart(text: string): ProcessStart | undefined {
  // ID, name, state, parent, group, session, terminal, and the group in the terminal's foreground.
  const [, group, terminal, foreground] =
    /^\d+ \(.*\) \S -?\d+ (-?\d+) -?\d+ (-?\d+) (-?\d+) /.exec(text) ?? [];
  const [, ignored] = /^SigIgn:\s*([0-9a-f]+)$/m.exec(text) ?? [];
  if (group === undefined || ignored === undefined) return undefined;
  return {
    ignoresHangup: (BigInt(`0x${ignored}`) & HANGUP_BIT) !== 0n,
    isInBackground: terminal !== "0" && foreground !== group,
  };
}

/**
 * Asks the system how this process was started. Deno lets only those read in /proc that may do everything, so that
 * another program does: what it was started with is what it says of itself. It must be asked before the first signal
 * is listened to, because with that Deno takes over SIGHUP, ignored or not; it has been when this returns.
 *
 * @returns `undefined` where the system does not say: beside Linux, and without `cat`
 */
export async function askProcessStart(): Promise<ProcessStart | undefined> {
  if (Deno.build.os !== "linux") return undefined;
  try {
    const { stdout } = await new Deno.Command("/bin/cat", {
      args: ["/proc/self/stat", "/proc/self/status"],
      stdin: "null",
      stderr: "null",
    }).output();
    return readProcessStart(new TextDecoder().decode(stdout));
  } catch {
    // No such program, or no right to run it: then coplay does what suits most.
    return undefined;
  }
}

/** How often is looked whether a process in the background has come to the foreground; nothing else tells it. */
const LOOK_MS = 2000;

/** Waits until this process is in the foreground of its terminal. */
export async function whenInForeground(): Promise<void> {
  while ((await askProcessStart())?.isInBackground) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
