/** How the process was started, as far as its system knows. */
export interface ProcessStart {
  /** Whether SIGHUP was ignored, as under nohup: the process must outlive its terminal. */
  readonly ignoresHangup: boolean;
  /** Whether it started in the background of its terminal, as after a shell's `&`. */
  readonly isInBackground: boolean;
}

/** SIGHUP is the lowest bit of the signal mask. */
const HANGUP_BIT = 1n;

/**
 * Parses Linux's description of a process.
 *
 * @param text its `stat` and `status` of /proc, concatenated
 * @returns undefined where the text has another form
 */
export function readProcessStart(text: string): ProcessStart | undefined {
  // PID, name, state, parent, process group, session, terminal, and the terminal's foreground group.
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
 * Asks the system how this process was started. Deno lets a program read /proc only with all permissions, so `cat`
 * reads it: the child inherits these facts. Call this before listening to any signal, because Deno then takes over
 * SIGHUP, ignored or not; the child has been started once this returns its promise.
 *
 * @returns undefined where the system does not say: outside Linux, and without `cat`
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
    // Without the program, or the permission to run it, coplay assumes the usual case.
    return undefined;
  }
}

/** The interval of checks whether the process is in the foreground, which no event reports. */
const LOOK_MS = 2000;

/** Waits until this process is in the foreground of its terminal. */
export async function whenInForeground(): Promise<void> {
  while ((await askProcessStart())?.isInBackground) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
